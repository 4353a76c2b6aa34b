"""Bearers: which case a name stands in when others after it bear it: Israeli forces, a man by that name."""

from collections.abc import Sequence
from functools import lru_cache

from shutro.annotate.speakerwords import noun_case
from shutro.annotate.triggerwords import table
from shutro.annotate.verbs import forms
from shutro.languages.inflection import stems
from shutro.languages.schema.inflection import Case
from shutro.text.tokens import Token

_AROUND_NAMES = frozenset("'\"’”-")
_PARENTHESIS = 8  # tokens that one after a name may hold
_SITES = ("LOC", "FAC")
_INCLUDED = 8  # words after a name within which those stand among whom it is counted
_REPRESENTED = 3  # words after a state's name within which those who act for it are named


def find_bearer(
    tokens: Sequence[Token], last: int, kind: str, case: Case | None, code: str
) -> tuple[int, Case | None]:
    """Return the last token and the case of those who act for a state or body: *Israeli forces* for Israel."""
    if case == "ablative" and tokens[last].text.endswith(table(code).including):
        return _including(tokens, last, code)
    if kind == "PER" and case == "nominative":
        return _named_after(tokens, last, code)
    if kind in _SITES and case in ("nominative", "genitive"):
        after = after_name(tokens, last + 1)
        if after < len(tokens) and _is_site(tokens[after].text, code):
            return after, "locative"
    if kind not in ("LOC", "ORG") or case not in (None, "nominative", "genitive"):
        return last, case
    reach = _REPRESENTED + (kind == "ORG")
    for at in range(last + 1, min(last + 1 + reach, len(tokens))):
        if tokens[at].kind == "mark":
            break
        acting = case_of_acting(tokens[at].text, code)
        if acting is not None:
            return at, acting
        if case == "nominative" or is_verb(tokens[at].text, code):
            break
    return last, case


def _including(tokens: Sequence[Token], last: int, code: str) -> tuple[int, Case | None]:
    """Return the last token and the case of the people among whom a name is counted: *Rahim and three others*."""
    for at in range(last + 1, min(last + 1 + _INCLUDED, len(tokens))):
        if tokens[at].kind == "mark" or is_verb(tokens[at].text, code):
            break
        case = noun_case(tokens[at].text, code) or _case_of_counter(tokens[at].text, code)
        if case == "genitive" and _case_of_counter(tokens[at].text, code) is not None:
            return at, case
        if case is None and case_by_ending(tokens[at].text, code) == "objective":
            case = "objective"
        if case in ("nominative", "objective"):
            return at, case
    return last, "ablative"


@lru_cache(maxsize=16_384)
def _case_of_counter(word: str, code: str) -> Case | None:
    """Return the case of the word that people are counted with, None for other words."""
    if word in table(code).counters:
        return "nominative"
    return next((stem.case for stem in stems(word, code) if stem.text in table(code).counters), None)


def _named_after(tokens: Sequence[Token], last: int, code: str) -> tuple[int, Case | None]:
    """Return the last token and the case of the noun that bears a name before it: *Rahim by name, a young man*."""
    at = after_name(tokens, last + 1)
    styled = _style(tokens[at].text, code) if at < len(tokens) else None
    if styled is not None:
        return at, styled
    if at >= len(tokens) or tokens[at].text not in table(code).naming:
        return last, "nominative"
    for end in range(at + 1, min(at + 2 + _REPRESENTED, len(tokens))):
        case = noun_case(tokens[end].text, code) or case_by_ending(tokens[end].text, code)
        if case == "objective" or noun_case(tokens[end].text, code) is not None:
            return end, case
    return last, "nominative"


@lru_cache(maxsize=16_384)
def _is_site(word: str, code: str) -> bool:
    """Say whether a word is a plain noun for a kind of place, in the locative."""
    return any(stem.case == "locative" and stem.text in table(code).sites for stem in stems(word, code))


@lru_cache(maxsize=16_384)
def _style(word: str, code: str) -> Case | None:
    """Return the case of a word of respect that stands behind a name, None for other words."""
    return next((stem.case for stem in stems(word, code) if stem.text in table(code).styles), None)


@lru_cache(maxsize=16_384)
def case_of_acting(word: str, code: str) -> Case | None:
    """Return the case of a noun for those who act for a state or body, None for other words."""
    acting = table(code).acting
    return next((stem.case for stem in stems(word, code) if stem.text in acting), None)


def after_name(tokens: Sequence[Token], at: int) -> int:
    """Return the first token after the marks and the parenthesis that may follow a name."""
    if at < len(tokens) and tokens[at].text in _AROUND_NAMES:
        at += 1
    if at < len(tokens) and tokens[at].text == "(":
        for end in range(at, min(at + _PARENTHESIS, len(tokens))):
            if tokens[end].text == ")":
                return end + 1
    return at


@lru_cache(maxsize=16_384)
def case_by_ending(word: str, code: str) -> Case:
    """Return the case of the longest ending that the word may bear; short words but counters are left alone."""
    counted = _case_of_counter(word, code)
    if counted is not None:
        return counted
    candidates = [stem for stem in stems(word, code) if stem.case != "nominative" and len(stem.text) > 2]
    return candidates[-1].case if candidates else "nominative"


def is_verb(word: str, code: str) -> bool:
    """Say whether a word is a form of a verb and no particle."""
    return bool(forms(word, code)) and word not in table(code).particles


@lru_cache(maxsize=16_384)
def is_oblique(word: str, code: str, cases: tuple[Case, ...] = ("genitive", "locative", "objective")) -> bool:
    """Say whether a word surely bears the ending of a case; a single sign ends many bare words."""
    return any(
        stem.case in cases and len(stem.ending) > 1 and len(stem.text) > 2 for stem in stems(word, code)
    )
