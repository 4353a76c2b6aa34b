"""Owners: whose a noun is, by a genitive or an adjective before it: *Rahim's death, Israeli attack*."""

from shutro.annotate.bearers import after_name, is_oblique
from shutro.annotate.clauses import Sentence
from shutro.annotate.participants import Participant
from shutro.annotate.triggers import Trigger
from shutro.languages.schema.inflection import Case

_MODIFIERS = 2  # words that may stand between a genitive and the noun it belongs to
_COUNTED = 2  # words from an owner to those of his who are counted
_PLACED: tuple[Case, ...] = ("locative",)
_PLAIN = ("noun", "crowd", "pair")
_SITES = ("LOC", "FAC")


def is_owner(participant: Participant, trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether no more than modifiers stand between a genitive and the trigger."""
    between = sentence.tokens[after_name(sentence.tokens, participant.last + 1) : trigger.first]
    if between and participant.kind in _SITES and not (participant.is_state or participant.is_borne):
        return False  # *a flat of Uttara's was seized*
    return len(between) <= _MODIFIERS and not any(
        token.kind == "mark" or is_oblique(token.text, code, _PLACED) for token in between
    )


def is_of_state(participant: Participant, trigger: Trigger) -> bool:
    """Say whether a state's adjective stands before a noun, as its owner would: *Israeli attack*."""
    return participant.relation == "none" and participant.is_state and trigger.verb is None


def is_kin_of_next(participant: Participant, trigger: Trigger, sentence: Sentence) -> bool:
    """Say whether one only owns those whom a plain noun up to the trigger names: *his son, his two aides*."""
    return any(
        part.kind in _PLAIN
        and part.first <= trigger.last
        and 0 < part.first - participant.last <= _COUNTED
        and part.relation in ("subject", "objective")
        and (part.first == participant.last + 1 or part.kind != "noun")
        for part in sentence.participants
    )


def is_region_of_next(participant: Participant, sentence: Sentence) -> bool:
    """Say whether a place in the genitive only tells where the place or building right behind it lies."""
    return participant.kind == "LOC" and any(
        part.first == participant.last + 1 and part.kind in _SITES for part in sentence.participants
    )
