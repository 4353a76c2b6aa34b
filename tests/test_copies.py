"""Who copied whom: words taken over, facts taken over, a text or an agency behind both, and versions of a page."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import shutro
from shutro.cli import main
from shutro.evaluate.copying import DERIVED, RELATED, CopyScore, read_relations, score_copies
from shutro.examples import EXAMPLES, read_example
from shutro.model import Copy, Doc
from shutro.pipeline import link_docs, make_stories
from shutro.story.copies import find_copies
from shutro.story.order import which_first
from shutro.story.versions import compare, find_versions, mark_versions
from shutro.text.shingles import containment, coverage, sampled, shingles

FIRST = """করতোয়ার পাড়ে মাটি খুঁড়ে মিলল প্রাচীন মুদ্রা

বগুড়ার মহাস্থানে করতোয়া নদীর পাড়ে বাঁধের মাটি কাটতে গিয়ে একটি পিতলের কলস পেয়েছেন শ্রমিকেরা। কলসের ভেতরে ছিল ৩১২টি রুপার মুদ্রা। \
প্রত্নতত্ত্ব অধিদপ্তরের আঞ্চলিক পরিচালক নাহিদ সুলতানা বলেন, মুদ্রাগুলো সুলতানি আমলের বলে তাঁরা ধারণা করছেন। \
শ্রমিক আবদুল করিম প্রথমে কোদালে শব্দ পেয়ে কলসটি টেনে তোলেন। খবর পেয়ে পুলিশ জায়গাটি ঘিরে রেখেছে। \
মুদ্রাগুলো এখন মহাস্থান জাদুঘরের সিন্দুকে রাখা হয়েছে। আগামী সপ্তাহে ঢাকা থেকে বিশেষজ্ঞ দল আসার কথা।
"""
RETOLD = """সুলতানি আমলের টাকা এল কোথা থেকে?

মহাস্থান জাদুঘরে গত দুই দিন ধরে ভিড় লেগেই আছে। দর্শনার্থীরা শুধু একটি জিনিস দেখতে চান।
কোদালে শব্দ শুনে পিতলের কলসটি তুলেছিলেন আবদুল করিম নামের এক শ্রমিক। তাতে পাওয়া যায় ৩১২ রুপার মুদ্রা, যা সুলতানি আমলের বলে মনে করেন \
প্রত্নতত্ত্ব অধিদপ্তরের নাহিদ সুলতানা। জায়গাটি এখনো পুলিশ ঘিরে আছে; জাদুঘরের সিন্দুকে রয়েছে মুদ্রা।
স্থানীয় কলেজের শিক্ষক রওশন আরা জানান, ছাত্রছাত্রীদের নিয়ে তিনি শনিবার সেখানে যাবেন।
"""
APART = """মহাস্থানে বাঁধের কাজ বন্ধ, ক্ষোভ কৃষকদের

বর্ষার আগে বাঁধ শেষ না হলে আমন ধান তলিয়ে যাবে বলে আশঙ্কা করছেন বগুড়ার তিন ইউনিয়নের কৃষকেরা। মুদ্রা পাওয়ার পর থেকে মাটি কাটা বন্ধ রয়েছে।
পানি উন্নয়ন বোর্ডের প্রকৌশলী শফিকুল ইসলাম জানান, কবে আবার কাজ ধরা যাবে, তা তাঁরা জানেন না। ঠিকাদার বসিয়ে রেখেছেন চারটি খননযন্ত্র।
"""
FILLERS = (
    """বগুড়ায় আলুর দাম কমেছে

হিমাগারে জায়গা না থাকায় মাঠেই আলু বিক্রি করছেন চাষিরা। মণপ্রতি ৪২০ টাকা পাচ্ছেন তাঁরা। মহাস্থান হাটে ক্রেতা কম।
""",
    """মহাস্থানে গাড়ি উল্টে আহত পাঁচ

রংপুরগামী একটি পিকআপ শুক্রবার ভোরে খাদে পড়ে যায়। আহত পাঁচজনকে শজিমেক হাসপাতালে নেওয়া হয়েছে। চালক পালিয়েছেন।
""",
    """জাদুঘরের সময় বাড়ল

মহাস্থান জাদুঘর রোজার মাসে বিকেল চারটা পর্যন্ত খোলা থাকবে। টিকিটের দাম আগের মতো ৩০ টাকা। সোমবার সাপ্তাহিক ছুটি।
""",
    """করতোয়া খননে নতুন প্রকল্প

