"""Versions of one page: which article replaces which, and what its outlet changed, sentence by sentence."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

from shutro.ingest.addresses import address_key
from shutro.model import Doc, Span
from shutro.story.order import which_first
from shutro.text.edtf import days
from shutro.text.numerals import to_ascii_digits
from shutro.text.shingles import containment, shingles
from shutro.text.tokens import Token, tokenize

Runs = Callable[[str], frozenset[int]]  # the runs of words of a text, found once
WITHIN = 3  # days between two versions that stand under different addresses
SAME = 0.6  # share of the shorter one's runs of words in the other, where the outlet is the same
_RECENT = 6  # articles of one outlet that a later one is held against
_CHANGED = 0.5  # share of the words of the longer sentence that a changed one keeps
_LONGEST = 400  # words of a sentence that are compared one by one
_FREQUENT = 40  # sentences that are looked at from one word


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A later state of a page and the one before it; `ordered` says whether the dates tell which came first."""

    article: str
    revises: str
    how: Literal["same address", "same outlet and words"]
    ordered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A sentence that was added, removed or changed; `words` pairs the words that went with those that came."""

    kind: Literal["added", "removed", "changed"]
    before: Span | None
    after: Span | None
    words: tuple[tuple[Span, Span], ...] = ()  # an empty span where words only went, or only came


def find_versions(docs: Sequence[Doc]) -> tuple[Version, ...]:
    """Return, for each article that stands in the place of an earlier one, the latest of those."""
    ordered = sorted(docs, key=lambda doc: (doc.dating.value or "~", doc.article.id))
    by_address: dict[str, Doc] = {}
    by_outlet: dict[str, list[Doc]] = defaultdict(list)
    runs: Runs = cache(shingles)
    found = []
    for doc in ordered:
        address, outlet = address_key(doc.article.url), doc.article.outlet
        before = by_address.get(address) if address else None
        if before is not None:
            found.append(_version(doc, before, "same address"))
        elif outlet is not None:
            twin = next(
                (old for old in reversed(by_outlet[outlet][-_RECENT:]) if _is_version(doc, old, runs)), None
            )
            if twin is not None:
                found.append(_version(doc, twin, "same outlet and words"))
        if address:
            by_address[address] = doc
        if outlet is not None:
            by_outlet[outlet].append(doc)
    return tuple(found)


def mark_versions(docs: Sequence[Doc]) -> tuple[Doc, ...]:
    """Return the docs, those that revise another with its id in `Article.revises`."""
    revised = {version.article: version.revises for version in find_versions(docs) if version.ordered}
    return tuple(
        replace(doc, article=replace(doc.article, revises=revised[doc.article.id]))
        if doc.article.id in revised
        else doc
        for doc in docs
    )


def compare(before: Doc, after: Doc) -> tuple[Change, ...]:
    """Return what changed from one version to the next, in the order of the later text, removed sentences last.

    A sentence that only moved did not change.
    """
    old = [_words(before, sentence) for sentence in before.sentences]
    new = [_words(after, sentence) for sentence in after.sentences]
    kept = _kept(old, new)
    changed = _changed(old, new, kept)
    changes = []
    for at, sentence in enumerate(after.sentences):
        if at in changed:
            whole = before.sentences[changed[at]]
            words = tuple(_word_changes(before, whole, after, sentence))
            changes.append(Change(kind="changed", before=whole, after=sentence, words=words))
        elif at not in kept and new[at]:
            changes.append(Change(kind="added", before=None, after=sentence))
    gone = set(range(len(old))) - set(kept.values()) - set(changed.values())
    changes += (
        Change(kind="removed", before=before.sentences[at], after=None) for at in sorted(gone) if old[at]
    )
    return tuple(changes)


def _version(doc: Doc, before: Doc, how: Literal["same address", "same outlet and words"]) -> Version:
    return Version(
        article=doc.article.id,
        revises=before.article.id,
        how=how,
        ordered=which_first(before, doc) == -1,
    )


def _is_version(doc: Doc, before: Doc, runs: Runs) -> bool:
    one, other = days(doc.dating.value), days(before.dating.value)
    near = one is not None and other is not None and one.apart(other) <= WITHIN
    return near and _is_alike(runs(doc.text), runs(before.text))


def _is_alike(mine: frozenset[int], theirs: frozenset[int]) -> bool:
    return (
        min(len(mine), len(theirs)) > 0 and max(containment(mine, theirs), containment(theirs, mine)) >= SAME
    )


def _words(doc: Doc, sentence: Span) -> tuple[str, ...]:
    return tuple(
        to_ascii_digits(token.text) for token in tokenize(sentence.of(doc.text)) if token.kind != "mark"
    )


def _kept(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> dict[int, int]:
    """Return the sentences that both versions have, the later one's place to the earlier one's."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in reversed(range(len(old))):
        places[old[at]].append(at)
    return {at: places[words].pop() for at, words in enumerate(new) if places.get(words)}


def _changed(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], kept: dict[int, int]
) -> dict[int, int]:
    """Return the sentences of which enough words are left, the later one's place to the earlier one's."""
    free = set(range(len(old))) - set(kept.values())
    where: dict[str, list[int]] = defaultdict(list)
    for at in sorted(free):
        for word in set(old[at]):
            where[word].append(at)
    found: dict[int, int] = {}
    for at, words in enumerate(new):
        if at in kept:
            continue
        near = sorted({place for word in set(words) for place in where[word][:_FREQUENT]} & free)
        best = max(near, key=lambda place: (_alike(old[place], words), -place), default=None)
        if best is not None and _alike(old[best], words) >= _CHANGED:
            found[at] = best
            free.discard(best)
    return found


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return len(set(one) & set(other)) / max(len(set(one)), len(set(other)), 1)


def _word_changes(before: Doc, old: Span, after: Doc, new: Span) -> Iterator[tuple[Span, Span]]:
    """Yield the words that went and those that came in their place, as spans of the two texts."""
    mine, theirs = tokenize(old.of(before.text)), tokenize(new.of(after.text))
    if max(len(mine), len(theirs)) > _LONGEST:
        yield old, new
        return
    matcher = SequenceMatcher(None, [t.text for t in mine], [t.text for t in theirs], autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield _place(mine, start, end, old), _place(theirs, first, last, new)


def _place(tokens: Sequence[Token], start: int, end: int, sentence: Span) -> Span:
    """Return where tokens of a sentence stand in the whole text; an empty span before the next one for none."""
    if start == end:
        at = tokens[start].start if start < len(tokens) else sentence.end - sentence.start
        return Span(sentence.start + at, sentence.start + at)
    return Span(sentence.start + tokens[start].start, sentence.start + tokens[end - 1].end)
