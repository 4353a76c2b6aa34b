"""Two happenings are not held against each other, however alike their words are."""

import shutro
from shutro.pipeline import tell_story
from shutro.text.normalize import normalize


def kinds(*reports: tuple[str, str]) -> list[str]:
    docs = [shutro.read(normalize(text) + "\n", published=date) for text, date in reports]
    story, _ = tell_story(docs, ())
    return [finding.agreement for finding in story.findings if finding.agreement not in ("agreed", "single")]


def test_a_headline_that_tells_the_calling_off_is_not_called_off() -> None:
    headline = "নিরাপত্তার শঙ্কায় বাতিল মধুখালী মেলার উদ্বোধনী অনুষ্ঠান"
    found = kinds(
        (f"{headline}\nমধুখালীর জেলা প্রশাসক এ কথা জানান।", "2026-10-05"),
        ("নিরাপত্তার শঙ্কায় মধুখালী মেলার উদ্বোধনী অনুষ্ঠান বাতিল করা হয়েছে।", "2026-10-06"),
    )
    assert found == []


def test_one_speech_repeated_with_its_today_is_of_one_day() -> None:
    speech = "মধুখালীর মেয়র রফিক আহমেদ বলেন, ‘আজকে আমরা এই বাঁধের কাজ উদ্বোধন করেছি।’"
    assert kinds((speech, "2026-10-05"), (f"{speech} সভায় অনেকে ছিলেন।", "2026-10-06")) == []


def test_what_cannot_be_denied_is_no_denial() -> None:
    report = (
        "রূপনগরের ইতিহাস নিয়ে বইটি লিখেছেন রফিক আহমেদ।\nরূপনগরের যুদ্ধে স্থানীয় কৃষকদের ভূমিকা ছিল বড়। "
        "রূপনগরের যুদ্ধে স্থানীয় কৃষকদের ভূমিকা অস্বীকার করা যায় না।"
    )
    assert kinds((report, "2026-10-05")) == []


def test_advice_against_doing_something_denies_nothing() -> None:
    report = "শীতে সবজি রাখার উপায়\nবাঁধাকপি শুকনো জায়গায় রাখলে সারা বছর টাটকা থাকে। টাটকা বাঁধাকপি সারা বছর ভেজা জায়গায় রাখা ঠিক নয়।"
    assert kinds((report, "2026-10-05")) == []
