"""The version of the code and of the language data, by which derived layers know that they are old."""

import hashlib
from collections.abc import Collection
from functools import cache
from pathlib import Path

from shutro import __version__

_PACKAGE = Path(__file__).parent.parent
_KINDS = (".py", ".toml", ".tsv")
_DOCS = ("model.py", "pipeline.py", "text", "languages", "sources", "ingest", "annotate")  # what makes docs
_STORIES = (*_DOCS, "decisions", "link", "story", "claims", "publish")
_INDEX = (*_STORIES, "search", "store", "updating.py")
_ARCHIVE = (*_STORIES, "scale")


@cache
def code_version() -> str:
    """Return the release and a hash of all code and data that docs are made by, each from its article alone."""
    return f"{__version__}+{_digest(_DOCS)}"


@cache
def index_version() -> str:
    """Return a hash of all code and data that stories and the index are made by."""
    return _digest(_INDEX)


@cache
def archive_version() -> str:
    """Return a hash of all code and data that an archive is made by."""
    return _digest(_ARCHIVE)


def _digest(rooms: Collection[str]) -> str:
    files = {path.relative_to(_PACKAGE): path for path in _PACKAGE.rglob("*") if path.suffix in _KINDS}
    digest = hashlib.sha256()
    for name in sorted(files, key=Path.as_posix):
        if name.parts[0] in rooms:
            digest.update(name.as_posix().encode() + b"\0" + files[name].read_bytes() + b"\0")
    return digest.hexdigest()[:12]
