"""What somebody was in, and the act that ended it."""

import shutro
from shutro.model import Finding
from shutro.text.normalize import normalize

HURT = "মধুখালী বাজারে ব্যাংকের প্রহরী করিম মোল্লা গুলিতে আহত হয়েছেন। করিম মোল্লাকে জেলা সদর হাসপাতালে ভর্তি করা হয়েছে।"


def revised(*reports: tuple[str, str]) -> list[Finding]:
    docs = [shutro.read(normalize(text) + "\n", published=date) for text, date in reports]
    found = [finding for story in shutro.stories(docs) for finding in story.findings]
    return [finding for finding in found if finding.agreement == "revised"]


def test_who_was_in_hospital_and_died_later_is_a_revision_though_no_other_word_is_shared() -> None:
    dead = "মধুখালী বাজারে ব্যাংকের প্রহরী করিম মোল্লা মারা গেছেন। সোমবার মধুখালীর দোকানপাট বন্ধ ছিল।"
    assert revised((HURT, "2026-10-11"), (dead, "2026-10-12"))


def test_that_somebody_else_died_ends_nothing() -> None:
    dead = "মধুখালী বাজারে ব্যাংকের গাড়িচালক রফিক আহমেদ মারা গেছেন। সোমবার মধুখালীর দোকানপাট বন্ধ ছিল।"
    assert not revised((HURT, "2026-10-11"), (dead, "2026-10-12"))
