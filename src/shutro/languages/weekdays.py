"""The days of the week that words name."""

from collections.abc import Mapping
from functools import cache

from shutro.languages.folder import available, read
from shutro.languages.inflection import stems
from shutro.languages.schema.times import TimeTable
from shutro.text.tokens import tokenize


def weekdays_in(words: str, code: str) -> frozenset[int]:
    """Return the weekdays that the words of a language name, Monday being 1."""
    weekdays = _weekdays(code)
    if not weekdays:
        return frozenset()
    return frozenset(
        weekdays[stem.text]
        for token in tokenize(words)
        for stem in stems(token.text, code)
        if stem.text in weekdays
    )


@cache
def _weekdays(code: str) -> Mapping[str, int]:
    if code not in available():
        return {}
    table: TimeTable = read(code, "times", TimeTable)
    return {word: int(number) for word, number in table.words.get("weekday", {}).items()}
