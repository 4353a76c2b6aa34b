"""Case endings that a name still bears where the same name stands without them elsewhere: মংডুতে beside মংডু."""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache

from shutro.annotate.names.words import stems_of, vocabulary
from shutro.languages.folder import available
from shutro.link.named import Named, form_of
from shutro.link.names import plain
from shutro.model import MentionKind

_FEWEST = 2  # words of a body by which it may be called

_Words = tuple[MentionKind, tuple[str, ...]]


def without_endings(docs: Sequence[Sequence[Named]]) -> list[tuple[Named, ...]]:
    """Return the names of all docs, the unknown ones without an ending that another mention goes without."""
    called = _written(name for names in docs for name in names)
    shared = _shared(docs)
    return [tuple(_bare(name, called, shared) for name in names) for names in docs]


def _written(names: Iterable[Named]) -> set[_Words]:
    """Return how names are written; of persons also the parts, of bodies also the first words."""
    written: set[_Words] = set()
    for name in names:
        words = _plain(name.words, name.code)
        written.add((name.kind, words))
        if name.kind == "PER":
            written.update(("PER", (word,)) for word in words)
        elif len(words) > 1:
            written.add((name.kind, words[-1:]))
            written.update((name.kind, words[:count]) for count in range(_FEWEST, len(words)))
    return written


def _shared(docs: Sequence[Sequence[Named]]) -> set[_Words]:
    """Return what would be left of two or more names that differ in their ending alone."""
    distinct = {(name.kind, name.written, name.code) for names in docs for name in names if name.form is None}
    counts = Counter(
        (kind, _plain(rest, code)) for kind, words, code in distinct for rest in _rests(words, code)
    )
    return {words for words, count in counts.items() if count > 1}


def _bare(name: Named, called: AbstractSet[_Words], shared: AbstractSet[_Words]) -> Named:
    if name.form is not None or name.code not in available():
        return name
    rests = _rests(name.written, name.code)
    for rest in rests:
        form = form_of(name.kind, " ".join(rest), name.code)
        if form is not None and form.key is not None and form.kind == name.kind and not form.guarded:
            return replace(name, words=rest, form=form)
    if name.words and name.words[-1] in vocabulary(name.code).parts:
        return name
    # What two inflected names leave is a guess; a name that another one leaves needs none.
    is_left = (name.kind, _plain(name.written, name.code)) in shared
    for known, left in ((called, rests), (called, _cut(name.written, name.code)), (shared, rests)):
        if known is shared and is_left:
            break
        for rest in reversed(left):
            if rest != name.words and (name.kind, _plain(rest, name.code)) in known:
                return replace(name, words=rest, form=form_of(name.kind, " ".join(rest), name.code))
    return name


@lru_cache(maxsize=65_536)
def _plain(words: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(plain(word, code) for word in words) if code in available() else words


@lru_cache(maxsize=65_536)
def _cut(words: tuple[str, ...], code: str) -> tuple[tuple[str, ...], ...]:
    """Return what is left of a name without an ending that may stand behind any letter: হরিপদর."""
    if not words or words[-1] in vocabulary(code).parts:
        return ()
    endings = vocabulary(code).table.hyphen_endings
    last = words[-1]
    return tuple(
        (*words[:-1], last[: -len(ending)]) for ending in endings if last.endswith(ending) and last != ending
    )


@lru_cache(maxsize=65_536)
def _rests(words: tuple[str, ...], code: str) -> tuple[tuple[str, ...], ...]:
    """Return what may be left of a name without a case ending; nothing of one that ends in a known word."""
    if code not in available() or not words or words[-1] in vocabulary(code).parts:
        return ()
    return tuple((*words[:-1], stem.text) for stem in stems_of(words[-1], code) if stem.ending)
