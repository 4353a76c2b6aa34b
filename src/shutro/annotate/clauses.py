"""Clauses: the sentences of a doc with who stands in them, and where one clause ends and the next begins."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set

import msgspec

from shutro.annotate.coordination import coordinate
from shutro.annotate.described import only_group, only_persons, standing_bodies
from shutro.annotate.facts import Facts, facts
from shutro.annotate.pairs import name_pairs
from shutro.annotate.participants import Known, Participant, find_names, find_participants
from shutro.annotate.people import only_bodies
from shutro.annotate.readings import reading
from shutro.annotate.triggerwords import table
from shutro.annotate.verbs import FINITE
from shutro.model import Doc, Quantity, Span
from shutro.text.tokens import Token, texts_of, token_starts, tokenize

_LONGEST_SENTENCE = 300  # tokens; a text without stops must not be read as one clause
_ACTORS = ("PER", "role")
_BODIES = ("ORG", "LOC")
_LEADING = frozenset("–-—:,")  # before those who are listed behind a verb


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence's tokens and participants, for each token the number of its clause, and clauses of telling."""

    span: Span
    tokens: tuple[Token, ...]
    participants: tuple[Participant, ...]
    clauses: tuple[int, ...]
    telling: frozenset[int]  # clauses whose verb only says that something was said
    mutual: frozenset[int]  # tokens that say that two act on each other
    doubtful: frozenset[int]  # clauses that only tell what may be
    named: frozenset[int]  # tokens of names and of those who bear them
    topic: Participant | None = None  # the person that the sentence before tells of
    body: Participant | None = None  # the body or state that it tells of

    def index(self, offset: int) -> int:
        """Return the first token that ends after an offset of the text."""
        return bisect_right(self.tokens, offset, key=lambda token: token.end)

    def text_behind(self, at: int) -> str:
        """Return the word or mark behind a token, or nothing."""
        return self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""


def read_sentences(doc: Doc) -> list[Sentence]:
    """Return the sentences of a doc with their participants and clauses; overlong ones come in pieces."""
    code, names = doc.article.language, find_names(doc)
    name_starts = [name.span.start for name in names]
    amount_starts = [quantity.span.start for quantity in doc.quantities]
    sentences: list[Sentence] = []
    topic: Participant | None = None
    body: Participant | None = None
    known, told = _known(doc), facts(code)
    for tokens in _pieces(doc):
        span = Span(tokens[0].start, tokens[-1].end)
        inside = names[bisect_left(name_starts, span.start) : bisect_left(name_starts, span.end)]
        amounts: Sequence[Quantity] = doc.quantities[
            bisect_left(amount_starts, span.start) : bisect_left(amount_starts, span.end)
        ]
        words = list(map(told.__getitem__, texts_of(tokens)))
        found = coordinate(find_participants(tokens, words, inside, amounts, known, code), tokens, code)
        found = name_pairs(found, tokens, [sentence.participants for sentence in sentences], doc)
        known.bodies.update(_countries(found, code))
        _note_body(known.bodies, found, code)
        named = _covered(found)
        clauses = _clauses(tokens, words, named, code)
        sentence = Sentence(
            span,
            tokens,
            tuple(found),
            clauses,
            telling=frozenset([clauses[at] for at, word in enumerate(words) if word.tells]),
            mutual=frozenset([at for at, word in enumerate(words) if word.mutual]),
            doubtful=_doubtful(words, clauses),
            named=named,
            topic=topic,
            body=body,
        )
        sentences.append(sentence)
        if any(part.relation == "subject" for part in found):
            topic, body = _topic(found, _ACTORS), _topic(found, _BODIES)
    return sentences


def _known(doc: Doc) -> Known:
    """Return for whom plain nouns stand by what the whole doc says."""
    bodies = only_bodies(doc.mentions, doc.text, doc.article.language)
    return Known(
        bodies=bodies, persons=only_persons(doc), group=only_group(doc), standing=standing_bodies(doc)
    )


def _doubtful(words: Sequence[Facts], clauses: Sequence[int]) -> frozenset[int]:
    """Return the clauses that only tell what may be; what closes one tells nothing of the next one."""
    return frozenset(
        clauses[at - 1] if at and words[at - 1].finite and words[at - 1].verb else clauses[at]
        for at, word in enumerate(words)
        if word.doubts
    )


def _pieces(doc: Doc) -> Iterator[tuple[Token, ...]]:
    tokens, starts = tokenize(doc.text), token_starts(doc.text)
    for span in doc.sentences:
        first, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
        for at in range(first, end, _LONGEST_SENTENCE):
            yield tokens[at : min(at + _LONGEST_SENTENCE, end)]


def _covered(found: Sequence[Participant]) -> frozenset[int]:
    return frozenset(at for part in found if part.spans for at in range(part.first, part.last + 1))


def _countries(found: Sequence[Participant], code: str) -> dict[str, Span]:
    """Return the words that stand for the last state that acts in a sentence: *the country*."""
    states = [part for part in found if part.is_state and part.relation == "subject" and part.spans]
    return dict.fromkeys(table(code).countries, states[-1].spans[-1]) if states else {}


def _note_body(bodies: dict[str, Span], found: Sequence[Participant], code: str) -> None:
    """Let the words for *the organisation* stand for the one body that a sentence tells of; of several, for none."""
    named = {span: part.relation for part in found if part.kind == "ORG" for span in part.spans}
    acting = [span for span, relation in named.items() if relation == "subject"]
    told = acting if acting else [span for span, relation in named.items() if relation in ("genitive", "by")]
    words = table(code).organisations
    if len(told) == 1:
        bodies.update(dict.fromkeys(words, told[0]))
    elif told:
        for word in words:
            bodies.pop(word, None)


def _topic(found: Sequence[Participant], kinds: tuple[str, ...]) -> Participant | None:
    return next((part for part in found if part.relation == "subject" and part.kind in kinds), None)


def _clauses(tokens: Sequence[Token], words: Sequence[Facts], named: Set[int], code: str) -> tuple[int, ...]:
    """Return the number of each token's clause; finite verbs outside names, marks and conjunctions part clauses."""
    numbers: list[int] = []
    number, last = 0, len(words) - 1
    for at, word in [(at, word) for at, word in enumerate(words) if word.turns]:
        numbers += [number] * (at - len(numbers))
        number += word.parts
        numbers.append(number)
        if not (word.finite and word.verb) or at in named:
            continue
        if at < last and words[at + 1].verb:
            continue
        form = reading(tokens, at, code)
        if word.sure or (form is not None and form.tense in FINITE):
            number += 1
    numbers += [number] * (len(words) - len(numbers))
    return _with_closing_words(numbers, tokens, words, named)


def _with_closing_words(
    numbers: list[int], tokens: Sequence[Token], words: Sequence[Facts], named: Set[int]
) -> tuple[int, ...]:
    """Return the clause numbers, plain words between a verb and a mark being of the verb's clause."""
    at = 0
    while at < len(numbers) and numbers[0] != numbers[-1]:
        end = at
        has_verb = False
        while end < len(numbers) and numbers[end] == numbers[at]:
            has_verb = has_verb or (words[end].acts and end not in named)
            end += 1
        is_list = at and words[at - 1].finite and tokens[at].text in _LEADING and end + 1 >= len(numbers)
        is_list = is_list and (tokens[at].text != "," or not words[at - 1].tells)
        is_behind = is_list or (tokens[at].kind == "word" and not words[at].parts)
        if at and not has_verb and is_behind:
            numbers[at:end] = [numbers[at - 1]] * (end - at)
        at = end
    return tuple(numbers)
