"""What is asked for: words, phrases in quotation marks, and fields such as who:, in the words of any language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

import regex

from shutro.languages.folder import available, read
from shutro.languages.schema.search import FieldName, SearchTable
from shutro.text.normalize import compose, normalize

LONGEST = 500  # characters of a query that are read
_MOST = 20  # words and fields
_PART = regex.compile(
    r"(?:(?P<field>[\p{L}\p{M}]+)[:：]\s*)?(?:[\"“”„«](?P<phrase>[^\"“”„»]*)(?:[\"“”»]|$)|(?P<word>[^\s\"“”„«»]+))"
)
FIELDS: tuple[FieldName, ...] = get_args(FieldName)


@dataclass(frozen=True, slots=True)
class Field:
    """A field and what it is asked to hold."""

    name: FieldName
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query in its parts; runs of words stand as they were written, so that names of several words are found."""

    runs: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is asked for."""
        return not (self.runs or self.phrases or self.fields)


def parse(written: str) -> Query:
    """Return the parts of a query; a word before a colon that names no field is a word like others."""
    runs: list[list[str]] = [[]]
    phrases: list[str] = []
    fields: list[Field] = []
    text = compose(normalize(written[:LONGEST]))
    for number, part in enumerate(_PART.finditer(text)):
        if number >= _MOST:
            break
        words = (part["phrase"] if part["phrase"] is not None else part["word"]).strip()
        name = _fields().get(part["field"].casefold()) if part["field"] else None
        if name is not None:
            if words:
                fields.append(Field(name, words))
            runs.append([])
        elif part["phrase"] is not None:
            phrases.append(words)
            runs.append([])
        else:
            runs[-1] += [part["field"], words] if part["field"] else [words]
    return Query(
        runs=tuple(tuple(run) for run in runs if run),
        phrases=tuple(phrase for phrase in phrases if phrase),
        fields=tuple(fields),
    )


def write(query: Query, code: str) -> str:
    """Return words that `parse` reads as this query, its fields at the end and called as a language calls them."""
    called = {name: word for word, name in reversed(list(_fields_in(code).items()))}
    phrases = (f'"{phrase}"' for phrase in query.phrases)
    fields = (f'{called.get(field.name, field.name)}:"{field.value}"' for field in query.fields)
    return " ".join([*(" ".join(run) for run in query.runs), *phrases, *fields])


@cache
def _fields() -> Mapping[str, FieldName]:
    found: dict[str, FieldName] = {name: name for name in FIELDS}
    for code in available():
        found |= _fields_in(code)
    return found


def _fields_in(code: str) -> Mapping[str, FieldName]:
    return read(code, "search", SearchTable).fields if code in available() else {}
