"""Papers as PDF, set by typst, which shapes Bengali so that it also copies right; needs the extra `pdf`."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec
import regex

from shutro.errors import ExtraError
from shutro.publish.copying import mend_letters
from shutro.publish.paper import Paper

_HERE = Path(__file__).parent / "typst"
_STEERS = regex.compile(r"[\p{Cc}\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069]+")
_HUGE = regex.compile(r"[^\s\u200b]{60,}")
_CLUSTERS = regex.compile(r"\X{1,24}")
_BREAK = "\u200b"  # a line may end here


def has_typst() -> bool:
    """Say whether papers can be set."""
    return find_spec("typst") is not None


def to_pdf(paper: Paper) -> bytes:
    """Return the paper as PDF; raise ExtraError where typst is not installed."""
    if not has_typst():
        raise ExtraError("PDF needs typst: pip install 'shutro[pdf]'")
    content: bytes = import_module("typst").compile(
        str(_HERE / "paper.typ"),
        root=str(_HERE),
        font_paths=[str(_HERE / "fonts")],
        ignore_system_fonts=True,  # the same paper everywhere
        sys_inputs={"paper": msgspec.json.encode(_plain(msgspec.to_builtins(paper))).decode()},
        format="pdf",
    )
    return mend_letters(content)


def _plain(part: Any) -> Any:
    """Return the parts of a paper with all words in them made fit for a line."""
    if isinstance(part, str):
        return _fit(part)
    if isinstance(part, dict):
        return {name: _plain(value) for name, value in part.items()}
    return [_plain(value) for value in part] if isinstance(part, list | tuple) else part


def _fit(words: str) -> str:
    """Return words without marks that steer a line, and with places where a huge word may end a line."""
    return _HUGE.sub(lambda match: _BREAK.join(_CLUSTERS.findall(match[0])), _STEERS.sub(" ", words))