করতোয়া নদীর ১৭ কিলোমিটার খনন করবে পানি উন্নয়ন বোর্ড। বরাদ্দ ধরা হয়েছে ৬৫ কোটি টাকা। জুলাইয়ে দরপত্র ডাকা হবে।
""",
    """শিবগঞ্জে বইমেলা

তিন দিনের বইমেলা বসেছে শিবগঞ্জ উপজেলা মাঠে। ২২টি দোকানে বেশি চলছে ভূতের গল্প। রোববার শেষ দিন।
""",
)


def read(text: str, published: str | None, *, outlet: str | None = None, url: str | None = None) -> Doc:
    doc = shutro.read(text, published=published)
    article = replace(doc.article, outlet=outlet, url=url, id=f"{doc.article.id}{outlet or ''}{published}")
    return replace(doc, article=article, dating=replace(doc.dating, article=article.id))


def linked(*docs: Doc) -> tuple[Doc, ...]:
    return link_docs(docs)[1]


def fillers() -> list[Doc]:
    return [read(text, f"2026-03-0{day}T08:00") for day, text in enumerate(FILLERS, 1)]


def between(copies: tuple[Copy, ...], one: Doc, other: Doc) -> list[str]:
    ends = {one.article.id, other.article.id}
    return [copy.relation for copy in copies if {copy.article, copy.source} == ends]


def test_an_exact_copy_is_found_as_copy_with_score_1() -> None:
    first, second = read(FIRST, "2026-03-10T09:00"), read(FIRST, "2026-03-10T11:00")
    (copy,) = find_copies([second, first])
    assert (copy.article, copy.source) == (second.article.id, first.article.id)
    assert (copy.relation, copy.score, copy.ordered) == ("copy", 1.0, True)
    assert len(copy.evidence) == len(copy.shares)
    assert set(copy.shares) == {1.0}


def test_a_passage_in_other_words_is_a_rewrite_with_its_sentences() -> None:
    first, second = read(FIRST, "2026-03-10T09:00"), read(RETOLD, "2026-03-12T09:00")
    copies = find_copies(linked(first, second, read(APART, "2026-03-11T09:00"), *fillers()))
    assert between(copies, first, second) == ["rewrite"]
    (copy,) = (copy for copy in copies if copy.relation == "rewrite")
    assert copy.source == first.article.id
    assert any(
        "কোদালে" in mine.of(second.text) and "কোদালে" in theirs.of(first.text) for mine, theirs in copy.evidence
    )


def test_two_reports_of_one_thing_with_informants_of_their_own_are_no_copies() -> None:
    first, other = read(FIRST, "2026-03-10T09:00"), read(APART, "2026-03-11T09:00")
    assert between(find_copies(linked(first, other, *fillers())), first, other) == []


def test_what_three_outlets_print_of_one_release_is_shared() -> None:
    release = FIRST.partition("\n\n")[2]
    reports = [
        read(f"{title}\n\n{own}\n{release}{after}", f"2026-03-1{hour}T09:00")
        for hour, (title, own, after) in enumerate(
            (
                (
                    "মুদ্রা উদ্ধার",
                    "শীতের সকালে নদীর পাড়ে দাঁড়িয়ে ছিলেন কয়েক শ মানুষ। কেউ এসেছেন সাইকেলে, কেউ হেঁটে।",
                    "গ্রামের প্রবীণ হাসেম আলী বলেন, এমন জিনিস তিনি আগে দেখেননি। শিশুরাও ছুটে এসেছে খেলা ফেলে।",
                ),
                (
                    "কলসভর্তি রুপা",
                    "এ যেন রূপকথার গল্প। বাঁধ দিতে গিয়ে গুপ্তধন পেয়ে গেল গ্রামবাসী, আর তা নিয়েই এখন যত আলোচনা।",
                    "উপজেলা চেয়ারম্যান বিউটি বেগম পাহারা বাড়াতে বলেছেন। রাতে আলো জ্বালিয়ে রাখা হচ্ছে সেখানে।",
                ),
                (
                    "বগুড়ায় প্রাচীন সম্পদ",
                    "বগুড়া শহর থেকে ১৩ কিলোমিটার উত্তরে মহাস্থানগড়। সেখানে আগেও বহু নিদর্শন মিলেছে নানা সময়ে।",
                    "ইতিহাসের অধ্যাপক তৌহিদ হাসান মনে করেন, খনন শুরু করা দরকার। তা না হলে অনেক কিছু হারিয়ে যাবে।",
                ),
            )
        )
    ]
    copies = find_copies(linked(*reports))
    assert {copy.relation for copy in copies} == {"shared credit"}
    assert len(copies) == 3
    assert {copy.credit for copy in copies} == {None}


def test_where_dates_do_not_tell_the_shorter_text_counts_as_taken_from_the_longer() -> None:
    whole, part = read(FIRST, None), read(FIRST.rpartition("। মুদ্রাগুলো এখন")[0] + "।\n", None)
    (copy,) = find_copies([part, whole])
    assert (copy.article, copy.source, copy.ordered) == (part.article.id, whole.article.id, False)


def test_reports_that_rest_on_one_agency_share_its_credit() -> None:
    one = read("ঢাকা, ১০ মার্চ (বাসস) – " + APART.partition("\n\n")[2], "2026-03-10T10:00", outlet="purbodesh")
    other = read(
        "ঢাকা, ১১ মার্চ (বাসস) – " + FILLERS[3].partition("\n\n")[2], "2026-03-11T10:00", outlet="nodipoth"
    )
    (copy,) = find_copies(linked(one, other))
    assert (copy.relation, copy.credit) == ("shared credit", "bss")
    assert [mine.of(other.text) for mine, _ in copy.evidence] == ["বাসস"]


def test_a_report_told_after_one_in_another_language_is_a_translation() -> None:
    english = """Coins found in Bogura

