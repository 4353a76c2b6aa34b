"""Grouping of the groups of all articles: joined where a name, and what is told of it, speak for one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from shutro.annotate.names.codes import spelled
from shutro.annotate.names.words import vocabulary
from shutro.languages.folder import available
from shutro.link.groups import Group, new_group
from shutro.link.likeness import are_apart, are_two, is_office, is_short
from shutro.link.names import holds, sound_key
from shutro.model import MentionKind

_ENOUGH = 3  # evidence that joins two persons of one name
_RARE = 2  # what a word counts that is no common part of names
_SHARED = 2  # the most that names count which both articles hold
_COMMON = 8  # articles that a name may stand in and still tell that two of them are about one matter
_SHARE = 10  # likewise: one in so many articles
_STATE = "Q"
_SHORT = 2  # words by which a body of a longer name is found
_SHORT_MARK = "+"

_Index = dict[tuple[MentionKind, str], list[Group]]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What each article names that few others do, by key or by words; states are left out."""

    rare: Mapping[str, AbstractSet[str]]
    persons: AbstractSet[str]  # of these the full names of persons, which tell twice as much

    def shared(self, one: Group, other: Group, own: AbstractSet[str]) -> int:
        """Return how many names an article of the one shares with an article of the other, besides their own."""
        mine = {name.article for name in one.names}
        theirs = {name.article for name in other.names}
        return max((self._weight(a, b, own) for a in mine for b in theirs if a != b), default=0)

    def _weight(self, one: str, other: str, own: AbstractSet[str]) -> int:
        shared = self.rare[one] & self.rare[other] - own
        return len(shared) + len(shared & self.persons)


def group_across(docs: Sequence[Sequence[Group]]) -> list[Group]:
    """Return the groups of all articles, joined where enough speaks for it and nothing against it."""
    known, rest = _by_key(group for doc in docs for group in doc)
    setting = _set(docs)
    index: _Index = defaultdict(list)
    for group in known:
        _enter(index, group)
    joined: list[Group] = []
    for group in sorted(rest, key=lambda group: (-len(group.words), group.words, min(group.names))):
        fit = [other for other in _near(index, group) if _may_join(other, group, setting)]
        if len(fit) == 1:
            fit[0].add(group.names)
            continue
        joined.append(group)
        _enter(index, group)
    return [*known, *joined]


def _by_key(groups: Iterable[Group]) -> tuple[list[Group], list[Group]]:
    """Return the groups that the lexicon has, one a key, and the others."""
    by_key: dict[str, Group] = {}
    rest: list[Group] = []
    for group in groups:
        key = group.key
        if key is None:
            rest.append(group)
        elif key in by_key:
            by_key[key].add(group.names)
        else:
            by_key[key] = new_group(group.names, group.words)
    return list(by_key.values()), rest


