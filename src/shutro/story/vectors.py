"""What an article is joined to a story by: its words, names, places and figures as numbers, from its doc alone."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache

import msgspec

from shutro.annotate.names.words import vocabulary
from shutro.languages import available
from shutro.languages.foreign import beginning
from shutro.languages.inflection import stems
from shutro.languages.words import common_words
from shutro.link.names import plain, sound_key, telling_words
from shutro.model import Doc, MentionKind
from shutro.story.fields import Field, key_of
from shutro.story.heard import Heard, hear
from shutro.story.order import published
from shutro.story.traits import Trait, acts_of, traits_of
from shutro.text.edtf import days
from shutro.text.numerals import to_ascii_digits
from shutro.text.remembered import Remembered
from shutro.text.tokens import tokens_in

_SHORTEST_SOUND = 3  # consonants of a name that is known by them; a shorter one by its letters, too
_HALF = 2  # counts are kept in halves: what stands in the headline counts one and a half
_MOST = 255  # halves
HEADLINE = 40  # terms; no headline has more
_NOWHERE = (1 << 62, 0)  # where the name behind the last one stands


IN_TITLE = 8  # added to the field of a term that stands in the headline
_FIELD_OF: dict[MentionKind, Field] = {
    "PER": Field.PERSON,
    "LOC": Field.PLACE,
    "FAC": Field.PLACE,
    "ORG": Field.NAME,
}


Term = tuple[int, int, int, str]  # where it begins, its field, its number, and what people read


class Vector(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """The terms of an article and when it was published.

    `keys`, `counts` and `fields` run side by side, ordered by key: 8 bytes of the machine, then a byte each.
    `since` and `until` are seconds of universal time between which it was published; None where nobody knows.
    """

    article: str
    language: str
    dated: str  # the value of its dating, by which articles are ordered; "~" where there is none
    since: int | None
    until: int | None
    keys: bytes
    counts: bytes  # in halves
    fields: bytes
    acts: tuple[str, ...] = ()  # modes of what the beginning tells
    traits: tuple[Trait, ...] = ()
    heard: tuple[Heard, ...] = ()  # what articles in another script may share

    @property
    def place(self) -> tuple[str, str]:
        """Return what articles are ordered by."""
        return self.dated, self.article

    @property
    def terms(self) -> Sequence[int]:
        """Return the keys as numbers."""
        return array("Q", self.keys)


def is_short(vector: Vector) -> bool:
    """Say whether the article is hardly more than a headline."""
    return len(vector.counts) <= HEADLINE


def vector_of(doc: Doc) -> Vector:
    """Return the vector of an article."""
    counts: dict[int, int] = {}
    fields: dict[int, int] = {}
    end = doc.article.title_span.end if doc.article.title_span else 0
    for start, field, key, _ in terms_of(doc):
        if start < end:
            counts[key] = counts.get(key, 0) + _HALF + 1
            fields[key] = fields.get(key, field) | IN_TITLE
        else:
            counts[key] = counts.get(key, 0) + _HALF
            fields.setdefault(key, field)
    keys = sorted(counts)
    since, until = _moments(doc)
    return Vector(
        article=doc.article.id,
        language=doc.article.language,
        dated=doc.dating.value or "~",
        since=since,
        until=until,
        keys=array("Q", keys).tobytes(),
        counts=bytes([min(_MOST, counts[key]) for key in keys]),
        fields=bytes([fields[key] for key in keys]),
        acts=acts_of(doc),
        traits=traits_of(doc),
        heard=hear(doc),
    )


def terms_of(doc: Doc) -> list[Term]:
    """Return the terms of an article, its names first."""
    code = doc.article.language
    mentions = [mention for mention in doc.mentions if mention.kind in _FIELD_OF]
    terms = [
        (mention.span.start, field, key, mention.lemma)
        for mention in mentions
        for field, key in _name_terms(mention.lemma, mention.kind, code)
    ]
    names = iter(sorted((mention.span.start, mention.span.end) for mention in mentions))
    known, start = _known(code), 0
    begin, after = next(names, _NOWHERE)
    end = 0  # of the last name that has begun
    for chunk in doc.text.replace("\n", " ").split(" "):
        for first, field, key, shown in known[chunk]:
            place = start + first
            while begin <= place:
                end = after
                begin, after = next(names, _NOWHERE)
            if place >= end:
                terms.append((place, field, key, shown))
        start += len(chunk) + 1
    return terms


@lru_cache(maxsize=65_536)
def _name_terms(name: str, kind: MentionKind, code: str) -> tuple[tuple[int, int], ...]:
    """Return the fields and the numbers of the words of a name."""
    field, words = _FIELD_OF[kind], telling_words(name, code)
    if kind == "PER" and code in available():
        # One outlet writes what another leaves out, and two people who share an initial share nothing.
        words = tuple([word for word in words if word not in vocabulary(code).initials]) or words
    return tuple([(int(field), key_of(field, _name(word, code))) for word in words])


@cache
def _known(code: str) -> Remembered[tuple[Term, ...]]:
    """Return the terms of what stands between two spaces, with their places in it, as they are asked for."""
    return Remembered(lambda chunk: tuple(_terms_in(chunk, code)))


def _terms_in(chunk: str, code: str) -> Iterator[Term]:
    common, known = common_words(code), code in available()
    for token in tokens_in(chunk):
        if token.kind == "number":
            figure = to_ascii_digits(token.text).replace(",", "").lstrip("0")
            yield token.start, int(Field.NUMBER), key_of(Field.NUMBER, figure), token.text
        elif token.kind == "word" and token.text not in common:
            stem = stems(token.text, code)[-1].text if known else beginning(token.text)
            if len(stem) > 1 and stem not in common:
                yield token.start, int(Field.WORD), key_of(Field.WORD, stem), stem if known else token.text


def _name(word: str, code: str) -> str:
    """Return what all spellings of a word of a name have in common."""
    sound = sound_key(word, code)
    return sound if len(sound) >= _SHORTEST_SOUND or code not in available() else plain(word, code)


def _moments(doc: Doc) -> tuple[int | None, int | None]:
    """Return the first and last second between which an article was published; a guess is better than nothing."""
    moment = published(doc)
    if moment is not None:
        return _seconds(moment.start), _seconds(moment.end)
    found = days(doc.dating.value)
    if found is None:
        return None, None
    return _second(found.first, time.min), _second(found.last, time.max)


def _second(day: date, hour: time) -> int:
    return _seconds(datetime.combine(day, hour))


def _seconds(at: datetime) -> int:
    return int(at.replace(tzinfo=UTC).timestamp())
