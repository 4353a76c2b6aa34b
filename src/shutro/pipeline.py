"""The stages in their order: page → article → doc → story → claim → finding → timeline."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from shutro.annotate.credits import find_credits
from shutro.annotate.dating import date_article
from shutro.annotate.events import find_events
from shutro.annotate.mentions import find_mentions
from shutro.annotate.quantities import find_quantities
from shutro.annotate.quotes import find_quotes
from shutro.annotate.references import find_references
from shutro.annotate.sentences import find_sentences
from shutro.annotate.times import find_times
from shutro.claims.backgrounds import find_backgrounds
from shutro.claims.counting import Counting
from shutro.claims.first import find_first
from shutro.claims.fuse import Fusing
from shutro.claims.happenings import find_stated
from shutro.claims.heading import head_apart
from shutro.claims.novelty import Seen, see
from shutro.claims.points import Chances
from shutro.claims.reprinted import lay_beside, lay_events_beside
from shutro.claims.retelling import find_retellings
from shutro.claims.statements import find_statements
from shutro.claims.sureness import Sureness
from shutro.claims.told import Tellers
from shutro.decisions.corrections import correct_all
from shutro.decisions.origins import overrule_copies
from shutro.decisions.records import NONE, Decisions
from shutro.errors import InputError
from shutro.ingest.articles import to_article
from shutro.ingest.given import Given
from shutro.languages import available
from shutro.link.decided import find_same, holding
from shutro.link.entities import link
from shutro.model import Article, Copy, Dating, Doc, Dropped, Entity, Join, Page, Story
from shutro.publish.timeline import make_timeline
from shutro.story.copies import find_copies
from shutro.story.groups import find_groups
from shutro.story.label import story_id, story_title
from shutro.story.reprints import copies_of_reprints, find_reprints
from shutro.story.versions import mark_versions

LAYERS: dict[str, Callable[[Doc], Any]] = {
    "credits": find_credits,
    "mentions": find_mentions,
    "references": find_references,
    "times": find_times,
    "quantities": find_quantities,
    "quotes": find_quotes,
    "events": find_events,
}


def read_docs(pages: Iterable[Page | Dropped], given: Given) -> Iterator[Doc | Dropped]:
    """Yield a doc for each page that holds an article, and a `Dropped` for each that does not."""
    for page in pages:
        if isinstance(page, Dropped):
            yield page
            continue
        known = given.of(page.name)
        try:
            article, dropped = to_article(page, known)
        except InputError as error:
            reason = str(error).removeprefix(f"{page.name}: ")
            yield Dropped(text=page.name, stage="ingest", reason=reason)
            continue
        yield annotate(article, dropped, published=known.published)


def annotate(article: Article, dropped: tuple[Dropped, ...] = (), *, published: str | None = None) -> Doc:
    """Return the article as a doc with all layers but links, which need the other articles of a call.

    In a language without a folder only sentences are found.
    """
    if article.language not in available():
        dating = Dating(
            article=article.id,
            value=article.published or published,
            how="page" if article.published else "given",
        )
        doc = Doc(article=article, dating=dating, dropped=dropped)
        return replace(doc, sentences=find_sentences(doc))
    doc = Doc(article=article, dating=date_article(article, published), dropped=dropped)
    doc = replace(doc, sentences=find_sentences(doc))
    for name, find in LAYERS.items():
        layer: dict[str, Any] = {name: find(doc)}
        doc = replace(doc, **layer)
    return doc


def link_docs(
    docs: Sequence[Doc], decisions: Decisions = NONE, same: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[Entity, ...], tuple[Doc, ...]]:
    """Return the entities of all docs, and the docs with their links to them."""
    entities, links = link(docs, decisions, same)
    return entities, tuple(replace(doc, links=found) for doc, found in zip(docs, links, strict=True))


def make_stories(docs: Sequence[Doc]) -> list[Story]:
    """Return the stories that the docs tell, oldest first, whatever their order; each doc is in one."""
    return tell(docs)[0]


def tell(docs: Sequence[Doc], decisions: Decisions = NONE) -> tuple[list[Story], tuple[Doc, ...]]:
    """Return the stories as `make_stories` does, and the docs, linked, story by story.

    What people decided is honoured at each stage: what is one story first, then corrections, who is who, who rests on
    whom, what is one event, and which claims are wrong.
    """
    groups = find_groups(docs, decisions)
    same = same_names([group for group, _ in groups], decisions)
    told = [tell_story(group, joins, decisions, same) for group, joins in groups]
    return [story for story, _ in told], tuple(doc for _, linked in told for doc in linked)


def same_names(groups: Iterable[Sequence[Doc]], decisions: Decisions) -> Mapping[str, str]:
    """Return which ids of entities stand for another one, as people decided it of words in these groups."""
    named = holding(decisions)
    held = (docs for docs in groups if any(doc.article.id in named for doc in docs))
    linked = (link_docs(mark_versions(correct_all(docs, decisions)), decisions)[1] for docs in held)
    return find_same(decisions, [doc for docs in linked for doc in docs])


def tell_story(
    docs: Sequence[Doc],
    joins: tuple[Join, ...],
    decisions: Decisions = NONE,
    same: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Story, tuple[Doc, ...]]:
    """Return the story that the docs of one group tell, in the order of their dates, and these, corrected and linked.

    Nothing that is told depends on what else is known: it can be made again alone.
    """
    entities, linked = link_docs(mark_versions(correct_all(docs, decisions)), decisions, same)
    return make_story(linked, joins, entities, decisions), linked


def make_story(
    docs: Sequence[Doc], joins: tuple[Join, ...], entities: Sequence[Entity], decisions: Decisions = NONE
) -> Story:
    """Return the story that linked docs tell; what reprints say is found once, in their original."""
    tellers = Tellers(docs)
    reprints = find_reprints(docs, decisions)
    told = [doc for doc in docs if doc.article.id not in reprints]
    found = (*find_copies(told), *copies_of_reprints(docs, reprints))
    copies = overrule_copies(sorted(found, key=_place), decisions, [doc.article.id for doc in docs])
    named = {link.acts_for or link.entity for doc in docs for link in doc.links}
    named |= {link.entity for doc in docs for link in doc.links}
    present = tuple(entity for entity in entities if entity.id in named)
    chances = Chances(find_statements(told))
    happenings = find_stated(chances, decisions)
    backgrounds = find_backgrounds(docs, copies, present, tellers, decisions)
    counting = Counting(docs, backgrounds, tellers, Sureness(chances, reprints, decisions))
    fusing = Fusing(docs, counting, decisions)
    findings = fusing.fuse(happenings, chances)
    if reprints:
        findings = lay_beside(findings, reprints, docs, counting)
    findings = find_first(head_apart(findings, docs), docs)
    statements = [statement for happening in happenings for statement in happening.statements]
    retold = find_retellings(statements, tellers.links, decisions)
    dates = sorted(doc.dating.value for doc in docs if doc.dating.value)
    return Story(
        id=story_id(docs),
        title=story_title(docs),
        articles=tuple(doc.article.id for doc in docs),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        joins=joins,
        copies=copies,
        entities=present,
        findings=findings,
        timeline=make_timeline(happenings, findings, {doc.article.id: doc.text for doc in docs}),
        marks=fusing.marks(findings),
        retold=lay_events_beside(retold, reprints),
    )


def see_as_of(story: Story, docs: Mapping[str, Doc], known: Collection[str], decisions: Decisions) -> Seen:
    """Return what one would have seen of the story in those of its articles that were known."""
    then = [docs[article] for article in story.articles if article in known]
    return see(make_story(then, (), story.entities, decisions)) if then else Seen()


def _place(copy: Copy) -> tuple[str, str, str]:
    return copy.article, copy.source, copy.relation
