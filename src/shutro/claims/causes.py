"""Causes: what each report says that it came to an act by, and two that cannot both be the one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from shutro.annotate.verbs import FINITE, forms
from shutro.claims.circumstances import Leads, Told, Voices, are_of_one_voice, find_leads, is_done
from shutro.claims.contrasts import Bearer, Contrast, Side
from shutro.claims.families import family
from shutro.claims.predicates import find_predicates
from shutro.claims.statements import Statement, tokens_of
from shutro.claims.wording import concept_of, concepts_of
from shutro.languages import available, read
from shutro.languages.inflection import stems
from shutro.languages.schema.circumstances import CauseWords, CircumstanceTable
from shutro.model import Doc, Span
from shutro.text.tokens import Token, tokenize

_PART = 4  # letters of a word that may stand in another one
_MOST = 60  # causes that are compared
_LONGEST = 12  # words of a cause
_END = 3  # words at the end of a clause that tell what came of a cause


@dataclass(frozen=True, slots=True)
class Cause:
    """Where a clause tells a cause, and where what came of it: tokens, ends exclusive."""

    cause: range
    effect: range
    is_force: bool = False  # the last word of the cause says by itself what it was


@dataclass(frozen=True, slots=True)
class _Cause:
    """A cause that a statement tells of an act, with its words and who says so."""

    told: Told
    span: Span
    text: str
    words: frozenset[str]
    acts: frozenset[str]


_Group = list[_Cause]


def find_disputed_causes(
    statements: Sequence[Statement],
    docs: Sequence[Doc],
    via: Mapping[int, tuple[str, ...]],
    voices: Voices,
) -> Iterator[Contrast]:
    """Yield for an act that reports open with the causes that different voices tell, where there are several.

    `via` says who tells a statement, `voices` whether two tell of one act.
    """
    by_article = {doc.article.id: doc for doc in docs}
    leads = find_leads(statements)
    by_act: dict[str, list[_Cause]] = defaultdict(list)
    for statement in statements:
        if statement.language in available():
            for cause in _causes(statement, by_article[statement.article], leads, via[id(statement)]):
                for act in sorted(cause.acts):
                    by_act[act].append(cause)
    for act in sorted(by_act):
        is_apart = partial(_are_apart, act=act, leads=leads, voices=voices)
        sides = _sides(by_act[act][:_MOST], is_apart)
        if len(sides) > 1:
            yield _contrast(sides)


def _causes(statement: Statement, doc: Doc, leads: Leads, via: Sequence[str]) -> Iterator[_Cause]:
    tokens, code = tokens_of(doc, statement.sentence), statement.language
    for told in find_causes(tokens, code):
        if len(told.cause) > _LONGEST or not _is_so(tokens, told, code):
            continue
        words = [token for token in tokens[told.cause.start : told.cause.stop] if not _is_place(doc, token)]
        own = {word for word in concepts_of(words, code) if word[0] != "#"} - leads.words
        if told.is_force:
            own.add(concept_of(tokens[told.cause.stop - 1].text, code))
        acts = _acts(statement, tokens, told, leads)
        if own and acts:
            span, teller = _span(tokens, told.cause), via[-1] if via else ""
            yield _Cause(Told(statement, teller), span, span.of(doc.text), frozenset(own), acts)


def _is_so(tokens: Sequence[Token], told: Cause, code: str) -> bool:
    """Say whether nothing of what came of the cause is told as not done, or still to come."""
    effect = tokens[told.effect.start : told.effect.stop + 1]
    return all(one.mode == "done" for one in find_predicates(effect, code))


def _acts(statement: Statement, tokens: Sequence[Token], told: Cause, leads: Leads) -> frozenset[str]:
    """Return the act that came of a cause: the last one told, else what a word near the end names."""
    effect = _span(tokens, told.effect)
    inside = [
        (event, names)
        for event, names in zip(statement.events, statement.named, strict=True)
        if event.trigger.within(effect)
    ]
    if not inside:
        near = [token for token in tokens[told.effect.start : told.effect.stop] if token.kind == "word"]
        return _named_by((concept_of(token.text, statement.language) for token in near[-_END:]), leads)
    last, names = max(inside, key=lambda pair: pair[0].trigger)
    return _named_by(names, leads) | {family(last)} if is_done(last) else frozenset()


def _named_by(words: Iterable[str], leads: Leads) -> frozenset[str]:
    """Return the acts that the words, or what they begin with, name where reports open with them."""
    return frozenset(
        act
        for word in words
        for name, acts in leads.named.items()
        if word == name or (len(name) >= _PART and word.startswith(name))
        for act in acts
    )


def _span(tokens: Sequence[Token], places: range) -> Span:
    return Span(tokens[places.start].start, tokens[places.stop - 1].end)


def _is_place(doc: Doc, token: Token) -> bool:
    return any(
        mention.kind == "LOC" and mention.span.start <= token.start < mention.span.end
        for mention in doc.mentions
    )


def _sides(causes: Sequence[_Cause], are_apart: Callable[[_Group, _Group], bool]) -> list[_Group]:
    """Return the causes in groups that have a word in common; none where nobody else tells another one."""
    groups: list[_Group] = []
    for cause in causes:
        near = [group for group in groups if any(_are_one(cause, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([one for group in near for one in group] + [cause])
    apart = [
        group for group in groups if any(other is not group and are_apart(group, other) for other in groups)
    ]
    return sorted(apart, key=_first)


def _first(group: _Group) -> tuple[str, str, Span]:
    return min((one.told.statement.said or "~", one.told.statement.article, one.span) for one in group)


def _are_one(one: _Cause, other: _Cause) -> bool:
    """Say whether two causes can be one told twice: by a word in common, or by one that stands in another."""
    if one.words & other.words:
        return True
    return any(
        len(a) >= _PART and len(b) >= _PART and (a in b or b in a) for a in one.words for b in other.words
    )


def _are_apart(one: _Group, other: _Group, *, act: str, leads: Leads, voices: Voices) -> bool:
    """Say whether two voices tell the causes of one act, and none of them both."""
    pairs = [(mine.told, theirs.told) for mine in one for theirs in other]
    return not any(are_of_one_voice(mine, theirs) for mine, theirs in pairs) and any(
        voices.may_argue(mine, theirs, act, leads) for mine, theirs in pairs
    )


def _contrast(sides: Sequence[_Group]) -> Contrast:
    return Contrast(
        attribute="object",
        agreement="disputed",
        sides=tuple(
            Side(
                value=side[0].text,
                bearers=tuple(Bearer(statement=one.told.statement, span=one.span) for one in side),
            )
            for side in sides
        ),
    )


def find_causes(tokens: Sequence[Token], code: str) -> Iterator[Cause]:
    """Yield where a sentence's tokens tell the cause of something; nothing of a question."""
    table: CircumstanceTable = read(code, "circumstances", CircumstanceTable)
    if any(token.text in table.asks for token in tokens):
        return
    rules = _rules(code)
    for index, token in enumerate(tokens):
        rule = rules.get(token.text)
        if token.kind != "word" or (rule is None and not _is_locative(token.text, code)):
            continue
        start, end = _clause(tokens, index, table)
        found = _read(tokens, index, rule, start, end, code) if rule else None
        if rule is None and _is_reason(tokens, index, end, code):
            found = Cause(range(start, index + 1), range(index + 1, end))
        if found is not None and found.cause and found.effect:
            yield found


