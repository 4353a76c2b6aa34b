"""Characters, tokens, sentences."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shutro.model import Span
from shutro.text.edtf import days
from shutro.text.normalize import compose, normalize, normalize_with_map, typed_offset
from shutro.text.numerals import to_ascii_digits, to_number
from shutro.text.remembered import Remembered
from shutro.text.sentences import split_sentences
from shutro.text.tokens import tokenize

MIXED = st.text(
    st.sampled_from("অতঁ\u00adকখয়য়়োাে্ৰর\u200d\u200c\u200b৷|। \n\r\t১2a’\u00a0ড়ড়é\u0301שלום\x00"), max_size=60
)


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("\u09df", "\u09af\u09bc"),
        ("\u09c7\u09be", "\u09c7\u09be"),
        ("\u09c7\u200b\u09d7", "\u09c7\u09d7"),
        ("ক\u200b| খ", "ক। খ"),
        ("e\u0301", "\u00e9"),
        ("বলেছে৷", "বলেছে।"),
        ("বলেছে| তিনি", "বলেছে। তিনি"),
        ("১ | ২", "১ | ২"),
        ("র\u200c\u09cd\u09afাব", "র\u200d\u09cd\u09afাব"),
        ("কিম\u200b জং", "কিম জং"),
        ("‘ক’", "‘ক’"),
        ("\u0985\u09beমি", "আমি"),
        ("\u0985\u200c\u09beমি", "আমি"),
        ("হঠাত\u09cd\u200d", "হঠাৎ"),
        ("সরকাারের", "সরকারের"),
        ("কি\u200bিন্তু", "কিন্তু"),
        ("দেে\u09beষ", "দে\u09beষ"),
    ],
)
def test_normalizing_changes_only_what_is_spelled_in_two_ways(raw: str, normal: str) -> None:
    assert normalize(raw) == normal


@given(MIXED)
def test_normalizing_twice_changes_nothing_more(raw: str) -> None:
    assert normalize(normalize(raw)) == normalize(raw)


@given(MIXED)
def test_every_span_leads_back_to_the_raw_characters(raw: str) -> None:
    normal = normalize_with_map(raw)
    for offset, letter in enumerate(normal.text):
        place = normal.raw(Span(offset, offset + 1))
        assert 0 <= place.start <= place.end <= len(raw)
        before = raw[place.start : place.end]
        if before == letter:
            continue
        around = raw[max(0, place.start - 3) : place.end + 3]
        assert letter in normalize(around) or letter in unicodedata.normalize("NFC", around)


@given(MIXED)
def test_sentences_cover_all_visible_characters_once(raw: str) -> None:
    text = normalize(raw)
    spans = split_sentences(text)
    covered = [offset for span in spans for offset in range(span.start, span.end)]
    assert covered == sorted(set(covered))
    assert {offset for offset, letter in enumerate(text) if not letter.isspace()} <= set(covered)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("নৌকা ডুবেছে।উদ্ধার চলছে।", 2),
        ("মো. করিম এসেছেন। তিনি বললেন, ‘যাব।’ তারপর গেলেন।", 3),
        ("দাম ৩.৫ টাকা। কত?", 2),
        ("ছিলেন মেজর জেনারেল (অব.) করিম ও উইং কমান্ডার (অবস.) সেন। পরে সবাই যান।", 2),
        ("He left (all of us saw him that day.) Then it rained.", 2),
        ("শিরোনাম\nপ্রথম বাক্য!", 2),
        ("", 0),
    ],
)
def test_sentences_end_at_dandas_and_lines(text: str, count: int) -> None:
    abbreviations = frozenset({"মো"})
    assert len(split_sentences(normalize(text), abbreviations)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("‘আমরা যাব।’ বললেন মেয়র।", 1),
        ("‘কবে যাবেন?’—প্রশ্ন করেন তিনি।", 1),
        ("“কাজ শেষ হয়েছে।” দাবি করেন সচিব। তিনি আর কিছু বলেননি।", 2),
        ("‘আমরা যাব।’ তিনি বলেন, ‘কাল যাব।’", 2),
        ("‘আমরা যাব।’ বলেন, ‘কাল।’", 2),
        ("আমরা যাব। বললেন মেয়র।", 2),
        ("‘আমরা যাব।’\n—বললেন মেয়র।", 2),
        ("মেয়র বলেন, ‘আমরা যাব।’তিনি জানান, পথ খোলা।", 2),
        ("সেদিন সবাই ছিলেন।’৭১ সালের কথা।", 2),
        ("এ.কে. রহমান ও ডা. সেন ৪.৫ কিমি হাঁটেন… তারপর থামেন।", 1),
    ],
)
def test_a_sentence_goes_on_where_a_verb_of_saying_follows_its_quote(text: str, count: int) -> None:
    saying = frozenset({"বললেন", "বলেন", "প্রশ্ন করেন", "দাবি করেন"})
    assert len(split_sentences(normalize(text), frozenset({"ডা"}), saying)) == count


def test_a_million_characters_without_a_space_are_one_token() -> None:
    assert len(tokenize("ক" * 1_000_000)) == 1


def test_vowel_signs_stay_in_their_word() -> None:
    assert [token.text for token in tokenize("রাশিয়ার ১,২৩৪ জন।")] == ["রাশিয়ার", "১,২৩৪", "জন", "।"]


def test_a_word_is_the_same_object_whatever_marks_stand_beside_it() -> None:
    first, _, second, _ = tokenize("নদীভাঙন, নদীভাঙন।")
    assert first.text is second.text


def test_words_are_compared_in_one_form_however_their_vowel_signs_were_typed() -> None:
    typed = "ক\u09c7\u09beরিয়া ক\u09cbরিয়া"
    first, second = tokenize(normalize(typed))
    assert first.text == second.text
    assert normalize(typed)[first.start : first.end] == normalize("ক\u09c7\u09beরিয়া")


@given(MIXED)
def test_an_offset_in_the_composed_form_leads_to_the_same_letters_as_typed(raw: str) -> None:
    text = normalize(raw)
    for offset in range(len(compose(text)) + 1):
        assert compose(text[: typed_offset(text, offset)]) == compose(text)[:offset]


def test_many_marks_on_one_letter_are_read_at_once() -> None:
    pile = "a" + "\u0301\u0323" * 100_000
    assert normalize(pile) == pile


def test_digits_of_all_scripts_are_numbers() -> None:
    assert to_ascii_digits("১২3") == "123"
    assert to_number("১২,৩৪,৫৬৭") == 1234567
    assert to_number("4.5") == 4.5
    assert to_number("ক") is None


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2023-09-17", "2023-09-17", "2023-09-17"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-W35", "2023-08-28", "2023-09-03"),
        ("2023-09-12/2023-09-17", "2023-09-12", "2023-09-17"),
        ("2025-12-17T14:00", "2025-12-17", "2025-12-17"),
        ("199X", "1990-01-01", "1999-12-31"),
    ],
)
def test_values_are_intervals_of_days(value: str, first: str, last: str) -> None:
    found = days(value)
    assert found is not None
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    "value", [None, "", "PXD", "P6D", "PAST_REF", "XXXX-09-17", "2023-13-01", "2023-02-30"]
)
def test_vague_and_impossible_values_are_no_days(value: str | None) -> None:
    assert days(value) is None


@given(
    st.text(
        alphabet="\u0985\u09be\u09bf\u09b0\u09cd\u09af\u09a4\u200d\u200c\u09bc\u09dc\u09c7\u09d7|। a\n",
        max_size=12,
    )
)
def test_what_needs_no_change_is_found_out_rightly(raw: str) -> None:
    # The character without width makes `normalize` look at the whole.
    assert normalize(raw + "\u200b") == normalize(raw)


def test_a_word_is_looked_up_once() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Remembered(length)
    assert [lengths[word] for word in ("নদী", "বাঁধ", "নদী")] == [3, 4, 3]
    assert asked == ["নদী", "বাঁধ"]


def test_remembered_words_do_not_grow_without_bound() -> None:
    lengths = Remembered(len)
    for number in range(70_000):
        assert lengths[str(number)] == len(str(number))
    assert len(lengths) < 70_000


def test_a_quote_mark_glued_to_the_next_sentence_closes_its_quote() -> None:
    text = normalize("মেয়র বলেন, ‘আমরা যাব।’তিনি জানান, পথ খোলা।’৭১ সালে ছিল না।")
    sentences = [span.of(text) for span in split_sentences(text)]
    assert [sentence[-1] for sentence in sentences] == ["’", "।", "।"]
    straight = normalize('তিনি বলেন, "আমরা যাব।"পরে মেয়র বলেন, "পথ খোলা।"')
    assert [one.of(straight)[-1] for one in split_sentences(straight)] == ['"', '"']
    doubled = normalize("তিনি বলেন, ‘‘আমরা যাব।’’এর আগে পথ খোলে।")
    assert split_sentences(doubled)[1].of(doubled) == "এর আগে পথ খোলে।"
    assert sentences[2].startswith("’")  # an apostrophe before a year opens what follows
