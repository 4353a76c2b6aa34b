"""The version of the code and of the language data, by which derived layers know that they are old."""

import hashlib
from functools import cache
from pathlib import Path

from shutro import __version__

_PACKAGE = Path(__file__).parent.parent
_KINDS = (".py", ".toml", ".tsv")
_ROOMS = ("text", "languages", "sources", "ingest", "annotate", "link", "stories", "claims")


@cache
def code_version() -> str:
    """Return the release and a hash of all code and data that docs and stories are made by."""
    digest = hashlib.sha256()
    inside = (path for room in _ROOMS for path in (_PACKAGE / room).rglob("*"))
    files = [path for path in (*_PACKAGE.glob("*"), *inside) if path.suffix in _KINDS]
    for path in sorted(files, key=lambda path: path.relative_to(_PACKAGE).as_posix()):
        digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{__version__}+{digest.hexdigest()[:12]}"
