"""References: whom pronouns and roles stand for."""

import pytest

import shutro
from shutro.model import Doc
from shutro.text.normalize import normalize


def stands_for(raw: str, words: str) -> list[str]:
    """Return the names that the last such words stand for."""
    doc: Doc = shutro.read(raw, published="2026-11-21")
    spans = [ref.span for ref in doc.references if ref.span.of(doc.text) == normalize(words)]
    return [
        ref.mention.of(doc.text) for ref in doc.references if ref.mention and spans and ref.span == spans[-1]
    ]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("শিক্ষামন্ত্রী রফিকুল ইসলাম ঢাকায় যান। মন্ত্রী সেখানে বক্তব্য দেন।", "মন্ত্রী", ["রফিকুল ইসলাম"]),
        (
            "সদর থানার ভারপ্রাপ্ত কর্মকর্তা (ওসি) রফিকুল ইসলাম ঘটনাস্থলে যান। পরে ওসি মামলা নেন।",
            "ওসি",
            ["রফিকুল ইসলাম"],
        ),
        ("রফিকুল ইসলাম ও শফিকুল ইসলাম ঢাকায় আসেন। তাঁরা সভায় বক্তব্য দেন।", "তাঁরা", ["রফিকুল ইসলাম", "শফিকুল ইসলাম"]),
        ("বাংলাদেশ ব্যাংক নীতিমালা প্রকাশ করেছে। তারা বলছে, সুদহার কমবে।", "তারা", ["বাংলাদেশ ব্যাংক"]),
    ],
)
def test_a_role_or_pronoun_stands_for_whom_the_article_names(text: str, words: str, names: list[str]) -> None:
    assert stands_for(text, words) == [normalize(name) for name in names]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ব্যাংকের পরিচালক রফিকুল ইসলাম পদত্যাগ করেছেন। সাবেক এক পরিচালকের মতে, চাপ ছিল।", "পরিচালকের"),
        ("র‍্যাবের কর্মকর্তা রফিকুল ইসলাম ঢাকায় যান। পুলিশের এক কর্মকর্তা সেখানে ছিলেন। ওই কর্মকর্তা কথা বলেননি।", "ওই কর্মকর্তা"),
    ],
)
def test_an_officer_told_as_one_of_many_is_no_one_who_was_named(text: str, words: str) -> None:
    assert stands_for(text, words) == []


@pytest.mark.parametrize(
    "text",
    [
        "বাংলাদেশ ব্যাংক নীতিমালা প্রকাশ করেছে। ব্যবসায়ীরা খুশি। তারা বলছেন, সুদহার কমবে।",
        "রফিকুল ইসলাম ঢাকায় আসেন। তারা সভায় বক্তব্য দেন।",
    ],
)
def test_a_pronoun_of_many_stands_for_nobody_where_others_are_meant(text: str) -> None:
    assert stands_for(text, "তারা") == []


def test_a_pronoun_of_somebody_who_is_named_only_later_stands_for_nobody() -> None:
    text = "এক পুলিশ কনস্টেবল পথে ঢলে পড়েছেন। দ্রুত তাঁকে হাসপাতালে নিয়ে যাওয়া হয়। কনস্টেবল মোজাম্মেল হকের বাড়ি ঢাকায়।"
    assert stands_for(text, "তাঁকে") == []


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (
            "কৃষক রহিম উদ্দিন বাঁধে যান। ইউএনও সালমা পারভীনের ভাষ্য, কমিটি হয়েছে। তিনি প্রতিবেদন চান।",
            "তিনি",
            "সালমা পারভীনের",
        ),
        ("উপদেষ্টা কামাল হাসান সভায় যান। সচিব মাসুদ রানার কাছে জানতে চাইলে তিনি কথা বলেননি।", "তিনি", "মাসুদ রানার"),
        (
            "কৌঁসুলি মাহমুদ হোসেন আদালতে যান। এই আইনজীবী সময় চান। আইনজীবী শাহীনুর রহমান আপত্তি তোলেন।",
            "এই আইনজীবী",
            "মাহমুদ হোসেন",
        ),
        ("এনসিপির আহ্বায়ক সারোয়ার তুষার সভায় যান। এনসিপির এই নেতা বরাদ্দ চান।", "এনসিপির এই নেতা", "সারোয়ার তুষার"),
    ],
)
def test_who_is_about_to_speak_or_was_told_of_last_is_meant(text: str, words: str, name: str) -> None:
    assert stands_for(text, words) == [normalize(name)]


def test_a_possessive_is_no_subject_and_one_who_acts_is_meant_by_an_object() -> None:
    text = "ছাত্রী সুমাইয়া খাতুন কাঁদছে। তার বাবা আব্দুস সামাদ দিনমজুর। তিনি চিন্তায় আছেন।"
    assert stands_for(text, "তিনি") == [normalize("আব্দুস সামাদ")]
    text = "ইউএনও নয়ন কুমার সাহা বলেন, চাল এসেছে। শনিবার তিনি এলাকা পরিদর্শন করেন। এ সময় তাঁকে ঘিরে ধরেন বাসিন্দারা।"
    assert stands_for(text, "তাঁকে") == [normalize("নয়ন কুমার সাহা")]


