"""Reported speech: content, cue, speaker and chain."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.annotate.cues import check_cues
from shutro.annotate.marks import find_marked
from shutro.annotate.quotes import find_quotes
from shutro.annotate.sentences import find_sentences
from shutro.api import read
from shutro.api import read as read_article
from shutro.languages.folder import lines
from shutro.model import Article, Credit, Dating, Doc, Mention, MentionKind, Quote, Span
from shutro.text.normalize import normalize

Names = dict[str, tuple[MentionKind, str]]  # words to kind and lemma

PEOPLE: Names = {
    "কবির": ("PER", "কবির"),
    "কবিরের": ("PER", "কবির"),
    "সালমা": ("PER", "সালমা"),
    "জলপুর": ("LOC", "জলপুর"),
    "নদী কমিশন": ("ORG", "নদী কমিশন"),
    "নদী কমিশনের": ("ORG", "নদী কমিশন"),
}


def read_doc(raw: str, names: Names | None = None, title: str = "") -> Doc:
    text = normalize(f"{title}\n{raw}" if title else raw)
    mentions: list[Mention] = []
    longest = sorted((names or PEOPLE).items(), key=lambda item: -len(item[0]))
    for words, (kind, lemma) in longest:
        at = text.find(normalize(words))
        while at >= 0:
            end = at + len(normalize(words))
            if not text[end : end + 1].isalpha() and not any(m.span.meets(Span(at, end)) for m in mentions):
                mentions.append(Mention(span=Span(at, end), kind=kind, lemma=normalize(lemma)))
            at = text.find(normalize(words), end)
    article = Article(
        id="a", file="a", page="", outlet=None, url=None, language="bn", title=title, text=text,
        title_span=Span(0, len(normalize(title))) if title else None, published=None,
    )  # fmt: skip
    doc = Doc(article=article, dating=Dating(article="a", value=None, how="given"))
    mentions = [m for m in mentions if not any(m.span != o.span and m.span.within(o.span) for o in mentions)]
    mentions.sort(key=lambda mention: mention.span)
    return replace(doc, sentences=find_sentences(doc), mentions=tuple(mentions))


def shown(doc: Doc) -> list[tuple[str, str, str | None]]:
    text = doc.text
    return [
        (quote.kind, quote.span.of(text), quote.speaker.of(text) if quote.speaker else None)
        for quote in find_quotes(doc)
    ]


def chain(doc: Doc, quote: Quote) -> list[str]:
    return [link.of(doc.text) for link in quote.via]


INDIRECT = [
    ("বাঁধটি ভেঙে গেছে বলে জানিয়েছেন কবির।", "বাঁধটি ভেঙে গেছে", "কবির"),
    ("বাঁধটি ভেঙে গেছে বলেও নদী কমিশন জানিয়েছে।", "বাঁধটি ভেঙে গেছে", "নদী কমিশন"),
    ("কবির বলেন, বাঁধটি ভেঙে গেছে।", "বাঁধটি ভেঙে গেছে", "কবির"),
    ("কবির বলেছেন যে বাঁধটি ভেঙে গেছে।", "বাঁধটি ভেঙে গেছে", "কবির"),
    ("নদী কমিশন জানিয়েছে বাঁধটি আজ রাতে ভেঙে গেছে।", "বাঁধটি আজ রাতে ভেঙে গেছে", "নদী কমিশন"),
    ("বাঁধটি আজ রাতে ভেঙে গেছে, কবির বলেন।", "বাঁধটি আজ রাতে ভেঙে গেছে", "কবির"),
    ("বাঁধটি ভেঙে গেছে, জানান কবির।", "বাঁধটি ভেঙে গেছে", "কবির"),
    ("কবিরের মতে, বাঁধটি টিকবে না, ভেঙে যাবে।", "বাঁধটি টিকবে না, ভেঙে যাবে", "কবিরের"),
    ("নদী কমিশনের ধারণা, বাঁধটি ভেঙে যাবে।", "বাঁধটি ভেঙে যাবে", "নদী কমিশনের"),
    ("নদী কমিশনের প্রতিবেদনে বলা হয়েছে, বাঁধটি ভেঙে গেছে।", "বাঁধটি ভেঙে গেছে", "নদী কমিশনের"),
    ("নদী কমিশনের পক্ষ থেকে জানানো হয়, বাঁধটি ভেঙে গেছে।", "বাঁধটি ভেঙে গেছে", "নদী কমিশনের"),
    ("উদ্বেগ প্রকাশ করে সালমা বলেন, বাঁধটি ভেঙে গেছে।", "বাঁধটি ভেঙে গেছে", "সালমা"),
    ("বাঁধটি ভেঙে গেছে বলে জানা গেছে।", "বাঁধটি ভেঙে গেছে", None),
    ("বাঁধটি ভেঙে যাবে বলে আশঙ্কা করা হচ্ছে।", "বাঁধটি ভেঙে যাবে", None),
    ("স্থানীয় বাসিন্দারা জানান, বাঁধটি ভেঙে গেছে।", "বাঁধটি ভেঙে গেছে", "স্থানীয় বাসিন্দারা"),
    ("কবির দ্রুত বাঁধ মেরামতের দাবি জানান।", "দ্রুত বাঁধ মেরামতের", "কবির"),
]


@pytest.mark.parametrize(("sentence", "content", "speaker"), INDIRECT)
def test_indirect_speech_has_content_and_speaker(sentence: str, content: str, speaker: str | None) -> None:
    wanted = ("indirect", normalize(content), normalize(speaker) if speaker else None)
    assert shown(read_doc(sentence)) == [wanted]


DIRECT = [
    ("কবির বলেন, ‘বাঁধটি ভেঙে গেছে।’", "বাঁধটি ভেঙে গেছে।"),
    ("কবির বলেন, “বাঁধটি ভেঙে গেছে। আমরা চলে যাচ্ছি।”", "বাঁধটি ভেঙে গেছে। আমরা চলে যাচ্ছি।"),
    ('"বাঁধটি ভেঙে গেছে," কবির বলেন।', "বাঁধটি ভেঙে গেছে,"),
    ("‘বাঁধটি ভেঙে গেছে’, বলেন কবির।", "বাঁধটি ভেঙে গেছে"),
    ("«বাঁধটি ভেঙে গেছে» বলে জানান কবির।", "বাঁধটি ভেঙে গেছে"),
    ("কবির বলেছেন যে, 'বাঁধটি ভেঙে গেছে।'", "বাঁধটি ভেঙে গেছে।"),
]


@pytest.mark.parametrize(("sentence", "content"), DIRECT)
def test_direct_speech_is_without_its_marks(sentence: str, content: str) -> None:
    assert shown(read_doc(sentence)) == [("direct", normalize(content), "কবির")]


SILENT = [
    "কবির সকালে বাঁধ দেখতে যান।",
    "কবির সাংবাদিকদের সঙ্গে কথা বলেন।",
    "কবির কিছু বলেননি।",
    "কবির এ নিয়ে কিছু বলেন না।",
    "সালমা ‘নদীর গান’ চলচ্চিত্রে কাজ করেছেন।",
]


@pytest.mark.parametrize("sentence", SILENT)
def test_sentences_that_report_nothing_hold_no_quote(sentence: str) -> None:
    assert shown(read_doc(sentence)) == []


def test_a_pronoun_after_a_report_is_its_speaker() -> None:
    doc = read_doc("কবির বলেন, বাঁধটি ভেঙে গেছে। তিনি আরও বলেন, মেরামত শুরু হয়েছে।")
    assert [speaker for _, _, speaker in shown(doc)] == ["কবির", "কবির"]


def test_a_release_speaks_for_the_body_of_the_sentence_before() -> None:
    doc = read_doc("নদী কমিশনের ওয়েবসাইটে একটি নোটিশ প্রকাশ করা হয়েছে। এতে বলা হয়, বাঁধটি ভেঙে গেছে।")
    assert [speaker for _, _, speaker in shown(doc)] == ["নদী কমিশনের"]


def test_marked_words_inside_indirect_speech_are_direct_and_names_are_not() -> None:
    doc = read_doc("কবির বলেন, ‘নদী কমিশন’ এবার ‘ভয়ানক বড় ভুল’ করেছে।")
    assert [(kind, words) for kind, words, _ in shown(doc) if kind == "direct"] == [
        ("direct", normalize("ভয়ানক বড় ভুল"))
    ]


def test_a_headline_names_its_speaker_behind_the_colon() -> None:
    doc = read_doc("জলপুর শান্ত আছে।", title="বাঁধ ভাঙলে সবাই দায়ী: কবির")
    assert shown(doc) == [("indirect", normalize("বাঁধ ভাঙলে সবাই দায়ী"), "কবির")]


def test_given_information_points_back_to_the_sentence_before() -> None:
    doc = read_doc("শুরুর কথা এখানে। বাঁধটি ভেঙে গেছে। কবির এ তথ্য জানিয়েছেন।")
    assert ("indirect", normalize("বাঁধটি ভেঙে গেছে"), "কবির") in shown(doc)


def test_a_speaker_whom_a_speaker_quotes_stands_behind_him_in_the_chain() -> None:
    doc = read_doc("কবির বলেন, “সালমা জানিয়েছেন, বাঁধটি ভেঙে গেছে।”")
    chains = [chain(doc, quote) for quote in find_quotes(doc)]
    assert chains == [["কবির"], ["কবির", "সালমা"]]


def credit(doc: Doc, words: str, role: str = "cited") -> Credit:
    at = doc.text.index(normalize(words))
    span = Span(at, at + len(normalize(words)))
    return Credit(span=span, name=words, source=words[:3], role="origin" if role == "origin" else "cited")


def test_a_medium_that_is_told_something_is_the_outer_link() -> None:
    doc = read_doc("কবির রয়টার্সকে বলেন, বাঁধটি ভেঙে গেছে।")
    doc = replace(doc, credits=(credit(doc, "রয়টার্সকে"),))
    assert chain(doc, find_quotes(doc)[0]) == [normalize("রয়টার্সকে"), "কবির"]


def test_the_origin_of_the_article_is_no_link() -> None:
    doc = read_doc("কবির রয়টার্সকে বলেন, বাঁধটি ভেঙে গেছে।")
    doc = replace(doc, credits=(credit(doc, "রয়টার্সকে", "origin"),))
    assert chain(doc, find_quotes(doc)[0]) == ["কবির"]


def test_a_medium_that_cites_another_stands_before_it() -> None:
    doc = read_doc("এএফপির বরাত দিয়ে রয়টার্স জানিয়েছে, বাঁধটি ভেঙে গেছে।")
    doc = replace(doc, credits=(credit(doc, "এএফপির"), credit(doc, "রয়টার্স")))
    assert chain(doc, find_quotes(doc)[0]) == [normalize("রয়টার্স"), normalize("এএফপির")]


MARKS = [
    ("‘এক ‘দুই’ তিন।’", ["এক ‘দুই’ তিন।", "দুই"]),
    ("ইইউ’র বৈঠকে ‘ইইউ’র কথা ওঠে’", ["ইইউ’র কথা ওঠে"]),
    ('টিভি ৩২" চওড়া', []),
    ("তিনি বলেন, ‘যাব।’পরে যান", ["যাব।"]),
    ("“প্রথম\n“দ্বিতীয়”", ["প্রথম", "দ্বিতীয়"]),
]


@pytest.mark.parametrize(("text", "wanted"), MARKS)
def test_marks_pair_by_kind_and_apostrophes_are_none(text: str, wanted: list[str]) -> None:
    text = normalize(text)
    assert [marked.span.of(text) for marked in find_marked(text)] == [normalize(words) for words in wanted]


def test_every_cue_is_found_in_its_example() -> None:
    assert check_cues("bn") == []
    assert len(lines("bn", "cues")) >= 120


PIECES = st.sampled_from(
    ["কবির", "বলেন", ",", "‘", "’", "“", '"', "'", "।", "বলে", "জানান", "তিনি", "যে", "প্রতিবেদনে", "বলা", "হয়", "মতে",
     "এ", "তথ্য", "(", ")", ":", "\n", "নিশ্চিত", "করেন", "কি", "না", "জানতে", "-", "x", "৭"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(["", " "]))
def test_any_text_gives_quotes_inside_it_in_order(pieces: list[str], between: str) -> None:
    doc = read_doc(between.join(pieces))
    quotes = find_quotes(doc)
    assert all(0 <= quote.span.start < quote.span.end <= len(doc.text) for quote in quotes)
    assert [quote.span for quote in quotes] == sorted(
        {quote.span for quote in quotes}, key=lambda s: (s.start, -s.end)
    )
    assert all(quote.speaker is None or quote.via[-1] == quote.speaker for quote in quotes)
    assert find_quotes(doc) == quotes


def test_a_plain_noun_speaks_for_the_body_named_before() -> None:
    doc = read_doc("নদী কমিশন বাঁধ দেখেছে। কমিশন জানিয়েছে, বাঁধটি ভেঙে গেছে।")
    assert [speaker for _, _, speaker in shown(doc)] == ["নদী কমিশন"]


def test_those_whom_a_speaker_tells_of_speak_through_him() -> None:
    doc = read("পরিচালক রেজাউল করিম বলেন, চিকিৎসকেরা রোগীকে দেখেছেন। তাঁরা বলছেন, রোগী ভালো আছেন।")
    assert [[span.of(doc.text) for span in quote.via] for quote in doc.quotes][-1] == [
        "রেজাউল করিম",
        "চিকিৎসকেরা",
    ]


def test_a_noun_before_a_name_is_a_title_and_speaks_not() -> None:
    doc = read("মিছিলে মামলায় অভিযুক্ত শেখ হাসিনাকে ফেরত দেওয়ার দাবি জানান।")
    assert [quote.speaker for quote in doc.quotes] == [None] or doc.quotes == ()


def test_what_a_named_person_did_goes_on_with_no_speech() -> None:
    doc = read("মেয়র আনিসুল হক বলেন, রাস্তা হবে। কাজ চলছে। পরে জেলা প্রশাসক রেজাউল করিম পুরস্কার তুলে দেন।")
    assert "পুরস্কার" not in doc.quotes[0].span.of(doc.text)


def test_a_claim_may_close_with_its_subject() -> None:
    doc = read("যাত্রীদের দাবি, লঞ্চে ছিলেন প্রায় ৩০০ জন।")
    assert [quote.span.of(doc.text) for quote in doc.quotes] == ["লঞ্চে ছিলেন প্রায় ৩০০ জন"]


def test_sentence_set_against_what_was_said_is_no_part_of_it() -> None:
    doc = read("তন্ময় হক বলেন, ইঞ্জিনে কোনো আগুন লাগেনি। ছবিতে অবশ্য ডানার নিচে আগুন দেখা গেছে।")
    assert [quote.span.of(doc.text) for quote in doc.quotes] == ["ইঞ্জিনে কোনো আগুন লাগেনি"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("চিকিৎসক আবু নাসের বলেছেন, রক্ত নেই।", "আবু নাসের"),
        ("আইনজীবী ফিরোজ এডুলজি আদালতে বলেন, প্রমাণ নেই।", "ফিরোজ এডুলজি"),
        ("মিসরের পররাষ্ট্র মন্ত্রণালয় এক পোস্টে রাফা সীমান্ত খুলে দেওয়ার আহ্বান জানায়।", "মিসরের পররাষ্ট্র মন্ত্রণালয়"),
        ("অধিনায়ক নাজমুল হোসেন শান্ত মাঠে নামেন। 'তাসকিন ভাই শুরুটা এনে দিয়েছেন', বলেছেন শান্ত।", "নাজমুল হোসেন শান্ত"),
        ("মুখপাত্র কুণাল ঘোষের পাল্টা, ‘‘পুলিশ মূল অভিযুক্তকে ধরেছিল।’’", "কুণাল ঘোষের"),
        ("সাবেক অধিনায়ক তামিম ইকবাল বলেন, টস গুরুত্বপূর্ণ। একমত হননি হাবিবুল বাশার।", "তামিম ইকবাল"),
    ],
)
def test_a_speaker_is_found_where_names_look_like_something_else(text: str, speaker: str) -> None:
    doc = read(text, published="2026-11-21")
    assert [said.speaker and said.speaker.of(doc.text) for said in doc.quotes] == [normalize(speaker)]


def test_a_pronoun_after_a_noun_for_what_is_said_is_its_owner() -> None:
    text = "কৃষক রহিম উদ্দিন বলেন, কাজ হয়নি। ইউএনও সালমা পারভীনের ভাষ্য, কমিটি হয়েছে। প্রতিবেদন আসবে, যোগ করেন তিনি।"
    doc = read(text, published="2026-11-21")
    assert doc.quotes[-1].speaker is not None
    assert doc.quotes[-1].speaker.of(doc.text) == normalize("সালমা পারভীনের")


def test_a_child_says_with_the_word_that_elsewhere_ends_what_is_said() -> None:
    doc = read("ছাত্রী মোছা. সুমাইয়া খাতুন বলে, 'আমার বেঞ্চটাও নদীতে গেছে।'", published="2026-11-21")
    assert [said.speaker and said.speaker.of(doc.text) for said in doc.quotes] == [normalize("মোছা. সুমাইয়া খাতুন")]


def test_a_name_that_looks_like_a_verb_is_nothing_said() -> None:
    doc = read("কার্যালয়ের প্রকৌশলী রাকিবুল হাসান বলছেন ভিন্ন কথা। তাঁর দাবি, চিঠি আসেনি।", published="2026-11-21")
    assert [said.span.of(doc.text) for said in doc.quotes] == [normalize("চিঠি আসেনি")]


def test_what_the_speaker_then_did_is_nothing_said() -> None:
    doc = read("ইউএনও নয়ন কুমার সাহা বলেন, চাল দেওয়া হয়েছে। শনিবার তিনি এলাকা পরিদর্শন করেন।", published="2026-11-21")
    assert [said.span.of(doc.text) for said in doc.quotes] == [normalize("চাল দেওয়া হয়েছে")]


def test_a_commander_of_a_body_is_nobody_told_of_before() -> None:
    text = "খবর\n\nমুখপাত্র রহিম উদ্দিন বলেন, কাজ শেষ। আলো সমিতির এক কমান্ডার রয়টার্সকে জানান, সেনারা সরে গেছে।"
    article = read_article(normalize(text))
    speaker = article.quotes[-1].speaker
    assert speaker is not None and speaker.of(article.text).endswith(normalize("কমান্ডার"))


def test_a_weapon_says_nothing() -> None:
    article = read_article(normalize("খবর\n\nএফ-৩৫ নিয়ে উদ্বেগ জানিয়ে সেনাপ্রধান রহিম উদ্দিন বলেছেন, কাজ শেষ।"))
    spoken = [quote.speaker.of(article.text) for quote in article.quotes if quote.speaker is not None]
    assert spoken == [normalize("রহিম উদ্দিন")]


def test_whoever_was_talked_with_speaks_where_nobody_is_named() -> None:
    text = "খবর\n\nরহিম উদ্দিন বলেন, দেশ এগোবে। এসেছেন শিক্ষার্থী সোহেব রহমান। কথা হয় তাঁর সঙ্গে। বলেন, দেশ ভালো নেই।"
    article = read_article(normalize(text))
    speaker = article.quotes[-1].speaker
    assert speaker is not None and speaker.of(article.text) == normalize("সোহেব রহমান")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "রিয়াদুল ইসলাম বলেন, দেশ চলবে। মোদি বিরোধী আন্দোলন থামাতে তারা হামলা চালায়। তিনি আরও বলেন, ওরা পারবে না।",
            "রিয়াদুল ইসলাম",
        ),
        ("আবু তাহের মিনহাজ নামের একজন লেখেন, দেশ বদলাবে।", "আবু তাহের মিনহাজ"),
    ],
)
def test_whoever_goes_on_or_is_only_called_so_speaks(text: str, speaker: str) -> None:
    article = read_article(normalize("খবর\n\n" + text))
    assert [said.speaker and said.speaker.of(article.text) for said in article.quotes][-1] == normalize(
        speaker
    )


def test_what_somebody_might_want_is_nothing_said() -> None:
    article = read_article(normalize("খবর\n\nমন্ত্রী করিম মিয়া যদি চান, সেতু আবার বানানো যাবে।"))
    assert article.quotes == ()


def test_this_said_in_one_word_points_back_and_background_ends_what_is_said() -> None:
    article = read_article(normalize("খবর\n\nকর ছাড় দেবে সরকার। বোর্ডের চেয়ারম্যান কবির খান একথা জানান।"))
    assert [said.span.of(article.text) for said in article.quotes] == [normalize("কর ছাড় দেবে সরকার")]
    text = "খবর\n\nকবির খান বলেন, ভোট হবে। এর আগে মঙ্গলবার দলটি মিছিল করে। দলে বিভেদের অভিযোগ আছে, যা পুরোনো।"
    article = read_article(normalize(text))
    assert [said.span.of(article.text) for said in article.quotes] == [normalize("ভোট হবে")]


def test_what_a_speaker_tells_of_before_goes_on_where_no_day_is_named() -> None:
    text = "খবর\n\nচিকিৎসক কবির খান বলেন, রোগীর অস্ত্রোপচার হয়েছে। এর আগে তাঁর পরীক্ষা করা হয়।"
    article = read_article(normalize(text))
    assert [said.span.of(article.text) for said in article.quotes] == [
        normalize("রোগীর অস্ত্রোপচার হয়েছে। এর আগে তাঁর পরীক্ষা করা হয়")
    ]


@pytest.mark.parametrize(
    ("said", "goes_on"),
    [
        ("বাবা অসুস্থ ছিলেন। রাতে তিনি আর ফেরেননি। সারা রাত বিভিন্ন স্থানে খুঁজেছি।", True),
        ("বাবা অসুস্থ ছিলেন। সকালে খবর পেয়ে বাবাকে শনাক্ত করি।", True),
        ("বাবা অসুস্থ ছিলেন। এদিকে পাশের গ্রামে রাতে আগুন লাগে।", False),
        ("বাবা অসুস্থ ছিলেন। পাশের গ্রামে মা বলেন, ‘আমরা শান্তি চাই।’", False),
    ],
)
def test_a_speaker_goes_on_while_he_tells_of_himself(said: str, goes_on: bool) -> None:
    article = read_article(normalize(f"খবর\n\nমৃতের ছেলে সুমন শিকদার জানান, {said}"))
    words = article.quotes[0].span.of(article.text)
    last = normalize(said).rsplit("। ", 1)[-1].rstrip("।")
    assert words.endswith(last) == goes_on
