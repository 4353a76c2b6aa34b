"""Predicates: what a sentence says is done, each as done, not done or still to come."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from shutro.annotate.triggerwords import table as triggers
from shutro.annotate.verbs import FINITE, Form, forms, negations
from shutro.claims.wording import concept_of
from shutro.languages import available, read
from shutro.languages.inflection import stems
from shutro.languages.schema.contrasts import ContrastTable
from shutro.languages.schema.times import TimeTable
from shutro.languages.words import common_words
from shutro.model import Span
from shutro.text.tokens import Token

Mode = Literal["done", "not done", "to come", "not to come"]

_CHAIN = 5  # words before a finite verb that may belong to it
_DENIED = 3  # words behind a plan among which stands that there is none
_OWNED = 4  # words behind a plan among which stands that it is owned to
_PAST = ("past", "perfect", "pluperfect")
_CHAINED = ("conjunctive", "infinitive", "noun", "genitive")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The words for an act, what they come to, and whether it is done."""

    concept: str
    mode: Mode
    span: Span

    @property
    def is_ahead(self) -> bool:
        """Say whether it is told as something that will be or will not be done."""
        return self.mode in ("to come", "not to come")


def find_predicates(tokens: Sequence[Token], code: str) -> Iterator[Predicate]:
    """Yield the predicates of a sentence's tokens: verbs, or the nouns beside verbs that say little."""
    if code not in available():
        return
    for index, token in enumerate(tokens):
        if token.kind != "word":
            continue
        if token.text in read(code, "contrasts", ContrastTable).scheduled:
            yield Predicate(concept_of(token.text, code), "to come", Span(token.start, token.end))
            continue
        if _is_set(tokens, index, code):
            noun = tokens[index - 1]
            yield Predicate(concept_of(noun.text, code), "to come", Span(noun.start, token.end))
            continue
        if index and _is_set(tokens, index - 1, code):
            continue  # the verb by which the plan stands
        found = _mode(tokens, index, code)
        if found is not None:
            mode, form, last = found
            for concept, first in _concepts(tokens, index, form, code):
                yield Predicate(concept, mode, Span(tokens[first].start, tokens[last].end))


def _is_set(tokens: Sequence[Token], index: int, code: str) -> bool:
    """Say whether an act named in the genitive is told as one to come: «পরিদর্শনের কথা রয়েছে»."""
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    if tokens[index].text not in table.plans or not 0 < index < len(tokens) - 1:
        return False
    if tokens[index + 1].text not in table.standing or _form(tokens[index - 1].text, code) is not None:
        return False
    return any(stem.case == "genitive" for stem in stems(tokens[index - 1].text, code))


def _mode(tokens: Sequence[Token], index: int, code: str) -> tuple[Mode, Form, int] | None:
    """Return how the verb at a place is told, its form and the last token that belongs to it."""
    form = _form(tokens[index].text, code)
    if form is None:
        return None
    behind = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if form.tense == "genitive" and behind in read(code, "contrasts", ContrastTable).plans:
        after = tokens[index + 2 : index + 2 + _OWNED]
        if any(token.text in read(code, "contrasts", ContrastTable).owned for token in after):
            return "done", form, index + 1
        if _is_learnt(after[:1], code):
            return None
        denied = any(token.text in negations(code) for token in tokens[index + 2 : index + 2 + _DENIED])
        return "not to come" if denied else "to come", form, index + 1
    if is_able(tokens[index - 1].text if index else "", form, code):
        return None
    if form.tense in FINITE and _is_may(form, code):
        return _may(tokens, index, form, code)
    if form.tense not in FINITE:
        return None
    negated = form.negative or not negations(code).isdisjoint((tokens[index].text, behind))
    if form.tense == "future":
        obliged = index and _tense(tokens[index - 1].text, code) == "infinitive"
        return None if obliged else ("not to come" if negated else "to come", form, index)
    return "not done" if negated else "done", form, index


def _is_learnt(behind: Sequence[Token], code: str) -> bool:
    """Say whether something is not planned but known: «আগুন লাগার কথা জানা গেছে», «জানতে পারি»."""
    learnt = read(code, "contrasts", ContrastTable).learnt
    return any(
        token.text in learnt or any(form.verb in learnt for form in forms(token.text, code)[:1])
        for token in behind
    )


def is_able(before: str, form: Form, code: str) -> bool:
    """Say whether a form of a verb behind the noun of another one tells what anybody can do: «হিসাব খোলা যাবে»."""
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    if form.verb not in table.able or form.tense not in ("future", "present"):
        return False
    return before not in table.able_not and _tense(before, code) == "noun"


def _may(tokens: Sequence[Token], index: int, form: Form, code: str) -> tuple[Mode, Form, int] | None:
    """Return an act that may be done as one to come; what could not be done is not done."""
    if not index or _tense(tokens[index - 1].text, code) != "infinitive":
        return None
    if _is_learnt(tokens[index - 1 : index], code):
        return None
    negated = form.negative or (index + 1 < len(tokens) and tokens[index + 1].text in negations(code))
    if negated:
        return ("not done", form, index) if form.tense in _PAST else None
    return ("to come", form, index) if form.tense in ("present", "future") else None


def _concepts(tokens: Sequence[Token], index: int, form: Form, code: str) -> Iterator[tuple[str, int]]:
    """Yield what the act comes to, with the first token of its words."""
    light, common = triggers(code).light_verbs, common_words(code)
    told = None if _is_light(form.verb, code) else form.verb
    at, chain = index - 1, [form.verb]
    while at >= 0 and index - at <= _CHAIN and tokens[at].kind == "word":
        before = _form(tokens[at].text, code)
        if before is None or before.tense not in _CHAINED:
            break
        told = told or (None if _is_light(before.verb, code) else before.verb)
        chain.append(before.verb)
        at -= 1
    if told is not None:
        gained = [verb for verb in chain if verb in read(code, "contrasts", ContrastTable).gained]
        yield " ".join([concept_of(told, code), *gained[:1]]), at + 1
    little = light | read(code, "contrasts", ContrastTable).phases
    if at >= 0 and tokens[at].kind == "word" and (told is None or told in little):
        noun = concept_of(tokens[at].text, code)
        if len(noun) > 1 and tokens[at].text not in common and noun not in common:
            yield noun, at
        if tokens[at].text in read(code, "contrasts", ContrastTable).phases and _is_noun(
            tokens, at - 1, code
        ):
            yield concept_of(tokens[at - 1].text, code), at - 1


def _is_noun(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether a word that means something, and is no form of a verb, stands at a place."""
    if at < 0 or tokens[at].kind != "word":
        return False
    word, common = tokens[at].text, common_words(code)
    return word not in common and _form(word, code) is None and len(concept_of(word, code)) > 1


def _is_light(verb: str, code: str) -> bool:
    return verb in read(code, "contrasts", ContrastTable).light


def _is_may(form: Form, code: str) -> bool:
    return form.verb in read(code, "times", TimeTable).may


def _tense(word: str, code: str) -> str | None:
    form = _form(word, code)
    return form.tense if form is not None else None


@lru_cache(maxsize=65_536)
def _form(word: str, code: str) -> Form | None:
    return next(iter(forms(word, code)), None)
