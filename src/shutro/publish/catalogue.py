"""The catalogues of words, one a language: `locale/<code>/LC_MESSAGES/shutro.po`, read as they are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from shutro.errors import LanguageError
from shutro.text.normalize import normalize

_HERE = Path(__file__).parent / "locale"
_FILE = Path("LC_MESSAGES") / "shutro.po"
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")  # of CLDR, in the order of a catalogue's forms
_PHRASES = "phrases"  # what stands in no context


@dataclass(frozen=True, slots=True)
class Agreements:
    """How one kind of agreement is called and explained."""

    title: str
    short: str
    note: str


Forms = tuple[str, ...]  # of a counted phrase, one for each of CLDR's plural categories that the language has


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTable:
    """All words of a language by what they are names of: the contexts of its catalogue."""

    code: str
    locale: Locale
    digits: str
    direction: str
    phrases: Mapping[str, str]
    figures: Mapping[str, str]
    agreements: Mapping[str, Agreements]
    attributes: Mapping[str, str]
    dating: Mapping[str, str]
    relations: Mapping[str, str]
    tests: Mapping[str, str]
    steps: Mapping[str, str]
    unknown: Mapping[str, str]
    kinds: Mapping[str, str]
    layers: Mapping[str, str]
    modalities: Mapping[str, str]
    vague: Mapping[str, str]
    values: Mapping[str, str]
    bounds: Mapping[str, str]
    reasons: Mapping[str, str]
    roles: Mapping[str, str]
    quads: Mapping[str, str]
    codes: Mapping[str, str]
    news: Mapping[str, str]
    news_one: Mapping[str, str]
    marks: Mapping[str, str]
    months: Mapping[str, str]
    bengali_months: Mapping[str, str]
    hours: Mapping[str, str]
    minutes: Mapping[str, str]
    languages: Mapping[str, str]
    themes: Mapping[str, str]
    calendars: Mapping[str, str]
    work: Mapping[str, str]
    added: Mapping[str, str]
    kind: Mapping[str, str]
    decided: Mapping[str, str]
    judgements: Mapping[str, str]
    states: Mapping[str, str]
    orphans: Mapping[str, str]
    refusals: Mapping[str, str]
    fields: Mapping[str, str]
    options: Mapping[str, str]
    acts: Mapping[str, str]
    acts_do: Mapping[str, str]
    sources: Mapping[str, str]
    subjects: Mapping[str, str]
    counts: Mapping[str, Forms]
    durations: Mapping[str, Forms]
    arithmetic: Mapping[str, Forms]
    ago: Mapping[str, Forms]
    versions: Mapping[str, str]
    changes: Mapping[str, str]
    parts: Mapping[str, str]
    addresses: Mapping[str, str]
    asks: Mapping[str, str]

    def form(self, forms: Forms, number: int | float) -> str:
        """Return the form that goes with a number."""
        return forms[_form(self.locale, number)]


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are words in."""
    return tuple(sorted(path.name for path in _HERE.iterdir() if (path / _FILE).is_file()))


def read_catalogue(code: str) -> Catalog:
    """Return the catalogue of a language; raise LanguageError where it cannot be read."""
    lines = normalize((_HERE / code / _FILE).read_text(encoding="utf-8")).encode().splitlines(keepends=True)
    try:
        return read_po(lines, locale=code, abort_invalid=True)
    except PoFileError as error:
        raise LanguageError(f"{_FILE.name} of {code}: {error}") from error


@cache
def word_table(code: str) -> WordTable:
    """Return the words of a language; raise LanguageError where some are missing."""
    locale = Locale.parse(code)
    tables: dict[str, dict[str, Any]] = defaultdict(dict)
    for message in read_catalogue(code):
        if message.id:
            words = message.string if isinstance(message.string, str) else tuple(message.string or ())
            tables[message.context or _PHRASES][_key(message)] = words
    try:
        return WordTable(
            code=code,
            locale=locale,
            direction=locale.text_direction,
            digits=tables.pop("digits")["digits"],
            agreements=_agreements(tables.pop("agreements")),
            # What is asserted needs no word.
            modalities={"asserted": "", **tables.pop("modalities")},
            **tables,
        )
    except (KeyError, TypeError) as error:
        raise LanguageError(f"{_FILE.name} of {code}: {error}") from error


@lru_cache(maxsize=4096)
def _form(locale: Locale, number: float) -> int:
    tags = (*locale.plural_form.tags, "other")
    return [tag for tag in _CATEGORIES if tag in tags].index(locale.plural_form(number))


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _agreements(words: Mapping[str, str]) -> dict[str, Agreements]:
    names = dict.fromkeys(key.partition(".")[0] for key in words)
    return {
        name: Agreements(words[f"{name}.title"], words[f"{name}.short"], words[f"{name}.note"])
        for name in names
    }
