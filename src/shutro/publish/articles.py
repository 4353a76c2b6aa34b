"""The articles of a story as they are shown: who published them when, on whose word, and the text."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from shutro.model import Doc, Span
from shutro.publish import view
from shutro.publish.later import Later
from shutro.publish.naming import Naming
from shutro.publish.wording import Wording

Cited = Callable[[str], Sequence[int]]


class Shelf:
    """The articles of one story by id, with their names, numbers and anchors."""

    def __init__(self, docs: Sequence[Doc], naming: Naming, wording: Wording, anchor: str) -> None:
        self._docs: Mapping[str, Doc] = {doc.article.id: doc for doc in docs}
        self._numbers = {doc.article.id: number for number, doc in enumerate(docs, start=1)}
        self._naming = naming
        self._wording = wording
        self._anchor = anchor
        # Every claim asks for these.
        self._outlets = {doc.article.id: self._outlet(doc) for doc in docs}
        self._origins = {doc.article.id: self._based_on(doc) for doc in docs}
        self._published = {doc.article.id: wording.when(doc.dating.value) for doc in docs}
        self._starts = {doc.article.id: [sentence.start for sentence in doc.sentences] for doc in docs}

    def articles(self, cited: Cited) -> tuple[view.ArticleView, ...]:
        """Return all articles; `cited` tells the numbers of findings by the anchors of their sentences."""
        return tuple(self._article(doc, cited) for doc in self._docs.values())

    def number(self, article: str) -> int:
        """Return the number of an article, from 1."""
        return self._numbers[article]

    def text(self, article: str) -> str:
        """Return the text of an article."""
        return self._docs[article].text

    def outlet(self, article: str) -> str:
        """Return the name of the article's outlet, or its file where the outlet is unknown."""
        return self._outlets[article]

    def published(self, article: str) -> str:
        """Return in words when an article was published."""
        return self._published[article]

    def day(self, article: str) -> str | None:
        """Return the day, or less exact, on which an article was published, as EDTF."""
        return (self._docs[article].dating.value or "")[:10] or None

    def origins(self, article: str) -> tuple[str, ...]:
        """Return the names of the agencies or outlets that the article is based on."""
        return self._origins[article]

    def sentence(self, article: str, offset: int) -> Span:
        """Return the sentence in which an offset stands."""
        doc = self._docs[article]
        return doc.sentences[self._index(article, offset)] if doc.sentences else Span(0, len(doc.text))

    def anchor(self, article: str, offset: int) -> str:
        """Return the anchor of the sentence in which an offset stands."""
        return f"{self._place(article)}n{self._index(article, offset) + 1}"

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

    def _index(self, article: str, offset: int) -> int:
        return max(0, bisect_right(self._starts[article], offset) - 1)

    def _outlet(self, doc: Doc) -> str:
        outlet = doc.article.outlet
        return self._naming.name(outlet) if outlet else doc.article.file.rpartition("/")[2]

    def _based_on(self, doc: Doc) -> tuple[str, ...]:
        names = (
            self._naming.name(credit.source) if credit.source else credit.name
            for credit in doc.credits
            if credit.role == "origin"
        )
        return tuple(dict.fromkeys(names))

    def _article(self, doc: Doc, cited: Cited) -> view.ArticleView:
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

    def _paragraphs(self, doc: Doc, cited: Cited) -> Sequence[view.ParagraphView]:
        paragraphs: list[list[Span]] = []
        last = -1
        for sentence in doc.sentences:
            if last < 0 or "\n" in doc.text[last : sentence.start]:
                paragraphs.append([])
            paragraphs[-1].append(sentence)
            last = sentence.end
        return Later(len(paragraphs), lambda place: self._paragraph(doc, place, paragraphs[place], cited))

    def _paragraph(self, doc: Doc, place: int, sentences: Sequence[Span], cited: Cited) -> view.ParagraphView:
        id_, title = doc.article.id, doc.article.title_span
        return view.ParagraphView(
            pieces=tuple(
                self.piece(id_, sentence, cited(self.anchor(id_, sentence.start))) for sentence in sentences
            ),
            headline=place == 0 and title is not None and title.start == 0,
        )


def _web_address(url: str | None) -> str | None:
    """Return the address where it leads to the web, and None for any other, which could run in the page."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None
