"""The language of a text, told by its script."""

import regex

from shutro.languages import available, read
from shutro.languages.schema.language import LanguageTable

_SCRIPTS = {script: regex.compile(rf"\p{{{script}}}+") for script in ("Bengali", "Devanagari", "Latin")}
_UNKNOWN = "und"
_SAMPLE = 20_000


def guess_language(text: str) -> str:
    """Return the code of the language with a folder whose script most letters of the text are in, else "und"."""
    sample = text[:_SAMPLE]
    letters = {script: sum(map(len, runs.findall(sample))) for script, runs in _SCRIPTS.items()}
    most = max(_SCRIPTS, key=lambda script: letters[script])
    by_script = {read(code, "language", LanguageTable).script: code for code in available()}
    return by_script.get(most, _UNKNOWN) if letters[most] else _UNKNOWN
