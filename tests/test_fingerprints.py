"""Copies in a stream: sampled runs of words lead to the articles that share words."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shutro.story.fingerprints import FREQUENT, Fingerprint, Fingerprints, fingerprint
from shutro.text.normalize import normalize
from shutro.text.shingles import containment, passages, shingles, words_of

FERRY = normalize(
    "বৃহস্পতিবার ভোরে মেঘনা নদীর মোহনায় যাত্রীবাহী একটি ট্রলার ডুবে যায়। স্থানীয় জেলেরা চৌদ্দ জনকে জীবিত তুলে আনেন, "
    "তাঁদের মধ্যে তিন শিশু রয়েছে। নৌ পুলিশের ডুবুরি দল দুপুর থেকে তল্লাশি চালাচ্ছে, তবে স্রোতের কারণে কাজ এগোচ্ছে ধীরে। "
    "জেলা প্রশাসক জানান, নিখোঁজদের তালিকায় এখনো নয়জনের নাম আছে এবং ঘাটে একটি তথ্যকেন্দ্র খোলা হয়েছে। "
    "ট্রলারটির মালিক পলাতক, তাঁর বিরুদ্ধে থানায় মামলার প্রস্তুতি চলছে বলে জানিয়েছেন ভারপ্রাপ্ত কর্মকর্তা। "
    "স্বজনেরা সকাল থেকে ঘাটে ভিড় করছেন, কেউ কেউ নিজেরাই নৌকা নিয়ে খুঁজতে বেরিয়েছেন।"
)
BRIDGE = normalize(
    "পদ্মার ওপর নতুন রেলসেতুর পাইলিংয়ের কাজ আগামী মাসে শুরু হবে বলে জানিয়েছে প্রকল্প কর্তৃপক্ষ। ব্যয় ধরা হয়েছে এগারো হাজার "
    "কোটি টাকা, যার দুই তৃতীয়াংশ আসবে বিদেশি ঋণ থেকে। পরিবেশবাদীরা নদীর চরে পাখির আবাস নিয়ে উদ্বেগ জানিয়েছেন। "
    "মন্ত্রণালয়ের সচিব বলেন, সমীক্ষার প্রতিবেদন চলতি সপ্তাহেই প্রকাশ করা হবে, আপত্তি থাকলে শুনানি হবে ঢাকায়।"
)
WORDS = sorted(set((FERRY + " " + BRIDGE).split()))


def held(*texts: str) -> Fingerprints:
    index = Fingerprints()
    for number, text in enumerate(texts):
        index.add(f"{number:02}", fingerprint(text))
    return index


def test_a_part_of_a_text_leads_to_the_whole_however_much_stands_around_it() -> None:
    mixed = FERRY[: len(FERRY) // 2] + " " + BRIDGE * 3
    (found,) = held(FERRY).find(fingerprint(mixed))
    assert (found.article, found.how) == ("00", "shared runs")
    mine, theirs = shingles(FERRY), shingles(mixed)
    assert abs(found.score - containment(mine, theirs)) < 0.25


def test_two_texts_of_their_own_are_not_related() -> None:
    assert held(FERRY).find(fingerprint(BRIDGE)) == ()


def test_the_same_words_with_other_marks_and_digits_are_the_same_text() -> None:
    (found,) = held("২০২৩ সালে, " + FERRY).find(fingerprint("2023 সালে — " + FERRY.replace("।", ".")))
    assert (found.how, found.score) == ("same words", 1.0)


def test_an_address_leads_to_its_article_whatever_became_of_the_words() -> None:
    index = Fingerprints()
    index.add("a", fingerprint(FERRY), "example.org/ferry")
    (found,) = index.add("b", fingerprint(BRIDGE), "example.org/ferry")
    assert (found.article, found.how) == ("a", "same address")


def test_what_every_page_says_relates_nothing() -> None:
    furniture = BRIDGE
    rng = Random(1)
    own = [" ".join(rng.choices(WORDS, k=80)) for _ in range(FREQUENT + 2)]
    index = held(*(f"{text} {furniture}" for text in own))
    assert index.find(fingerprint(furniture)) == ()


def test_more_reprints_than_that_are_no_furniture() -> None:
    index = held(*[FERRY] * (2 * FREQUENT))
    assert len(index) == 2 * FREQUENT
    assert len(index.find(fingerprint(FERRY + " " + BRIDGE))) == FREQUENT


def test_shared_runs_show_the_words_in_both_texts() -> None:
    later = BRIDGE + "\n" + FERRY[40:]
    (found,) = held(FERRY).find(fingerprint(later))
    for text in (FERRY, later):
        shown = [span.of(text) for span in passages(text, set(found.runs))]
        assert shown
        assert all(words_of(words)[0] in words_of(FERRY) for words in shown)


def test_a_text_without_words_is_related_to_nothing() -> None:
    assert held("", "!").find(fingerprint("?")) == ()


@given(
    st.lists(st.tuples(st.integers(0, 12), st.lists(st.sampled_from(WORDS), max_size=60)), max_size=14),
    st.randoms(use_true_random=False),
)
def test_what_was_dropped_leaves_no_trace(given_: list[tuple[int, list[str]]], rng: Random) -> None:
    prints = {f"{number:02}": fingerprint(" ".join(words)) for number, words in given_}
    kept = {article for article in prints if rng.random() < 0.6}
    index, fresh = Fingerprints(), Fingerprints()
    for article, found in prints.items():
        index.add(article, found, f"example.org/{article[0]}")
    index.drop(sorted(prints.keys() - kept))
    for article in (article for article in prints if article in kept):
        fresh.add(article, prints[article], f"example.org/{article[0]}")
    assert len(index) == len(fresh)
    for article, found in prints.items():
        address = f"example.org/{article[0]}"
        assert index.find(found, address) == fresh.find(found, address)


@given(st.text(max_size=80))
def test_words_are_counted_alike_as_numbers_and_as_places(text: str) -> None:
    clean = normalize(text)
    whole = frozenset(shingles(clean))
    spans = passages(clean, whole)
    assert all(0 <= span.start < span.end <= len(clean) for span in spans)
    assert bool(spans) == bool(whole)


@given(st.sets(st.integers(0, 2**60 - 1), max_size=90))
def test_a_fingerprint_is_found_by_itself(runs: set[int]) -> None:
    found = Fingerprint(7, tuple(sorted(runs)))
    index = Fingerprints()
    index.add("a", found)
    assert [one.article for one in index.find(found)] == ["a"]
