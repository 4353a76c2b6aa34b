"""Archives of invented pages for tests."""

import html
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from shutro.examples import read_example
from shutro.model import Doc

_PAGE = """<html><head><title>{title}</title><meta property="article:published_time" content="{published}"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1>{body}</article><footer>2026</footer></body></html>"""
FOREIGN = "<html><body>" + "<p>The river rose again on Monday, officials said.</p>" * 60 + "</body></html>"


def told(*names: str) -> list[Doc]:
    """Return the docs of bundled stories."""
    return [doc for name in names for doc in read_example(name)]


def page_of(doc: Doc) -> str:
    """Return a page that holds the article."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in doc.text.split("\n")[1:] if line.strip())
    return _PAGE.format(title=html.escape(doc.article.title), published=doc.dating.value or "", body=body)


def write_warc(path: Path, pages: Iterable[tuple[str, str]]) -> Path:
    """Write pages, each an address and its HTML, as a crawler would."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, page in pages:
            head = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(page.encode()),
                http_headers=head,
                warc_headers_dict={"WARC-Date": "2026-11-20T00:00:00Z"},
            )
            writer.write_record(record)
    return path


def bytes_of(folder: Path) -> dict[str, str]:
    """Return the digests of all that an archive gives out."""
    return {
        place.relative_to(folder).as_posix(): sha256(place.read_bytes()).hexdigest()
        for place in sorted(folder.rglob("*"))
        if place.is_file() and ".work" not in place.parts
    }