def _clause(tokens: Sequence[Token], index: int, table: CircumstanceTable) -> tuple[int, int]:
    """Return where the clause around a token begins and ends: at marks, and before who says so."""
    start = index
    while start and tokens[start - 1].text not in table.marks:
        start -= 1
    end = index + 1
    while end < len(tokens) and tokens[end].text not in table.marks | table.ends:
        end += 1
    return start, end


def _read(
    tokens: Sequence[Token], index: int, rule: CauseWords, start: int, end: int, code: str
) -> Cause | None:
    before, behind = range(start, index), range(index + 1, end)
    after_genitive = bool(before) and _is_genitive(tokens[index - 1].text, code)
    match rule.how:
        case "behind":
            return Cause(before, behind) if after_genitive else None
        case "force":
            return Cause(range(start, index + 1), behind, is_force=True)
        case "from":
            begins = any(tokens[at].text in rule.begun for at in behind)
            return Cause(before, behind) if begins else None
        case "named":
            return _named(tokens, before, behind, code) if after_genitive else None
        case "blamed":
            sake = read(code, "circumstances", CircumstanceTable).sake
            at = next((at for at in before if tokens[at].text in sake), None)
            return Cause(range(at + 1, index) or behind, range(start, at)) if at is not None else None
        case "so":
            quoted = [at for at in range(index) if tokens[at].text in "‘“\"'"]
            return Cause(range(quoted[-1] + 1 if quoted else 0, index), behind)


def _named(tokens: Sequence[Token], before: range, behind: range, code: str) -> Cause | None:
    """Return the cause that stands behind "the cause of", else before it; none where it is only sought."""
    table: CircumstanceTable = read(code, "circumstances", CircumstanceTable)
    if any(concept_of(tokens[at].text, code) in _sought(code) for at in behind):
        return None
    if behind and tokens[behind[0]].text in table.taken:
        behind = behind[1:]
    of = before[-1]
    return Cause(behind or range(before.start, of), range(of, of + 1))


def _is_genitive(word: str, code: str) -> bool:
    return any(stem.case == "genitive" for stem in stems(word, code))


def _is_locative(word: str, code: str) -> bool:
    found = forms(word, code)
    return bool(found) and found[0].tense == "locative"


def _is_reason(tokens: Sequence[Token], index: int, end: int, code: str) -> bool:
    """Say whether a form of a verb tells by itself that what follows came of it: «ফেল করায়».

    A word that can be the verb of its sentence, too, is one only where another verb follows.
    """
    found = forms(tokens[index].text, code)
    return not any(form.tense in FINITE for form in found) or any(
        form.tense in FINITE for token in tokens[index + 1 : end] for form in forms(token.text, code)[:1]
    )


@cache
def _sought(code: str) -> frozenset[str]:
    return frozenset(concept_of(word, code) for word in read(code, "circumstances", CircumstanceTable).sought)


@cache
def _rules(code: str) -> Mapping[str, CauseWords]:
    rules = read(code, "circumstances", CircumstanceTable).cause
    return {word: rule for rule in rules for word in rule.words}


def check_causes(code: str) -> list[str]:
    """Return a line for each example that does not tell its cause."""
    faults = []
    for rule in read(code, "circumstances", CircumstanceTable).cause:
        for clause, cause in rule.examples.items():
            tokens = tokenize(clause)
            found = [
                clause[tokens[told.cause.start].start : tokens[told.cause.stop - 1].end]
                for told in find_causes(tokens, code)
            ]
            if cause not in found:
                faults.append(f"circumstances: {clause} tells {found}, not {cause}")
    return faults
