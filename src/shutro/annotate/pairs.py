"""Pairs: who is meant by *the two countries, both leaders*, where the report tells of two."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from msgspec.structs import replace

from shutro.annotate.bearers import case_of_acting
from shutro.annotate.participants import Participant
from shutro.annotate.triggerwords import table
from shutro.languages.inflection import stems
from shutro.languages.lexicon import lexicon, name_words
from shutro.model import Doc, Span
from shutro.text.tokens import Token

_REACH = 4  # sentences within which two are named together
_TWO = 2
_PAIR, _ROLE = "pair", "role"
_STATE, _PERSON, _ANY = "LOC", "PER", "any"


def name_pairs(
    found: Sequence[Participant],
    tokens: Sequence[Token],
    before: Sequence[Sequence[Participant]],
    doc: Doc,
) -> list[Participant]:
    """Return the participants of a sentence, those of two with both; `before` are those of earlier sentences."""
    code = doc.article.language
    if not any(_is_pair(part, tokens, code) for part in found):
        return list(found)
    named: list[Participant] = []
    for part in found:
        own = _named(part, found, tokens, before, doc) if _is_pair(part, tokens, code) else part
        if named and _acts_for(own, named[-1], tokens, code):
            states = named.pop()
            own = replace(
                own, spans=states.spans, first=states.first, kind=_STATE, is_state=True, is_borne=True
            )
        named.append(own)
    return named


def _is_pair(part: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether a participant stands for two: a plain noun, or a role behind the number."""
    if part.kind == _ROLE and len(part.spans) == 1 and tokens[part.first].text in table(code).pairs:
        return _kind(tokens[part.last].text, code) == _PERSON
    return part.kind == _PAIR


def _acts_for(part: Participant, states: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether a plain noun right behind two states is for those who act for them: *the troops of both*."""
    is_next = states.is_state and states.relation == "genitive" and states.last + 1 == part.first
    is_both = is_next and len(states.spans) == _TWO and part.kind == "noun" and not part.spans
    return is_both and case_of_acting(tokens[part.first].text, code) is not None


def _named(
    pair: Participant,
    found: Sequence[Participant],
    tokens: Sequence[Token],
    before: Sequence[Sequence[Participant]],
    doc: Doc,
) -> Participant:
    code = doc.article.language
    kind = _kind(tokens[pair.last].text, code)
    own = [part for part in found if part.last < pair.first]
    joined = next(_joined([own, *islice(reversed(before), _REACH)], kind), None)
    if joined is not None:
        return replace(pair, spans=joined.spans, kind=joined.kind, is_state=joined.is_state)
    if kind != _STATE:
        return pair
    states = _states([*before, own], doc)
    if len(states) != _TWO:
        return pair
    return replace(pair, spans=tuple(sorted(states.values())), kind=_STATE, is_state=True)


def _kind(word: str, code: str) -> str | None:
    """Return the kind of those whom a noun for two names, None where any may be meant."""
    twos = table(code).twos
    kind = next((twos[stem.text] for stem in stems(word, code) if stem.text in twos), "")
    return None if kind == _ANY else kind


def _joined(sentences: Iterable[Sequence[Participant]], kind: str | None) -> Iterator[Participant]:
    """Yield those of two who are named together, the last first."""
    for parts in sentences:
        for part in reversed(parts):
            is_able = part.kind != _STATE or (part.is_state and part.relation != "locative")
            # Sides are only those between whom something is told to be.
            is_meant = part.relation == "between" if kind is None else part.kind == kind
            if len(part.spans) == _TWO and is_able and is_meant:
                yield part


def _states(sentences: Iterable[Sequence[Participant]], doc: Doc) -> dict[str, Span]:
    """Return the states that somebody acts for in the sentences, each where it was named last."""
    acting = _acting(doc)
    found: dict[str, Span] = {}
    for parts in sentences:
        for part in parts:
            if part.is_state and part.relation != "locative":
                found |= {acting[span]: span for span in part.spans if span in acting}
    return found


def _acting(doc: Doc) -> Mapping[Span, str]:
    """Return the state that each name of a place is for."""
    forms = lexicon(doc.article.language).forms
    known = [(mention.span, forms.get(name_words(mention.lemma))) for mention in doc.mentions]
    return {span: form.acts_for or form.key or form.name for span, form in known if form is not None}
