"""Page furniture goes, the article stays, and nothing is reworded."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.ingest.furniture import drop_furniture
from shutro.ingest.stamps import read_stamp
from shutro.text.normalize import normalize

BODY = "নদীর পানি কমতে শুরু করেছে বলে জানিয়েছে পানি উন্নয়ন বোর্ড।"
MORE = "ত্রাণ বিতরণ চলছে, তবে অনেক গ্রামে নৌকা পৌঁছাতে পারেনি।"


def clean(*lines: str) -> list[str]:
    kept, _ = drop_furniture(normalize("\n".join(lines)), "bn")
    return [line for line in kept.split("\n") if line.strip()]


def rows(name: str) -> list[list[str]]:
    """Return the cells of a table of this folder, without its comments."""
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def dropped(*lines: str) -> list[tuple[str, str]]:
    _, gone = drop_furniture(normalize("\n".join(lines)), "bn")
    return [(one.text, one.reason) for one in gone]


@pytest.mark.parametrize(("fate", "line"), rows("furniture_probe.tsv"))
def test_a_line_of_the_table_goes_or_stays(fate: str, line: str) -> None:
    kept = clean(BODY, line, MORE)
    assert kept == ([BODY, MORE] if fate == "goes" else [BODY, normalize(line), MORE])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("বিজ্ঞাপন", "ad"),
        ("[বিজ্ঞাপন_২]", "ad"),
        ("উৎস লিঙ্ক", "source-link"),
        ("মন্তব্য (০)", "comment"),
        ("ফেসবুক টুইটার কপি লিংক", "share"),
        ("সর্বশেষ খবর পেতে গুগল নিউজ চ্যানেল ফলো করুন", "follow"),
        ("প্রকাশিত: ০৮:৩০ পিএম, ১৪ নভেম্বর ২০২৬", "stamp"),
        ("অ- অ অ+", "nav"),
        ("ই-মেইল: desk@nodipoth.example", "footer"),
        ("© ২০২৬ দৈনিক নদীপথ। সর্বস্বত্ব সংরক্ষিত।", "footer"),
        ("এই ওয়েবসাইট কুকি ব্যবহার করে", "nav"),
        ("আরও পড়ুন: উজানে বৃষ্টি থামেনি", "related"),
        ("ছবি: সংগৃহীত", "picture"),
        ("ছবি : রয়টার্স", "picture"),
        ("—ফাইল চিত্র।", "picture"),
        ("এসকে/আরআইএস", "footer"),
        ("বাংলাদেশ সময়: ১৪৩২ ঘণ্টা, জুন ২০, ২০২৬", "stamp"),
        ("সম্পর্কিত খবর · আরও পড়ুন · শেয়ার করুন", "nav"),
        ("বিষয়: বন্যা, ত্রাণ", "nav"),
        ("এআই সারাংশ", "nav"),
        ("আমাদের অ্যাপ ডাউনলোড করুন", "follow"),
        ("Also Read: Rivers rise", "related"),
    ],
)
def test_a_line_of_furniture_goes_with_its_reason(line: str, reason: str) -> None:
    assert dropped("বন্যার পানি নামছে", BODY, line, MORE) == [(normalize(line), reason)]


@pytest.mark.parametrize(
    "line",
    [
        "ছবি: মেঘনায় ডুবে যাওয়া লঞ্চ",
        "ঘাটে অপেক্ষা। ছবি: সংগৃহীত",
        "ডিডাব্লিউ/এসজি (পিটিআই)",
        "নিজস্ব সংবাদদাতা, কলকাতা",
        "ঢাকা, ১৪ নভেম্বর (ইউএনবি)",
        "বিজ্ঞাপনের বাজার ছোট হচ্ছে",
        "মন্তব্য করতে রাজি হননি জেলা প্রশাসক",
        "খবর আল-জাজিরার।",
        "সূত্র: বাসস",
        "ফেসবুক বন্ধের গুজব",
        "নিজস্ব প্রতিবেদক, কুড়িগ্রাম",
        "২ ঘণ্টা আগে থেকেই ভিড় জমে",
    ],
)
def test_captions_credits_datelines_and_subheadings_stay(line: str) -> None:
    assert clean("বন্যার পানি নামছে", BODY, line, MORE)[2] == normalize(line)


def test_a_caption_that_stands_twice_stays_twice() -> None:
    caption = "ডুবে যাওয়া ঘর। ছবি: সংগৃহীত"
    assert clean("বন্যার পানি নামছে", caption, caption, BODY).count(normalize(caption)) == 2


def test_a_desk_byline_goes_only_from_a_bar_of_furniture() -> None:
    assert ("• জেলা ডেস্ক", "nav") in dropped("শিরোনাম", "• জেলা ডেস্ক", "• |", "• Font increase", BODY)
    assert dropped("শিরোনাম", "• জেলা ডেস্ক", BODY) == []


def test_a_list_of_points_in_the_article_stays() -> None:
    points = ["• বাঁধ মেরামতে বরাদ্দ তিন কোটি টাকা", "• নৌকা দেওয়া হয়েছে কুড়িটি", "• আশ্রয়কেন্দ্র খোলা ছয়টি"]
    assert clean(BODY, *points, MORE) == [normalize(line) for line in (BODY, *points, MORE)]


def test_the_titles_below_read_more_go_up_to_the_next_paragraph() -> None:
    lines = ("শিরোনাম", BODY, "আরও পড়ুন", "উজানে বৃষ্টি থামেনি", MORE)
    assert clean(*lines) == [normalize(line) for line in ("শিরোনাম", BODY, MORE)]


def test_the_titles_at_the_end_of_the_page_go_but_a_credit_stays() -> None:
    lines = ("শিরোনাম", BODY, "সূত্র: বাসস", "এই বিভাগের আরও খবর", "উজানে বৃষ্টি থামেনি", "", "আলুর দাম চড়া")
    assert clean(*lines) == [normalize(line) for line in ("শিরোনাম", BODY, "সূত্র: বাসস")]


def test_a_heading_above_the_article_takes_no_headline_with_it() -> None:
    assert clean("সর্বশেষ", "বন্যার পানি নামছে", BODY) == [normalize("বন্যার পানি নামছে"), normalize(BODY)]


def test_a_headline_that_is_repeated_above_the_article_goes_once() -> None:
    bar = "বন্যার পানি নামছে | প্রথম আলো"
    assert clean(bar, "বন্যার পানি নামছে", BODY) == [normalize("বন্যার পানি নামছে"), normalize(BODY)]
    assert clean("বন্যার পানি নামছে", "বন্যার পানি নামছে", BODY).count(normalize("বন্যার পানি নামছে")) == 1


def test_furniture_inside_a_line_is_cut_out_at_its_edges() -> None:
    stamp = "প্রকাশ: ১৭ নভেম্বর ২০২৬ | ১৮:৩৭ | আপডেট: ১৭ নভেম্বর ২০২৬ | ১৮:৩৮"
    mail = "ই-মেইল: ad@nodipoth.example, desk@nodipoth.example"
    line = f"ঘাটে অপেক্ষা। ফাইল ছবি {stamp} {BODY} {mail}"
    assert clean(line) == [normalize("ঘাটে অপেক্ষা। ফাইল ছবি"), normalize(BODY)]
    assert [reason for _, reason in dropped(line)] == ["stamp", "footer"]


def test_a_language_without_rules_is_left_alone() -> None:
    assert drop_furniture("Advertisement\nRivers rise.", "und") == ("Advertisement\nRivers rise.", ())


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([BODY, MORE, "বিজ্ঞাপন", "", "আরও পড়ুন", "উজানে বৃষ্টি", "• |", "প্রচ্ছদ"]), max_size=12)
)
def test_every_line_is_either_kept_or_dropped_in_order(lines: list[str]) -> None:
    text = normalize("\n".join(lines))
    kept, gone = drop_furniture(text, "bn")
    pieces = [line.strip() for line in text.split("\n") if line.strip()]
    rest = [line.strip() for line in kept.split("\n") if line.strip()]
    assert sorted(rest + [one.text for one in gone]) == sorted(pieces)
    remaining = iter(pieces)
    assert all(line in remaining for line in rest)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_cleaned_without_error(text: str) -> None:
    kept, _ = drop_furniture(normalize(text), "bn")
    assert len(kept) <= len(normalize(text))
    assert read_stamp(normalize(text), "bn") is None or any(letter.isdigit() for letter in text)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("প্রকাশিত: ০৮:৩০ পিএম, ১৪ সেপ্টেম্বর ২০২৩", "2023-09-14T20:30"),
        ("প্রকাশ: ১৭ ডিসেম্বর ২০২৫, ১৮:৩৭", "2025-12-17T18:37"),
        ("আপডেট : ১৮ ডিসেম্বর ২০২৫, ০৯:০০ | প্রকাশ : ১৭ ডিসেম্বর ২০২৫, ১৮:৩৭", "2025-12-17T18:37"),
        ("আপডেট: ৫ মে ২০২৪, রাত ১২:১৫", "2024-05-05T00:15"),
        ("প্রকাশিত: ১২:০৫ এএম, ১ জুন ২০২৪", "2024-06-01T00:05"),
        ("প্রকাশ: ৩১ ফেব্রুয়ারি ২০২৪", None),
        ("বইটি প্রকাশিত ১৪ সেপ্টেম্বর ২০২৩ সালে", None),
        ("সভা হবে ১৪ সেপ্টেম্বর ২০২৩", None),
    ],
)
def test_a_date_line_is_read_and_prose_is_not(line: str, value: str | None) -> None:
    assert read_stamp(normalize(line), "bn") == value
