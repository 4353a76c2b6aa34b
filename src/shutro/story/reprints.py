"""Reprints: articles with the very words of an earlier one, which tell nothing that the earlier one does not."""

from collections.abc import Mapping, Sequence

from shutro.decisions.records import Decisions
from shutro.model import Copy, Doc
from shutro.story.order import which_first


def find_reprints(docs: Sequence[Doc], decisions: Decisions) -> Mapping[str, str]:
    """Return for each reprint the first of the docs with its text; docs that people decided on stand for themselves."""
    decided = {
        anchor.article for decision in decisions.standing for anchor in (*decision.subject, *decision.against)
    }
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    for doc in docs:
        article = doc.article.id
        original = first.setdefault(doc.text, article)
        if original != article and article not in decided:
            found[article] = original
    return found


def copies_of_reprints(docs: Sequence[Doc], reprints: Mapping[str, str]) -> tuple[Copy, ...]:
    """Return that each reprint is a whole copy of its original."""
    by_id = {doc.article.id: doc for doc in docs}
    return tuple(_copy(by_id[article], by_id[original]) for article, original in reprints.items())


def _copy(reprint: Doc, original: Doc) -> Copy:
    return Copy(
        article=reprint.article.id,
        source=original.article.id,
        relation="copy",
        score=1.0,
        evidence=tuple(zip(reprint.sentences, original.sentences, strict=False)),
        shares=tuple(1.0 for _ in reprint.sentences),
        ordered=which_first(original, reprint) != 0,
    )
