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
