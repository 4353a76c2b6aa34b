"""What tells an article's happening apart from others of its kind: where, when and whom it befell."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import islice
from typing import Literal, NamedTuple

import msgspec
import regex

from shutro.languages import available, read
from shutro.languages.districts import districts
from shutro.languages.lexicon import lexicon, name_words
from shutro.languages.schema.scenes import Role, SceneTable
from shutro.link.names import plain, sound_key, telling_words
from shutro.model import Doc, Span
from shutro.text.edtf import days
from shutro.text.numerals import to_ascii_digits

Kind = Literal["place", "state", "year", "figure", "victim", "accused"]
_LEAD = 2  # sentences behind the headline, of those that end as sentences do
_ENDS = frozenset("।৷.?!")
_SHOWN = 3  # words of a trait
_FULL_NAME = 2  # words by which a person is told from others
_YEAR = regex.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_PLACED = frozenset(("LOC", "FAC", "ORG"))  # names that may hold the name of a place


class Trait(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One thing that all reports of a happening have in common.

    `lead` is what the headline says or, where it says nothing of the kind, the first sentences; `named` is all that the
    article names of the kind, wherever it stands.
    """

    kind: Kind
    unit: str  # of figures
    lead: tuple[str, ...]
    named: tuple[str, ...]
    shown: str  # words of the lead


class _Found(NamedTuple):
    """A value and the words that bear it."""

    span: Span
    value: str
    shown: str


class _Lead(NamedTuple):
    """Where an article says first what it is about, and words in it that do not."""

    title: tuple[Span, ...]
    body: tuple[Span, ...]
    aside: tuple[Span, ...]

    def first(self, found: Sequence[_Found]) -> list[_Found]:
        """Return what stands in the headline or, where nothing does, in the first sentences."""
        for part in (self.title, self.body):
            end = max((span.end for span in part), default=0)
            inside = [one for one in found if one.span.end <= end and self._holds(part, one.span)]
            if inside:
                return inside
        return []

    def _holds(self, part: Sequence[Span], span: Span) -> bool:
        return any(span.within(one) for one in part) and not any(span.meets(one) for one in self.aside)


def traits_of(doc: Doc) -> tuple[Trait, ...]:
    """Return the traits of an article that says more than a headline, in a language that there is a folder for."""
    lead = _lead(doc)
    if doc.article.language not in available() or not lead.body:
        return ()
    return tuple(trait for find in _FINDERS for trait in find(doc, lead))


def acts_of(doc: Doc) -> tuple[str, ...]:
    """Return the modes of the acts that the headline and the first sentences tell, but for those of no one place."""
    code = doc.article.language
    if code not in available():
        return ()
    lead = _lead(doc)
    spans = (*lead.title, *lead.body)
    end = max((span.end for span in spans), default=0)
    early = [one for one in doc.events if one.trigger.end <= end]
    told = {one.mode for one in early if any(one.trigger.within(span) for span in spans)}
    return tuple(sorted(told - read(code, "scenes", SceneTable).wide))


def check_scenes(code: str) -> list[str]:
    """Return a line for each example of daily figures in which no word of its rule stands."""
    table = read(code, "scenes", SceneTable)
    return [
        f"scenes: {words} holds none of {', '.join(rule.words)}"
        for place, rule in enumerate(table.daily)
        for words in rule.examples
        if not _is_daily(_daily(code)[place], words)
    ]


def _lead(doc: Doc) -> _Lead:
    title = doc.article.title_span
    end = title.end if title else 0
    body = (one for one in doc.sentences if one.start >= end and one.of(doc.text).rstrip()[-1:] in _ENDS)
    dateline = doc.article.dateline
    return _Lead(
        title=(title,) if title else (),
        body=tuple(islice(body, _LEAD)),
        aside=(*((dateline,) if dateline else ()), *(credit.span for credit in doc.credits)),
    )


def _places(doc: Doc, lead: _Lead) -> Iterator[Trait]:
    found: list[_Found] = []
    named: set[str] = set()
    for mention in doc.mentions:
        if mention.kind in _PLACED:
            own, inside = _districts_of(mention.lemma, doc.article.language)
            named.update(own, inside)
            if mention.kind == "LOC":
                found += [_Found(mention.span, district, mention.lemma) for district in own]
    yield from _trait("place", lead.first(found), named)


def _states(doc: Doc, lead: _Lead) -> Iterator[Trait]:
    code = doc.article.language
    known = [(mention, state) for mention in doc.mentions for state in _states_of(mention.lemma, code)]
    found = [
        _Found(mention.span, state, mention.lemma)
        for mention, state in known
        if mention.kind == "LOC" and not mention.adjective
    ]
    yield from _trait("state", lead.first(found), {state for _, state in known})


