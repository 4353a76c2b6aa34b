"""Columns of bytes that take less room in the file than as they came."""

from sqlalchemy import Dialect, LargeBinary, TypeDecorator

from shutro.store.letters import pack_letters, unpack_letters
from shutro.store.pages import pack_page, unpack_page


class Packed(TypeDecorator[bytes]):
    """Pages that are packed in the file; what cannot be unpacked is given as it is, for the doctor to judge."""

    impl = LargeBinary
    cache_ok = True
    pack = staticmethod(pack_page)
    unpack = staticmethod(unpack_page)

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Return the bytes as they are stored."""
        return None if value is None else self.pack(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Return the bytes as they came."""
        return None if value is None else self.unpack(value)


class Lettered(Packed):
    """JSON of what is written in one script, packed by its letters."""

    cache_ok = True
    pack = staticmethod(pack_letters)
    unpack = staticmethod(unpack_letters)