Workers in Bogura found a jar with 312 silver coins near Mahasthan, officials said.

Nahid Sultana of the Department of Archaeology told Reuters the coins were 620 years old.

Police from Shibganj sealed the site on Karatoa, and Habibur Rahman was questioned.

About 4,500 people from Rangpur and Bogura came to Mahasthan, the police said.
"""
    bengali = """বগুড়ায় মুদ্রা

বগুড়ার মহাস্থানের কাছে ৩১২টি রুপার মুদ্রা পেয়েছেন শ্রমিকেরা। প্রত্নতত্ত্ব অধিদপ্তরের নাহিদ সুলতানা রয়টার্সকে বলেন, মুদ্রাগুলো ৬২০ বছরের পুরোনো। \
করতোয়ার জায়গাটি ঘিরে রেখেছে শিবগঞ্জের পুলিশ; হাবিবুর রহমানকে জিজ্ঞাসাবাদ করা হয়েছে। \
রংপুর ও বগুড়া থেকে ৪৫০০ মানুষ মহাস্থানে এসেছেন।
"""
    first = read(english, "2026-03-10T09:00+00:00", outlet="reuters")
    second = read(bengali, "2026-03-11T09:00+06:00", outlet="nodipoth")
    copies = find_copies(linked(first, second))
    assert [(copy.relation, copy.source) for copy in copies] == [("translation", first.article.id)]


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_order_of_articles_does_not_change_who_copied_whom(name: str) -> None:
    docs = list(linked(*read_example(name)))
    assert find_copies(random.Random(3).sample(docs, len(docs))) == find_copies(docs)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(alphabet="কখগ ঘ। \n১২ab", max_size=60), max_size=6), st.randoms())
def test_no_text_stops_the_search_and_the_order_never_matters(texts: list[str], order: random.Random) -> None:
    docs = [
        read(f"শিরোনাম {number}\n\n{text} ইতি।\n", f"2026-03-{number + 1:02}")
        for number, text in enumerate(texts)
    ]
    shuffled = sorted(docs, key=lambda _: order.random())
    assert find_copies(shuffled) == find_copies(docs)


@given(st.text(alphabet="কখগ ঘঙ। ১২", max_size=200))
def test_a_text_contains_itself(text: str) -> None:
    runs = shingles(text)
    assert containment(runs, runs) == (1.0 if runs else 0.0)
    assert coverage(text, runs) == (1.0 if runs else 0.0)
    assert sampled(runs, 4) <= runs


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ("2026-03-10T09:00+06:00", "2026-03-10T04:00Z", -1),  # 03:00 and 04:00 in London
        ("2026-03-10T09:00+06:00", "2026-03-10T10:00", 0),  # nobody says whose ten o'clock
        ("2026-03-10", "2026-03-10T10:00", 0),
        ("2026-03-11", "2026-03-10T10:00", 1),
        (None, "2026-03-10", 0),
    ],
)
def test_an_article_is_earlier_only_where_the_dates_say_so(one: str | None, other: str, first: int) -> None:
    docs = [
        replace(doc, dating=replace(doc.dating, value=at))
        for doc, at in ((fillers()[0], one), (fillers()[1], other))
    ]
    assert which_first(docs[0], docs[1]) == first


ADDRESS = "https://www.example.org/news/81?ref=home"
LATER = (
    FIRST.replace("৩১২টি", "৩২০টি").replace("খবর পেয়ে পুলিশ জায়গাটি ঘিরে রেখেছে। ", "").rstrip()
    + " দলটিতে থাকবেন চারজন।\n"
)


def test_two_articles_of_one_address_are_versions_and_differ_by_their_words() -> None:
    before = read(FIRST, "2026-03-10T09:00", url=ADDRESS)
    after = read(LATER, "2026-03-10T13:00", url="https://example.org/news/81/")
    (version,) = find_versions([after, before])
    assert (version.article, version.revises, version.ordered) == (after.article.id, before.article.id, True)
    assert [doc.article.revises for doc in mark_versions([before, after])] == [None, before.article.id]
    changes = {change.kind: change for change in compare(before, after)}
    assert [(a.of(before.text), b.of(after.text)) for a, b in changes["changed"].words] == [("৩১২", "৩২০")]
    assert changes["added"].after is not None
    assert "চারজন" in changes["added"].after.of(after.text)
    assert changes["removed"].before is not None
    assert "পুলিশ" in changes["removed"].before.of(before.text)


def test_a_sentence_that_only_moved_did_not_change() -> None:
    before, after = (
        read("শিরোনাম\n\nনদী শুকিয়ে গেছে। মাছ নেই।\n", None),
        read("শিরোনাম\n\nমাছ নেই। নদী শুকিয়ে গেছে।\n", None),
    )
    assert compare(before, after) == ()


def test_another_outlet_in_the_same_words_is_no_version() -> None:
    docs = [
        read(FIRST, "2026-03-10T09:00", outlet="nodipoth"),
        read(LATER, "2026-03-10T13:00", outlet="gangeya"),
    ]
    assert find_versions(docs) == ()
    same = [docs[0], read(LATER, "2026-03-10T13:00", outlet="nodipoth")]
    assert [version.how for version in find_versions(same)] == ["same outlet and words"]


@given(st.text(alphabet="কখ গঘ।\n ১২", max_size=120), st.text(alphabet="কখ গঘ।\n ১২", max_size=120))
def test_every_change_points_at_words_of_the_two_texts(one: str, other: str) -> None:
    before, after = read(f"শিরোনাম\n\nক {one}\n", None), read(f"শিরোনাম\n\nখ {other}\n", None)
    for change in compare(before, after):
        assert change.before is None or change.before in before.sentences
        assert change.after is None or change.after in after.sentences
        for old, new in change.words:
            assert change.before is not None and old.within(change.before)
            assert change.after is not None and new.within(change.after)


def page_of_two_versions() -> bytes:
    return "\n".join(
        json.dumps({"url": ADDRESS, "text": text, "published": f"2026-03-10T{hour}:00"}, ensure_ascii=False)
        for hour, text in (("09", FIRST), ("13", LATER))
    ).encode()


def test_versions_are_printed_with_their_words() -> None:
    result = CliRunner().invoke(main, ["versions", "-", "--json"], input=page_of_two_versions())
    (version,) = (json.loads(line) for line in result.stdout.splitlines())
    assert {change["kind"] for change in version["changes"]} == {"added", "removed", "changed"}
    shown = CliRunner().invoke(main, ["versions", "-"], input=page_of_two_versions()).stdout
    assert "[৩২০]" in shown


def test_versions_of_a_library_are_those_of_its_files(tmp_path: Path) -> None:
    library = ["--library", str(tmp_path / "shutro.db")]
    CliRunner().invoke(main, ["add", "-", *library], input=page_of_two_versions())
    of_files = CliRunner().invoke(main, ["versions", "-", "--json"], input=page_of_two_versions()).stdout
    assert CliRunner().invoke(main, ["versions", "--json", *library]).stdout == of_files != ""


def test_relations_of_the_examples_are_told_as_they_are() -> None:
    total = CopyScore({})
    for folder in EXAMPLES.values():
        docs = read_example(folder.name)
        total += score_copies(make_stories(docs), docs, read_relations(folder / "story.json"))
    assert total.mean(RELATED) >= 0.80
    assert total.mean(DERIVED) >= 0.80
