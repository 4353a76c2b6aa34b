"""Roles: which participants of a clause take part in the event of a trigger, and how."""

from bisect import bisect_left
from collections.abc import Sequence, Set

import msgspec

from shutro.annotate.bearers import is_oblique
from shutro.annotate.behind import (
    about,
    closes,
    closing,
    described,
    enumerated,
    is_case,
    is_kin,
    is_named_behind,
    is_parted,
    listed,
    postposed,
    whose,
)
from shutro.annotate.chosen import chosen, gathered
from shutro.annotate.clauses import Sentence
from shutro.annotate.hosts import host, is_seat, place_before
from shutro.annotate.modality import modality_after
from shutro.annotate.owners import is_kin_of_next, is_of_state, is_owner, is_region_of_next
from shutro.annotate.participants import Participant
from shutro.annotate.people import recalls
from shutro.annotate.triggers import Trigger
from shutro.annotate.triggerwords import table
from shutro.annotate.turns import is_cause, is_timed, turn
from shutro.annotate.verbs import FINITE, NOUNS, forms, is_first_person, is_honorific
from shutro.languages.inflection import stems
from shutro.languages.schema.events import Relation, Role
from shutro.languages.schema.inflection import Case
from shutro.model import Span

_MODIFIERS = 2  # words that may stand between an owner and his house
_PLACES = ("LOC", "FAC")
_BODIES = ("ORG", "LOC", "FAC")
_ACTING = ("agent", "partner")
_WORKS = "FAC"  # buildings and works do nothing
_BOTH = "pair"  # two who were named before
_PLAIN = ("noun", "crowd", _BOTH)
_PLACED: tuple[Case, ...] = ("locative",)
_OWNED: tuple[Case, ...] = ("genitive",)
_BY = 2  # words from him by whom something is done to a noun in the genitive that tells it
_NEAR = 6  # words behind a noun within which its subject may begin
_PERSONS = ("PER", "role")


class Roles(msgspec.Struct, frozen=True, gc=False):
    """The spans that play each role in one event; `unnamed` are roles that plain words play."""

    agents: tuple[Span, ...] = ()
    patients: tuple[Span, ...] = ()
    partners: tuple[Span, ...] = ()
    place: Span | None = None
    about: Span | None = None
    unnamed: frozenset[Role] = frozenset()


class Before(msgspec.Struct, frozen=True, gc=False):
    """What is known when a trigger is read: the last token of the trigger before it, its patients, the speaker."""

    last: int = -1
    inner: tuple[Span, ...] = ()  # patients of the trigger right before it, which tells what it is about
    met: tuple[Span, ...] = ()  # its partners, where this one need not have them
    speaker: Span | None = None  # who says the words, and acts where they say "I"
    is_object: bool = False  # a noun right before another trigger, which says what is done about it


def find_roles(trigger: Trigger, sentence: Sentence, before: Before, code: str) -> Roles:
    """Return who takes part in a trigger's event, by the frame of its words and the marks of its clause."""
    roles = _roles_of(trigger, sentence, code)
    if roles.get("subject") == "patient" and is_case(trigger, sentence, code):
        roles = {relation: role for relation, role in roles.items() if relation != "subject"}
    spans: dict[Role, tuple[Span, ...]] = {}
    known: set[Role] = set()  # played by those whom plain words only recall
    for relation, participant in _parts(trigger, sentence, before, roles, code):
        role = _role(relation, participant, roles, trigger.row.frame in table(code).contests)
        if role is None or role in spans or participant.kind == _BOTH:
            continue
        own = participant.spans
        if role == "patient" and _is_bodiless(participant, trigger, code):
            if relation != "objective":
                continue
            own = () if participant.is_borne else own
        if participant.kind == "self" and before.speaker is not None:
            own = (before.speaker,)
        if own and set(own) <= set({"patient": before.inner, "partner": before.met}.get(role, ())):
            continue
        spans[role] = own
        if not own and participant.first == participant.last and participant.kind == "noun":
            known |= {role} if recalls(sentence.tokens[participant.last].text, code) else set()
    if "agent" not in spans and "agent" in table(code).frames[trigger.row.frame].values():
        body = host(trigger, sentence, code)
        spans |= {"agent": body.spans} if body is not None and body.spans != spans.get("patient") else {}
    first = roles.get("subject")
    if before.speaker is not None and first is not None and _is_first_person(trigger, sentence, code):
        spans[first] = (before.speaker,)
    made = _made(spans, trigger, sentence, before.last, code)
    return msgspec.structs.replace(made, unnamed=made.unnamed - known) if known else made


