"""Coordination: participants that titles introduce, that are joined or listed, or only tell which thing is meant."""

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from shutro.annotate.bearers import after_name, is_oblique, is_verb
from shutro.annotate.names.words import sense, vocabulary
from shutro.annotate.participants import Participant
from shutro.annotate.triggerwords import table
from shutro.languages.inflection import stems
from shutro.languages.lexicon import HYPHENS
from shutro.text.tokens import Token

_TITLE_WORDS = 6  # words that may stand between a conjunction and the name it joins
_TOLD = 4  # words behind a crime within which it is what somebody speaks of
_TITLES = ("role", "noun")
_PLAIN = ("noun", "crowd")
_PLACED = ("ORG", "LOC", "FAC")


def coordinate(found: Sequence[Participant], tokens: Sequence[Token], code: str) -> list[Participant]:
    """Return the participants of a sentence with their titles, those that are joined made one."""
    return [_unattributed(part, tokens, found, code) for part in _joined(found, tokens, code)]


def _joined(found: Sequence[Participant], tokens: Sequence[Token], code: str) -> list[Participant]:
    """Return the participants, those that a conjunction or comma joins made one with the last one's mark."""
    joined: list[Participant] = []
    titled = _titled(found, tokens, code)
    for participant, behind in zip_longest(titled, titled[1:]):
        own = participant
        if len(joined) > 1 and _is_of_former(own, joined[-2], joined[-1], tokens, code):
            joined.pop()
            own = replace(joined.pop(), last=own.last, relation=own.relation)
        elif joined and not _owns(own, behind) and _are_joined(joined[-1], own, tokens, code):
            before = joined.pop()
            shown = before if own.kind in _PLAIN else own
            own = replace(
                own,
                spans=before.spans + own.spans,
                first=before.first,
                kind=shown.kind,
                is_state=shown.is_state,
                is_borne=shown.is_borne,
            )
        joined.append(own)
    return joined


def _owns(part: Participant, behind: Participant | None) -> bool:
    """Say whether a pronoun or noun only tells whose the people behind it are: *his aides*."""
    if behind is None or behind.kind not in _PLAIN or part.last + 1 != behind.first:
        return False
    if part.kind == "noun" and behind.kind == "noun" and part.relation == "genitive" and not part.spans:
        return behind.relation == "subject"  # *officials of the branches*
    return part.kind == "role" and part.relation == "genitive" and part.first == part.last


def _is_of_former(
    part: Participant, former: Participant, owner: Participant, tokens: Sequence[Token], code: str
) -> bool:
    """Say whether people are joined to the one whose they are: *Rahim and his aides*."""
    if former.relation != "subject" or not former.spans or not _owns(owner, part):
        return False
    between = [token.text for token in tokens[former.last + 1 : owner.first]]
    return len(between) == 1 and between[0] in table(code).coordinators


def _titled(found: Sequence[Participant], tokens: Sequence[Token], code: str) -> list[Participant]:
    """Return the participants, those that only introduce the next one made a part of it."""
    titled: list[Participant] = []
    for participant in found:
        own, is_owned = participant, False
        while titled and _is_title_of(titled[-1], own, tokens, code):
            if is_owned and titled[-1].kind == "ORG" and own.relation != "subject":
                break  # *the police arrested his brother Rahim*: the owner stands between
            title = titled.pop()
            is_owned = title.kind == "role" and title.relation == "genitive"
            own = replace(own, first=title.first, body=own.body or title.body)
        if len(titled) > 1 and _is_listed_of(titled[-1], titled[-2], own, tokens, code):
            own = replace(own, first=titled.pop().first)
        if titled and _is_of_body(own, titled[-1], tokens, code):
            body = titled.pop()
            own = replace(own, spans=body.spans, first=body.first, kind="ORG", is_borne=True, body=body.body)
        titled.append(own)
    return titled


def _is_listed_of(
    body: Participant, former: Participant, part: Participant, tokens: Sequence[Token], code: str
) -> bool:
    """Say whether a body in a list of persons tells of which the next one is: *Rahim and the board's Karim*."""
    if not (former.kind == part.kind == "PER" and body.kind in ("ORG", "LOC")):
        return False
    joining = [token.text for token in tokens[former.last + 1 : body.first]]
    is_next = body.relation == "genitive" and body.last + 1 == part.first
    return is_next and len(joining) == 1 and joining[0] in table(code).coordinators


