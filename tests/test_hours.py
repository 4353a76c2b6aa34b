"""Hours: the time of day at which two reports put one act."""

import shutro
from shutro.model import Finding
from shutro.pipeline import tell_story
from shutro.text.normalize import normalize

HEAD = "মেঘনায় ট্রলার ডুবে গেছে। চরভৈরবীর কাছে যাত্রীবাহী ট্রলারটি ডুবে যায়।"


def hours(*texts: str) -> list[list[str]]:
    """Return the hours that cannot all be, of one story that reports of 5 October 2026 tell."""
    docs = [shutro.read(normalize(text) + "\n", published="2026-10-05") for text in texts]
    story, _ = tell_story(docs, ())
    return [_values(finding) for finding in story.findings if finding.agreement == "disputed"]


def _values(finding: Finding) -> list[str]:
    return [value.value[-5:] for value in finding.values]


def test_two_hours_of_what_reports_open_with_are_a_dispute() -> None:
    one = f"{HEAD} আজ সোমবার সন্ধ্যা ৭টায় ট্রলারটি ডুবে যায়।"
    other = f"{HEAD} যাত্রী সেলিম গাজী বলেন, ট্রলারটি ডুবে যায় সোমবার রাত সাড়ে ৮টার দিকে।"
    assert hours(one, other) == [["19:00", "20:30"]]


def test_this_incident_is_what_was_told_right_before() -> None:
    one = f"{HEAD} আজ সোমবার সন্ধ্যা ৭টার দিকে এ ঘটনা ঘটে।"
    other = f"{HEAD} যাত্রী সেলিম গাজী বলেন, ট্রলারটি ডুবে যায় সোমবার রাত ৯টায়।"
    assert hours(one, other) == [["21:00", "19:00"]]


def test_hours_that_are_only_about_right_may_lie_beside_each_other() -> None:
    one = f"{HEAD} আজ সোমবার সন্ধ্যা ৭টার দিকে ট্রলারটি ডুবে যায়।"
    other = f"{HEAD} যাত্রী সেলিম গাজী বলেন, ট্রলারটি ডুবে যায় সোমবার সন্ধ্যা সোয়া ৭টার দিকে।"
    assert hours(one, other) == []


def test_an_hour_until_which_something_was_so_is_none() -> None:
    one = f"{HEAD} আজ সোমবার সন্ধ্যা ৭টায় ট্রলারটি ডুবে যায়।"
    other = f"{HEAD} যাত্রী সেলিম গাজী বলেন, সোমবার রাত ৯টা পর্যন্ত ট্রলারটি ডুবে যায়।"
    assert hours(one, other) == []


def test_the_beginning_and_the_end_of_an_act_are_no_dispute() -> None:
    head = "রূপনগরে কর্মসূচি পালন করেছেন শ্রমিকেরা। আজ সোমবার শ্রমিকেরা বিক্ষোভ করেন।"
    one = f"{head} সোমবার সকাল ৮টায় বিক্ষোভ শুরু করেন তাঁরা।"
    other = f"{head} চালক সেলিম গাজী বলেন, সোমবার বেলা ২টায় বিক্ষোভ শেষ করেন তাঁরা।"
    assert hours(one, other) == []


def test_hours_by_two_clocks_are_not_compared() -> None:
    one = f"{HEAD} আজ সোমবার স্থানীয় সময় সন্ধ্যা ৭টায় ট্রলারটি ডুবে যায়।"
    other = f"{HEAD} যাত্রী সেলিম গাজী বলেন, ট্রলারটি ডুবে যায় সোমবার রাত ৯টায়।"
    assert hours(one, other) == []


def test_the_time_of_the_way_home_is_no_clock() -> None:
    one = f"{HEAD} আজ সোমবার বাড়ি ফেরার সময় সন্ধ্যা ৭টায় ট্রলারটি ডুবে যায়।"
    other = f"{HEAD} যাত্রী সেলিম গাজী বলেন, ট্রলারটি ডুবে যায় সোমবার রাত ৯টায়।"
    assert hours(one, other) == [["19:00", "21:00"]]