def _is_bodiless(participant: Participant, trigger: Trigger, code: str) -> bool:
    """Say whether a body or place cannot be hurt by what happens to living ones, nor arrested in its member."""
    words = table(code)
    if participant.is_borne and participant.kind == "ORG" and trigger.row.frame in words.charging:
        return True
    return trigger.row.frame in words.bodily and participant.kind in _BODIES and bool(participant.spans)


def _made(
    spans: dict[Role, tuple[Span, ...]], trigger: Trigger, sentence: Sentence, after: int, code: str
) -> Roles:
    agents, patients = spans.get("agent", ()), spans.get("patient", ())
    if _is_reciprocal(trigger, sentence, after) and len(agents) > 1:
        patients = agents
    place = spans.get("place", ())
    return Roles(
        agents=agents,
        patients=tuple(span for span in patients if span not in agents or patients is agents),
        partners=tuple(span for span in spans.get("partner", ()) if span not in agents),
        place=place[0] if place else place_before(trigger, sentence),
        about=about(trigger, sentence, code),
        unnamed=frozenset(role for role, found in spans.items() if not found),
    )


def _role(
    relation: Relation, participant: Participant, roles: dict[Relation, Role], is_contest: bool
) -> Role | None:
    """Return the role of a participant; a town does nothing, but its team plays: *Khulna beat Rangpur*."""
    role = roles.get(relation)
    if relation == "beside" and role == "place" and participant.kind not in _PLACES:
        return "patient"
    if relation == "locative" and participant.kind == "LOC" and not participant.is_state:
        return None
    is_side = is_contest and participant.kind == "LOC"
    is_place = participant.kind in _PLACES and not participant.is_state and participant.spans and not is_side
    return None if role in _ACTING and is_place and not participant.is_borne else role


def _roles_of(trigger: Trigger, sentence: Sentence, code: str) -> dict[Relation, Role]:
    words, after = table(code), sentence.text_behind(trigger.last)
    frame = words.frames[trigger.row.frame]
    is_topic = after in words.topics  # *Rahim spoke of the murder*: of what he did himself
    receiving = words.converse.within.get(trigger.row.frame, ())
    if (
        (trigger.light in words.converse.verbs or trigger.light in receiving)
        and frame.get("subject") == "agent"
        and frame.get("objective") == "patient"
    ):
        if trigger.verb is not None and trigger.verb.tense in NOUNS:
            return {**words.converse.roles, "genitive": "patient"}  # *Messi's getting of a gift*
        return words.converse.roles
    is_offered = sentence.tokens[trigger.last].text in words.offering  # *after paying tribute he said*
    is_bare = trigger.verb is None and not (is_topic or is_offered) and trigger.row.frame not in words.made
    is_undergone = trigger.row.frame in words.undergone and (is_bare or trigger.light in words.undergoing)
    if (trigger.passive or is_undergone) and frame.get("objective"):
        return {**frame, "subject": frame["objective"]}
    is_settled = trigger.verb is not None and trigger.verb.tense != "future"
    if trigger.obliged and "subject" in frame and (is_settled or frame.get("objective") != "patient"):
        return {
            **frame,
            "objective": frame["subject"],
        }  # *he had to pay*: who has to do it bears the object's mark
    return frame


