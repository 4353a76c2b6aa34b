"""Copies among gathered articles, held against all their runs."""

import gzip
import json
from pathlib import Path

import pytest
import regex
from click.testing import CliRunner

from shutro.cli.evaluate import evaluate
from shutro.errors import InputError
from shutro.evaluate.reprints import find_truth, read_printed

WORDS = regex.findall(
    r"\S+",
    "নদী ভাঙন শুরু হয়েছে গ্রামের মানুষ ঘর সরিয়ে নিচ্ছে রাত জেগে পাহারা বাঁধের ওপর আশ্রয় ত্রাণ আসেনি এখনো",
)
OTHER = regex.findall(
    r"\S+",
    "আদালত রায় দিয়েছে জমির মামলায় দুই ভাই খালাস আইনজীবী জানালেন আপিল হবে উচ্চ আদালতে আগামী সপ্তাহে শুনানি",
)
WHOLE = " ".join(WORDS + [f"{word}টি" for word in WORDS])
ELSE = " ".join(OTHER + [f"{word}টি" for word in OTHER])


def test_truth_counts_the_shorter_text_and_two_houses_only() -> None:
    truth = find_truth([WHOLE, WHOLE + " " + ELSE, WHOLE, ELSE], ["a", "b", "a", "c"])
    assert truth.share.keys() == {(0, 1), (1, 2), (1, 3)}
    assert truth.share[0, 1] == 1.0
    assert truth.pairs(0.5) == {(0, 1), (1, 2), (1, 3)}


def test_a_folder_of_gathered_articles_is_told_how_many_copies_are_found(tmp_path: Path) -> None:
    rows = [{"source": "a", "title": "", "body": WHOLE}, {"source": "b", "body": WHOLE + " " + ELSE}]
    with gzip.open(tmp_path / "news.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write("\n".join(json.dumps(row) for row in rows))
    shown = CliRunner().invoke(evaluate, [str(tmp_path)], catch_exceptions=False).output
    assert "2 articles as they come" in shown
    assert "1.000" in shown


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"jsonl\.gz"):
        read_printed(tmp_path)
