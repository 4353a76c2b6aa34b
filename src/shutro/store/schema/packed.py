"""A column of bytes that are kept as they came, in less room."""

from sqlalchemy import Dialect, LargeBinary, TypeDecorator

from shutro.store.records import pack_bytes, unpack_bytes


class Packed(TypeDecorator[bytes]):
    """Bytes that are packed in the file; what cannot be unpacked is given as it is, for the doctor to judge."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Return the bytes as they are stored."""
        return None if value is None else pack_bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Return the bytes as they came."""
        return None if value is None else unpack_bytes(value)
