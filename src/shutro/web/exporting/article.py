"""An article with all that was found in it, and what its outlet changed, to take along."""

from collections.abc import Iterator, Mapping, Sequence

from starlette.requests import Request

from shutro.model import Doc
from shutro.publish.export import doc_to_json
from shutro.publish.markdown import web_address
from shutro.publish.paper import Entry, Line, Paper, Run, Section
from shutro.publish.table import Table
from shutro.publish.versions import version_to_json, view_changes
from shutro.publish.wording import Wording
from shutro.story.versions import Version
from shutro.web.beside import Opened
from shutro.web.exporting.lists import plain_paper
from shutro.web.exporting.taking import Parcel

_MARK_COLUMNS = ("layer", "start", "end", "words", "note", "entity")
_CHANGE_COLUMNS = ("revises", "article", "published", "how", "kind", "start", "before", "after")


def pack_article(request: Request, opened: Opened, wording: Wording) -> Parcel:
    """Return an article as a table of its marks, as the JSON of the terminal, and as a paper with its text."""
    doc = opened.doc
    return Parcel(
        name=f"article-{doc.article.id}",
        table=lambda: Table(columns=_MARK_COLUMNS, rows=tuple(_mark_rows(opened))),
        json=lambda: doc_to_json(doc),
        paper=lambda: _article_paper(request, opened, wording),
    )


def pack_versions(
    request: Request, id_: str, versions: Sequence[Version], docs: Mapping[str, Doc], wording: Wording
) -> Parcel:
    """Return what the outlet of an article changed: a row for each sentence, or the objects of the terminal."""

    def encoded() -> bytes:
        return b"[" + b",".join(version_to_json(version, docs) for version in versions) + b"]"

    return Parcel(
        name=f"versions-{id_}",
        table=lambda: Table(columns=_CHANGE_COLUMNS, rows=tuple(_change_rows(versions, docs))),
        json=encoded,
        paper=lambda: _versions_paper(request, docs[id_].article.title, versions, docs, wording),
    )


def _mark_rows(opened: Opened) -> Iterator[tuple[str, ...]]:
    for mark in opened.reading.marks:
        yield mark.layer, str(mark.span.start), str(mark.span.end), mark.words, mark.note, mark.entity


def _article_paper(request: Request, opened: Opened, wording: Wording) -> Paper:
    article = opened.article
    facts = [(wording.phrase("when"), article.label.published)]
    if article.credits:
        facts.append((wording.phrase("credits"), ", ".join(article.credits)))
    if article.byline:
        facts.append((wording.phrase("byline"), article.byline))
    text = tuple(
        Entry(line=(Run(words=" ".join(piece.text for piece in paragraph.pieces), kind="said"),))
        for paragraph in article.paragraphs
        if not paragraph.headline
    )
    address = web_address(article.url)
    sections = [Section(title=article.label.outlet, shape="prose", note=address, entries=text)]
    for layer in opened.reading.layers:
        entries = tuple(
            Entry(line=_marked(mark.words, mark.note, wording.digits(count) if count > 1 else ""))
            for mark, count in layer.marks
        )
        if entries:
            sections.append(Section(title=layer.words, level=2, entries=entries))
    return plain_paper(request, wording, " ".join(article.title.split()), sections, facts)


def _marked(words: str, note: str, count: str) -> Line:
    more = "".join((f" — {note}" if note else "", f" × {count}" if count else ""))
    return Run(words=words, kind="said"), Run(words=more, kind="soft")


def _change_rows(versions: Sequence[Version], docs: Mapping[str, Doc]) -> Iterator[tuple[str, ...]]:
    for version in versions:
        head = (version.revises, version.article, docs[version.article].dating.value or "", version.how)
        for change in view_changes(version, docs):
            start = "" if change.start is None else str(change.start)
            yield *head, change.kind, start, _joined(change.before), _joined(change.after)


def _versions_paper(
    request: Request, title: str, versions: Sequence[Version], docs: Mapping[str, Doc], wording: Wording
) -> Paper:
    sections = []
    for version in versions:
        days = (wording.when(docs[one].dating.value) for one in (version.revises, version.article))
        entries = tuple(
            Entry(
                line=(Run(words=wording.words.changes[change.kind], kind="strong"),),
                notes=tuple(
                    (Run(words=f"{sign} ", kind="soft"), Run(words=_joined(pieces), kind="said"))
                    for sign, pieces in (("−", change.before), ("+", change.after))
                    if pieces
                ),
            )
            for change in view_changes(version, docs)
        )
        sections.append(
            Section(title=" → ".join(days), note=wording.words.versions[version.how], entries=entries)
        )
    return plain_paper(request, wording, f"{wording.phrase('versions')}: {' '.join(title.split())}", sections)


def _joined(pieces: Sequence[tuple[str, bool]]) -> str:
    return " ".join("".join(text for text, _ in pieces).split())
