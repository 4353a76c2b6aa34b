"""Web archives: pages by their place in the file, and what is no page."""

import gzip
import zlib
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from outlets import HOUSES, Written, write
from outlets.newsroom import START
from outlets.sheet import Sheet
from shutro.ingest.files import read_pages
from shutro.ingest.given import read_given
from shutro.ingest.warc import Captured, find_offsets, read_captured
from shutro.model import Dropped, Page
from shutro.pipeline import read_docs
from shutro.text.normalize import normalize


def write_warc(path: Path, answers: list[tuple[str, str, str, bytes]]) -> Path:
    """Write answers, each an address, a status, a kind of content and a body."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for url, status, kind, body in answers:
            head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            date = {"WARC-Date": "2026-11-14T08:00:00Z"}
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=BytesIO(body), http_headers=head, warc_headers_dict=date
                )
            )
    return path


def test_each_page_is_read_once_whatever_the_parts_of_the_file(tmp_path: Path) -> None:
    body = "<html><body><p>নদীর পানি বেড়েছে।</p></body></html>".encode()
    answers = [(f"https://nodi.test/{number}", "200 OK", "text/html", body) for number in range(20)]
    path = write_warc(tmp_path / "a.warc.gz", answers)
    starts = find_offsets(path, 6)
    assert len(starts) == 4
    parts = [list(read_captured(path, *part)) for part in zip(starts, (*starts[1:], None), strict=True)]
    found = [one for part in parts for one in part if isinstance(one, Captured)]
    assert [one.url for one in found] == [url for url, *_ in answers]
    assert {one.raw for one in found} == {body}
    assert {one.fetched for one in found} == {"2026-11-14T08:00:00Z"}


def test_answers_that_hold_no_page_are_dropped_with_the_reason(tmp_path: Path) -> None:
    answers = [
        ("https://nodi.test/gone", "404 Not Found", "text/html", b"<p>gone</p>"),
        ("https://nodi.test/a.jpg", "200 OK", "image/jpeg", b"\xff\xd8"),
        ("https://nodi.test/empty", "200 OK", "text/html", b"  "),
    ]
    found = list(read_captured(write_warc(tmp_path / "a.warc.gz", answers)))
    assert [(one.text[18:], one.reason) for one in found if isinstance(one, Dropped)] == [
        ("gone", "the answer is 404, not a page"),
        ("a.jpg", "is no page but image/jpeg"),
        ("empty", "is empty"),
    ]


def test_a_file_that_is_no_archive_is_said_to_break_off(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"\x1f\x8b" + b"nonsense" * 100)
    (found,) = read_captured(path)
    assert isinstance(found, Dropped)
    assert found.reason.startswith("the archive breaks off")


BODY = "<html><body><p>নদীর পানি বেড়েছে।</p></body></html>".encode() * 20


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    answers = [(f"https://nodi.test/{number}", "200 OK", "text/html", BODY) for number in range(5)]
    return write_warc(tmp_path / "a.warc.gz", answers)


def read(path: Path) -> tuple[list[str], list[str]]:
    """Return the last letters of the addresses that were found, and the reasons of what was dropped."""
    found = list(read_captured(path))
    assert all(one.raw == BODY for one in found if isinstance(one, Captured))
    return (
        [one.url[-1] for one in found if isinstance(one, Captured)],
        [one.reason.split(" (")[0] for one in found if isinstance(one, Dropped)],
    )


def test_a_file_that_breaks_off_gives_its_whole_records_and_says_so(archive: Path) -> None:
    raw = archive.read_bytes()
    archive.write_bytes(raw[:-100])
    assert read(archive) == (["0", "1", "2", "3"], ["the archive breaks off"])


def test_a_plain_file_that_breaks_off_gives_no_half_page(archive: Path) -> None:
    plain = archive.with_name("a.warc")
    plain.write_bytes(gzip.decompress(archive.read_bytes())[:-400])
    assert read(plain) == (["0", "1", "2", "3"], ["the archive breaks off"])


def test_behind_a_damaged_record_the_archive_is_read_on(archive: Path) -> None:
    raw = bytearray(archive.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    archive.write_bytes(raw)
    found, reasons = read(archive)
    assert len(found) == 4
    assert set(reasons) == {"the archive breaks off"}


def test_an_archive_that_was_packed_as_a_whole_is_read(archive: Path) -> None:
    archive.write_bytes(gzip.compress(gzip.decompress(archive.read_bytes())))
    assert read(archive) == (["0", "1", "2", "3", "4"], [])
    assert find_offsets(archive, 2) == (0,)


def test_a_bomb_costs_one_record(archive: Path) -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packing.compress(b" " * 2**20) for _ in range(100)) + packing.flush()
    head = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
    )
    file = BytesIO()
    writer = WARCWriter(file, gzip=True)
    record = writer.create_warc_record(
        "https://nodi.test/b", "response", payload=BytesIO(bomb), http_headers=head
    )
    writer.write_record(record)
    archive.write_bytes(file.getvalue() + archive.read_bytes())
    found, reasons = read(archive)
    assert found == ["0", "1", "2", "3", "4"]
    assert reasons[0].startswith("is too large")


def test_a_folder_gives_its_archives_and_saved_pages_but_not_the_parts_of_these(archive: Path) -> None:
    page = b"<html><body><p>x</p></body></html>"
    for name in ("b.html", "b_files/frame.html", "c.htm"):
        place = archive.parent / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(page)
    names = [one.name for one in read_pages([archive.parent]) if isinstance(one, Page)]
    assert [name.rsplit("/", 1)[1] for name in names] == ["0", "1", "2", "3", "4", "b.html", "c.htm"]


def test_a_page_that_was_saved_in_one_file_bears_its_address_and_moment(tmp_path: Path) -> None:
    text = "<html><body><p>পানি নামছে।</p></body></html>"
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://nodi.test/a?utm_source=x"
    message["Date"] = "Sat, 14 Nov 2026 08:00:00 +0000"
    message.set_content("<p>frame</p>", subtype="css")
    message.add_related(text, subtype="html", charset="utf-8", cte="quoted-printable")
    path = tmp_path / "a.mhtml"
    path.write_bytes(bytes(message))
    (found,) = read_pages([path])
    assert isinstance(found, Page)
    assert (found.name, found.fetched) == ("https://nodi.test/a", "2026-11-14T08:00:00+00:00")
    assert found.raw.decode().strip() == text


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff" * 50, b"Content-Type: multipart/related\n\nx", b"a: b\n\n" * 1000]
)
def test_what_is_no_saved_page_is_dropped(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(raw)
    assert all(isinstance(one, Dropped) for one in read_pages([path]))


def test_an_archive_is_added_like_any_file(archive: Path, tmp_path: Path) -> None:
    reports = [write(number, number, START) for number in range(3)]
    pages = [(f"https://nodipoth.example/{one.number}", page_of_outlet(one)) for one in reports]
    path = write_warc(tmp_path / "b.warc.gz", [(url, "200 OK", "text/html", body) for url, body in pages])
    given = read_given(None)
    docs = [doc for doc in read_docs(read_pages([path]), given) if not isinstance(doc, Dropped)]
    assert [doc.article.title for doc in docs] == [normalize(one.title) for one in reports]


def page_of_outlet(written: Written) -> bytes:
    sheet = Sheet(
        written=written, site="দৈনিক নদীপথ", base="https://nodipoth.example", path=f"/{written.number}"
    )
    return HOUSES[0].page(sheet).encode()
