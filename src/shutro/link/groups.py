"""Grouping of the names of one article: keys of the lexicon, parts of full names, spellings, short names of bodies."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shutro.languages.lexicon import lexicon
from shutro.link.bearings import Bearing
from shutro.link.likeness import are_apart, are_two, is_common_name, is_short
from shutro.link.named import Named
from shutro.link.names import holds, is_alike
from shutro.model import MentionKind, Span

_BRACKET = 2  # code points between a name and the short one in brackets behind it


@dataclass(slots=True)
class Group:
    """Names that are one so far; `words` are those of the fullest name."""

    names: list[Named]
    words: tuple[str, ...]
    bearings: list[Bearing] = field(default_factory=list)

    @property
    def key(self) -> str | None:
        """Return the key of the lexicon, if one of the names has one."""
        return next((key for name in self.names if (key := name.key)), None)

    @property
    def kind(self) -> MentionKind:
        """Return what the names are names of."""
        return self.names[0].kind

    @property
    def code(self) -> str:
        """Return the language of the names."""
        return self.names[0].code

    def add(self, names: Sequence[Named]) -> None:
        """Take further names in."""
        self.names += names
        self.bearings += [name.bearing for name in names if name.bearing.tells]


def new_group(names: Sequence[Named], words: tuple[str, ...]) -> Group:
    """Return a group of these names."""
    group = Group([], words)
    group.add(names)
    return group


def group_article(names: Sequence[Named], sentences: Sequence[Span]) -> list[Group]:
    """Return the groups of one article: full names first, then what is called by a part of one."""
    groups: list[Group] = []
    by_key: dict[str, Group] = {}
    by_words: dict[tuple[MentionKind, tuple[str, ...], bool], list[Group]] = {}
    borne: dict[tuple[MentionKind, str], list[Group]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name.words), name)):
        chosen = by_key.get(name.key) if name.key else None
        if chosen is not None:
            chosen.add([name])
            continue
        fit = by_words.get((name.kind, name.words, name.unknown))
        if fit is None or name.key:
            near = borne[(name.kind, name.code)]
            fit = [group for group in near if _is_one(group, name)]
            by_words[(name.kind, name.words, name.unknown)] = fit
        fit_here = [group for group in fit if not _is_namesake(group, name, sentences)]
        if fit_here:
            # Of several that bear this part, the one named last before it.
            chosen = max(fit_here, key=lambda group: _nearness(group, name))
            called = _called_here(name, chosen)
            chosen.add([called])
            if called.key is None:
                continue
        else:
            chosen = new_group([name], name.words)
            fit.append(chosen)
            groups.append(chosen)
            borne[(name.kind, name.code)].append(chosen)
        if name.key:
            by_key[name.key] = chosen
    return _join_short(groups)


def _is_one(group: Group, name: Named) -> bool:
    """Say whether a name may be that of a group: the same words, or a part of a person's name."""
    if _is_other(group, name):
        return False
    if len(name.words) == len(group.words):
        if group.key is not None and name.key is not None:
            return group.key == name.key
        return holds(group.words, name.words, name.code)
    if name.kind != "PER" or not holds(group.words, name.words, name.code):
        return False
    if name.key is None:
        return True
    # A word by which one is known to all stands for the bearer whom the article has named in full before.
    return group.key is None and len(name.words) == 1 and min(group.names).span < name.span


def _called_here(name: Named, group: Group) -> Named:
    """Return a name by which one is known to all, as nobody's where its bearer here bears none of his full names."""
    if name.kind != "PER" or name.key is None or group.key is not None:
        return name
    short, code = len(name.lemma.split()), name.code
    bearer = max((one.lemma.split() for one in group.names), key=len)
    full = [form.name.split() for form in lexicon(code).keys[name.key] if form.name.count(" ") >= short]
    if len(bearer) <= short or not full:
        return name
    borne = any(all(any(is_alike(own, word, code) for own in bearer) for word in words) for words in full)
    return name if borne else replace(name, form=None)


def _is_other(group: Group, name: Named) -> bool:
    """Say whether one of the two is known to the lexicon and the other is not that one."""
    if name.unknown:
        return group.key is not None
    if name.kind != "PER":
        return are_two(group.names[0].form, name.form, name.code)
    return name.key is not None and any(other.unknown for other in group.names)


def _is_namesake(group: Group, name: Named, sentences: Sequence[Span]) -> bool:
    """Say whether a person named as the group is must be another one."""
    bearing = name.bearing
    if name.kind != "PER":
        return False
    first = min(group.names)
    if bearing.introduced and first.span < name.span and len(name.lemma.split()) < len(first.lemma.split()):
        return True
    if not bearing.tells:
        return False
    if any(are_apart(bearing, other, name.code) for other in group.bearings):
        return True
    if len(name.words) < 2 or not bearing.roles:
        return False
    sentence = bisect_right(sentences, name.span)
    return any(
        other.words == name.words
        and other.bearing.roles
        and not other.bearing.roles & bearing.roles
        and (bisect_right(sentences, other.span) == sentence or _are_of_two(name, other))
        for other in group.names
    )


def _are_of_two(one: Named, other: Named) -> bool:
    """Say whether two of one common name are of two bodies or places, in different roles."""
    if one.key or other.key or one.bearing.former or other.bearing.former:
        return False
    return None not in (one.bearing.of, other.bearing.of) and (
        one.bearing.of != other.bearing.of and is_common_name(one.words, one.code)
    )


def _nearness(group: Group, name: Named) -> tuple[bool, int]:
    before = [other.span.start for other in group.names if other.span.start < name.span.start]
    return bool(before), max(before) if before else -min(other.span.start for other in group.names)


def _join_short(groups: list[Group]) -> list[Group]:
    """Return the groups, each body joined to its short names: in brackets behind it, or its first words alone."""
    starts = {name.span.start: group for group in groups for name in group.names if name.bracketed}
    gone: set[int] = set()
    for full in groups:
        if id(full) in gone or full.kind not in ("ORG", "FAC"):
            continue
        for name in list(full.names):
            short = starts.get(name.span.end + _BRACKET)
            if (
                short is not None
                and short is not full
                and id(short) not in gone
                and _may_be_short(full, short)
            ):
                _take(full, short, starts, gone)
    left = [group for group in groups if id(group) not in gone]
    for short in left:
        if short.key is not None or short.kind not in ("ORG", "FAC"):
            continue
        fulls = [
            full
            for full in left
            if full is not short
            and id(full) not in gone
            and is_short(full.words, short.words, full.kind, short.kind, short.code)
        ]
        if len(fulls) == 1:
            _take(fulls[0], short, starts, gone)
    return [group for group in left if id(group) not in gone]


def _take(full: Group, short: Group, starts: dict[int, Group], gone: set[int]) -> None:
    full.add(short.names)
    gone.add(id(short))
    starts.update({moved.span.start: full for moved in short.names if moved.bracketed})


def _may_be_short(full: Group, short: Group) -> bool:
    """Say whether what stands in brackets behind a body may be its acronym."""
    keys_agree = full.key is None or short.key is None or full.key == short.key
    return short.kind in ("ORG", "FAC") and len(short.words) == 1 < len(full.words) and keys_agree
