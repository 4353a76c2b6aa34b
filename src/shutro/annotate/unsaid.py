"""Participants whom a sentence leaves out, and who are known from what the article tells around it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from shutro.annotate.clauses import Sentence
from shutro.annotate.frames import Roles
from shutro.annotate.triggers import Trigger
from shutro.annotate.triggerwords import table
from shutro.annotate.verbs import forms, is_honorific
from shutro.languages.inflection import stems
from shutro.languages.schema.events import Role
from shutro.model import Modality, Quantity, Span, TimeExpression

_ROLES: tuple[Role, ...] = ("agent", "patient", "partner")
_CHARGE_WORDS = 3  # words after a trigger within which it is called a charge
_RULED_WORDS = 5  # words from an infinitive to the trigger that rules it
_RECALL = 2  # sentences after which a bare noun no longer recalls what was told
_REACH = 12  # sentences over which a course of things goes on


class Told(msgspec.Struct, frozen=True, gc=False):
    """A trigger as it was read, before what its sentence leaves out is known."""

    trigger: Trigger
    sentence: Sentence
    number: int  # of the sentence
    roles: Roles
    modality: Modality
    times: Sequence[TimeExpression]  # of the sentence
    speaker: Span | None  # who says it
    office: Span | None  # the body or state that he speaks for
    is_acting: bool = False  # which does what the passive tells of
    amounts: Sequence[Quantity] = ()  # of the sentence

    @property
    def mode(self) -> str:
        """Return the mode of the trigger's row."""
        return self.trigger.row.mode

    @property
    def code(self) -> str:
        """Return the code of the trigger's row."""
        return self.trigger.row.code

    @property
    def is_counted(self) -> bool:
        """Say whether a noun tells of a number of such happenings: *bail in seven murder cases*."""
        start = self.sentence.tokens[self.trigger.first].start
        return self.trigger.verb is None and any(
            amount.span.start < start < amount.span.end and amount.low != 1 for amount in self.amounts
        )


def fill_roles(events: Sequence[Told], code: str) -> list[Roles]:
    """Return the roles of the events, with those that their sentences leave out and the article tells."""
    ruled = [_charged(events, at, _ruled(events, at, code), code) for at in range(len(events))]
    return _recalled(events, _continued(events, _shared(events, ruled, code), code), code)


def players(roles: Roles, role: Role) -> tuple[Span, ...]:
    """Return the spans that play a role."""
    match role:
        case "agent":
            return roles.agents
        case "patient":
            return roles.patients
        case "partner":
            return roles.partners
        case _:
            return ()


def _open(event: Told, roles: Roles, role: Role, code: str) -> bool:
    """Say whether a role of the event's frame is played by nobody yet, named or not."""
    frame = table(code).frames[event.trigger.row.frame]
    return role in frame.values() and not players(roles, role) and role not in roles.unnamed


def playing(roles: Roles, role: Role, spans: tuple[Span, ...]) -> Roles:
    """Return the roles with players of one role, unless they play another one already."""
    held = {*roles.agents, *roles.patients, *roles.partners}
    if not spans or held & set(spans):
        return roles
    match role:
        case "agent":
            return replace(roles, agents=spans)
        case "patient":
            return replace(roles, patients=spans)
        case _:
            return replace(roles, partners=spans)


