"""What people name in the library, as anchors: articles, words in them, entities, findings."""

from collections.abc import Iterable, Sequence

import regex
from sqlalchemy import Connection, select

from shutro.decisions.records import Anchor
from shutro.errors import DecisionError
from shutro.model import Article, Claim, Doc, Event, Finding, Span, Story
from shutro.store import schema
from shutro.store.articles import find_article
from shutro.store.coverage import story_of
from shutro.store.docs import docs_of
from shutro.store.opening import reading
from shutro.store.stories import read_stories, read_story
from shutro.text.normalize import normalize

_OFFSETS = regex.compile(r"(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})")
_MOST = 100  # mentions of an entity that a decision names


class Places:
    """Finds what people name in one state of the library."""

    def __init__(self, connection: Connection, within: str = "") -> None:
        """Look at one state of the library; findings are looked for within one story where it is named."""
        self._connection = connection
        self._within = within

    def article(self, prefix: str) -> Anchor:
        """Return the article whose id begins so."""
        with reading(self._connection):
            return of_article(find_article(self._connection, prefix))

    def story(self, prefix: str) -> Story:
        """Return the one story whose id, or an id it once had, begins so."""
        return read_story(self._connection, prefix)[0]

    def words(self, place: str) -> Anchor:
        """Return the words at a place: ARTICLE:WORDS, where they stand once, or ARTICLE:START-END."""
        prefix, colon, where = place.partition(":")
        if not colon:
            raise DecisionError(
                f"{place!r} is no place; write ARTICLE:WORDS or ARTICLE:START-END", "no_place", words=place
            )
        with reading(self._connection):
            article = find_article(self._connection, prefix)
        return find_words(article, where)

    def doc(self, article: str) -> Doc:
        """Return the doc of an article, corrected and linked."""
        with reading(self._connection):
            return docs_of(self._connection, [article])[article]

    def finding(self, prefix: str) -> Finding:
        """Return the one finding whose id begins so, of the story that is looked at or of all."""
        stories = [self.story(self._within)] if self._within else read_stories(self._connection)
        found = [finding for story in stories for finding in story.findings]
        exact = [finding for finding in found if finding.id == prefix]
        named = exact or [finding for finding in found if prefix and finding.id.startswith(prefix)]
        if len(named) != 1:
            which = "more than one finding" if named else "no finding"
            raise DecisionError(
                f"{which} has an id that begins with {prefix!r}; `shutro show STORY --json` has their ids",
                "no_finding",
            )
        return named[0]

    def stories(self, article: str) -> list[Story]:
        """Return the story that an article is in, as it was last made; none where it is in none yet."""
        story = story_of(self._connection, article)
        return [self.story(story)] if story else []

    def entity(self, entity: str) -> list[Anchor]:
        """Return the words that stand for an entity, in the first articles that name it."""
        named = schema.named.c
        query = select(named.article).where(named.entity == entity, named.mentions > 0)
        with reading(self._connection):
            articles = self._connection.scalars(query.order_by(named.article).limit(_MOST)).all()
            docs = docs_of(self._connection, articles)
        found = [anchor for doc in docs.values() for anchor in named_in(doc, entity)]
        if not found:
            raise DecisionError(
                f"no name in the library stands for {entity!r}; `--json` gives the ids of entities",
                "no_name",
            )
        return found[:_MOST]


def of_article(article: Article) -> Anchor:
    """Return the anchor of a whole article."""
    return Anchor(article=article.id, words=article.title)


def find_words(article: Article, where: str) -> Anchor:
    """Return the anchor of words, or of START-END, in an article; raise DecisionError where that is not one place."""
    offsets = _OFFSETS.fullmatch(where.strip())
    if offsets is not None:
        span = Span(int(offsets["start"]), int(offsets["end"]))
        if not span.start < span.end <= len(article.text):
            raise DecisionError(
                f"{where}: the article {article.id} has {len(article.text)} code points",
                "outside",
                words=where,
            )
        return at(article, span)
    words = normalize(where).strip()
    count = article.text.count(words) if words else 0
    if count != 1:
        often = f"stand {count} times" if count else "do not stand"
        raise DecisionError(
            f"the words {where!r} {often} in the article {article.id}; name START-END instead",
            "words_often" if count else "words_never",
            words=where,
        )
    start = article.text.index(words)
    return at(article, Span(start, start + len(words)))


def at(article: Article, span: Span) -> Anchor:
    """Return the anchor of a span."""
    return Anchor(article=article.id, span=span, words=span.of(article.text))


def named_in(doc: Doc, entity: str) -> list[Anchor]:
    """Return the words of a doc that stand for an entity."""
    return [at(doc.article, link.span) for link in doc.links if link.entity == entity]


def events_behind(claims: Iterable[Claim], docs: dict[str, Doc]) -> list[Anchor]:
    """Return for each claim the words of the event that it tells of, else its own."""
    return [at(docs[claim.article].article, _event_span(claim, docs[claim.article])) for claim in claims]


def claims_of(finding: Finding, value: str | None = None) -> Sequence[Claim]:
    """Return the claims of a finding, or those of one of its values; raise DecisionError if there is no such value."""
    claims = [claim for found in finding.values if value in (None, found.value) for claim in found.claims]
    if not claims:
        raise DecisionError(
            f"the finding {finding.id} has no value {value!r}; it has "
            f"{', '.join(repr(found.value) for found in finding.values)}",
            "no_value",
            value=value,
        )
    return claims


def _event_span(claim: Claim, doc: Doc) -> Span:
    if claim.point.attribute not in ("date", "place", "participant", "object"):
        return claim.span
    telling = (event for event in doc.events if claim.span in _parts(event))
    inside = (event.trigger for event in telling if event.trigger.within(claim.sentence))
    return next(inside, claim.span)


def _parts(event: Event) -> tuple[Span | None, ...]:
    return (
        event.trigger,
        event.time,
        event.place,
        event.about,
        *event.agents,
        *event.patients,
        *event.partners,
    )
