"""Text written for Bijoy fonts becomes Unicode, other text stays, and the way back to the page holds."""

from functools import cache

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from shutro.errors import InputError
from shutro.ingest.articles import to_article
from shutro.ingest.places import place_in_page
from shutro.languages.folder import lines
from shutro.languages.fonts import (
    check_fonts,
    font_of,
    has_legacy_text,
    normalize_page,
    normalize_page_with_map,
)
from shutro.model import Page, Span
from shutro.text.legacy import read_words
from shutro.text.normalize import compose, normalize

BIJOY = font_of("bn", "bijoy")
_SYLLABLE = regex.compile(
    r"(?P<reph>র্(?!\u200d)(?=[ক-হ]))?(?P<letters>(?:[ক-হ]়?\u200d?্)*[ক-হৎ]়?|[অ-ঔ](?:্য(?=া))?)(?P<hidden>্)?"
    r"(?P<vowel>[া-ৌ]?)(?P<nasal>[ংঃঁ]*)|(?P<other>.)",
    regex.DOTALL,
)
SENTENCES = (
    "রাজধানীর মতিঝিল এলাকায় সোমবার সকালে একটি বাস উল্টে গেছে।",
    "পুলিশ বলেছে, ‘চালক পালিয়েছেন, তাঁকে খোঁজা হচ্ছে।’",
    "র‍্যাব জানায়, ২০২৬ সালের ৩ মার্চ অভিযানে ৩.৫ কেজি স্বর্ণ উদ্ধার হয়েছে।",
    "বৈঠকে কৃষিমন্ত্রী ও নৌপরিবহনমন্ত্রী উপস্থিত ছিলেন কি?",
    "অ্যাম্বুলেন্সে করে দুজনকে ঢাকা মেডিকেল কলেজ হাসপাতালে নেওয়া হয়।",
)


@cache
def spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, role, value in BIJOY.codes.values():
        if role not in ("before", "reph", "vowel", "nasal"):
            found.setdefault(value, code)
    return found


def sign(value: str, role: str) -> str:
    return next(code.code for code in BIJOY.codes.values() if (code.role, code.value) == (role, value))


def to_bijoy(text: str) -> str:
    """Return words as a typist of Bijoy writes them: signs before their letters, letters by their glyphs."""
    return "".join(_written(match) for match in _SYLLABLE.finditer(compose(normalize(text))))


def _written(match: regex.Match[str]) -> str:
    if match["other"]:
        return spellings().get(match["other"], match["other"])
    before, after = {"ো": ("ে", "া"), "ৌ": ("ে", "ৗ")}.get(match["vowel"], ("", match["vowel"]))
    if after in ("ি", "ে", "ৈ"):
        before, after = after, ""
    letters = _glyphs(match["letters"] + (match["hidden"] or ""))
    return (
        (sign(before, "before") if before else "")
        + letters
        + (sign("র্", "reph") if match["reph"] else "")
        + (sign(after, "vowel") if after else "")
        + "".join(sign(nasal, "nasal") for nasal in match["nasal"])
    )


def _glyphs(letters: str) -> str:
    """Return the codes of letters joined by hasantas, the longest that the font has first."""
    written, rest = "", letters
    while rest:
        whole = [size for size in range(len(rest), 0, -1) if rest[:size] in spellings()]
        size = next((size for size in whole if not rest[:size].endswith("্") or size == 1), 1)
        if size == 1 and rest[1:2] == "্" and not any(rest[1:end] in spellings() for end in (3, 4, 5)):
            size = 2 if 2 in whole else 1
        written += spellings().get(rest[:size], rest[:size])
        rest = rest[size:]
    return written


def words_of_tables() -> list[str]:
    cells = [cell for row in lines("bn", "names_bangladesh") for cell in row] + [
        row[0] for row in lines("bn", "ordinary")
    ]
    return sorted({word for cell in cells for word in cell.split() if regex.fullmatch(r"\p{Bengali}+", word)})


def test_every_row_of_the_table_spells_its_word() -> None:
    assert check_fonts("bn") == []


def test_words_survive_the_way_to_bijoy_and_back() -> None:
    words = words_of_tables()
    lost = [word for word in words if compose(normalize(read_words(to_bijoy(word), BIJOY))) != word]
    assert len(words) > 5000
    assert len(lost) < 0.005 * len(words), lost[:50]


def page(text: str, encoding: str = "utf-8") -> Page:
    return Page(digest="", raw=text.encode(encoding), name="x.txt", media="text")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Avwg evsjvq Mvb MvB", "আমি বাংলায় গান গাই"),
        ("cywjk e‡j‡Q, ÔPvjK cvwj‡q‡Qb|Õ", "পুলিশ বলেছে, ‘চালক পালিয়েছেন।’"),
        ("†bŠKvWzwe‡Z wb‡LvuR wZb; D×vi Kvh©µg Pj‡Q", "নৌকাডুবিতে নিখোঁজ তিন; উদ্ধার কার্যক্রম চলছে"),
        ("Kgx© I Kg©xivI †Mj 3.5 wK‡jvwgUvi †nu‡U", "কর্মী ও কর্মীরাও গেল ৩.৫ কিলোমিটার হেঁটে"),
    ],
)
def test_a_line_in_bijoy_is_read(written: str, meant: str) -> None:
    assert compose(normalize_page(written)) == normalize(meant)