def _is_first_person(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    if trigger.verb is None or trigger.verb.tense not in FINITE:
        return False
    return is_first_person(sentence.tokens[trigger.last].text, code)


def _parts(
    trigger: Trigger, sentence: Sentence, before: Before, roles: dict[Relation, Role], code: str
) -> list[tuple[Relation, Participant]]:
    """Return the participants that may belong to a trigger with their relations, the nearest first."""
    parts = _marked(trigger, sentence, before.last, roles, code)
    told = enumerated(trigger, sentence, roles, code)
    if told is not None:
        return [*parts, ("subject", told)]
    met = described(trigger, sentence, roles, code)
    if met is not None:
        met = whose(met, sentence, code) or met
        return parts if is_kin(met, sentence, code) else [*parts, ("subject", met)]
    last = postposed(trigger, sentence, code)
    is_owner = trigger.verb is None or trigger.verb.verb in table(code).owned
    if last is not None and last.relation == "genitive" and is_owner:
        return [*parts, ("by" if "by" in roles else "subject", last)]
    if last is not None and last.relation == "objective":
        parts.append((last.relation, last))
    is_told = trigger.verb is not None or (last is not None and closes(last, trigger, sentence))
    if last is not None and is_told and _may_act(last, trigger, sentence, code):
        return _led_by(listed(last, sentence), parts, trigger)
    if _is_of_others(trigger, sentence, roles, code) or (before.is_object and "patient" in roles.values()):
        return parts
    beside = {participant for relation, participant in parts if relation == "beside"}
    subject = _subject(trigger, sentence, beside, roles.get("subject") == "patient", code)
    return _led_by(subject, parts, trigger) if subject is not None else parts


def _led_by(
    subject: Participant, parts: list[tuple[Relation, Participant]], trigger: Trigger
) -> list[tuple[Relation, Participant]]:
    """Return the participants with the subject of a verb before those by whom something is done: led by them."""
    own: tuple[Relation, Participant] = ("subject", subject)
    is_led = bool(subject.spans) and not trigger.passive and any(relation == "by" for relation, _ in parts)
    return [own, *parts] if is_led else [*parts, own]


def _marked(
    trigger: Trigger, sentence: Sentence, after: int, roles: dict[Relation, Role], code: str
) -> list[tuple[Relation, Participant]]:
    """Return the participants before the trigger in its clause that bear a mark, the nearest first."""
    clause = sentence.clauses[trigger.first]
    finite = trigger.verb is not None and trigger.verb.tense in FINITE and not trigger.passive
    is_done = finite and (not trigger.row.words or trigger.light not in table(code).owned)
    parts: list[tuple[Relation, Participant]] = []
    for participant in reversed(sentence.participants):
        if participant.last >= trigger.first:
            continue
        if sentence.clauses[participant.first] != clause or (
            trigger.verb is None and participant.last <= after
        ):
            break
        relation = participant.relation
        if _is_apart(participant, trigger, sentence, code):
            continue
        if relation in ("subject", "beside"):
            adjacent = participant.spans and participant.last + 1 == trigger.first
            if "beside" in roles and adjacent and _has_other(participant, sentence):
                parts.append(("beside", participant))
        elif relation == "genitive":
            if "site" in roles and _is_site_of(participant, trigger, sentence, code):
                parts.append(("site", participant))
                continue
            if is_kin_of_next(participant, trigger, sentence) or is_region_of_next(participant, sentence):
                continue
            near = participant.last > after and is_owner(participant, trigger, sentence, code)
            if near and not (is_done and roles.get(relation) == "agent"):
                parts.append((relation, participant))
        elif relation == "victim" or is_of_state(participant, trigger):
            if participant.last + 1 == trigger.first:
                parts.append((relation if relation == "victim" else "genitive", participant))
        elif "seat" in roles and is_seat(participant, sentence.tokens, code):
            parts.append(("seat", participant))
        else:
            parts.append((relation, participant))
    return parts


def _is_apart(participant: Participant, trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether one takes part in a cause alone, or in whose name an attack is answered rather than made."""
    if participant.relation == "by":
        return trigger.row.code == table(code).attack and trigger.first - participant.last > _BY
    return participant.relation in ("with", "between") and is_cause(participant, trigger, sentence, code)


def _has_other(participant: Participant, sentence: Sentence) -> bool:
    """Say whether a name before a trigger need not be its subject: a place, or beside another subject."""
    clause = sentence.clauses[participant.first]
    return participant.kind in _PLACES or any(
        part is not participant and part.relation == "subject" and sentence.clauses[part.first] == clause
        for part in sentence.participants
    )


def _is_site_of(participant: Participant, trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether a plain word in the locative stands between an owner and the trigger: *at his house*."""
    at = trigger.first - 1
    if not 0 < at - participant.last <= _MODIFIERS:
        return False
    return any(
        stem.case == "locative" and len(stem.text) > 2 for stem in stems(sentence.tokens[at].text, code)
    )


def _is_of_others(trigger: Trigger, sentence: Sentence, roles: dict[Relation, Role], code: str) -> bool:
    """Say whether the subject of the clause does not act here: a protest against an attack, a call for release."""
    if trigger.verb is None:
        # The words may be a case of those whom the event befell: *of the killed*.
        words = table(code)
        befell = trigger.row.uninflected and trigger.row.frame in (*words.bodily, *words.charging)
        if befell and is_oblique(sentence.tokens[trigger.last].text, code, _OWNED):
            return not is_named_behind(trigger, sentence, code)
        # Who speaks after a match did not play it.
        if trigger.case == "objective" or (
            trigger.case == "locative" and trigger.row.frame in table(code).contests
        ):
            return True
        return trigger.case in ("genitive", "locative") and "patient" in roles.values()
    after = sentence.tokens[trigger.last + 1 : trigger.last + 2]
    if trigger.verb.tense == "genitive" and after and after[0].text in table(code).confirmed:
        return True
    if trigger.verb.tense != "genitive" and trigger.modality is None:
        return False
    modality = trigger.modality or modality_after(sentence.tokens, trigger.last, code)
    return modality == "requested"


def _subject(
    trigger: Trigger, sentence: Sentence, beside: Set[Participant], is_nearest: bool, code: str
) -> Participant | None:
    """Return the subject: before the trigger in its clause, else after it, else of the clauses around."""
    clause = sentence.clauses[trigger.first]
    subjects = [
        part
        for part in sentence.participants
        if _may_act(part, trigger, sentence, code) and part.kind != _WORKS and part not in beside
    ]
    own = [part for part in subjects if sentence.clauses[part.first] == clause]
    before = [part for part in own if part.last < trigger.first]
    if len(before) > 1 or (before and trigger.passive):
        turned = turn(trigger, sentence, code)
        left = [part for part in before if part.first > turned]
        before = left if trigger.passive and len(before) == 1 else left or before
    if before:
        attend = gathered(before) if trigger.row.mode in table(code).attended else None
        return attend or chosen(before, trigger, sentence, is_nearest, code)
    is_finite = trigger.verb is not None and trigger.verb.tense in FINITE
    is_closed = trigger.passive and not is_finite  # *when he was brought in, the judge ...*
    is_closed = is_closed or trigger.case == "ablative"
    if not is_closed and (trigger.verb is None or trigger.verb.tense not in NOUNS):
        following = next((part for part in own if part.first > trigger.last), None)
        near = following is not None and following.first - trigger.last <= _NEAR
        near = near and not is_parted(trigger, following, sentence)
        near = near and sentence.tokens[trigger.last + 1].text not in table(code).charges
        near = near and not _is_shut_off(trigger, following, sentence)
        if following is not None and not is_finite and following.kind in _PERSONS:
            is_alone = all(part.relation != "with" for part in sentence.participants)
            near = near and not (is_alone and trigger.row.frame in table(code).assemblies)
        if near and following is not None and (is_nearest or _is_condition(trigger)):
            between = sentence.tokens[trigger.last + 1 : following.first]
            near = not any(form.tense in FINITE for token in between for form in forms(token.text, code))
        found = closing(own, trigger, sentence, code) if is_finite else following if near else None
        if found is not None:
            return found
    if is_timed(trigger, sentence, code):
        return next((part for part in own if part.first > trigger.last and part.spans), None)
    return _carried(trigger, sentence, subjects, code) if trigger.verb is not None else None


def _may_act(part: Participant, trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether a participant may be the subject of a trigger; the name of a town may only where teams play."""
    if part.relation != "beside" or part.kind != "LOC":
        return part.relation == "subject"
    after = sentence.tokens[part.last + 1 : part.last + 2]
    is_alone = part.last < trigger.first or not after or after[0].kind == "mark"
    return is_alone and trigger.row.frame in table(code).contests


def _is_condition(trigger: Trigger) -> bool:
    return trigger.verb is not None and trigger.verb.tense == "conditional"


def _is_shut_off(trigger: Trigger, part: Participant | None, sentence: Sentence) -> bool:
    """Say whether a comma ends the clause of a bare noun before one named behind it: *Air raid, Egypt protests*."""
    if part is None or trigger.verb is not None:
        return False
    return any(token.text == "," for token in sentence.tokens[trigger.last + 1 : part.first])


def _carried(
    trigger: Trigger, sentence: Sentence, subjects: Sequence[Participant], code: str
) -> Participant | None:
    """Return the subject of the nearest clause before that tells of deeds, or of the sentence before."""
    if trigger.passive or trigger.verb is None:
        return None
    if _is_coordinate(trigger, sentence, code):
        before = [part for part in subjects if part.last < trigger.first]
        last = sentence.clauses[before[-1].first] if before else -1
        before = [part for part in before if sentence.clauses[part.first] == last]
        if before and last not in sentence.telling:
            return chosen(before, trigger, sentence, False, code)
    if trigger.verb.tense in FINITE and not is_honorific(sentence.tokens[trigger.last].text, code):
        return None
    # Only the form of respect shows that a person acts; other verbs may go with any unnamed subject.
    for part in reversed(subjects):
        if part.last < trigger.first and part.kind in _PERSONS:
            return None if sentence.clauses[part.first] in sentence.telling else part
    return sentence.topic if not subjects and trigger.verb.tense in FINITE else None


def _is_coordinate(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether the clause of a trigger begins with a conjunction that joins it to the clause before."""
    first = bisect_left(sentence.clauses, sentence.clauses[trigger.first])
    return sentence.tokens[first].kind == "word" and sentence.tokens[first].text in table(code).coordinators


def _is_reciprocal(trigger: Trigger, sentence: Sentence, after: int) -> bool:
    """Say whether *each other* stands in the clause, between the trigger before and this one."""
    clause = sentence.clauses[trigger.first]
    return any(after < at < trigger.first and sentence.clauses[at] == clause for at in sentence.mutual)