def test_an_officer_of_a_body_is_the_one_named_with_an_office_of_it_or_of_its_branch() -> None:
    text = "র‍্যাব-৭-এর পরিচালক রফিকুল ইসলাম কথা বলেন। আসামি করিম মিয়া দোষ মেনেছেন, জানান র‍্যাবের এই কর্মকর্তা।"
    assert stands_for(text, "র‍্যাবের এই কর্মকর্তা") == [normalize("রফিকুল ইসলাম")]


def test_those_joined_by_a_title_or_kin_are_many() -> None:
    text = "পুলিশ রহিম মিয়া ও তাঁর স্ত্রী সালমা বেগমকে ধরেছে। তাঁদের থানায় নেওয়া হয়।"
    assert stands_for(text, "তাঁদের") == [normalize("রহিম মিয়া"), normalize("সালমা বেগমকে")]


def test_counsel_for_one_party_does_not_stand_for_that_of_the_other() -> None:
    text = "রাষ্ট্রপক্ষের আইনজীবী রফিকুল ইসলাম রায়ের কথা বলেন। আসামিপক্ষের আইনজীবী আপিল করবেন।"
    assert stands_for(text, "আসামিপক্ষের আইনজীবী") == stands_for(text, "আইনজীবী") == []


def test_two_ministers_are_those_named_with_such_an_office() -> None:
    named = "অর্থমন্ত্রী রফিকুল ইসলাম ও শিক্ষামন্ত্রী শফিকুল ইসলাম ঢাকায় আসেন। দুই মন্ত্রী সভায় বসেন।"
    others = "সচিব রফিকুল ইসলাম ও পরিচালক শফিকুল ইসলাম ঢাকায় আসেন। দুই মন্ত্রী আগে পদত্যাগ করেছেন।"
    assert stands_for(named, "দুই মন্ত্রী") == [normalize("রফিকুল ইসলাম"), normalize("শফিকুল ইসলাম")]
    assert stands_for(others, "দুই মন্ত্রী") == []


def test_a_pronoun_is_not_for_who_acts_behind_it() -> None:
    text = "মাঠে তানভীর হোসেনের ওপর হামলা চালান রাসেল মিয়া। একপর্যায়ে তাঁর পেটে ছুরি মারেন রাসেল মিয়া। "
    text += "পরে তাঁকে হাসপাতালে নেওয়া হয়।"
    doc = shutro.read(text, published="2026-11-21")
    meant = [one.mention.of(doc.text) for one in doc.references if one.mention is not None]
    assert meant == [normalize("তানভীর হোসেনের")] * 2


def test_who_was_hurt_stays_whom_the_next_sentences_tell_of() -> None:
    text = "দুর্বৃত্তরা করিম মিয়ার মাথায় গুলি করে। তাঁকে হাসপাতালে নেওয়া হয়। এরপর তাঁকে বিদেশে নেওয়া হয়েছে। "
    text += "জসিম হোসেন দলের নেতা। জসিম হোসেন পলাতক।"
    doc = shutro.read(text, published="2026-11-21")
    meant = [one.mention.of(doc.text) for one in doc.references if one.mention is not None]
    assert meant[:2] == [normalize("করিম মিয়ার")] * 2


def test_one_who_is_only_an_example_is_no_subject() -> None:
    text = "খতিব আলী হাসান আসেন। করিম মিয়া ও হাসান আব্দুল্লাহর মতো তরুণদের দেখার আশা রেখে তিনি বলেন, দেশ বদলাবে।"
    assert stands_for(text, "তিনি") == [normalize("আলী হাসান")]


def test_who_is_talked_of_most_tells_what_befell_himself() -> None:
    text = "সাংবাদিক আনিস কবির আটক হন। মামলায় সালমা বেগমের নাম আছে। আনিস কবির লেখক। আনিস কবির শিক্ষক। "
    text += "আনিস কবির বলেন, তাঁকে রাতে আনা হয়। আনিস কবির এখন থানায়।"
    doc = shutro.read(text, published="2026-11-21")
    meant = [one.mention.of(doc.text) for one in doc.references if one.mention is not None]
    assert meant == [normalize("আনিস কবির")]


def test_two_offices_joined_before_a_name_are_both_of_its_holder() -> None:
    text = "দলের নগর শাখার সেক্রেটারি ও নদীপুর আসনের প্রার্থী রেজাউল করিম এ কথা বলেন। তিনি বলেন, কাজ হবে। "
    text += "সভায় ছিলেন নদীপুর শাখার সেক্রেটারি হাফিজ উদ্দিন।"
    doc = shutro.read(text, published="2026-11-21")
    meant = [one.mention.of(doc.text) for one in doc.references if one.mention is not None]
    assert meant == [normalize("রেজাউল করিম")]
