"""Files that are no articles: each is named with the reason, and the others are read all the same."""

import json
import os
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import report
from shutro.cli import main
from shutro.cli.reading import plain
from shutro.errors import DatesError, InputError
from shutro.ingest.articles import to_article
from shutro.ingest.charsets import decode
from shutro.ingest.files import MEDIA, find_files
from shutro.ingest.given import read_given
from shutro.ingest.limits import LARGEST
from shutro.model import Page

_REPORT = report(3)
_LONG = "ঘন কুয়াশায় মেঘনার মাঝখানে চার ঘণ্টা আটকা দুই ফেরি, শীতে ভোগান্তিতে নারী ও শিশুসহ পাঁচ শতাধিক যাত্রী"
_PAGE = f"<!doctype html><html><body><article><h1>শিরোনাম</h1><p>{_REPORT * 3}</p></article></body></html>"


def annotate(*args: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["annotate", "--json", *map(str, args)], input=stdin)


def texts(result: Result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line)["text"] for line in result.stdout.splitlines()]


def refused(result: Result) -> str:
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    return result.stderr


def page_of(raw: bytes, name: str = "a.txt") -> Page:
    kind = Path(name.partition(":")[0]).suffix
    return Page(digest="d", raw=raw, name=name, media=MEDIA[kind])


