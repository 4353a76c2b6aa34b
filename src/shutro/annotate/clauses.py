"""Clauses: the participants that a sentence names, how each is marked, and where one clause ends."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from shutro.annotate.bearers import after_name, case_by_ending, find_bearer, is_verb
from shutro.annotate.speakers import noun_case
from shutro.annotate.triggers import reading, table
from shutro.annotate.verbs import FINITE, forms
from shutro.languages.inflection import stems
from shutro.languages.lexicon import lexicon, name_words
from shutro.languages.schema.events import Relation
from shutro.languages.schema.inflection import Case
from shutro.model import Doc, Mention, Quantity, Reference, Span
from shutro.text.normalize import compose
from shutro.text.tokens import Token, tokenize

_LONGEST_SENTENCE = 300  # tokens; a text without stops must not be read as one clause
_ACTORS = ("PER", "role")
_TITLE_WORDS = 6  # words that may stand between a conjunction and the name it joins
_CLOSING_MARKS = frozenset("।॥?!;:—–")
_APOSTROPHES = str.maketrans("", "", "'’")
_PEOPLE = "person"


@dataclass(frozen=True, slots=True)
class Participant:
    """One or several joined participants between two tokens, both included, and what marks them."""

    spans: tuple[Span, ...]
    first: int
    last: int
    relation: Relation
    kind: str  # of the last name; "role" for words that stand for a name


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's tokens and participants, for each token the number of its clause, and clauses of telling."""

    span: Span
    tokens: tuple[Token, ...]
    participants: tuple[Participant, ...]
    clauses: tuple[int, ...]
    telling: frozenset[int]  # clauses whose verb only says that something was said
    actors: frozenset[int] = frozenset()  # tokens of plain nouns for people and bodies that may act
    crowds: frozenset[int] = frozenset()  # last tokens of counted people that may act
    topic: Participant | None = None  # the person or body that the sentence before tells of

    def index(self, offset: int) -> int:
        """Return the first token that ends after an offset of the text."""
        return bisect_right(self.tokens, offset, key=lambda token: token.end)


def read_sentences(doc: Doc) -> list[Sentence]:
    """Return the sentences of a doc with their participants and clauses; overlong ones come in pieces."""
    code, names = doc.article.language, _names(doc)
    name_starts = [span.start for span, _, _ in names]
    sentences: list[Sentence] = []
    topic: Participant | None = None
    for tokens in _pieces(doc):
        span = Span(tokens[0].start, tokens[-1].end)
        inside = names[bisect_left(name_starts, span.start) : bisect_left(name_starts, span.end)]
        sentence = _sentence(span, tokens, inside, code)
        actors, crowds = _actors(sentence, code), _crowds(sentence, doc.quantities, code)
        sentence = replace(sentence, topic=topic, actors=actors | crowds, crowds=crowds)
        topic = _topic(sentence)
        sentences.append(sentence)
    return sentences


def _pieces(doc: Doc) -> Iterator[tuple[Token, ...]]:
    tokens = tokenize(doc.text)
    starts = [token.start for token in tokens]
    for span in doc.sentences:
        first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
        for at in range(first, end, _LONGEST_SENTENCE):
            yield tokens[at : min(at + _LONGEST_SENTENCE, end)]


def _actors(sentence: Sentence, code: str) -> frozenset[int]:
    """Return the tokens of plain nouns for people and bodies in the nominative."""
    taken = {at for part in sentence.participants for at in range(part.first, part.last + 1)}
    return frozenset(
        at
        for at, token in enumerate(sentence.tokens)
        if at not in taken and token.kind == "word" and noun_case(token.text, code) == "nominative"
    )


def _crowds(sentence: Sentence, quantities: Sequence[Quantity], code: str) -> frozenset[int]:
    """Return the last tokens of counted people in the nominative."""
    first = bisect_left(quantities, sentence.span.start, key=lambda quantity: quantity.span.start)
    end = bisect_left(quantities, sentence.span.end, key=lambda quantity: quantity.span.start)
    lasts = {
        sentence.index(quantity.span.end - 1)
        for quantity in quantities[first:end]
        if quantity.unit == _PEOPLE
    }
    return frozenset(
        at
        for at in lasts
        if at < len(sentence.tokens) and case_by_ending(sentence.tokens[at].text, code) == "nominative"
    )


