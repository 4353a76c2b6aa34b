"""Values of two happenings of one story are not held against each other."""

from shutro.claims.predicates import find_predicates
from shutro.text.normalize import normalize
from shutro.text.tokens import tokenize
from together import conflicts


def modes(text: str) -> set[tuple[str, str]]:
    """Return the words of the predicates of a sentence, and whether they are done."""
    text = normalize(text)
    return {(found.span.of(text), found.mode) for found in find_predicates(tokenize(text), "bn")}


def test_what_anybody_can_do_is_neither_done_nor_planned() -> None:
    assert modes("যেকোনো শাখায় এই হিসাব খোলা যাবে।") == set()
    assert modes("যেকোনো শাখায় এই হিসাব খোলা যায়।") == set()
    assert modes("হাসপাতালে নিলে তিনি মারা যান।") == {("মারা যান", "done")}


def test_who_hears_of_a_fire_plans_none() -> None:
    assert modes("বেলা দেড়টায় আমরা আগুন লাগার কথা জানতে পারি।") == set()
    assert ("ছাড়ার কথা", "to come") in modes("বিকেলে তাঁর ঢাকা ছাড়ার কথা রয়েছে।")


def test_a_rule_of_one_bank_is_no_plan_of_what_another_one_does() -> None:
    rule = "রূপনগর ব্যাংকের যেকোনো শাখায় শিক্ষার্থীদের সঞ্চয়ী হিসাব খোলা যাবে।"
    told = "মধুমতী ব্যাংকের মতিঝিল শাখায় একটি সঞ্চয়ী হিসাব খোলা হয়েছে।"
    assert conflicts((rule, "2026-10-05"), (told, "2026-10-09")) == []


def test_a_duty_is_no_plan() -> None:
    duty = "নির্বাচন কমিশনকে তাদের দায়িত্ব যথাযথভাবে পালন করতে হবে বলে জানান করিম উদ্দিন।"
    told = "নির্বাচন কমিশন তাদের দায়িত্ব যথাযথভাবে পালন করেছে বলে জানান করিম উদ্দিন।"
    assert conflicts((duty, "2026-10-05"), (told, "2026-10-09")) == []


def test_what_was_never_due_has_no_outcome() -> None:
    text = "মাসুদ রানা ২০০৬ সালে সেনাবাহিনীতে যোগ দেন। আরও পাঁচ বছর পরে তাঁর অবসরের কথা ছিল। বাড়িতে এখন মাতম।"
    assert conflicts((text, "2026-10-05")) == []


def test_what_was_due_by_a_day_has_one() -> None:
    text = "মধুমতী সেতুতে বাঁশ পড়ে আছে। গতকাল বুধবারের মধ্যে মধুমতী সেতু খুলে দেওয়ার কথা ছিল। মধুমতী সেতু বৃহস্পতিবার খুলেছে।"
    assert [finding.agreement for finding in conflicts((text, "2026-10-08"))] == ["outcome"]


def test_two_deaths_are_not_one_on_two_days() -> None:
    one = "রূপনগর হাসপাতালে নেওয়ার পর শুক্রবার রাত ৯টায় চিকিৎসক করিম উদ্দিনকে মৃত ঘোষণা করেন।"
    other = "রূপনগর হাসপাতালে নেওয়ার পর শনিবার বেলা ২টায় চিকিৎসক আবদুল হালিমকে মৃত ঘোষণা করেন।"
    assert conflicts((one, "2026-10-10"), (other, "2026-10-10")) == []


def test_deaths_of_nobody_named_are_not_one_on_two_days() -> None:
    one = "গুরুতর আহত অবস্থায় রূপনগর হাসপাতালে নিলে শুক্রবার রাত ৯টায় চিকিৎসক তাঁকে মৃত ঘোষণা করেন।"
    other = "গুরুতর আহত অবস্থায় রূপনগর হাসপাতালে নিলে শনিবার বেলা ২টায় চিকিৎসক তাঁকে মৃত ঘোষণা করেন।"
    assert conflicts((one, "2026-10-10"), (other, "2026-10-10")) == []


def test_one_death_on_two_days_is_a_dispute() -> None:
    one = "রূপনগর হাসপাতালে নেওয়ার পর শুক্রবার রাত ৯টায় চিকিৎসক করিম উদ্দিনকে মৃত ঘোষণা করেন।"
    other = "রূপনগর হাসপাতালে নেওয়ার পর শনিবার বেলা ২টায় চিকিৎসক করিম উদ্দিনকে মৃত ঘোষণা করেন।"
    found = conflicts((one, "2026-10-10"), (other, "2026-10-10"))
    assert ("date", "disputed") in {(finding.point.attribute, finding.agreement) for finding in found}
