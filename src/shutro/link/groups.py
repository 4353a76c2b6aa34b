"""Grouping of names: keys of the lexicon, parts of full names, spellings, acronyms in brackets."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from shutro.annotate.names.words import vocabulary
from shutro.languages.folder import available
from shutro.languages.lexicon import Form
from shutro.link.names import holds, is_alike, sound_key, telling_words
from shutro.model import MentionKind, Span

Groups = list[tuple["Named", ...]]
_SHARED = 2  # rarer names that two articles must share before a common name is one person in both


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name at a place of an article; `form` is the lexicon's, where it has one."""

    article: str
    span: Span
    kind: MentionKind
    lemma: str
    code: str
    form: Form | None = field(default=None, compare=False)

    @property
    def key(self) -> str | None:
        """Return the lexicon's key, if it has one for this name and kind."""
        form = self.form
        return form.key if form is not None and form.kind == self.kind else None


@dataclass(slots=True)
class _Group:
    """Names that are one so far; `words` are those of the fullest name."""

    names: list[Named]
    words: tuple[str, ...]

    @property
    def key(self) -> str | None:
        return next((key for name in self.names if (key := name.key)), None)

    @property
    def kind(self) -> MentionKind:
        return self.names[0].kind

    @property
    def code(self) -> str:
        return self.names[0].code


def group_names(docs: Sequence[Sequence[Named]]) -> Groups:
    """Return the names of all docs in groups of one entity each, the same whatever the order of the docs."""
    ordered = sorted((names for names in docs if names), key=lambda names: names[0].article)
    local = [_within(sorted(names)) for names in ordered]
    return [tuple(sorted(group.names)) for group in _across(local)]


def _within(names: Sequence[Named]) -> list[_Group]:
    """Return the groups of one article: full names first, then what is called by a part of one."""
    groups: list[_Group] = []
    by_key: dict[str, _Group] = {}
    by_words: dict[tuple[MentionKind, tuple[str, ...]], list[_Group]] = {}
    order = sorted(names, key=lambda name: (-len(telling_words(name.lemma, name.code)), name))
    for name in order:
        words = telling_words(name.lemma, name.code)
        known = by_key.get(name.key) if name.key else None
        if known is not None:
            known.names.append(name)
            continue
        fit = by_words.get((name.kind, words))
        if fit is None or name.key:
            fit = [group for group in groups if _is_one(group, name, words)]
        if fit:
            # Of several that bear this part, the one named last before it.
            chosen = max(fit, key=lambda group: _nearness(group, name))
            chosen.names.append(name)
        else:
            chosen = _Group([name], words)
            fit = [chosen]
            groups.append(chosen)
        by_words.setdefault((name.kind, words), fit)
        if name.key:
            by_key[name.key] = chosen
    return _join_acronyms(groups)


def _is_one(group: _Group, name: Named, words: tuple[str, ...]) -> bool:
    if group.key is not None and name.key is not None:
        return group.key == name.key
    if group.kind != name.kind or group.code != name.code:
        return False
    if len(words) == len(group.words):
        return holds(group.words, words, name.code)
    return name.kind == "PER" and name.key is None and holds(group.words, words, name.code)


def _nearness(group: _Group, name: Named) -> tuple[bool, int]:
    before = [other.span.start for other in group.names if other.span.start < name.span.start]
    return bool(before), max(before) if before else -min(other.span.start for other in group.names)


def _join_acronyms(groups: list[_Group]) -> list[_Group]:
    """Return the groups with each body joined to the acronym that stands in brackets behind its name."""
    starts = {name.span.start: group for group in groups for name in group.names}
    for group in list(groups):
        for name in list(group.names):
            other = starts.get(name.span.end + 2)
            if other is None or other is group or group not in groups or other not in groups:
                continue
            if not _may_be_short(group, other):
                continue
            group.names += other.names
            groups.remove(other)
            starts.update({moved.span.start: group for moved in other.names})
    return groups


def _may_be_short(full: _Group, short: _Group) -> bool:
    bodies = ("ORG", "FAC")
    keys_agree = full.key is None or short.key is None or full.key == short.key
    return (
        full.kind in bodies
        and short.kind in bodies
        and len(short.words) == 1 < len(full.words)
        and keys_agree
    )


def _across(docs: Sequence[Sequence[_Group]]) -> list[_Group]:
    """Return the groups of all articles, joined where nothing speaks against it."""
    by_key: dict[str, _Group] = {}
    rest: list[_Group] = []
    for group in (group for doc in docs for group in doc):
        key = group.key
        if key is None:
            rest.append(group)
        elif key in by_key:
            by_key[key].names += group.names
        else:
            by_key[key] = _Group(list(group.names), group.words)
    shared = _shared_names(docs)
    joined: list[_Group] = []
    index: dict[tuple[MentionKind, str], list[_Group]] = defaultdict(list)
    known = list(by_key.values())
    for group in known:
        for sound in _sounds(group):
            index[(group.kind, sound)].append(group)
    for group in sorted(rest, key=lambda group: (-len(group.words), group.words, min(group.names))):
        near = _unique(other for sound in _sounds(group) for other in index[(group.kind, sound)])
        fit = [other for other in near if _may_join(other, group, shared)]
        if len(fit) == 1:
            fit[0].names += group.names
            continue
        joined.append(group)
        for sound in _sounds(group):
            index[(group.kind, sound)].append(group)
    return [*known, *joined]


def _sounds(group: _Group) -> set[str]:
    if group.kind != "PER":
        return {" ".join(sound_key(word, group.code) for word in group.words)}
    return {sound_key(word, group.code) for word in group.words}


def _unique(groups: Iterator[_Group]) -> list[_Group]:
    return list({id(group): group for group in groups}.values())


def _shared_names(docs: Sequence[Sequence[_Group]]) -> dict[str, set[str]]:
    """Return for each article what it names besides states, by key or by words."""
    found: dict[str, set[str]] = defaultdict(set)
    for doc in docs:
        for group in doc:
            if not (group.key or "").startswith("Q"):
                found[group.names[0].article].add(group.key or " ".join(group.words))
    return found


def _may_join(other: _Group, group: _Group, shared: dict[str, set[str]]) -> bool:
    """Say whether two groups of different articles are one; a common name needs more that both articles name."""
    if other.code != group.code or len(group.words) > len(other.words):
        return False
    if group.kind != "PER":
        return len(group.words) == len(other.words) and holds(other.words, group.words, group.code)
    if not holds(other.words, group.words, group.code):
        return False
    if other.key is not None and len(group.words) < 2:
        return True
    weak = vocabulary(group.code).table.weak_parts if group.code in available() else ()
    if len(group.words) > 1 and sum(word not in weak for word in group.words) > 1:
        return True
    mine = {name.article for name in group.names}
    theirs = {name.article for name in other.names}
    own = " ".join(group.words)
    return any(
        len(shared[one] & shared[two] - {own}) >= _SHARED for one in mine for two in theirs if one != two
    ) and any(is_alike(one, two, group.code) for one in group.words for two in other.words)