def _topic(sentence: Sentence) -> Participant | None:
    return next(
        (part for part in sentence.participants if part.relation == "subject" and part.kind in _ACTORS), None
    )


def _names(doc: Doc) -> list[tuple[Span, str, Case | None]]:
    """Return mentions and references in order, none inside another, with their kind and case."""
    code = doc.article.language
    found: list[tuple[Span, str, Case | None]] = [
        (mention.span, mention.kind, _case_of_mention(mention, doc.text, code)) for mention in doc.mentions
    ]
    found += [(ref.span, "role", _case_of_reference(ref, doc.text, code)) for ref in doc.references]
    found.sort(key=lambda name: (name[0].start, -name[0].end, name[1]))
    kept: list[tuple[Span, str, Case | None]] = []
    for name in found:
        if kept and name[0].start < kept[-1][0].end:
            continue
        kept.append(name)
    return kept


def _case_of_mention(mention: Mention, text: str, code: str) -> Case | None:
    """Return the case, or None where the word is made from the name: Indian from India."""
    words = compose(mention.span.of(text)).split()
    lemma = mention.lemma.split()
    if not words or not lemma:
        return "nominative"
    if _is_adjective(mention.lemma, code):
        return None
    if words[-1] == lemma[-1]:
        return "nominative"
    written = words[-1].translate(_APOSTROPHES)
    if written == lemma[-1]:
        return "nominative"
    return next((stem.case for stem in stems(written, code) if stem.text == lemma[-1]), None)


def _is_adjective(lemma: str, code: str) -> bool:
    form = lexicon(code).forms.get(name_words(lemma))
    return form is not None and form.adjective


def _case_of_reference(reference: Reference, text: str, code: str) -> Case:
    last = compose(reference.span.of(text)).split()[-1:]
    role = (reference.role or "").split()[-1:]
    if not last or last == role:
        return "nominative"
    found = [stem for stem in stems(last[0], code) if stem.case != "nominative"]
    named = [stem.case for stem in found if [stem.text] == role]
    if named or role:
        return named[0] if named else case_by_ending(last[0], code)
    return found[-1].case if found else "nominative"


def _sentence(
    span: Span, tokens: tuple[Token, ...], names: Sequence[tuple[Span, str, Case | None]], code: str
) -> Sentence:
    ends = [token.end for token in tokens]
    found: list[Participant] = []
    for name, kind, case in names:
        first, last = bisect_right(ends, name.start), bisect_left(ends, name.end)
        if first < len(tokens) and first <= last < len(tokens):
            end, role_case = find_bearer(tokens, last, kind, case, code)
            found.append(Participant((name,), first, end, _relation(tokens, end, role_case, code), kind))
    named = frozenset(at for part in found for at in range(part.first, part.last + 1))
    clauses = _clauses(tokens, named, code)
    return Sentence(
        span, tokens, tuple(_joined(found, tokens, code)), clauses, _telling(tokens, clauses, code)
    )


def _relation(tokens: Sequence[Token], last: int, case: Case | None, code: str) -> Relation:
    words = table(code)
    at = after_name(tokens, last + 1)
    if case == "nominative" and at < len(tokens) and at > last + 1 and tokens[at].text in words.loose_endings:
        case, at = words.loose_endings[tokens[at].text], at + 1
    after = [token.text for token in tokens[at : at + 2]]
    if len(after) == 2 and " ".join(after) in words.postpositions:
        return words.postpositions[" ".join(after)]
    if after and after[0] in words.postpositions:
        return words.postpositions[after[0]]
    match case:
        case "nominative":
            return "subject"
        case "ablative" | None:
            return "none"
        case _:
            return case


def _joined(found: list[Participant], tokens: Sequence[Token], code: str) -> list[Participant]:
    """Return the participants, those that a conjunction or comma joins made one with the last one's mark."""
    joined: list[Participant] = []
    for participant in found:
        own = participant
        while joined and _is_title_of(joined[-1], own, tokens, code):
            own = replace(own, first=joined.pop().first)
        if joined and _are_joined(joined[-1], own, tokens, code):
            before = joined.pop()
            own = replace(own, spans=before.spans + own.spans, first=before.first)
        joined.append(own)
    return [_unattributed(participant, tokens, code) for participant in joined]


