"""Acts and quotes of the library as pages show them: named, and leading to their sentences."""

from collections.abc import Sequence

from sqlalchemy import Connection

from shutro.model import Finding
from shutro.publish.acts import Place
from shutro.publish.dossierview import DisputeView, SayingView, SourceView, Viewer
from shutro.publish.wording import Wording
from shutro.store.acts import StoredAct
from shutro.store.outlets import ArticleRow, rows_of_articles
from shutro.store.quotes import StoredQuote
from shutro.web.named import naming_of
from shutro.web.rendering import address


class Told:
    """Acts and quotes that one page shows, with all that is needed to name them, asked for at once."""

    def __init__(
        self,
        connection: Connection,
        wording: Wording,
        *,
        acts: Sequence[StoredAct] = (),
        quotes: Sequence[StoredQuote] = (),
        also: Sequence[str] = (),
    ) -> None:
        articles = {place.article for one in acts for place in one.act.places}
        self._articles = rows_of_articles(connection, articles | {quote.article for quote in quotes})
        self._stories = {place.article: one.story for one in acts for place in one.act.places}
        self.naming = naming_of(connection, {*also, *_ids(acts, quotes)}, wording.words.code)
        self._wording = wording
        self._viewer = Viewer(self.naming, wording, self._source)
        self.acts = tuple(self._viewer.act(one.act) for one in acts)
        self.sayings = tuple(self._saying(quote) for quote in quotes)

    def language(self) -> str:
        """Return the language of the articles."""
        return next((row.language for row in self._articles.values()), self._wording.words.code)

    def dispute(self, finding: Finding) -> DisputeView:
        """Return on what the sources of acts differ."""
        return self._viewer.dispute(finding)

    def _saying(self, quote: StoredQuote) -> SayingView:
        return SayingView(
            when=self._wording.when(quote.day),
            speaker=self.naming.name(quote.speaker),
            text=quote.words,
            chain=tuple(self.naming.name(part) for part in quote.chain),
            source=self._source(Place(article=quote.article, span=quote.span), quote.story),
        )

    def _source(self, place: Place, story: str = "") -> SourceView:
        row = self._articles.get(place.article)
        return SourceView(
            outlet=self._outlet(row) or self._wording.phrase("unknown_outlet"),
            published=self._wording.when(row.published if row else None),
            url=None,
            article=place.article,
            start=place.span.start,
            story=story or self._stories.get(place.article, ""),
        )

    def _outlet(self, row: ArticleRow | None) -> str:
        return self.naming.name(row.outlet) if row and row.outlet else ""


def to_sentence(source: SourceView) -> str:
    """Return the address of a story with the article beside it, open at a sentence."""
    return address(f"/story/{source.story}", article=source.article, at=source.start) + "#here"


def _ids(acts: Sequence[StoredAct], quotes: Sequence[StoredQuote]) -> set[str]:
    parties = {id_ for one in acts for id_ in (*one.act.agents, *one.act.others)}
    return parties | {part for quote in quotes for part in (quote.speaker, *quote.chain)}
