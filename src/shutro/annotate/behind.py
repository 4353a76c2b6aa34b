"""Behind: who is named behind the words of an event and takes part in it, and what stands right before them."""

from collections.abc import Sequence

from msgspec.structs import replace

from shutro.annotate.bearers import after_name, is_oblique, is_verb
from shutro.annotate.clauses import Sentence
from shutro.annotate.participants import Participant
from shutro.annotate.people import people_case
from shutro.annotate.triggers import Trigger
from shutro.annotate.triggerwords import table
from shutro.annotate.verbs import FINITE, NOUNS, forms
from shutro.languages.inflection import stems
from shutro.languages.schema.events import Relation, Role
from shutro.model import Span
from shutro.text.tokens import Token

_COUNTED = 5  # words from a participle to the copula behind those it tells of
_OBJECT_WORDS = 4
_POSTPOSED = 4  # words after a verb within which its subject may begin
_LIVING = ("PER", "noun", "crowd")
_LOOSE = 2  # words between a participle and the one whom it describes


def described(
    trigger: Trigger, sentence: Sentence, roles: dict[Relation, Role], code: str
) -> Participant | None:
    """Return who stands behind a participle: *the killed Rahim, the four killed, the rescued fisherman Rahim*."""
    if not _is_participle(trigger, sentence, roles, code):
        return None
    if trigger.verb is None and is_oblique(sentence.tokens[trigger.last].text, code, ("genitive",)):
        return None  # *the wife of the killed*
    part = next((part for part in sentence.participants if part.first > trigger.last), None)
    if part is None or part.kind not in _LIVING or part.first - trigger.last - 1 > _LOOSE:
        return None
    between = sentence.tokens[trigger.last + 1 : part.first]
    if any(token.text in table(code).charges for token in between):
        return None  # *wanted in a rape case, Rahim*
    return part if all(token.kind == "word" and is_plain(token, code) for token in between) else None


def enumerated(
    trigger: Trigger, sentence: Sentence, roles: dict[Relation, Role], code: str
) -> Participant | None:
    """Return all who are named behind a copula as those whom the trigger befell: *those arrested are Rahim, Karim*."""
    if roles.get("subject") != "patient":
        return None
    words, tokens = table(code), sentence.tokens
    behind = range(trigger.last, min(trigger.last + _COUNTED, len(tokens)))
    at = next(
        (at for at in behind if tokens[at].text in words.copulas or tokens[at].text in words.called), None
    )
    if at is None or (at == trigger.last and trigger.verb is None):
        return None
    if any(token.kind == "mark" or is_verb(token.text, code) for token in tokens[trigger.last + 1 : at]):
        return None
    ends = (on for on in range(at + 1, len(tokens)) if _ends_list(tokens[on].text, code))
    end = next((on for on in ends if on not in sentence.named), len(tokens))
    named = [
        part
        for part in sentence.participants
        if at < part.first < end and part.kind == "PER" and part.relation in ("subject", "victim")
    ]
    spans = tuple(dict.fromkeys(span for part in named for span in part.spans))
    return replace(named[0], spans=spans, last=named[-1].last) if named else None


def _ends_list(word: str, code: str) -> bool:
    """Say whether a word tells who says so, or what became of those listed before it."""
    found = forms(word, code)
    return any(form.verb in table(code).reporting for form in found) or any(
        form.tense in FINITE for form in found if word not in table(code).particles
    )


def _is_participle(trigger: Trigger, sentence: Sentence, roles: dict[Relation, Role], code: str) -> bool:
    """Say whether a trigger describes the noun behind it, which undergoes it or does what no other is said to do."""
    if trigger.verb is None:
        return trigger.case == "nominative" and roles.get("subject") == "patient"
    words, verb = table(code), trigger.verb.verb
    is_bare = trigger.verb.tense == "noun" and sentence.tokens[trigger.last].text == verb
    return is_bare and (trigger.passive or (verb in words.owned and verb not in words.doing))


