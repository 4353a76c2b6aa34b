"""Web archives: pages by their place in the file, and what is no page."""

from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from shutro.ingest.warc import Captured, find_offsets, read_captured
from shutro.model import Dropped


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
