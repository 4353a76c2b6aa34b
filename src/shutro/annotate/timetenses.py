"""Whether the words around a time speak of what will be."""

from collections.abc import Sequence, Set

from shutro.annotate.timerules import TimeRules
from shutro.annotate.verbs import FINITE, Form, forms
from shutro.languages.inflection import stems
from shutro.languages.numbers import LINE, Piece
from shutro.languages.schema.verbs import Tense

_CLAUSE = 14  # pieces before and after an expression in which its verb is looked for
_HEADLINE = 24  # pieces of the longest line that may be one
_ENDS = frozenset(("।", "?", "!", ",", ";", "—", "–", '"', "”", "’", "'", LINE))
_FULL_STOPS = frozenset(("।", "?", "!"))
_STAMP_MARKS = frozenset(("|",))
_PARTS_OF_HEADLINES = frozenset((",", ":", ";"))
_PAST: frozenset[Tense] = frozenset(("was", "perfect", "pluperfect", "past", "progressive"))
_NARRATED: frozenset[Tense] = frozenset(("present", "was", "pluperfect", "past", "noun"))


def looks_forward(pieces: Sequence[Piece], first: int, after: int, rules: TimeRules) -> bool | None:
    """Say whether the clause around an expression tells what will be, by its verb or as a headline, or what was.

    None where nothing tells either.
    """
    told = _ahead(pieces, after, rules)
    if told is None and _is_headline(pieces, first, after, rules):
        return True
    return _behind(pieces, first, rules) if told is None else told


def narrates(pieces: Sequence[Piece], after: int, rules: TimeRules) -> bool:
    """Say whether the first finite verb behind an expression tells a happening that is over, the present one too."""
    for piece in pieces[after : after + _CLAUSE]:
        if piece.text in _ENDS:
            return False
        found = forms(piece.text, rules.language)
        tenses = {form.tense for form in found}
        if tenses & FINITE and "conjunctive" not in tenses:
            return tenses <= _NARRATED or any(form.negative for form in found)
    return False


def _ahead(pieces: Sequence[Piece], after: int, rules: TimeRules) -> bool | None:
    """Return what the first verb behind an expression tells, None where its clause has none."""
    may_come = False
    for at in range(after, min(after + _CLAUSE, len(pieces))):
        text = pieces[at].text
        if text in _ENDS:
            return None
        found = forms(text, rules.language)
        if not found and text not in rules.plans:
            may_come = False
            continue
        tenses = {form.tense for form in found}
        if _comes(pieces, at, found, rules) or (may_come and any(form.verb in rules.may for form in found)):
            return True
        if text in rules.plans and _is_planned(pieces, at, rules):
            return True
        may_come = "infinitive" in tenses
        if tenses & _PAST:
            return False
    return None


def _behind(pieces: Sequence[Piece], first: int, rules: TimeRules) -> bool | None:
    """Return what the nearest verb before an expression tells; a comma may be crossed once."""
    crossed = False
    for at in range(first - 1, max(-1, first - _CLAUSE), -1):
        text = pieces[at].text
        if text == "," and not crossed:
            crossed = True
        elif text in _ENDS:
            return None
        found = forms(text, rules.language)
        if _comes(pieces, at, found, rules):
            return True
        if {form.tense for form in found} & _PAST:
            return False
    return None


def _is_headline(pieces: Sequence[Piece], first: int, after: int, rules: TimeRules) -> bool:
    """Say whether an expression stands in a headline, in a clause without a verb: *Verdict tomorrow*."""
    if after > _HEADLINE:
        return False
    texts = [piece.text for piece in pieces[: _HEADLINE + 1]]
    end = texts.index(LINE) if LINE in texts else 0
    if end < after or not (_FULL_STOPS | _STAMP_MARKS).isdisjoint(texts[:end]):
        return False
    commas = [at for at in range(end) if texts[at] in _PARTS_OF_HEADLINES]
    begins = max((at + 1 for at in commas if at < first), default=0)
    ends = min((at for at in commas if at >= after), default=end)
    clause = texts[begins:ends]
    return len(clause) > after - first and not any(
        word in rules.done or _is_finite(word, rules) for word in clause
    )


def _is_finite(word: str, rules: TimeRules) -> bool:
    return any(form.tense in FINITE for form in forms(word, rules.language))


def _comes(pieces: Sequence[Piece], at: int, found: Sequence[Form], rules: TimeRules) -> bool:
    """Say whether a form tells what will be: in the future, or in the present of coming, going and beginning."""
    before = pieces[at - 1].text if at > 0 else LINE
    begins = before in rules.begins
    return any(
        form.tense == "future" or (form.tense == "progressive" and (begins or form.verb in rules.coming))
        for form in found
        if before not in rules.lasting.get(form.verb, ())
    )


def _is_planned(pieces: Sequence[Piece], at: int, rules: TimeRules) -> bool:
    """Say whether a word such as কথা says what is to be: হওয়ার কথা, বৈঠকের কথা আছে, but not হওয়ার কথা ছিল."""
    if at == 0:
        return False
    before, after = pieces[at - 1].text, pieces[at + 1].text if at + 1 < len(pieces) else LINE
    if _has_tense(before, frozenset(("genitive",)), rules):
        return after in _ENDS or after in rules.stands
    return after in rules.stands and any(stem.case == "genitive" for stem in stems(before, rules.language))


def _has_tense(word: str, tenses: Set[Tense], rules: TimeRules) -> bool:
    return any(form.tense in tenses for form in forms(word, rules.language))
