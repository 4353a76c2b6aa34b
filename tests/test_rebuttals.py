"""One speaker set against another who tells it otherwise."""

import shutro
from shutro.text.normalize import normalize


def test_who_tells_it_otherwise_is_set_against_what_his_account_is_about() -> None:
    text = normalize(
        "মহাসচিব ফিরোজ মামুন বলেন, বিজয়ীদের ছড়িয়ে পড়া তালিকাটি ভুয়া। থানায় ডায়েরি করার কথাও জানান সচিব করিম মোল্লা। "
        "এক বিচারক ভিন্ন কথা বলেছেন। তাঁর ভাষ্য, ছড়িয়ে পড়া তালিকাটি হুবহু মেলে।"
    )
    doc = shutro.read(text + "\n", published="2026-10-05")
    said = [f for story in shutro.stories([doc]) for f in story.findings if f.point.attribute == "said"]
    assert ["ভুয়া" in claim.sentence.of(doc.text) for f in said for claim in f.values[0].claims] == [True]


def contradictions(text: str) -> list[list[str]]:
    """Return for each finding on what speakers say against each other the words on its first side."""
    doc = shutro.read(normalize(text) + "\n", published="2026-10-05")
    said = [f for story in shutro.stories([doc]) for f in story.findings if f.point.attribute == "said"]
    return [[claim.sentence.of(doc.text) for claim in finding.values[0].claims] for finding in said]


def test_a_denial_stands_against_a_whole_quote() -> None:
    text = (
        "রেফারি করিম মোল্লা বলেন, ‘খেলোয়াড়টি অফসাইডে ছিলেন। সহকারী রেফারি পতাকা তুলেছিলেন।’ "
        "কোচ রফিক আহমেদ তা মানছেন না। মধুখালীর মাঠে তখন বৃষ্টি নামে।"
    )
    (first,) = contradictions(text)
    assert any("অফসাইডে" in sentence for sentence in first)


def test_an_agency_takes_no_side() -> None:
    text = (
        "মধুখালীর ছাত্ররা অনশনে বসেছেন। পিটিআইয়ের খবর, ঘটনা খতিয়ে দেখতে তিন সদস্যের কমিটি গড়েছে মন্ত্রণালয়। "
        "তবে ছাত্রদের বক্তব্য, তদন্তের আগে উপাচার্যকে যেতে হবে।"
    )
    assert contradictions(text) == []


def test_a_charge_that_shares_no_word_with_what_was_said_far_before_is_not_denied() -> None:
    text = (
        "মধুখালীর জেলা প্রশাসনের হিসাবে, নিখোঁজের সংখ্যা কমে হয়েছে ৩৩। নদীতে স্রোত বেড়েছে। "
        "জিজ্ঞাসাবাদে লঞ্চের মালিক অতিরিক্ত যাত্রী তোলার অভিযোগ অস্বীকার করেছেন।"
    )
    assert contradictions(text) == []


def test_an_unnamed_officer_is_not_set_against_himself() -> None:
    text = (
        "রূপনগরে নৌকাডুবির মালিক ধরা পড়েছেন। পুলিশের এক কর্মকর্তা বলেন, মালিক আত্মীয়ের বাড়িতে লুকিয়ে ছিলেন। "
        "ওই কর্মকর্তা অবশ্য বলেন, মালিকের নৌকায় কত যাত্রী ছিল তা জানা যায়নি।"
    )
    assert contradictions(text) == []


def test_nobody_tells_it_otherwise_than_himself() -> None:
    text = (
        "রূপনগরের অধিনায়ক এহসান কবির বলেন, ‘আমি আগেই নেতৃত্ব ছেড়ে দিয়েছি।’ "
        "বোর্ড বলছে বরখাস্ত, এহসান কবির বলছেন অন্য কথা। রাতে তিনি একটি চিঠি দেখান।"
    )
    assert contradictions(text) == []