def _ruled(events: Sequence[Told], at: int, code: str) -> Roles:
    """Return the roles with the agent whom the event that rules this one names: asked, accused, speaking."""
    event, roles, words = events[at], events[at].roles, table(code)
    if event.modality == "requested" and roles.agents and event.trigger.verb is None:
        asking = next((other for other in _after(events, at) if other.code == words.asking), None)
        if asking is not None and asking.roles.agents == roles.agents:  # he asks others to do it
            return replace(roles, agents=asking.roles.patients)
    asked_of = _asked_of(events, at, code)
    if asked_of is not None:
        return replace(roles, agents=tuple(span for span in asked_of if span not in roles.patients))
    if event.office is not None and roles.agents == (event.speaker,) and not _is_single(event, code):
        return replace(roles, agents=(event.office,))
    if not _open(event, roles, "agent", code):
        return roles
    for ruling in _after(events, at):
        asked = event.modality == "requested" and ruling.code == words.asking
        if asked or (_is_charge(event, code) and ruling.trigger.row.frame in words.charging):
            return playing(roles, "agent", ruling.roles.patients)
    if event.trigger.row.frame in words.bodily and at and events[at - 1].number == event.number:
        struck = events[at - 1]
        if struck.code == words.attack and struck.trigger.verb is None and struck.roles.agents:
            return playing(roles, "agent", struck.roles.agents)
    if _leads_on(event, code):
        leading = _led(events, at, code)
        if leading is not None and leading.trigger.verb is not None and not leading.trigger.passive:
            subject = words.frames[event.trigger.row.frame].get("subject", "agent")
            return playing(roles, subject, leading.roles.agents)
    is_told = event.is_acting and not _is_condition(event) and _is_act(event, code)
    if event.office is not None and is_told:
        return playing(roles, "agent", (event.office,))
    if event.speaker is not None and _is_own(event, code):
        return playing(roles, "agent", (event.speaker,))
    return roles


def _is_act(event: Told, code: str) -> bool:
    """Say whether an event without an agent is told as somebody's act: *was closed, a search goes on*."""
    if event.trigger.passive:
        return event.mode not in table(code).mobbing
    return (
        event.trigger.verb is not None and event.modality != "requested" and event.mode in table(code).duties
    )


def _asked_of(events: Sequence[Told], at: int, code: str) -> tuple[Span, ...] | None:
    """Return those whom the event behind an infinitive asks, lets or makes do what it names, or None."""
    event, words = events[at], table(code)
    if event.trigger.verb is None or event.trigger.verb.tense != "infinitive":
        return None
    ruling = next(_after(events, at), None)
    if ruling is None or ruling.trigger.first - event.trigger.last > _RULED_WORDS:
        return None
    is_asked = event.modality == "requested" and ruling.code == words.asking
    return ruling.roles.patients if is_asked or ruling.mode in words.ruling else None


def _charged(events: Sequence[Told], at: int, roles: Roles, code: str) -> Roles:
    """Return the roles of a charge with those as patients who are then held or punished for it."""
    event, words = events[at], table(code)
    last = event.sentence.tokens[event.trigger.first].text
    if last not in words.charges or not _open(event, roles, "patient", code):
        return roles
    for ruling in _after(events, at):
        if ruling.trigger.row.frame in words.charging:
            return playing(roles, "patient", ruling.roles.patients)
    return roles


def _is_condition(event: Told) -> bool:
    verb = event.trigger.verb
    return verb is not None and verb.tense == "conditional"


def _is_single(event: Told, code: str) -> bool:
    """Say whether the words of a speaker tell of himself alone, not of those for whom he speaks: *I*, not *we*."""
    clause, words = event.sentence.clauses[event.trigger.first], table(code)
    return any(
        token.text in words.single
        for token, number in zip(event.sentence.tokens, event.sentence.clauses, strict=True)
        if number == clause
    )


def _is_own(event: Told, code: str) -> bool:
    """Say whether a person tells of his own deed without a subject: *said that (he) would visit China*."""
    trigger, sentence = event.trigger, event.sentence
    if trigger.verb is None or trigger.verb.tense != "future" or trigger.passive:
        return False
    if not is_honorific(sentence.tokens[trigger.last].text, code):
        return False
    clause = sentence.clauses[trigger.first]
    return all(
        part.relation != "subject" or sentence.clauses[part.first] != clause for part in sentence.participants
    )


def _after(events: Sequence[Told], at: int) -> Iterator[Told]:
    """Yield the events behind one in its sentence."""
    for event in events[at + 1 :]:
        if event.number != events[at].number:
            return
        yield event


def _leads_on(event: Told, code: str) -> bool:
    """Say whether the last word of a trigger leads on to what the same one does next: *having gone*."""
    readings = forms(event.sentence.tokens[event.trigger.last].text, code)
    return any(form.tense == "conjunctive" for form in readings)


def _led(events: Sequence[Told], at: int, code: str) -> Told | None:
    """Return the next event to which a participle leads on, over further participles without agents."""
    for event in _after(events, at):
        is_open = event.trigger.verb is not None and not event.trigger.passive and not event.roles.agents
        if not (is_open and "agent" not in event.roles.unnamed and _leads_on(event, code)):
            return event
    return None