@pytest.mark.parametrize(
    "text",
    [
        "Government vows to review every vaccine in Kyiv and Warsaw",
        "Heavy gravy over every ovary, very wavy ivory",
        "ami banglay gan gai, tumi kothay jabe bolo",
        "vah vyakti vahan nahin gaya tha, vikas ke vividh vishay",
        "const xy = wx * vy; if (value) { return maxWidth; }",
        "wszystkich wyrazów w życiu przez wyjazdy",
        "রাশিয়ার BBC ও Reuters জানায়, Volodymyr Zelenskyy কিয়েভে আছেন।",
        "হোম»জাতীয়·রাজনীতি • ঢাকা—খুলনা ৩০°সে. © ২০২৬",
        "তিনি বলেন, “যাব…তবে আজ নয়।”",
    ],
)
def test_what_is_not_bijoy_stays(text: str) -> None:
    assert normalize_page(text) == normalize(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ভøাদিমির", "ভ্লাদিমির"),
        ("প«ধান", "প্রধান"),
        ("লাইসেÝের", "লাইসেন্সের"),
        ("মাচ©ের", "মার্চের"),
        ("পু®প", "পুষ্প"),
        ("মু»ের", "মুগ্ধের"),
        ("পথচলাÑঅনেক দূর", "পথচলা—অনেক দূর"),
    ],
)
def test_a_code_left_inside_a_word_is_read(written: str, meant: str) -> None:
    assert normalize_page(written) == normalize(meant)


def test_only_the_lines_in_bijoy_are_read() -> None:
    lines = [to_bijoy(SENTENCES[0]), "British Broadcasting", SENTENCES[1], to_bijoy("কথা")]
    assert compose(normalize_page("\n".join(lines))) == normalize(
        "\n".join([SENTENCES[0], "British Broadcasting", SENTENCES[1], "কথা"])
    )


def test_addresses_inside_a_line_in_bijoy_stay() -> None:
    line = f"{to_bijoy(SENTENCES[0])} www.vayu.example desk@yves.example"
    assert normalize_page(line).endswith(" www.vayu.example desk@yves.example")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_page_in_bijoy_is_an_article_whatever_bytes_it_has(encoding: str) -> None:
    article, _ = to_article(page("\n".join(map(to_bijoy, SENTENCES)), encoding=encoding))
    assert compose(article.text) == normalize("\n".join(SENTENCES))
    assert article.language == "bn"


def test_a_page_of_html_in_bijoy_is_an_article() -> None:
    body = "".join(f"<p>{to_bijoy(sentence)}</p>" for sentence in SENTENCES)
    head = '<html><head><meta charset="iso-8859-1"></head><body><article><h1>evm D‡ë AvnZ cuvP</h1>'
    raw = f"{head}{body}</article></body></html>".encode("cp1252")
    article, _ = to_article(Page(digest="", raw=raw, name="x.html", media="html"))
    assert article.language == "bn"
    assert article.title == normalize("বাস উল্টে আহত পাঁচ")
    assert normalize(SENTENCES[0]) in compose(article.text)


def test_bytes_of_another_charset_are_no_text_in_bijoy() -> None:
    with pytest.raises(InputError):
        to_article(page("Żółw więc śpi, a koń wyjeżdża.", encoding="iso-8859-2"))


def test_words_of_an_article_lead_back_to_their_codes() -> None:
    raw = "\n".join(map(to_bijoy, SENTENCES))
    source = page(raw)
    article, _ = to_article(source)
    for word in regex.finditer(r"[\p{L}\p{M}\u200d]+", article.text):
        place = place_in_page(source, article, Span(*word.span()))
        assert place is not None
        assert normalize(read_words(raw[place.start : place.end], BIJOY)) == word.group()


@given(st.lists(st.sampled_from([*SENTENCES, *map(to_bijoy, SENTENCES), "ভøাদিমির", "BBC", "কথা"]), max_size=6))
def test_the_map_and_the_text_agree(pieces: list[str]) -> None:
    raw = "\n".join(pieces)
    found = normalize_page_with_map(raw)
    assert found.text == normalize_page(raw)
    ends = [found.raw(Span(0, offset)).end for offset in range(len(found.text) + 1)]
    assert ends == sorted(ends)
    assert ends[-1] == len(raw)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("".join(BIJOY.codes) + "কর্ভ্া \n"), max_size=80))
def test_any_text_is_read_without_error(raw: str) -> None:
    found = normalize_page_with_map(raw)
    assert found.text == normalize_page(raw)
    assert read_words(raw, BIJOY).count("\n") == raw.count("\n")
    assert has_legacy_text(raw) in (True, False)


@pytest.mark.parametrize("piece", ["¯", "w", "Kv", "ক্", "&", "K©", "‡"])
def test_a_page_without_a_space_is_read(piece: str) -> None:
    assert normalize_page(piece * 200_000)
