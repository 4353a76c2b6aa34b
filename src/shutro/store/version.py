"""The version of the code and of the language data, by which derived layers know that they are old."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from shutro import __version__

_PACKAGE = Path(__file__).parent.parent
_KINDS = (".py", ".toml", ".tsv")
_APART = (
    "cli",
    "evaluate",
    "examples",
    "scale",
    "search",
    "store",
    "web",
)  # nothing in these rooms makes docs or stories
_INDEX = ("search", "store")  # what makes the index out of them
_ARCHIVE = ("scale",)  # what lays them in tables


@cache
def code_version() -> str:
    """Return the release and a hash of all code and data that docs and stories are made by."""
    return f"{__version__}+{_digest(lambda room: room not in _APART)}"


@cache
def index_version() -> str:
    """Return a hash of all code and data that the index is made by."""
    return _digest(lambda room: room not in _APART or room in _INDEX)


@cache
def archive_version() -> str:
    """Return a hash of all code and data that an archive is made by."""
    return _digest(lambda room: room not in _APART or room in _ARCHIVE)


def _digest(is_of: Callable[[str], bool]) -> str:
    files = {path.relative_to(_PACKAGE): path for path in _PACKAGE.rglob("*") if path.suffix in _KINDS}
    digest = hashlib.sha256()
    for name in sorted(files, key=Path.as_posix):
        if is_of(name.parts[0]):
            digest.update(name.as_posix().encode() + b"\0" + files[name].read_bytes() + b"\0")
    return digest.hexdigest()[:12]
