"""Events across articles: which tellings are of one event, and how this is measured."""

from pathlib import Path

import pytest

import shutro
from shutro.claims.retelling import find_retellings
from shutro.claims.statements import find_statements
from shutro.claims.told import Tellers
from shutro.evaluate.across import KnownEvent, compare, score_across
from shutro.model import Span
from shutro.pipeline import link_docs
from shutro.text.normalize import normalize

PLACES = [(article, Span(start, start + 3)) for article in ("a", "b") for start in (0, 10)]
FIRST = "পাবনায় আগুন\n\nপাবনার সুজানগরে শুক্রবার রাতে একটি পাটকলে আগুন লেগে তিন শ্রমিক নিহত হয়েছেন।\n"
SECOND = "পাটকলে অগ্নিকাণ্ড\n\nপাবনার সুজানগরের পাটকলে অগ্নিকাণ্ডে শুক্রবার রাতে মারা গেছেন তিন শ্রমিক।\n"


def test_what_is_put_together_rightly_is_whole() -> None:
    known = dict.fromkeys(PLACES[::2], ("fire",)) | dict.fromkeys(PLACES[1::2], ("death",))
    score = compare([PLACES[::2], PLACES[1::2]], known)
    assert (score.precision, score.recall, score.b_cubed) == (1, 1, 1)


def test_what_stands_alone_is_precise_and_not_complete() -> None:
    score = compare([], dict.fromkeys(PLACES, ("fire",)), named=8)
    assert (score.precision, score.recall) == (1, 0.25)
    assert (score.found, score.named) == (4, 8)


def test_all_in_one_is_complete_and_not_precise() -> None:
    known = {place: [str(number)] for number, place in enumerate(PLACES)}
    score = compare([PLACES], known)
    assert (score.precision, score.recall) == (0.25, 1)


def test_scores_of_two_stories_add_up() -> None:
    one = compare([PLACES], dict.fromkeys(PLACES, ("fire",)))
    assert (one + one).found == 8
    assert (one + one).b_cubed == pytest.approx(1)


def test_one_death_in_two_articles_is_one_event() -> None:
    docs = [shutro.read(FIRST, published="2026-05-09"), shutro.read(SECOND, published="2026-05-10")]
    linked = link_docs(docs)[1]
    texts = {doc.article.id: doc.text for doc in linked}
    retold = find_retellings(find_statements(linked), Tellers(linked).links)
    told = [{span.of(texts[article]) for article, span in one.told} for one in retold]
    assert {normalize("নিহত হয়েছেন"), normalize("মারা গেছেন")} in told


def test_events_of_two_articles_are_scored(tmp_path: Path) -> None:
    docs = []
    for number, text in enumerate((FIRST, SECOND), start=1):
        path = tmp_path / f"0{number}_x.txt"
        path.write_text(text, encoding="utf-8")
        docs.append(shutro.read(path, published="2026-05-09"))
    places = [("01", normalize("নিহত হয়েছেন")), ("02", normalize("মারা গেছেন"))]
    score = score_across(docs, [KnownEvent(id="death", at=places)])
    assert (score.named, score.found, score.recall) == (2, 2, 1)