BAD = {
    "empty.txt": (b"", "is empty"),
    "spaces.txt": (b" \n\t\r\n ", "is empty"),
    "signs.txt": ("।।। --- ৳৳ 123".encode(), "holds no article"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20, "no text"),
    "photo.txt": (b"\xff\xd8\xff\xe0\x10JFIF" + bytes(range(1, 256)) * 20, "neither UTF-8 nor UTF-16"),
    "zeros.txt": (bytes(5000), "no text"),
    "archive.txt": (b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(250, 5, -1)) * 9, "no text"),
    "latin.txt": ("café, naïve".encode("latin-1"), "neither UTF-8 nor UTF-16"),
    "half.txt": (_REPORT.encode()[:-2], "neither UTF-8 nor UTF-16"),
    "odd.txt": (_REPORT.encode("utf-16")[:-1], "is not text in utf-16"),
    "empty.html": (b"<html><body></body></html>", "no article"),
    "menu.html": (
        b"<html><body><nav><a href='/'>Home</a></nav><script>let a = 1</script></body></html>",
        "no article",
    ),
    "strange.html": (b"<html><head><meta charset='klingon'></head><body>\xff\xfe</body>", "klingon"),
    "empty.jsonl": (b"\n\n", "is empty"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_the_reason(tmp_path: Path, name: str) -> None:
    raw, reason = BAD[name]
    file = tmp_path / name
    file.write_bytes(raw)
    message = refused(annotate(file))
    assert f"shutro: {file}: " in message
    assert reason in message


def test_the_good_files_are_read_among_bad_ones(tmp_path: Path) -> None:
    for name, (raw, _) in BAD.items():
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "good.txt").write_text(_REPORT, encoding="utf-8")
    result = annotate(tmp_path, tmp_path / "missing.txt")
    assert len(texts(result)) == 1
    assert len(result.stderr.splitlines()) == len(BAD) + 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_mark(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    raw = _REPORT.encode(encoding)
    if encoding == "utf-16-be":
        raw = b"\xfe\xff" + raw
    file.write_bytes(raw)
    assert texts(annotate(file))[0].splitlines()[0] == _REPORT.splitlines()[0]


def test_utf_16_of_either_order_is_read_without_mark() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode(page_of(_REPORT.encode(encoding))) == _REPORT


def test_a_page_is_read_in_the_charset_that_it_names() -> None:
    text = "<html><head><meta charset='windows-1252'></head><body>café</body></html>"
    assert decode(page_of(text.encode("windows-1252"), "a.html")) == text


def test_html_is_known_without_its_ending(tmp_path: Path) -> None:
    file = tmp_path / "page"
    file.write_text(_PAGE, encoding="utf-8")
    assert "<p>" not in texts(annotate(file))[0]


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    for name in ("large.txt", "large.html", "large.jsonl"):
        file = tmp_path / name
        with file.open("wb") as sparse:
            sparse.truncate(200_000_000)
        assert f"{file}" in (message := refused(annotate(file)))
        assert "is too large" in message


def test_the_line_after_a_large_one_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    row = json.dumps({"text": _REPORT}).encode()
    file.write_bytes(b'{"text": "' + b"a" * (2 * LARGEST + 5) + b'"}\n' + row + b"\n")
    result = annotate(file)
    assert len(texts(result)) == 1
    assert f"{file}:1: is too large" in result.stderr


def test_a_device_without_end_is_not_read_to_its_end() -> None:
    assert "/dev/zero: is too large" in refused(annotate("/dev/zero"))


ROWS = {
    b"{": "broken line of JSON",
    b"[1, 2]": "broken line of JSON",
    b'{"text": 7}': "broken line of JSON",
    b'{"text": "\xff"}': "neither UTF-8",
    b'{"text": "\\ud800"}': "broken line of JSON",
    b'{"title": "..."}': 'has no "text"',
    b'{"text": ""}': 'has no "text"',
    b'{"text": "...", "more": ' + b"[" * 100_000 + b"}": "broken line of JSON",
    b"not json": "broken line of JSON",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[:20].decode("latin-1"))
def test_a_broken_line_is_named_by_its_number(tmp_path: Path, row: bytes) -> None:
    file = tmp_path / "a.jsonl"
    good = json.dumps({"text": _REPORT, "other": [1]}).encode()
    file.write_bytes(b"\xef\xbb\xbf" + good + b"\n\n" + row + b"\n" + good.replace(b"4", b"5"))
    result = annotate(file)
    assert len(texts(result)) == 2
    (message,) = result.stderr.splitlines()
    assert message.startswith(f"shutro: {file}:3: ")
    assert ROWS[row] in message


def test_lines_of_json_in_utf_16_are_refused_once(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": _REPORT}, ensure_ascii=False) + "\n", encoding="utf-16")
    assert "must be UTF-8" in refused(annotate(file)).splitlines()[0]


def test_standard_input_is_text_page_or_lines() -> None:
    assert len(texts(annotate("-", stdin=_REPORT.encode()))) == 1
    assert "<p>" not in texts(annotate("-", stdin=_PAGE.encode()))[0]
    rows = "".join(json.dumps({"text": report(number)}) + "\n" for number in range(3))
    assert len(texts(annotate("-", stdin=rows.encode()))) == 3
    assert "standard input: is empty" in refused(annotate("-", stdin=b""))
    assert "standard input:2: broken" in annotate("-", stdin=rows.encode().replace(b"\n", b"\n{\n", 1)).stderr


# Files and folders.


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert f"{tmp_path}/no.txt: cannot be read: No such file" in refused(annotate(tmp_path / "no.txt"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs the files of Linux")
def test_a_file_that_fails_while_it_is_read_is_named() -> None:
    assert "/proc/self/mem: cannot be read: Input/output error" in refused(annotate("/proc/self/mem"))


def test_a_name_that_is_too_long_is_named() -> None:
    assert "cannot be read: File name too long" in refused(annotate("a" * 5000 + ".txt"))


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert f"{tmp_path}: the folder holds no .txt" in refused(annotate(tmp_path))


def test_a_folder_is_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "c/a/a.TXT", "a/a.jsonl", "d.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "e.txt").mkdir()
    (tmp_path / "e.txt" / "a.txt").write_text("")
    found = [str(file.relative_to(tmp_path)) for file in find_files(tmp_path) if isinstance(file, Path)]
    assert found == ["a/a.jsonl", "a/z.html", "b.txt", "c/a/a.TXT", "e.txt/a.txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "up").symlink_to(tmp_path, target_is_directory=True)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "good.txt").write_text(_REPORT, encoding="utf-8")
    (folder / "nowhere").symlink_to("gone")
    assert [found for found in find_files(tmp_path) if isinstance(found, Path)] == [folder / "good.txt"]
    assert "self.txt: cannot be read: Too many levels" in refused(annotate(folder / "self.txt"))


def test_a_deep_folder_is_walked(tmp_path: Path) -> None:
    place = os.open(tmp_path, os.O_RDONLY)
    for _ in range(2500):  # deeper than a path can name, deeper than Python recurses
        os.mkdir("d", dir_fd=place)
        inner = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = inner
    os.close(place)
    (tmp_path / "good.txt").write_text(_REPORT, encoding="utf-8")
    try:
        result = annotate(tmp_path)
    finally:
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)
    assert len(texts(result)) == 1
    assert "cannot be read: File name too long" in result.stderr


def test_a_pipe_is_read_and_not_looked_for_in_folders(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "good.txt").write_text(_REPORT, encoding="utf-8")
    assert len(texts(annotate(tmp_path))) == 1


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder with an unreadable file and an unreadable folder."""
    (tmp_path / "file.txt").write_text(_REPORT, encoding="utf-8")
    (tmp_path / "file.txt").chmod(0)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder").chmod(0)
    tmp_path.chmod(stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO)
    yield tmp_path
    (tmp_path / "folder").chmod(stat.S_IRWXU)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_named(locked: Path) -> None:
    message = refused(annotate(locked))
    assert f"{locked / 'file.txt'}: cannot be read: Permission denied" in message
    assert f"{locked / 'folder'}: cannot be read: Permission denied" in message


# What reaches the terminal.

_STEERING = {
    "a\nshutro: all is well.txt": r"a\nshutro: all is well.txt",
    "\x1b[2J\x1b]0;title\x07.txt": r"\x1b[2J\x1b]0;title\x07.txt",
    "\x9b31m\x85\u2028.txt": r"\x9b31m\x85\u2028.txt",
    "\u202eexe.txt": r"\u202eexe.txt",
    "\udcff\udcfe.txt": "\ufffd\ufffd.txt",
    "[bold]x[bold].txt": "[bold]x[bold].txt",
    "র\u200d্যাব.txt": "র\u200d্যাব.txt",
}


@pytest.mark.parametrize("name", _STEERING, ids=range(len(_STEERING)))
def test_a_name_does_not_steer_the_terminal(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    (message, _) = refused(annotate(tmp_path)).splitlines()
    assert message == f"shutro: {tmp_path}/{_STEERING[name]}: is empty"


def test_a_strange_name_is_stored_and_shown(tmp_path: Path) -> None:
    for name in _STEERING:
        (tmp_path / name).write_text(_REPORT + name.encode("utf-8", "replace").decode(), encoding="utf-8")
    library = tmp_path / "shutro.db"
    added = CliRunner().invoke(main, ["add", str(tmp_path), "--library", str(library)])
    assert added.exit_code == 0, added.stderr
    for how in (["--json"], []):
        shown = CliRunner().invoke(main, ["stories", *how, "--library", str(library)])
        assert shown.exit_code == 0, shown.stderr
        assert "\x1b" not in shown.stdout


@given(st.text())
def test_plain_text_has_no_control_characters_and_one_line(text: str) -> None:
    assert len(plain(text).splitlines()) <= 1
    assert all(ch.isprintable() or ch not in "\n\r\t\x1b\x7f\x9b" for ch in plain(text))


def test_a_title_does_not_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\x1b]0;শিরোনাম\x9b31m\n" + _REPORT, encoding="utf-8")
    shown = CliRunner().invoke(main, ["story", str(tmp_path / "a.txt")])
    assert shown.exit_code == 0, shown.stderr
    assert not {"\x1b", "\x9b"} & set(shown.stdout)


# Dates.

TABLES = {
    "no columns": ("a.txt\t2024-01-01\n", "needs the tab-separated columns"),
    "empty": ("", "needs the tab-separated columns"),
    "no date": ("file\tpublished\na.txt\t2024-01-01\nb.txt\tyesterday\n", ":3: 'yesterday' is no date"),
    "month 13": ("file\tpublished\na.txt\t2024-13-01\n", ":2: '2024-13-01' is no date"),
    "30 February": ("file\tpublished\na.txt\t2024-02-30\n", ":2: '2024-02-30' is no date"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_bad_table_of_dates_is_named_by_its_line(tmp_path: Path, name: str) -> None:
    table = tmp_path / "dates.tsv"
    text, reason = TABLES[name]
    table.write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text(_REPORT, encoding="utf-8")
    message = refused(annotate(tmp_path / "a.txt", "--published", table))
    assert str(table) in message
    assert reason in message


def test_a_table_of_dates_is_text(tmp_path: Path) -> None:
    table = tmp_path / "dates.tsv"
    table.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DatesError, match="UTF-8"):
        read_given(str(table))
    for other in (
        "tomorrow",
        "2024-02-30",
        str(tmp_path),
        str(tmp_path / "gone.tsv"),
        "২০২৪-০২-২০",
        "a" * 5000,
        "a\0b",
    ):
        with pytest.raises(DatesError, match="neither a date"):
            read_given(other)


def test_short_and_long_rows_of_a_table_are_read(tmp_path: Path) -> None:
    table = tmp_path / "dates.tsv"
    table.write_text(
        "\ufefffile\tpublished\r\na.txt\r\nb.txt\t2024-01-01 10:30\tmore\tmore\r\n", encoding="utf-8"
    )
    known = read_given(str(table))
    assert known.of("a.txt").published is None
    assert known.of("folder/b.txt").published == "2024-01-01T10:30"


ROW_DATES = {
    "2024-02-29": "2024-02-29",
    "2024-02-29T08:30:00Z": "2024-02-29T08:30+00:00",
    "Thu, 29 Feb 2024 08:30:00 +0600": "2024-02-29T08:30+06:00",
    "2024-02": "2024-02",
    "2024-02-30": None,
    "yesterday": None,
}


@pytest.mark.parametrize("date", ROW_DATES)
def test_what_is_no_date_in_a_line_is_dropped_and_shown(date: str) -> None:
    row = json.dumps({"text": _REPORT, "published": date}).encode()
    article, dropped = to_article(page_of(row, "a.jsonl:1"))
    assert article.published == ROW_DATES[date]
    assert [(what.text, what.reason) for what in dropped] == (
        [] if ROW_DATES[date] else [(date, "is no date of publication")]
    )


def test_a_headline_in_a_line_is_one_line() -> None:
    row = json.dumps({"text": _REPORT, "title": " দুই\n\x1b[1m সারি "}).encode()
    article, _ = to_article(page_of(row, "a.jsonl:1"))
    assert article.title == "দুই [1m সারি"


# Laws.


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.jsonl:1"]))
def test_bytes_are_an_article_or_an_input_error(raw: bytes, name: str) -> None:
    _check_read(raw, name)


_TAGS = st.sampled_from(
    ["<p>", "</p>", "<h1>", "<!--", "-->", "<table>", "<td>", "<script>", "<a href=", "&#0;", "<svg>"]
)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_TAGS | st.text(max_size=20), max_size=40))
def test_tags_are_an_article_or_an_input_error(parts: list[str]) -> None:
    _check_read(("<html><body>" + "".join(parts)).encode("utf-8", "replace"), "a.html")


@pytest.mark.parametrize(
    "part", ["<div>", "<p>ক। ", "<a href='", "&#", "<!--", "<table><tr><td>", "\x00<p>", "<b", "</"]
)
def test_a_page_of_one_thing_ends(part: str) -> None:
    _check_read(("<html><body>" + part * 20_000).encode(), "a.html")


def _check_read(raw: bytes, name: str) -> None:
    try:
        article, _ = to_article(page_of(raw, name))
    except InputError as error:
        assert str(error).startswith(f"{name}: ")
    else:
        assert article.text.strip()


def test_a_line_of_headlines_without_a_sentence_is_no_article() -> None:
    headlines = (
        "নদীর ঘাটে নতুন ফেরি, কমবে অপেক্ষা বাজারে শীতের সবজি, দাম কমার আশা শহরে বইমেলার প্রস্তুতি শেষ পর্যায়ে খেলা অর্থনীতি"
    )
    row = {"title": "জেলার খবর", "text": headlines}
    with pytest.raises(InputError, match="no sentence"):
        to_article(row_of(row))


@pytest.mark.parametrize(
    "row",
    [
        {"title": "মেঘনায় ফেরি আটকা", "text": "যাত্রীরা নিরাপদে আছেন"},
        {"title": _LONG, "text": _LONG},
        {"title": "মেঘনায় ফেরি আটকা", "text": "ঘন কুয়াশায় মেঘনায় একটি ফেরি চার ঘণ্টা আটকা ছিল।"},
    ],
)
def test_a_flash_a_bare_headline_and_a_sentence_are_articles(row: dict[str, str]) -> None:
    article, _ = to_article(row_of(row))
    assert row["text"] in article.text


def row_of(row: dict[str, str]) -> Page:
    return page_of(json.dumps(row).encode(), "a.jsonl")