def _is_title_of(before: Participant, participant: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether a body, a place or a role only introduces the person named after it."""
    if participant.kind != "PER" or before.kind not in ("role", "ORG", "LOC") or len(participant.spans) > 1:
        return False
    between = tokens[after_name(tokens, before.last + 1) : participant.first]
    if not between:
        is_titled = tokens[participant.first].end < participant.spans[0].start
        return before.relation == "subject" and (before.kind == "role" or is_titled)
    if before.relation == "subject" and participant.relation != "subject":
        return False
    return before.relation in ("subject", "genitive") and _are_title_words(between, code)


def _are_joined(before: Participant, participant: Participant, tokens: Sequence[Token], code: str) -> bool:
    between = tokens[after_name(tokens, before.last + 1) : participant.first]
    if not between or before.relation not in ("subject", participant.relation):
        return False
    return between[0].text in table(code).coordinators and (
        len(between) == 1 or _are_title_words(between[1:], code)
    )


def _are_title_words(words: Sequence[Token], code: str) -> bool:
    return len(words) <= _TITLE_WORDS and all(
        (token.kind == "word" or token.text == ".")
        and not is_verb(token.text, code)
        and token.text not in table(code).postpositions
        and token.text not in table(code).coordinators
        and token.text not in table(code).boundaries
        for token in words
    )


def _unattributed(participant: Participant, tokens: Sequence[Token], code: str) -> Participant:
    """Return the participant, without a relation where it is a place that only tells which thing is meant."""
    if participant.kind == "MISC" and participant.relation in ("subject", "genitive"):
        return replace(participant, relation="none")
    is_borne = participant.spans[-1].end < tokens[participant.last].start
    if participant.relation != "subject" or participant.kind == "FAC" or is_borne:
        return participant
    if participant.kind in ("ORG", "LOC") and _is_attribute(participant, tokens, code):
        return replace(participant, relation="beside")
    if participant.kind != "LOC" or len(participant.spans) > 1 or participant.last + 1 == len(tokens):
        return participant
    after = tokens[participant.last + 1]
    if after.kind == "word" and case_by_ending(after.text, code) in ("genitive", "locative", "objective"):
        return replace(participant, relation="beside")
    return participant


def _is_attribute(participant: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether the word after a bare name is one that names go before: election, border, leader."""
    if participant.last + 1 == len(tokens) or len(participant.spans) > 1:
        return False
    words = table(code).attributed
    return any(stem.text in words for stem in stems(tokens[participant.last + 1].text, code))


def _clauses(tokens: Sequence[Token], named: Set[int], code: str) -> tuple[int, ...]:
    """Return the number of each token's clause; finite verbs outside names, marks and conjunctions part clauses."""
    words = table(code)
    numbers: list[int] = []
    number = 0
    for at, token in enumerate(tokens):
        if token.text in words.boundaries or token.text in _CLOSING_MARKS:
            number += 1
        numbers.append(number)
        if token.kind != "word" or token.text in words.particles or at in named:
            continue
        form = reading(tokens, at, code)
        if form is not None and form.tense in FINITE and not _goes_on(tokens, at, code):
            number += 1
    return _with_closing_words(numbers, tokens, named, code)


def _with_closing_words(
    numbers: list[int], tokens: Sequence[Token], named: Set[int], code: str
) -> tuple[int, ...]:
    """Return the clause numbers, plain words between a verb and a mark being of the verb's clause."""
    at = 0
    while at < len(numbers):
        end = at
        while end < len(numbers) and numbers[end] == numbers[at]:
            end += 1
        has_verb = any(n not in named and is_verb(tokens[n].text, code) for n in range(at, end))
        if (
            at
            and not has_verb
            and tokens[at].kind == "word"
            and tokens[at].text not in table(code).boundaries
        ):
            numbers[at:end] = [numbers[at - 1]] * (end - at)
        at = end
    return tuple(numbers)


def _goes_on(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether the verb group goes on with the next token."""
    return at + 1 < len(tokens) and is_verb(tokens[at + 1].text, code)


def _telling(tokens: Sequence[Token], clauses: Sequence[int], code: str) -> frozenset[int]:
    verbs = table(code).reporting
    return frozenset(
        number
        for token, number in zip(tokens, clauses, strict=True)
        if any(form.verb in verbs and form.tense in FINITE for form in forms(token.text, code))
    )
