"""`import shutro`: read articles, make stories."""

from pathlib import Path

import pytest

import shutro
from shutro.errors import InputError
from shutro.examples import EXAMPLES, read_example

REPORT = "চাঁদপুরে মেঘনা নদীতে লঞ্চ ডুবে ১১ জন নিহত হয়েছেন।\nলঞ্চটি ঢাকা থেকে বরিশাল যাচ্ছিল বলে জানিয়েছে নৌ পুলিশ।\n"


def test_words_are_read_as_an_article() -> None:
    doc = shutro.read(REPORT, published="2026-11-14")
    assert (doc.article.language, doc.dating.value, doc.dating.how) == ("bn", "2026-11-14", "given")
    assert doc.sentences and doc.mentions and doc.quantities and doc.quotes and doc.events


def test_one_line_of_words_is_no_file_name() -> None:
    assert "লঞ্চ" in shutro.read("চাঁদপুরে মেঘনা নদীতে লঞ্চ ডুবে ১১ জন নিহত হয়েছেন।").text


def test_a_file_is_read_by_path_and_by_name(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    assert shutro.read(file) == shutro.read(str(file))
    assert shutro.read(file).text == shutro.read(REPORT).text


def test_without_a_date_none_is_made_up() -> None:
    assert shutro.read(REPORT).dating.value is None


def test_a_date_of_the_page_wins_over_a_given_one(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    head = '<meta property="article:published_time" content="2026-11-14T09:00:00+06:00">'
    body = "".join(f"<p>{line}</p>" for line in REPORT.splitlines() * 4)
    file.write_text(
        f'<html lang="bn"><head><meta charset="utf-8">{head}<title>লঞ্চ ডুবি</title></head>'
        f"<body><article><h1>মেঘনায় লঞ্চ ডুবি</h1>{body}</article></body></html>",
        encoding="utf-8",
    )
    doc = shutro.read(file, published="2020-01-01")
    assert (doc.dating.value or "")[:10] == "2026-11-14"
    assert doc.dating.how == "page"


@pytest.mark.parametrize("empty", ["", " ", "\n\n"])
def test_no_words_are_no_article(empty: str) -> None:
    with pytest.raises(InputError):
        shutro.read(empty)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(InputError, match=r"missing\.txt"):
        shutro.read(Path("missing.txt"))


def test_no_docs_tell_no_story() -> None:
    assert shutro.stories([]) == []


def test_every_doc_is_in_one_story_and_these_come_oldest_first() -> None:
    docs = [doc for name in EXAMPLES for doc in read_example(name)]
    stories = shutro.stories(docs)
    told = [article for story in stories for article in story.articles]
    assert sorted(told) == sorted(doc.article.id for doc in docs)
    first = [story.first or "~" for story in stories]
    assert first == sorted(first)


def test_an_article_given_twice_counts_once() -> None:
    doc = shutro.read(REPORT, published="2026-11-14")
    (story,) = shutro.stories([doc, doc])
    assert story.articles == (doc.article.id,)
    assert {finding.reports for finding in story.findings} == {1}


def test_reading_changes_no_doc() -> None:
    doc = shutro.read(REPORT, published="2026-11-14")
    shutro.stories([doc])
    assert doc.links == ()
    assert doc == shutro.read(REPORT, published="2026-11-14")