def _is_of_body(part: Participant, body: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether people are told of by the body before them: *activists of the league*, *two of its leaders*."""
    if body.kind != "ORG" or _is_collective(body, tokens, code):
        return False
    if part.kind == "pair":
        between = tokens[body.last + 1 : part.first]
        return body.relation == "genitive" and all(one.text in table(code).pairs for one in between)
    is_apart = "locative" in (body.relation, part.relation)  # it is only where they are
    return part.kind == "noun" and body.last + 1 == part.first and not is_apart


def _is_title_of(before: Participant, participant: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether a body, a place or a role only introduces the person named after it."""
    if before.kind == "PER":
        # Whose kin or aide somebody is: *Karim's brother Rahim*.
        is_next = before.last + 1 == participant.first and before.relation == "genitive"
        has_role = participant.kind == "PER" and _is_titled(participant, tokens)
        return is_next and has_role and len(before.spans) == len(participant.spans) == 1
    if before.kind not in (*_TITLES, *_PLACED):
        return False
    if len(participant.spans) > 1 or len(before.spans) > 1 or _is_collective(before, tokens, code):
        return False
    between = _unbracketed(tokens[after_name(tokens, before.last + 1) : participant.first])
    if any(token.text in table(code).called for token in between):
        return False
    if participant.kind == "ORG":
        if before.kind == "ORG":  # a branch, not *the agency* told of before
            is_named = bool(before.spans) and participant.spans[0].start >= tokens[participant.first].start
            is_right_before = before.last + 1 == participant.first  # *A-B* are two
            return is_named and is_right_before and before.relation == "subject" and not before.is_borne
        is_near = len(between) <= 1 and _are_title_words(between, code)
        return is_near and before.kind == "noun" and before.relation == "subject"
    if participant.kind != "PER":
        return False
    is_adjective = before.kind == "LOC" and before.relation == "none"
    if not between:
        is_titled = _is_titled(participant, tokens)
        if is_titled and before.relation == "genitive":
            return True
        is_bare = before.relation == "subject" and (before.kind in _TITLES or before.is_borne)
        return is_bare or (is_titled and (is_adjective or before.relation == "subject"))
    if before.relation == "subject" and participant.relation != "subject":
        return all(token.text == "." or sense(token.text, code).title for token in between)
    return (is_adjective or before.relation in ("subject", "genitive")) and _are_title_words(between, code)


def _unbracketed(words: Sequence[Token]) -> Sequence[Token]:
    """Return the words of a title without a bracket that ends it: *the director (acting)*."""
    words = words[1:] if words and words[0].text == ")" else words
    opened = next((at for at, token in enumerate(words) if token.text == "("), len(words))
    return words[:opened]


def _is_titled(participant: Participant, tokens: Sequence[Token]) -> bool:
    """Say whether words that introduce a name stand before it."""
    return tokens[participant.first].end < participant.spans[0].start


def _is_collective(part: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether a plain noun is for a body or several people and so is no title: police, students."""
    word = tokens[part.last].text
    words = table(code)
    if part.is_borne:
        inner = tokens[part.first : part.last]
        many = words.singles | words.pairs
        of_many = word.endswith(words.plurals) or any(one.text in many for one in inner)
        return of_many or word in words.collectives
    return part.kind == "noun" and (word in words.collectives or word.endswith(words.plurals))


def _are_joined(before: Participant, participant: Participant, tokens: Sequence[Token], code: str) -> bool:
    gap = tokens[before.last + 1 : participant.first]
    if len(gap) == 1 and gap[0].text in HYPHENS:
        return before.kind == participant.kind and before.relation in ("subject", "beside")
    if _is_mere_place(before) != _is_mere_place(participant):
        return False
    if before.kind == "PER" and (_opens_next(participant, tokens) or _is_his(participant, tokens, code)):
        return False
    between = tokens[after_name(tokens, before.last + 1) : participant.first]
    if not between or before.relation not in ("subject", participant.relation):
        return False
    if between[0].text not in table(code).coordinators:
        return False
    behind = between[1:]
    return not behind or (behind[0].text not in table(code).adverbials and _are_title_words(behind, code))


def _opens_next(part: Participant, tokens: Sequence[Token]) -> bool:
    """Say whether a body or place behind persons introduces the next of them: *Rahim, of Dhaka's police Karim*."""
    if part.kind not in _PLACED or part.is_borne or not part.spans:
        return False
    if part.relation == "genitive":
        return True
    after = part.last + 1
    return (
        part.kind == "LOC"
        and after < len(tokens)
        and tokens[after].kind == "word"
        and part.relation == "subject"
    )


def _is_his(part: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether a pronoun only tells whose the next one is: *Milon and his mother*."""
    word = tokens[part.first].text
    return part.first == part.last and vocabulary(code).table.pronouns.get(word) == "whose"


def _is_mere_place(part: Participant) -> bool:
    """Say whether a name is that of a place where nobody acts."""
    return part.kind in ("LOC", "FAC") and not part.is_state and not part.is_borne


def _are_title_words(words: Sequence[Token], code: str) -> bool:
    return len(words) <= _TITLE_WORDS and all(
        (token.kind == "word" or token.text == ".")
        and not is_verb(token.text, code)
        and not is_oblique(token.text, code, ("locative",))
        and token.text not in table(code).postpositions
        and token.text not in table(code).coordinators
        and token.text not in table(code).boundaries
        for token in words
    )


def _unattributed(
    part: Participant, tokens: Sequence[Token], found: Sequence[Participant], code: str
) -> Participant:
    """Return the participant, without a relation where it is a place that only tells which thing is meant."""
    if part.kind == "MISC" and part.relation in ("subject", "genitive"):
        return replace(part, relation="thing")
    behind = tokens[part.last + 1].text if part.last + 1 < len(tokens) else ""
    if part.kind == "PER" and part.relation == "subject" and behind in vocabulary(code).table.opposed:
        return replace(part, relation="none")  # *the anti-Rahim movement*
    if part.kind == "PER" and part.relation == "subject" and _is_victim(part, tokens, found, code):
        return replace(part, relation="victim")
    if part.relation != "subject" or part.kind not in ("ORG", "LOC"):
        return part
    if part.is_borne:
        return replace(part, relation="beside") if _is_gathered(part, tokens, code) else part
    if _is_attribute(part, tokens, code):
        return replace(part, relation="beside")
    if part.kind != "LOC" or len(part.spans) > 1:
        return part
    if not part.is_state:
        return replace(part, relation="beside")
    beside = next((other for other in found if other.first == part.last + 1), None)
    if beside is not None and _is_branch(beside, part, found):
        return replace(part, relation="beside")
    if part.last + 1 == len(tokens) or beside is not None:
        return part
    after = tokens[part.last + 1]
    return replace(part, relation="beside") if after.kind == "word" and is_oblique(after.text, code) else part


def _is_victim(part: Participant, tokens: Sequence[Token], found: Sequence[Participant], code: str) -> bool:
    """Say whether a bare name tells whom a crime befell: *the Rahim murder case*."""
    behind = tokens[part.last + 1 : part.last + 3]
    told = tokens[part.last + 2 : part.last + 2 + _TOLD]
    if behind and any(token.text in table(code).topics for token in told):  # he speaks of it himself
        return any(
            other.kind == "PER" and other.relation == "subject" and other.first > part.last for other in found
        )
    is_crime = bool(behind) and any(stem.text in table(code).crimes for stem in stems(behind[0].text, code))
    is_told = (
        behind[-1].text in table(code).confirmed if behind else False
    )  # *confirmed the matter of the death*
    return is_crime and not is_told and not is_verb(behind[-1].text, code)


def _is_gathered(part: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether the word behind is a meeting of those who are named: *the bank's board meeting*."""
    after = tokens[part.last + 1 : part.last + 2]
    return any(stem.text in table(code).gatherings for token in after for stem in stems(token.text, code))


def _is_branch(body: Participant, place: Participant, found: Sequence[Participant]) -> bool:
    """Say whether a body behind a bare place is its branch there, and the place does not act itself."""
    if body.kind != "ORG" or body.is_borne or not body.spans:
        return False
    return body.relation == "subject" or any(
        other.relation == "subject" and other.spans and other is not place for other in found
    )


def _is_attribute(participant: Participant, tokens: Sequence[Token], code: str) -> bool:
    """Say whether the word after a bare name is one that names go before: election, border, leader."""
    if participant.last + 1 == len(tokens) or len(participant.spans) > 1:
        return False
    tables = table(code)
    words = tables.attributed if participant.kind == "ORG" else tables.attributed | tables.matters
    return any(stem.text in words for stem in stems(tokens[participant.last + 1].text, code))
