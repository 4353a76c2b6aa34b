"""The version of the code and of the language data, by which derived layers know that they are old."""

import hashlib
from functools import cache
from pathlib import Path

from shutro import __version__

_PACKAGE = Path(__file__).parent.parent
_KINDS = (".py", ".toml", ".tsv")
_APART = ("cli", "evaluate", "examples", "store", "web")  # nothing in these rooms makes docs or stories


@cache
def code_version() -> str:
    """Return the release and a hash of all code and data that docs and stories are made by."""
    files = {path.relative_to(_PACKAGE): path for path in _PACKAGE.rglob("*") if path.suffix in _KINDS}
    digest = hashlib.sha256()
    for name in sorted(files, key=Path.as_posix):
        if name.parts[0] not in _APART:
            digest.update(name.as_posix().encode() + b"\0" + files[name].read_bytes() + b"\0")
    return f"{__version__}+{digest.hexdigest()[:12]}"
