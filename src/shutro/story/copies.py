"""Who copied whom: shared runs of three words, sentence by sentence, from the earlier article to the later."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from shutro.model import Copy, Doc, Relation, Span
from shutro.text.edtf import days
from shutro.text.shingles import containment, shingles

# Classes measured on pairs of real articles by the share of the later one's three-word runs that stand in the earlier.
COPY = 0.8
REWRITE = 0.3
SENTENCE = 0.5  # from which a sentence counts as taken over
_FEWEST = 4  # shingles; shorter sentences are alike by chance


def find_copies(docs: Sequence[Doc]) -> tuple[Copy, ...]:
    """Return, for each article, the earlier article that most of it derives from, and shared agency credits.

    Where the order in time is unknown, the article of which more is shared counts as the later one.
    """
    runs = {doc.article.id: shingles(doc.text) for doc in docs}
    best: dict[str, tuple[float, Doc, Doc]] = {}
    for one, other in combinations(sorted(docs, key=_order), 2):
        earlier, later = one, other
        share = containment(runs[later.article.id], runs[earlier.article.id])
        if _order(one)[0] == _order(other)[0] or not _is_ordered(one, other):
            back = containment(runs[earlier.article.id], runs[later.article.id])
            if back > share:
                earlier, later, share = later, earlier, back
        if share >= REWRITE and share > best.get(later.article.id, (0.0,))[0]:
            best[later.article.id] = (share, later, earlier)
    copies = [_copy(later, earlier, share) for share, later, earlier in best.values()]
    copies += _shared_credits(docs, {(copy.article, copy.source) for copy in copies})
    return tuple(sorted(copies, key=lambda copy: (copy.article, copy.source, copy.relation)))


def _order(doc: Doc) -> tuple[str, str]:
    return (doc.dating.value or "~", doc.article.id)


def _is_ordered(one: Doc, other: Doc) -> bool:
    """Say whether it is known which of two dated docs came first."""
    first, second = one.dating.value, other.dating.value
    if not first or not second:
        return False
    mine, theirs = days(first), days(second)
    return (mine is not None and theirs is not None and not mine.meets(theirs)) or (
        "T" in first and "T" in second
    )


def _copy(later: Doc, earlier: Doc, share: float) -> Copy:
    relation: Relation = "copy" if share >= COPY else "rewrite"
    return Copy(
        article=later.article.id,
        source=earlier.article.id,
        relation=relation,
        score=share,
        evidence=_aligned(later, earlier),
    )


def _aligned(later: Doc, earlier: Doc) -> tuple[tuple[Span, Span], ...]:
    """Return pairs of sentences, of the later and the earlier article, of which half of the shorter is shared."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, sentence in enumerate(earlier.sentences):
        for run in shingles(sentence.of(earlier.text)):
            where[run].append(index)
    pairs = []
    for sentence in later.sentences:
        runs = shingles(sentence.of(later.text))
        hits: dict[int, int] = defaultdict(int)
        for run in runs:
            for index in where.get(run, ()):
                hits[index] += 1
        if len(runs) < _FEWEST or not hits:
            continue
        index = min(hits, key=lambda i: (-hits[i], i))
        if hits[index] >= SENTENCE * len(runs):
            pairs.append((sentence, earlier.sentences[index]))
    return tuple(pairs)


def _shared_credits(docs: Sequence[Doc], known: set[tuple[str, str]]) -> list[Copy]:
    """Return one `Copy` for each article that is based on the same agency as an earlier one."""
    first: dict[str, Doc] = {}
    found = []
    for doc in sorted(docs, key=_order):
        for credit in doc.credits:
            if credit.role != "origin" or credit.source is None or credit.source == doc.article.outlet:
                continue
            earlier = first.setdefault(credit.source, doc)
            pair = (doc.article.id, earlier.article.id)
            if earlier is doc or pair in known:
                continue
            known.add(pair)
            theirs = next(c.span for c in earlier.credits if c.source == credit.source and c.role == "origin")
            evidence = ((credit.span, theirs),)
            found.append(
                Copy(article=pair[0], source=pair[1], relation="shared credit", score=0.0, evidence=evidence)
            )
    return found
