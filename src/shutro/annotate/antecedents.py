"""Antecedents of speakers: whom a pronoun, a bare role or *the organisation* stands for, where no reference says so."""

from bisect import bisect_left, bisect_right

from shutro.annotate.names.words import sense, vocabulary
from shutro.annotate.pronouns import is_plural
from shutro.annotate.reading import Reading
from shutro.annotate.speakers import Bearer, Candidate
from shutro.annotate.speakerwords import bare_noun
from shutro.annotate.verbs import is_honorific
from shutro.languages.inflection import stems
from shutro.model import Span
from shutro.text.normalize import compose

_BACK = 80  # tokens in which an antecedent stands
_BODIES = ("ORG", "medium")
_CLOSE = 200  # code points between what somebody said and a pronoun of many that stands for him
_OPENING = 3  # words before the subject that opens a sentence
_MARKS = 3  # tokens among which the last word of a sentence stands


def stands_for(reading: Reading, speaker: Span) -> Span:
    """Return whom the words for a speaker stand for, the words themselves where nobody is found."""
    first, end = reading.tokens_of(speaker)
    named = next(iter(reading.voices.between(first, end + 1)), None)
    pronouns, word = reading.table.speakers, compose(speaker.of(reading.text))
    if word in pronouns.singular and (told := _spoke_on(reading, end)) is not None:
        return told
    if word in pronouns.singular and (unnamed := _unnamed_before(reading, first)) is not None:
        return unnamed
    if word in pronouns.singular and reading.memory.person is not None:
        meant = reading.meant.get(speaker)
        # Somebody named since what was said last is who is told of now.
        return speaker if meant is not None and meant.start >= reading.memory.said else reading.memory.person
    if named is None or named.span != speaker:
        return speaker
    if named.kind == "pronoun":
        return _of_pronoun(reading, named, word)
    return _of_role(reading, named) if named.kind in ("noun", "role") else speaker


def _spoke_on(reading: Reading, at: int) -> Span | None:
    """Return the person who spoke last, where the word behind a pronoun says that he goes on: *he further said*."""
    word = reading.tokens[at].text if at < len(reading.tokens) else ""
    told = reading.memory.speaker
    if word not in reading.table.further or told is None:
        return None
    first, end = reading.tokens_of(told)
    is_person = any(c.kind == "PER" and c.span == told for c in reading.voices.between(first, end))
    return told if is_person and at - first <= _BACK * 2 else None


def talked_with(reading: Reading, first: int, end: int) -> Span | None:
    """Return the only one for whom pronouns stand in some tokens: *there was talk with him. Says, ...*."""
    meant = {reading.meant.get(c.span) for c in reading.voices.between(first, end) if c.kind == "reference"}
    return meant.pop() if len(meant) == 1 else None


def _of_pronoun(reading: Reading, pronoun: Candidate, word: str) -> Span:
    speakers = reading.table.speakers
    if word in speakers.relative:
        return _nearest(reading, pronoun, ("PER", "ORG", "LOC", "noun")) or pronoun.span
    if word in speakers.singular:
        person = _nearest(reading, pronoun, ("PER",))
        # Behind what a body said it is rather its spokesman than somebody told of before.
        is_past = person is not None and not reading.memory.honoured and person.end < reading.memory.said
        return pronoun.span if person is None or is_past else person
    body = (
        _nearest(reading, pronoun, _BODIES) if pronoun.case == "genitive" else _many_before(reading, pronoun)
    )
    return body or pronoun.span


def _many_before(reading: Reading, pronoun: Candidate) -> Span | None:
    """Return the body or the plural that spoke in the sentence before, for which a pronoun of many stands."""
    speaker = reading.memory.speaker
    if speaker is None or pronoun.span.start - reading.memory.said > _CLOSE:
        return None
    first, end = reading.tokens_of(speaker)
    spoke = [c for c in reading.voices.between(first, end + 1) if c.span.meets(speaker)]
    is_body = any(c.kind in _BODIES for c in spoke)
    return speaker if is_body or is_plural(compose(speaker.of(reading.text)), reading.code) else None


def _nearest(reading: Reading, pronoun: Candidate, kinds: tuple[str, ...]) -> Span | None:
    """Return the nearest name in the nominative before a pronoun."""
    before = reading.voices.between(max(0, pronoun.first - _BACK), pronoun.first)
    return next((c.span for c in reversed(before) if c.kind in kinds and c.case == "nominative"), None)


def _of_role(reading: Reading, role: Candidate) -> Span:
    """Return the last person before who bore the role as a title; for *the organisation*, the last body."""
    head = bare_noun(reading.tokens[role.end - 1].text, reading.code)
    if role.kind == "noun" and role.end - role.first > 1 and not _is_tied(reading, role):
        return role.span
    if role.first and reading.tokens[role.first - 1].text in vocabulary(reading.code).table.fields:
        return role.span  # another one than whoever holds an office that ends in the same word
    bearers = reading.voices.titled.get(head, [])
    at = bisect_left(bearers, role.first, key=lambda bearer: bearer.first) - 1
    if at >= 0 and (role.kind == "noun" or _is_whose(reading, bearers[at], role)):
        return bearers[at].person
    if head in reading.table.speakers.definite:
        before = reading.voices.between(max(0, role.first - _BACK), role.first)
        return next((c.span for c in reversed(before) if c.kind in _BODIES), role.span)
    return role.span


def _unnamed_before(reading: Reading, at: int) -> Span | None:
    """Return the office that is the subject of the sentence before, where nobody is named as its holder."""
    number = bisect_right(reading.sentences, reading.starts[at], key=lambda sentence: sentence.start) - 2
    if number < 1:
        return None
    first, end = reading.tokens_of(reading.sentences[number])
    able = [c for c in reading.voices.between(first, end) if c.case == "nominative"]
    if not able or able[0].first - first > _OPENING or any(c.kind == "PER" for c in able):
        return None
    word, office = reading.tokens[able[0].end - 1].text, able[0]
    is_one = sense(word, reading.code).role == word and word not in reading.table.speakers.bodies
    if (
        office.kind not in ("noun", "role")
        or not is_one
        or not is_honorific(_closing(reading, end), reading.code)
    ):
        return None
    return office.span if _of_role(reading, office) == office.span else None


def _closing(reading: Reading, end: int) -> str:
    """Return the last word before a token."""
    return next(
        (t.text for t in reversed(reading.tokens[max(0, end - _MARKS) : end]) if t.kind == "word"), ""
    )


def _is_tied(reading: Reading, role: Candidate) -> bool:
    return reading.tokens[role.first].text in reading.table.itself and role.end - role.first == 2


def _is_whose(reading: Reading, bearer: Bearer, role: Candidate) -> bool:
    """Say whether the bearer of a title holds it in the same body or state as the role says, or in none."""
    if bearer.owner is None:
        return True
    held, named = (stems(reading.tokens[at].text, reading.code) for at in (bearer.owner, role.first))
    return not {stem.text for stem in held}.isdisjoint(stem.text for stem in named)
