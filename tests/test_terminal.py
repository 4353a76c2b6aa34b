"""What is written to the terminal: every value with its references, nothing cut, nothing that steers the terminal."""

import io
import unicodedata

import regex
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from shutro.publish.arrange import arrange
from shutro.publish.lines import columns, cut_lines, print_lines
from shutro.publish.marked import print_doc
from shutro.publish.terminal import print_contents, print_story
from shutro.publish.wording import wording
from storybook import make_story

bengali_texts = st.text(alphabet=st.sampled_from("কখগরযশষসহািীুূেৈোৌ্ংঃঁ়০৭। ab\n"), max_size=120)


def written(width: int = 100, *, code: str = "bn", colour: bool = False) -> str:
    story, docs = make_story()
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, color_system="standard" if colour else None
    )
    print_story(arrange(story, docs, wording(code)), console, wording(code))
    return out.getvalue()


def test_a_dispute_names_each_value_with_the_references_to_its_sentences() -> None:
    text = written()
    assert "বিরোধ (১)" in text
    assert regex.search(r"– ৭: \[১\]", text)
    assert regex.search(r"– ৯: \[২\]", text)
    assert "[১] x1 → পুলিশ, ১৪ সেপ্টেম্বর ২০২৩, সকাল ৯:৪০" in text


def test_every_reference_leads_to_an_entry_of_the_list() -> None:
    body, _, listed = written().partition("সূত্র-তালিকা")
    used = set(regex.findall(r"\[(\d+)\]", body))
    assert used == set(regex.findall(r"^  \[(\d+)\]", listed, regex.MULTILINE))


def test_the_arithmetic_of_origins_is_shown() -> None:
    assert "2 reports = 2 origins" in written(code="en")


def test_a_pipe_gets_no_colour_and_a_terminal_does() -> None:
    assert "\x1b[" not in written()
    assert "\x1b[" in written(colour=True)


def test_no_line_is_wider_than_the_terminal() -> None:
    for width in (40, 60, 100):
        assert all(columns(line) <= width for line in written(width).split("\n"))


def test_contents_name_each_story_with_its_counts() -> None:
    story, docs = make_story()
    out = io.StringIO()
    print_contents([arrange(story, docs, wording("bn"))], Console(file=out, width=100), wording("bn"))
    assert "২টি প্রতিবেদন · বিরোধ ১" in out.getvalue()


def test_an_article_is_shown_whole_with_its_lists() -> None:
    story, docs = make_story()
    out = io.StringIO()
    print_doc(docs["a1"], story.entities, Console(file=out, width=200), wording("bn"))
    text = out.getvalue()
    assert docs["a1"].text.split("\n")[-1] in text
    assert "রূপনগর LOC ×১" in text
    assert "advertisement" in text


def test_a_text_cannot_steer_the_terminal() -> None:
    out = io.StringIO()
    print_lines(Text("লাল \x1b[31m \x9b2J \u202eউল্টো"), Console(file=out, width=80))
    assert not [
        ch for ch in out.getvalue() if (unicodedata.category(ch) == "Cc" and ch != "\n") or ch == "\u202e"
    ]


@given(bengali_texts, st.integers(min_value=4, max_value=40))
def test_lines_hold_the_whole_text_and_fit(text: str, width: int) -> None:
    lines = [line.plain for line in cut_lines(Text(text), width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    clusters = [columns(cluster) for cluster in regex.findall(r"\X", text)]
    assert all(columns(line) <= max(width, *clusters, 0) for line in lines)


@given(bengali_texts, st.integers(min_value=4, max_value=40))
def test_lines_begin_at_clusters(text: str, width: int) -> None:
    starts = {match.start() for match in regex.finditer(r"\X", text)}
    place = 0
    for line in cut_lines(Text(text), width):
        if line.plain:
            place = text.index(line.plain, place)
            assert place in starts
            place += len(line.plain)
