"""One speaker set against another by a word of contrast."""

import shutro
from shutro.text.normalize import normalize


def speakers_differ(text: str) -> bool:
    doc = shutro.read(normalize(text) + "\n", published="2026-10-05")
    return any(
        finding.point.attribute == "said" and finding.agreement == "disputed"
        for story in shutro.stories([doc])
        for finding in story.findings
    )


def test_but_sets_two_speakers_against_each_other_on_one_thing() -> None:
    assert speakers_differ(
        "পুলিশ সুপার রফিক আহমেদ বলেন, লঞ্চটিতে যাত্রী ছিলেন ১৭২ জন। তবে মাস্টার করিম মোল্লার দাবি, লঞ্চটিতে যাত্রী আরও বেশি ছিলেন।"
    )


def test_but_may_turn_to_another_matter() -> None:
    assert not speakers_differ(
        "পুলিশ সুপার রফিক আহমেদ বলেন, লঞ্চটিতে যাত্রী ছিলেন ১৭২ জন। তবে মালিক করিম মোল্লা জানান, দুর্ঘটনার তদন্তে কমিটি হবে।"
    )


def test_who_tells_it_otherwise_is_set_against_what_his_account_is_about() -> None:
    text = normalize(
        "মহাসচিব ফিরোজ মামুন বলেন, বিজয়ীদের ছড়িয়ে পড়া তালিকাটি ভুয়া। থানায় ডায়েরি করার কথাও জানান সচিব করিম মোল্লা। "
        "এক বিচারক ভিন্ন কথা বলেছেন। তাঁর ভাষ্য, ছড়িয়ে পড়া তালিকাটি হুবহু মেলে।"
    )
    doc = shutro.read(text + "\n", published="2026-10-05")
    said = [f for story in shutro.stories([doc]) for f in story.findings if f.point.attribute == "said"]
    assert ["ভুয়া" in claim.sentence.of(doc.text) for f in said for claim in f.values[0].claims] == [True]
