"""Templates kept as they were compiled, as Python keeps its modules: compiling takes longer than many pages."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Keeps templates in a folder, where it can be written; `options` is what else they are compiled by."""

    def __init__(self, folder: Path, options: str) -> None:
        self._folder = folder
        self._options = options

    def get_source_checksum(self, source: str) -> str:
        """Return by what a template is known to be compiled from this source, in this way."""
        return hashlib.sha256(f"{self._options}\n{source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is kept; one of another source stays empty."""
        with suppress(OSError), (self._folder / bucket.key).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds; where that fails, it is compiled again the next time."""
        part = self._folder / f"{bucket.key}.{token_hex(4)}"
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with part.open("wb") as file:
                    bucket.write_bytecode(file)
                part.replace(self._folder / bucket.key)  # who reads meanwhile sees all or nothing
            finally:
                part.unlink(missing_ok=True)


def kept_templates() -> Path | None:
    """Return the folder of this user in which templates are kept; None where there is none."""
    with suppress(RuntimeError):  # nobody is at home
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "shutro" / "templates"
    return None
