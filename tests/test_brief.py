"""Briefs: a few sentences of the sources, most agreed first, with what is disputed and what was revised."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.cli import main
from shutro.evaluate.summaries import rouge_l, rouge_n, score_summaries
from shutro.examples import EXAMPLES, read_example
from shutro.model import Doc, Story
from shutro.pipeline import tell
from shutro.publish.brief import Brief, make_brief
from shutro.publish.briefing import brief_to_json, brief_to_markdown
from shutro.publish.wording import wording
from shutro.text.normalize import normalize
from storybook import make_story

CHECKED = ("ferry", "cyclone")


def told(name: str) -> tuple[Story, dict[str, Doc]]:
    stories, linked = tell(read_example(name))
    return stories[0], {doc.article.id: doc for doc in linked}


@pytest.fixture(scope="module", params=CHECKED)
def example(request: pytest.FixtureRequest) -> tuple[Story, dict[str, Doc], Brief]:
    story, docs = told(request.param)
    return story, docs, make_brief(story, docs)


def test_every_sentence_stands_in_its_article(example: tuple[Story, dict[str, Doc], Brief]) -> None:
    _, docs, brief = example
    assert brief.lines
    for line in brief.lines:
        words = line.sentence.span.of(docs[line.sentence.article].text)
        assert line.sentence.text == " ".join(words.split())
        for side in line.sides:
            texts = [" ".join(docs[article].text.split()) for article in side.articles]
            assert any(side.words in text for text in texts)


def test_most_agreed_comes_first(example: tuple[Story, dict[str, Doc], Brief]) -> None:
    _, _, brief = example
    plain = [line.origins for line in brief.lines if not line.sides]
    assert plain == sorted(plain, reverse=True)


def test_disputes_and_revisions_show_all_sides(example: tuple[Story, dict[str, Doc], Brief]) -> None:
    _, _, brief = example
    apart = [line for line in brief.lines if line.agreement in ("disputed", "revised", "outcome")]
    assert apart
    assert all(len(line.sides) > 1 for line in apart)


def test_no_sentence_comes_twice_and_no_headline(example: tuple[Story, dict[str, Doc], Brief]) -> None:
    _, docs, brief = example
    texts = [line.sentence.text for line in brief.lines]
    assert len(set(texts)) == len(texts)
    assert not set(texts[:1]) & {doc.article.title for doc in docs.values()}


def test_references_are_the_articles_that_lines_cite(example: tuple[Story, dict[str, Doc], Brief]) -> None:
    story, _, brief = example
    cited = {article for line in brief.lines for article in line.articles}
    cited |= {article for line in brief.lines for side in line.sides for article in side.articles}
    assert set(brief.references) == cited <= set(story.articles)


@pytest.mark.parametrize("most", [0, 1, 2, 7, 50])
def test_a_brief_is_never_longer_than_asked(most: int) -> None:
    story, docs = told("ferry")
    assert len(make_brief(story, docs, most).lines) <= most


def test_the_brief_says_in_words_what_is_disputed() -> None:
    story, docs = told("ferry")
    words = wording("bn")
    page = brief_to_markdown(make_brief(story, docs), story, docs, words)
    assert words.phrase("disputed") in page
    assert words.phrase("revised") in page
    assert words.count("origins", 2) in page


def test_a_hostile_title_writes_no_markup() -> None:
    story, docs = make_story()
    page = brief_to_markdown(make_brief(story, docs), story, docs, wording("bn"))
    assert "<script>" not in page
    assert "javascript:" not in page


def test_json_repeats_the_words_at_its_offsets() -> None:
    story, docs = told("ferry")
    for line in json.loads(brief_to_json(make_brief(story, docs), docs))["lines"]:
        text = docs[line["article"]].text[line["start"] : line["end"]]
        assert " ".join(text.split()) == line["text"]


def test_the_command_makes_a_brief_of_files() -> None:
    folder = EXAMPLES["ferry"]
    run = CliRunner().invoke(
        main,
        ["brief", str(folder), "--published", str(folder / "articles.tsv"), "--sentences", "3", "--markdown"],
    )
    assert run.exit_code == 0
    assert run.output.count("\n- ") == 3


def test_an_empty_library_has_no_briefs(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["brief", "--library", str(tmp_path / "none.db")])
    assert run.exit_code == 2


words = st.lists(st.sampled_from("কখগঘঙ"), max_size=8).map(tuple)


@given(words, words)
@settings(max_examples=80)
def test_rouge_is_a_share_that_only_the_same_words_fill(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    for value in (rouge_n(one, other, 1), rouge_n(one, other, 2), rouge_l(one, other)):
        assert 0 <= value <= 1
    assert rouge_l(one, one) == (1 if one else 0)
    assert rouge_l(one, other) == rouge_l(other, one)


def test_summaries_are_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Summaries").mkdir()
    body = "রূপনগরে সেতু ভেঙে ৭ জন নিহত হয়েছেন। পুলিশ ঘটনাটি তদন্ত করছে।"
    (tmp_path / "Documents" / "Document_1.txt").write_text(
        f"Title: সেতু ভাঙল\nText: {body}\n", encoding="utf-8"
    )
    (tmp_path / "Summaries" / "Document_1_Summary_1.txt").write_text(
        "রূপনগরে সেতু ভেঙে ৭ জন নিহত হয়েছেন\n", encoding="utf-8"
    )
    first = score_summaries(
        tmp_path, lambda doc, _: [doc.text[doc.sentences[1].start : doc.sentences[1].end]]
    )
    assert first == pytest.approx((1, 1, 1))
    assert normalize(body)
