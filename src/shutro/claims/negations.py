"""What one report says is not so at all, and another tells: "no paper was signed", "not at our invitation"."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shutro.annotate.verbs import forms, negations
from shutro.claims.contrasts import Bearer, Contrast, Mark, Side, marks_of
from shutro.claims.plans import is_later
from shutro.claims.points import Chances
from shutro.claims.predicates import Predicate, find_predicates
from shutro.claims.statements import Statement, cosine, tokens_of
from shutro.claims.wording import concept_of
from shutro.languages import available, read
from shutro.languages.schema.contrasts import ContrastTable
from shutro.model import Doc, Span
from shutro.text.edtf import Days, days
from shutro.text.tokens import Token

_ALIKE = 0.15  # likeness from which a speaker can say of what another in his article tells that it is not so
_SURE = 0.2  # chance that two statements of other articles say the same, from which one can deny what the other tells
_CAME = 0.25  # and from which the other can tell that it came
_PAST = ("past", "perfect", "pluperfect", "was")
_BARE = 2  # words of a denial that tells nothing but the act: «কেউ মারা যাননি»
_MOST = 40  # statements that tell of one thing
_RARE = 6  # and of one that is told seldom enough to be the same


Persons = Callable[[Statement], frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Told:
    """A statement with its tokens, what it tells as done or to come, and who says so."""

    statement: Statement
    tokens: tuple[Token, ...]
    predicates: tuple[Predicate, ...]
    marks: tuple[Mark, ...]  # words of contrast in its article
    via: tuple[str, ...]
    persons: frozenset[str]  # of whom it tells

    def argues(self, other: "_Told") -> bool:
        """Say whether two named voices of one article tell the two statements."""
        return self.statement.article == other.statement.article and bool(
            self.via and other.via and self.via != other.via
        )

    @property
    def is_negative(self) -> bool:
        """Say whether anything in the sentence is told as not so."""
        code = self.statement.language
        words = negations(code)
        return any(
            token.text in words or any(form.negative for form in forms(token.text, code)[:1])
            for token in self.tokens
        )


@dataclass(frozen=True, slots=True)
class _Denied:
    """What a statement says is not so: the acts, the thing that there is none of, and what it is not."""

    acts: frozenset[str]
    none: str | None
    span: Span
    is_yet: bool = False  # only up to now, or to a time that the sentence names
    is_plain: bool = False  # without a word that says that there is none at all
    is_rare: bool = False  # few statements tell of the like


def find_negated(
    statements: Sequence[Statement],
    docs: Sequence[Doc],
    chances: Chances,
    via: Mapping[int, tuple[str, ...]],
    persons: Persons,
) -> Iterator[Contrast]:
    """Yield what is told beside the statements that say that nothing of the kind is so, whoever says it.

    `via` says who tells a statement, `persons` of whom it tells.
    """
    by_article = {doc.article.id: doc for doc in docs}
    told = [_read(one, by_article[one.article], via, persons) for one in statements]
    by_concept: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        for concept in one.statement.concepts:
            by_concept[concept].append(one)
    for one in told:
        for found in _denials(one):
            held = max((len(by_concept.get(act, ())) for act in found.acts), default=_MOST)
            denied = replace(found, is_rare=held <= _RARE)
            against = list(_against(one, denied, by_concept, chances))
            if against:
                yield _contrast(one, denied, against)


def _read(statement: Statement, doc: Doc, via: Mapping[int, tuple[str, ...]], persons: Persons) -> _Told:
    tokens = tokens_of(doc, statement.sentence)
    predicates = tuple(find_predicates(tokens, statement.language))
    marks = marks_of(doc.text, statement.language)
    return _Told(statement, tokens, predicates, marks, via[id(statement)], persons(statement))


def _denials(told: _Told) -> Iterator[_Denied]:
    code = told.statement.language
    if code not in available():
        return
    table: ContrastTable = read(code, "contrasts", ContrastTable)
    yet = any(token.text in table.yet for token in told.tokens)
    for predicate in told.predicates if yet else ():
        if predicate.mode == "not done":
            yield _Denied(frozenset({predicate.concept}), None, predicate.span, is_yet=True)
    if not yet and table.none.isdisjoint(token.text for token in told.tokens):
        yield from _plain(told, table)
    for index, token in enumerate(told.tokens[:-1]):
        if token.text in table.only:
            return
        if token.text in table.none and not yet and not _is_aim(told, index, table):
            yield from _nothing(told, index)
        behind = told.tokens[index + 1]
        is_last = all(after.kind == "mark" for after in told.tokens[index + 2 : index + 3])
        if behind.text in table.is_not and is_last and token.kind == "word":
            concept, span = concept_of(token.text, code), Span(token.start, behind.end)
            if concept in told.statement.concepts and not any(mark.span.meets(span) for mark in told.marks):
                yield _Denied(frozenset(), concept, span)


def _plain(told: _Told, table: ContrastTable) -> Iterator[_Denied]:
    """Yield the acts that the sentence says were not done, where it aims at nothing and takes nothing back."""
    if any(token.text in table.aims or token.text in table.only for token in told.tokens):
        return
    for predicate in told.predicates:
        if predicate.mode == "not done" and _is_told(told, predicate):
            yield _Denied(frozenset({predicate.concept}), None, predicate.span, is_plain=True)


def _is_told(told: _Told, predicate: Predicate) -> bool:
    """Say whether a negated verb tells what was or is, and does not ask for it: «করেননি», «নেই», not «করো না»."""
    code = told.statement.language
    last = next(token.text for token in told.tokens if token.end == predicate.span.end)
    if last in negations(code):
        return True
    return any(form.negative or form.tense in _PAST for form in forms(last, code)[:1])


def _is_aim(told: _Told, index: int, table: ContrastTable) -> bool:
    """Say whether it is only told what shall not be: "so that nobody …"."""
    return any(token.text in table.aims for token in told.tokens[:index])


def _nothing(told: _Told, index: int) -> Iterator[_Denied]:
    """Yield the act that was not done to anything, and the thing where the act follows right behind it."""
    first = next(
        (
            one
            for one in told.predicates
            if one.mode == "not done" and one.span.start > told.tokens[index].start
        ),
        None,
    )
    if first is not None:
        thing = told.tokens[index + 1]
        none = concept_of(thing.text, told.statement.language) if thing.end + 1 >= first.span.start else None
        yield _Denied(frozenset({first.concept}), none, Span(told.tokens[index].start, first.span.end))


def _against(
    one: _Told, denied: _Denied, by_concept: Mapping[str, Sequence[_Told]], chances: Chances
) -> Iterator[_Told]:
    things = denied.acts | ({denied.none} if denied.none else set())
    near: dict[int, _Told] = {}
    for thing in sorted(things):
        found = by_concept.get(thing, ())
        if len(found) <= _MOST:
            near.update((id(other), other) for other in found)
    for other in near.values():
        if (
            other is not one
            and not other.is_negative
            and (_may_be_one(one, other) if denied.is_yet else _is_one(one, other, denied, chances))
            and _tells(other, one, denied)
        ):
            yield other


def _tells(other: _Told, one: _Told, denied: _Denied) -> bool:
    """Say whether a statement tells what the one denies: the act, the thing, or what it is not."""
    done = {predicate.concept for predicate in other.predicates if predicate.mode == "done"}
    told = done | {predicate.concept for predicate in other.predicates if predicate.mode == "to come"}
    shared = (one.statement.concepts.keys() & other.statement.concepts.keys()) - denied.acts - {denied.none}
    also = any(concept[0] not in "@#" for concept in shared) or (bool(shared) and one.argues(other))
    also = also or _names_both(other.statement, denied)
    if denied.is_yet:
        near = cosine(one.statement.concepts, other.statement.concepts) >= _CAME
        return bool(denied.acts & done) and also and near and is_later(other.statement, one.statement)
    if not denied.acts:
        return also
    if denied.is_plain and (
        is_later(other.statement, one.statement)  # it may have come since
        or (one.persons and other.persons and one.persons.isdisjoint(other.persons))
    ):
        return False
    is_inside = one.statement.article == other.statement.article
    is_bare = len(one.statement.concepts.keys() - denied.acts) <= _BARE
    is_told = (bool(denied.acts & told) and also) or (denied.none in told and (also or is_inside or is_bare))
    return is_told and not _are_of_other_times(one.statement, other.statement)


def _is_one(one: _Told, other: _Told, denied: _Denied, chances: Chances) -> bool:
    """Say whether two statements speak of one thing, each in its own voice."""
    mine, theirs = one.statement, other.statement
    if mine.article == theirs.article and (one.via == other.via or not (one.via and other.via)):
        return False
    if mine.article == theirs.article and denied.acts:
        return _may_be_one(one, other)
    if _names_both(theirs, denied):
        return True
    return chances.of(mine, theirs) >= _SURE or (denied.is_rare and _may_be_one(one, other))


def _names_both(statement: Statement, denied: _Denied) -> bool:
    """Say whether a statement names the thing and what was not done to it: «কোনো টাকা সরাননি», «টাকা সরানো»."""
    if denied.none is None or denied.none in denied.acts or not denied.acts:
        return False
    return {denied.none, *denied.acts} <= statement.concepts.keys()


def _may_be_one(one: _Told, other: _Told) -> bool:
    """Say whether two statements can speak of one thing."""
    return cosine(one.statement.concepts, other.statement.concepts) >= _ALIKE


def _are_of_other_times(one: Statement, other: Statement) -> bool:
    mine, theirs = list(_times(one)), list(_times(other))
    return bool(mine and theirs) and not any(a.meets(b) for a in mine for b in theirs)


def _times(statement: Statement) -> Iterator[Days]:
    return (found for time in statement.times if (found := days(time.value)) is not None)


def _contrast(one: _Told, denied: _Denied, against: Sequence[_Told]) -> Contrast:
    ordered = sorted(
        against,
        key=lambda other: (
            -round(cosine(one.statement.concepts, other.statement.concepts), 6),
            other.statement.article,
            other.statement.sentence,
        ),
    )
    ahead = bool(denied.acts) and all(
        is_later(one.statement, other.statement)
        and any(predicate.mode == "to come" for predicate in other.predicates)
        for other in ordered
    )
    if denied.is_yet:
        return _came(one, denied, ordered)
    hedge = "planned" if ahead else None
    bearers = tuple(Bearer(statement=o.statement, span=o.statement.sentence, hedge=hedge) for o in ordered)
    return Contrast(
        attribute="happened",
        agreement="outcome" if ahead else "disputed",
        sides=(
            Side(value="planned" if ahead else "told", bearers=bearers),
            Side(value="did not happen", bearers=(Bearer(statement=one.statement, span=denied.span),)),
        ),
    )


def _came(one: _Told, denied: _Denied, after: Sequence[_Told]) -> Contrast:
    """Return what was not so yet beside the later reports that it is."""
    bearers = tuple(Bearer(statement=other.statement, span=other.statement.sentence) for other in after)
    return Contrast(
        attribute="happened",
        agreement="revised",
        sides=(
            Side(value="did not happen", bearers=(Bearer(statement=one.statement, span=denied.span),)),
            Side(value="happened", bearers=bearers),
        ),
    )
