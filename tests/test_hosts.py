"""Bodies in the locative: those that decide what is done in their midst, and those to which something is put."""

import pytest

from shutro.api import read
from shutro.model import Doc, Event
from shutro.text.normalize import normalize


def event_of(doc: Doc, trigger: str) -> Event:
    return next(event for event in doc.events if event.trigger.of(doc.text) == normalize(trigger))


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("জাতীয় সংসদে মঙ্গলবার বিলটি পাস হয়েছে।", "পাস হয়েছে", ["জাতীয় সংসদে"]),
        ("বাংলাদেশ ব্যাংকের বোর্ড সভায় প্রস্তাবটি অনুমোদন করা হয়।", "অনুমোদন করা হয়", ["বাংলাদেশ ব্যাংকের"]),
        ("বরিশালের কোতোয়ালি থানায় মামলা করা হয়েছে।", "মামলা করা হয়েছে", []),
        ("জাতীয় সংসদে প্রস্তাবটি প্রত্যাখ্যান করেছে সরকার।", "প্রত্যাখ্যান করেছে", []),
    ],
)
def test_a_body_does_what_is_done_in_its_midst(sentence: str, trigger: str, expected: list[str]) -> None:
    doc = read(sentence)
    assert [span.of(doc.text) for span in event_of(doc, trigger).agents] == [
        normalize(one) for one in expected
    ]


def test_what_is_put_to_a_body_in_the_locative_is_done_to_it() -> None:
    doc = read("রহিম মিয়া গতকাল কলকাতা হাই কোর্টে আপিল করেছেন।")
    event = event_of(doc, "আপিল করেছেন")
    assert [span.of(doc.text) for span in event.agents] == [normalize("রহিম মিয়া")]
    assert [span.of(doc.text) for span in event.patients] == ["কলকাতা হাই কোর্টে"]
