"""The articles of a story as they are shown: who published them when, on whose word, and the text."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from shutro.model import Doc, Span
from shutro.publish import view
from shutro.publish.naming import Naming
from shutro.publish.wording import Wording


class Shelf:
    """The articles of one story by id, with their names, numbers and anchors."""

    def __init__(self, docs: Sequence[Doc], naming: Naming, wording: Wording, anchor: str) -> None:
        self._docs: Mapping[str, Doc] = {doc.article.id: doc for doc in docs}
        self._numbers = {doc.article.id: number for number, doc in enumerate(docs, start=1)}
        self._naming = naming
        self._wording = wording
        self._anchor = anchor
        self._published: dict[str, str] = {}  # asked for by every claim

    def articles(self, cited: Mapping[str, Sequence[int]]) -> tuple[view.ArticleView, ...]:
        """Return all articles; `cited` has the numbers of findings by the anchors of their sentences."""
        return tuple(self._article(doc, cited) for doc in self._docs.values())

    def number(self, article: str) -> int:
        """Return the number of an article, from 1."""
        return self._numbers[article]

    def text(self, article: str) -> str:
        """Return the text of an article."""
        return self._docs[article].text

    def outlet(self, article: str) -> str:
        """Return the name of the article's outlet, or its file where the outlet is unknown."""
        doc = self._docs[article]
        return (
            self._naming.name(doc.article.outlet)
            if doc.article.outlet
            else doc.article.file.rpartition("/")[2]
        )

    def published(self, article: str) -> str:
        """Return in words when an article was published."""
        if article not in self._published:
            self._published[article] = self._wording.when(self._docs[article].dating.value)
        return self._published[article]

    def day(self, article: str) -> str | None:
        """Return the day, or less exact, on which an article was published, as EDTF."""
        return (self._docs[article].dating.value or "")[:10] or None

    def origins(self, article: str) -> tuple[str, ...]:
        """Return the names of the agencies or outlets that the article is based on."""
        doc = self._docs[article]
        names = (
            self._naming.name(credit.source) if credit.source else credit.name
            for credit in doc.credits
            if credit.role == "origin"
        )
        return tuple(dict.fromkeys(names))

    def sentence(self, article: str, offset: int) -> Span:
        """Return the sentence in which an offset stands."""
        doc = self._docs[article]
        return doc.sentences[self._index(doc, offset)] if doc.sentences else Span(0, len(doc.text))

    def anchor(self, article: str, offset: int) -> str:
        """Return the anchor of the sentence in which an offset stands."""
        return f"{self._place(article)}n{self._index(self._docs[article], offset) + 1}"

    def piece(self, article: str, sentence: Span, findings: Sequence[int] = ()) -> view.PieceView:
        """Return a sentence of an article, with the numbers of the findings that rest on it."""
        return view.PieceView(
            text=sentence.of(self.text(article)),
            anchor=self.anchor(article, sentence.start),
            article=article,
            start=sentence.start,
            findings=tuple(findings),
        )

    def label(self, article: str) -> view.LabelView:
        """Return what is shown of an article where it is only named."""
        return view.LabelView(
            number=self.number(article),
            anchor=self._place(article),
            article=article,
            outlet=self.outlet(article),
            published=self.published(article),
        )

    def _place(self, article: str) -> str:
        return f"{self._anchor}a{self._numbers[article]}"

    def _index(self, doc: Doc, offset: int) -> int:
        return max(0, bisect_right(doc.sentences, offset, key=lambda span: span.start) - 1)

    def _article(self, doc: Doc, cited: Mapping[str, Sequence[int]]) -> view.ArticleView:
        article = doc.article
        return view.ArticleView(
            id=article.id,
            label=self.label(article.id),
            title=article.title,
            outlet=article.outlet,
            url=_web_address(article.url),
            day=self.day(article.id),
            how=self._wording.words.dating[doc.dating.how] if doc.dating.value else "",
            byline=article.byline,
            credits=self.origins(article.id),
            language=article.language,
            paragraphs=self._paragraphs(doc, cited),
            dropped=tuple((dropped.text, self._wording.reason(dropped.reason)) for dropped in doc.dropped),
        )

    def _paragraphs(self, doc: Doc, cited: Mapping[str, Sequence[int]]) -> tuple[view.ParagraphView, ...]:
        paragraphs: list[list[view.PieceView]] = []
        last = -1
        for sentence in doc.sentences:
            if last < 0 or "\n" in doc.text[last : sentence.start]:
                paragraphs.append([])
            anchor = self.anchor(doc.article.id, sentence.start)
            paragraphs[-1].append(self.piece(doc.article.id, sentence, cited.get(anchor, ())))
            last = sentence.end
        has_headline = doc.article.title_span is not None and doc.article.title_span.start == 0
        return tuple(
            view.ParagraphView(pieces=tuple(pieces), headline=has_headline and index == 0)
            for index, pieces in enumerate(paragraphs)
        )


def _web_address(url: str | None) -> str | None:
    """Return the address where it leads to the web, and None for any other, which could run in the page."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None