def is_case(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether a bare noun only tells what somebody is charged with: *gets bail in a murder case*."""
    return trigger.verb is None and sentence.text_behind(trigger.last) in table(code).charges


def is_named_behind(trigger: Trigger, sentence: Sentence, code: str) -> bool:
    """Say whether somebody is named behind a trigger before the next verb: *the name of the killed is Rahim*."""
    for part in sentence.participants:
        if part.first > trigger.last and part.relation == "subject" and part.spans:
            between = sentence.tokens[trigger.last + 1 : sentence.index(part.spans[0].start)]
            if any(people_case(token.text, code) == "nominative" for token in between):
                return False  # *the wife of the killed, Salma*
            return not any(is_verb(token.text, code) for token in between)
    return False


def is_kin(part: Participant, sentence: Sentence, code: str) -> bool:
    """Say whether a person is introduced by somebody else, whose he is: *the victim's husband Rahim*."""
    first = sentence.index(part.spans[0].start) if part.spans else part.first
    before = sentence.tokens[part.first : first]
    return any(people_case(token.text, code) == "genitive" for token in before)


def whose(part: Participant, sentence: Sentence, code: str) -> Participant | None:
    """Return the one named in the genitive by whom a person is introduced: *Rahim* in *the killed Rahim's brother*."""
    first = sentence.index(part.spans[0].start) if part.spans else part.first
    tokens = sentence.tokens
    for at in range(part.first, first - 1):
        if at not in sentence.named or people_case(tokens[at].text, code) is not None:
            return None
        if is_oblique(tokens[at].text, code, ("genitive",)) or _is_owner(tokens[at : at + 2], code):
            span = Span(tokens[part.first].start, tokens[at].end)
            return replace(part, spans=(span,), last=at, body=None)
    return None


def _is_owner(words: Sequence[Token], code: str) -> bool:
    """Say whether the first word may bear an ending of one letter, and the next one is a noun for a person."""
    may_own = any(stem.case == "genitive" for stem in stems(words[0].text, code))
    return may_own and people_case(words[-1].text, code) is not None


def postposed(trigger: Trigger, sentence: Sentence, code: str) -> Participant | None:
    """Return the participant that stands between the trigger and the end of its clause."""
    tokens = sentence.tokens
    is_loose = trigger.verb is not None and trigger.verb.tense not in FINITE
    if is_loose and not any(form.tense in FINITE for form in forms(tokens[trigger.last].text, code)):
        return None
    for part in sentence.participants:
        if part.first <= trigger.last:
            continue
        if part.first > trigger.last + _POSTPOSED:
            return None
        # One form of a verb both closes a sentence and leads on to the next verb.
        ends = part.last + (2 if is_loose else 1) >= len(tokens) or tokens[part.last + 1].kind == "mark"
        # An age in brackets closes nothing.
        after = after_name(tokens, part.last + 1)
        ends = ends and (after >= len(tokens) or tokens[after].kind == "mark" or after == part.last + 1)
        ends = ends and not (is_loose and part.last + 2 < len(tokens))
        ends = ends or (not is_loose and _goes_on(part, sentence, code))
        between = tokens[trigger.last + 1 : part.first]
        if any(token.text in table(code).coordinators for token in between):
            return None
        return part if ends and all(is_plain(token, code) for token in between) else None
    return None


def _goes_on(part: Participant, sentence: Sentence, code: str) -> bool:
    """Say whether only somebody of his stands behind one who acts: *Milon and his mother*."""
    tokens = sentence.tokens[part.last + 1 :]
    end = next((at for at, token in enumerate(tokens) if token.kind == "mark"), len(tokens))
    joined = tokens[:end]
    is_short = 1 < len(joined) <= _COUNTED and joined[0].text in table(code).coordinators
    return is_short and not any(is_verb(token.text, code) for token in joined)


def closing(
    own: Sequence[Participant], trigger: Trigger, sentence: Sentence, code: str
) -> Participant | None:
    """Return the one named behind a finite verb: the first person, else the last body or state."""
    end = next(
        (at for at in range(trigger.last + 1, len(sentence.tokens)) if _acts(sentence.tokens[at].text, code)),
        len(sentence.tokens),
    )
    named = [part for part in own if trigger.last < part.first < end and part.spans]
    if named and named[0].kind == "PER":
        return listed(named[0], sentence)
    return named[-1] if named else None


def _acts(word: str, code: str) -> bool:
    """Say whether a word is a form of a verb that is more than a noun."""
    return is_verb(word, code) and any(form.tense not in NOUNS for form in forms(word, code))


def closes(last: Participant, trigger: Trigger, sentence: Sentence) -> bool:
    """Say whether those right behind a bare noun end the words, as in a headline: *agreed, Nepal and Bhutan*."""
    is_next = trigger.case == "nominative" and last.first == trigger.last + 1
    return is_next and last.last + 1 == len(sentence.tokens)


def is_parted(trigger: Trigger, following: Participant | None, sentence: Sentence) -> bool:
    """Say whether a comma stands between a bare noun and the one behind it, who does what is told there."""
    end = following.first if following is not None else trigger.last
    between = sentence.tokens[trigger.last + 1 : end]
    return trigger.verb is None and any(token.text == "," for token in between)


def listed(first: Participant, sentence: Sentence) -> Participant:
    """Return a person behind the verb together with those who are listed after him."""
    if first.kind != "PER":
        return first
    clause, spans = sentence.clauses[first.first], list(first.spans)
    for part in sentence.participants:
        listed = part.kind == "PER" and part.relation == "subject" and sentence.clauses[part.first] == clause
        if listed and part.first > first.last:
            spans += part.spans
    return replace(first, spans=tuple(spans))


def is_plain(token: Token, code: str) -> bool:
    """Say whether a token is a word that neither rules others nor is a form of a verb."""
    return (
        token.kind == "word" and token.text not in table(code).postpositions and not forms(token.text, code)
    )


def about(trigger: Trigger, sentence: Sentence, code: str) -> Span | None:
    """Return the plain words directly before the trigger: what is given, inspected, signed."""
    first = trigger.first
    while (
        first > 0
        and trigger.first - first < _OBJECT_WORDS
        and first - 1 not in sentence.named
        and is_plain(sentence.tokens[first - 1], code)
    ):
        first -= 1
    if first == trigger.first or sentence.clauses[first] != sentence.clauses[trigger.first]:
        return None
    return Span(sentence.tokens[first].start, sentence.tokens[trigger.first - 1].end)
