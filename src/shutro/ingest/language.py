"""The language of a text, told by its script."""

from collections import Counter

import regex

from shutro.languages import available, read
from shutro.languages.schema.language import LanguageTable

_SCRIPTS = regex.compile(r"(?P<Bengali>\p{Bengali}+)|(?P<Devanagari>\p{Devanagari}+)|(?P<Latin>\p{Latin}+)")
_UNKNOWN = "und"
_SAMPLE = 20_000


def guess_language(text: str) -> str:
    """Return the code of the language with a folder whose script most letters of the text are in, else "und"."""
    counts: Counter[str] = Counter()
    for match in _SCRIPTS.finditer(text[:_SAMPLE]):
        counts[match.lastgroup or ""] += match.end() - match.start()
    by_script = {read(code, "language", LanguageTable).script: code for code in available()}
    for script, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        return by_script.get(script, _UNKNOWN)
    return _UNKNOWN