def _years(doc: Doc, lead: _Lead) -> Iterator[Trait]:
    found = [
        _Found(time.span, year, time.span.of(doc.text))
        for time in doc.times
        for year in _YEAR.findall(to_ascii_digits(time.span.of(doc.text)))
        if time.kind == "DATE"
    ]
    published = days(doc.dating.value)
    named = {one.value for one in found} | ({f"{published.first.year}"} if published else set())
    yield from _trait("year", lead.first(found), named)


def _figures(doc: Doc, lead: _Lead) -> Iterator[Trait]:
    """Yield the largest figures of the lead, unit by unit, where the article tells figures of one day."""
    opening = " ".join(one.of(doc.text) for one in (*lead.title, *lead.body))
    if not any(_is_daily(rule, opening) for rule in _daily(doc.article.language)):
        return
    for unit in sorted({quantity.unit for quantity in doc.quantities}):
        exact = [one for one in doc.quantities if one.unit == unit and one.low is not None]
        found = [
            _Found(one.span, f"{one.low:.12g}", one.span.of(doc.text)) for one in exact if one.low == one.high
        ]
        largest = max(lead.first(found), key=lambda one: (float(one.value), -one.span.start), default=None)
        if largest is not None:
            named = {f"{value:.12g}" for one in exact for value in (one.low, one.high) if value is not None}
            yield from _trait("figure", [largest], named, unit)


def _persons(doc: Doc, lead: _Lead) -> Iterator[Trait]:
    """Yield those whom something befell, each by what the words of his name sound like."""
    code = doc.article.language
    roles = read(code, "scenes", SceneTable).roles
    persons = {mention.span: mention for mention in doc.mentions if mention.kind == "PER"}
    named = {sound for one in persons.values() for sound in _sounds_of(one.lemma, code)}
    found: dict[Role, list[_Found]] = {}
    for event in doc.events:
        role = roles.get(event.mode)
        for span in event.patients if role and event.polarity == "+" else ():
            mention = next((persons[one] for one in persons if one.meets(span)), None)
            sounds = _sounds_of(mention.lemma, code) if mention else ()
            if role and mention and len(sounds) >= _FULL_NAME:
                found.setdefault(role, []).extend(
                    _Found(mention.span, sound, mention.lemma) for sound in sounds
                )
    for role, values in sorted(found.items()):
        yield from _trait(role, lead.first(values), named)


@lru_cache(maxsize=65_536)
def _sounds_of(name: str, code: str) -> tuple[str, ...]:
    return tuple([sound_key(word, code) for word in telling_words(name, code)])


_FINDERS: tuple[Callable[[Doc, _Lead], Iterator[Trait]], ...] = (
    _places,
    _states,
    _years,
    _figures,
    _persons,
)


def _trait(kind: Kind, lead: Sequence[_Found], named: set[str], unit: str = "") -> Iterator[Trait]:
    if lead:
        yield Trait(
            kind=kind,
            unit=unit,
            lead=tuple(sorted({one.value for one in lead})),
            named=tuple(sorted(named)),
            shown=", ".join(list(dict.fromkeys(one.shown for one in lead))[:_SHOWN]),
        )


@lru_cache(maxsize=65_536)
def _districts_of(name: str, code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the districts of the place that has this name, and those of places whose names stand in it."""
    table = _district_table(code)
    inside = (one for word in telling_words(name, code) for one in table.get(_spelled(word, code), ()))
    return table.get(_spelled(name, code), ()), tuple(dict.fromkeys(inside))


@cache
def _district_table(code: str) -> Mapping[str, tuple[str, ...]]:
    return {_spelled(name, code): found for name, found in districts(code).items()}


def _spelled(name: str, code: str) -> str:
    return " ".join(plain(word, code) for word in name_words(name))


@lru_cache(maxsize=65_536)
def _states_of(name: str, code: str) -> tuple[str, ...]:
    """Return the state that a name stands for, and the one whose it is."""
    form = lexicon(code).forms.get(name_words(name))
    if form is None:
        return ()
    own = form.key if form.key and form.key in _state_keys(code) else None
    return tuple(key for key in (own, form.acts_for) if key)


@cache
def _state_keys(code: str) -> frozenset[str]:
    """Return the keys of what others act for."""
    return frozenset(form.acts_for for form in lexicon(code).forms.values() if form.acts_for)


class _Daily(NamedTuple):
    words: regex.Pattern[str]
    beside: regex.Pattern[str] | None


@cache
def _daily(code: str) -> tuple[_Daily, ...]:
    return tuple(
        _Daily(_beginning(rule.words), _beginning(rule.beside) if rule.beside else None)
        for rule in read(code, "scenes", SceneTable).daily
    )


def _beginning(words: Sequence[str]) -> regex.Pattern[str]:
    """Return a pattern of words that begin so."""
    return regex.compile(r"(?<![\p{L}\p{M}])(?:" + "|".join(map(regex.escape, words)) + ")")


def _is_daily(rule: _Daily, words: str) -> bool:
    return bool(rule.words.search(words)) and (rule.beside is None or bool(rule.beside.search(words)))