def _set(docs: Sequence[Sequence[Group]]) -> _Setting:
    found: dict[str, set[str]] = defaultdict(set)
    persons: set[str] = set()
    for doc in docs:
        for group in doc:
            if not (group.key or "").startswith(_STATE):
                found[group.names[0].article].add(_token(group))
            if group.kind == "PER" and group.key is None and len(group.words) > 1:
                persons.add(_token(group))
    counts = Counter(token for tokens in found.values() for token in tokens)
    most = max(_COMMON, len(docs) // _SHARE)
    rare = {
        article: {token for token in tokens if counts[token] <= most} for article, tokens in found.items()
    }
    return _Setting(defaultdict(set, rare), persons)


def _token(group: Group) -> str:
    return group.key or " ".join(sound_key(word, group.code) for word in group.words)


def _enter(index: _Index, group: Group) -> None:
    for sound in _sounds(group.kind, group.words, group.code):
        index[(group.kind, sound)].append(group)
    if group.kind != "PER":
        own = _token(group) if group.key is None else ""
        for words in {name.words for name in group.names} - {group.words}:
            for sound in _sounds(group.kind, words, group.code):
                if sound != own:
                    index[(group.kind, sound)].append(group)
        if group.key is None and len(group.words) > _SHORT:
            index[(group.kind, _SHORT_MARK.join(_heads(group)))].append(group)


def _sounds(kind: MentionKind, words: Sequence[str], code: str) -> set[str]:
    """Return by what a name is found: of persons each word and each two words, else all words together."""
    sounds = [sound_key(word, code) for word in words]
    if kind != "PER":
        return {" ".join(sounds)}
    return {*sounds, *(" ".join(sounds[at : at + 2]) for at in range(len(sounds) - 1))}


def _near(index: _Index, group: Group) -> list[Group]:
    sounds = [sound_key(word, group.code) for word in group.words]
    wanted = " ".join(sounds[:2]) if group.kind == "PER" else " ".join(sounds)
    near = [*index.get((group.kind, wanted), ())]
    if group.kind != "PER" and len(group.words) == _SHORT:
        near += index.get((group.kind, _SHORT_MARK.join(_heads(group))), ())
    return list({id(other): other for other in near}.values())


def _heads(group: Group) -> list[str]:
    return [sound_key(word, group.code) for word in group.words[:_SHORT]]


def _may_join(other: Group, group: Group, setting: _Setting) -> bool:
    """Say whether two groups of different articles are one; a common name needs more that speaks for it."""
    if other.code != group.code:
        return False
    if group.kind != "PER":
        return _is_same_body(other, group, setting)
    if len(group.words) > len(other.words) or not holds(other.words, group.words, group.code):
        return False
    code = group.code
    if other.key is not None and any(name.unknown for name in group.names):
        return False
    if any(are_apart(one, two, code) for one in group.bearings for two in other.bearings):
        return False
    own = {_token(group), _token(other)}
    evidence = _weight(group.words, code) + _told(other, group)
    enough = _ENOUGH + (len(group.words) < len(other.words))  # a part of a name is a guess more
    return evidence >= enough or evidence + min(_SHARED, setting.shared(group, other, own)) >= enough


def _is_same_body(other: Group, group: Group, setting: _Setting) -> bool:
    """Say whether two bodies, places or things are one: the same words; an acronym needs a name in full or more."""
    code = group.code
    if are_two(other.names[0].form, group.names[0].form, code):
        return False
    if not any(
        len(name.words) == len(group.words) and holds(name.words, group.words, code) for name in other.names
    ):
        is_called = is_short(other.words, group.words, other.kind, group.kind, code)
        return is_called and setting.shared(group, other, {_token(group), _token(other)}) >= _SHARED
    return _is_free(other, group) or setting.shared(group, other, {_token(group), _token(other)}) >= 1


def _is_free(other: Group, group: Group) -> bool:
    """Say whether these words alone tell that two bodies are one: an acronym may stand for several."""
    word = group.words[0]
    if len(group.words) > 1 or not (word.isupper() or len(spelled(word, group.code) or "") > 1):
        return True
    return {name.words for name in group.names} <= {name.words for name in other.names}


def is_telling(words: Sequence[str], code: str) -> bool:
    """Say whether a person's name tells by itself who it is, wherever it stands."""
    return _weight(words, code) >= _ENOUGH


def _weight(words: Sequence[str], code: str) -> int:
    """Return how much a person's name tells by itself: a rare word more, a weak one nothing."""
    if code not in available():
        return _ENOUGH if len(words) > 1 else 1
    known = vocabulary(code)
    counts = (0 if word in known.table.weak_parts else 1 if word in known.parts else _RARE for word in words)
    return sum(counts)


def _told(other: Group, group: Group) -> int:
    """Return how much of what is told of two persons speaks for one: an office, a title of the same body, an age."""
    most = 0
    for one in group.bearings:
        for two in other.bearings:
            shared = one.roles & two.roles
            office = any(is_office(role, group.code) for role in shared)
            same_of = one.of is not None and one.of == two.of
            told = 2 if office or (shared and same_of) else 1 if shared else 0
            most = max(most, told + (one.age is not None and one.age == two.age))
    return most