def _is_charge(event: Told, code: str) -> bool:
    """Say whether the words behind the trigger make a charge of it: *arrested on suspicion of murder*."""
    verb = event.trigger.verb
    if event.sentence.tokens[event.trigger.first].text in table(code).charges:
        return False  # the charge itself, which others made
    if verb is not None and verb.tense == "locative":
        return verb.verb not in table(code).owned  # *as an inquiry goes on*
    after = event.sentence.tokens[event.trigger.last + 1 : event.trigger.last + 1 + _CHARGE_WORDS]
    return any(token.text in table(code).charges for token in after)


def _shared(events: Sequence[Told], ruled: Sequence[Roles], code: str) -> list[Roles]:
    """Return the roles with players from the nearest event in which the same one acts, told before or after."""
    filled = list(ruled)
    slots = [[(role, slot) for role in _ROLES if (slot := _slot(event, role, code))] for event in events]
    for order in (range(len(events)), range(len(events) - 1, -1, -1)):
        held: dict[str, tuple[int, tuple[Span, ...]]] = {}
        for at in order:
            event = events[at]
            for role, slot in slots[at] if not event.is_counted else ():
                if _open(event, filled[at], role, code):
                    number, spans = held.get(slot, (event.number, ()))
                    if abs(number - event.number) <= _REACH:
                        filled[at] = playing(filled[at], role, spans)
                if players(filled[at], role) or role in filled[at].unnamed:
                    held[slot] = event.number, players(filled[at], role)
    return filled


def _continued(events: Sequence[Told], filled: Sequence[Roles], code: str) -> list[Roles]:
    """Return the roles, what a body does to others in the passive with the body that acted last, right before."""
    found = list(filled)
    for at, event in enumerate(events):
        if not event.trigger.passive or event.mode not in table(code).powers:
            continue
        if not _open(event, found[at], "agent", code):
            continue
        last = next((n for n in range(at - 1, -1, -1) if found[n].agents), at)
        if last < at and event.number - events[last].number <= 1:
            found[at] = playing(found[at], "agent", _bodies(events[last], found[last].agents, code))
    return found


def _bodies(event: Told, agents: tuple[Span, ...], code: str) -> tuple[Span, ...]:
    """Return the agents of an event, if all are bodies that its sentence names and no party is among them."""
    words, named = table(code).parties, set[Span]()
    for part in event.sentence.participants:
        stem_texts = {stem.text for stem in stems(event.sentence.tokens[part.last].text, code)}
        if part.kind == "ORG" and stem_texts.isdisjoint(words):
            named.update(part.spans)
    return agents if named.issuperset(agents) else ()


def _recalled(events: Sequence[Told], filled: Sequence[Roles], code: str) -> list[Roles]:
    """Return the roles, a bare noun with the agents of what it recalls: *they met; after the meeting ...*."""
    found = list(filled)
    told: dict[str, int] = {}
    for at, event in enumerate(events):
        before = told.get(event.mode, at)
        is_near = 0 < event.number - events[before].number <= _RECALL
        if (
            is_near
            and event.trigger.verb is None
            and not event.is_counted
            and _open(event, found[at], "agent", code)
        ):
            found[at] = playing(found[at], "agent", found[before].agents)
            found[at] = playing(found[at], "partner", found[before].partners)
        if found[at].agents:
            told[event.mode] = at
    return found


def _slot(event: Told, role: Role, code: str) -> str | None:
    """Return the part that a role plays in a course of things; acts of some codes are one course by themselves."""
    slot = _slots(code).get((event.mode, role))
    if slot is None and event.code in table(code).repeated and role == "agent":
        return f"{event.mode} {role}"
    return slot


@cache
def _slots(code: str) -> Mapping[tuple[str, Role], str]:
    """Return for a mode and role the part that is played in a course of things: suspect, victim, guest."""
    return {
        (mode, role): name
        for name, roles in table(code).slots.items()
        for role, modes in roles.items()
        for mode in modes
    }


@cache
def personal(code: str) -> frozenset[str]:
    """Return the modes that befall persons: suspects and victims."""
    slots = table(code).slots
    return frozenset(mode for name in table(code).persons for mode in slots[name].get("patient", ()))
