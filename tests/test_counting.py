"""Counting origins for sentences of whole reports: public acts, doubtful speakers, officers, papers."""

import shutro
from shutro.claims.backgrounds import find_backgrounds
from shutro.claims.counting import Counting
from shutro.claims.families import is_public
from shutro.claims.origins import Count
from shutro.claims.statements import find_statements
from shutro.claims.told import Tellers, find_officers
from shutro.model import Claim, Doc, Event, Span
from shutro.pipeline import link_docs
from shutro.text.normalize import normalize

MET = "বাণিজ্যমন্ত্রী শনিবার নরসিংদীতে পাটচাষিদের সঙ্গে বৈঠক করেন। বৈঠক চলে দুই ঘণ্টা।"
HEARD = "মন্ত্রী নরসিংদীতে চাষিদের সঙ্গে বৈঠকে বসেছিলেন বলে জানান জেলা প্রশাসক রওনক জাহান। মাঠ ছিল কাদায় ভরা।"
SAT = "শনিবার সকালে নরসিংদীর পাটচাষিরা মন্ত্রীর সঙ্গে বৈঠক করেছেন। চাষিরা দাম বাড়ানোর কথা তোলেন।"


def linked(*texts: str) -> list[Doc]:
    docs = [
        shutro.read(normalize(text) + "\n", published=f"2026-11-1{n}")
        for n, text in enumerate(texts, start=1)
    ]
    return list(link_docs(docs)[1])


def counted(*told: tuple[str, str]) -> Count:
    """Return the origins of what reports say in the sentences that hold some words."""
    docs = [
        shutro.read(normalize(text) + "\n", published=f"2026-11-1{n}")
        for n, (text, _) in enumerate(told, start=1)
    ]
    entities, found = link_docs(docs)
    tellers = Tellers(found)
    statements = find_statements(found)
    claims: list[Claim] = []
    for doc, (_, words) in zip(found, told, strict=True):
        start = doc.text.index(normalize(words))
        span = Span(start, start + len(normalize(words)))
        statement = next(
            one for one in statements if one.article == doc.article.id and span.meets(one.sentence)
        )
        claims.append(tellers.claim(statement, "happened", "e", "told", span))
    counting = Counting(found, find_backgrounds(found, (), entities, tellers), tellers)
    return counting.count(claims)


def test_reporters_of_a_public_act_stand_beside_an_informant() -> None:
    count = counted((MET, "বৈঠক করেন"), (HEARD, "বৈঠকে বসেছিলেন"), (SAT, "বৈঠক করেছেন"))
    assert len(count.origins) == 3


def test_reporters_of_what_nobody_sees_add_none_to_an_informant() -> None:
    one = "গুদামে ৪০ বস্তা সার ছিল বলে জানান জেলা প্রশাসক রওনক জাহান। গুদামটি সরকারি।"
    other = "সারের গুদামে পাওয়া গেছে ৪০ বস্তা। এ নিয়ে এলাকায় কথা হচ্ছে।"
    assert len(counted((one, "৪০ বস্তা"), (other, "৪০ বস্তা")).origins) == 1


def test_a_planned_act_is_not_public() -> None:
    event = Event(trigger=Span(0, 1), code="CONSULT", mode="meet", modality="planned")
    assert not is_public(event)


def test_a_pronoun_after_another_man_names_nobody() -> None:
    clear = "আইনজীবী সালমা পারভীন বলেন, ‘অভিযোগ প্রমাণ হয়নি।’"
    doubt = "কৌঁসুলি রফিকুল ইসলাম রায়ে খুশি। তাঁর সঙ্গে ছিলেন সালমা পারভীন। তিনি বলেন, অভিযোগ প্রমাণ হয়নি।"
    assert len(counted((clear, "প্রমাণ হয়নি"), (doubt, "প্রমাণ হয়নি")).origins) == 1


def test_the_source_of_an_agency_is_the_agency() -> None:
    one = "ঢাকা, ৩ মে (ইউএনবি) – খালে সেতু ভেঙেছে। উদ্ধার চলছে।"
    other = "ইউএনবি সূত্রের খবর, খালের সেতুটি ভেঙেছে। মাঝিরা নৌকা এনেছেন।"
    (origin,) = counted((one, "সেতু ভেঙেছে"), (other, "সেতুটি ভেঙেছে")).origins
    assert origin.articles and len(origin.articles) == 2


def test_officers_of_one_body_are_one_informant() -> None:
    one = "পানি উন্নয়ন বোর্ডের প্রকৌশলী মাহমুদুল হাসান বলেন, ক্ষতি হয়েছে ৯০০ বিঘা জমির।"
    other = "পানি উন্নয়ন বোর্ডের নকশা শাখার পরিচালক সেলিনা বেগম জানান, ৯০০ বিঘা জমির ফসল নষ্ট।"
    assert len(counted((one, "৯০০ বিঘা"), (other, "৯০০ বিঘা")).origins) == 1


def test_officers_of_two_bodies_are_two() -> None:
    one = "ফায়ার সার্ভিসের পরিচালক মাহমুদুল হাসান বলেন, ক্ষতি হয়েছে ৯০০ বিঘা জমির।"
    other = "পানি উন্নয়ন বোর্ডের প্রকৌশলী সেলিনা বেগম জানান, ৯০০ বিঘা জমির ফসল নষ্ট।"
    assert len(counted((one, "৯০০ বিঘা"), (other, "৯০০ বিঘা")).origins) == 2


def test_a_body_may_be_told_by_the_last_word_of_its_name() -> None:
    text = "হিসাব দিয়েছে কৃষি মন্ত্রণালয়। মন্ত্রণালয়ের সচিব সেলিনা বেগম বলেন, ফসল নষ্ট।"
    docs = linked(text)
    assert len(find_officers(docs, Tellers(docs))) == 1


def test_a_paper_and_who_tells_what_it_says_are_one() -> None:
    one = "ঘোষণাপত্রে ৯০ জন যাত্রীর কথা আছে বলে জানান বন্দর কর্মকর্তা রওনক জাহান।"
    other = "ঘোষণাপত্র অনুযায়ী নৌকায় ৯০ জন ছিলেন।"
    assert len(counted((one, "৯০ জন"), (other, "৯০ জন")).origins) == 1


def test_reports_of_an_act_of_words_rest_on_whoever_did_it() -> None:
    one = "খাদ্যগুদামের ধান সরানোর ঘটনায় দুর্নীতি দমন কমিশন মঙ্গলবার পাঁচজনের বিরুদ্ধে মামলা করেছে। গুদামটি নওগাঁয়।"
    other = "নওগাঁর গুদাম থেকে ধান সরানোর অভিযোগে পাঁচজনের নামে মামলা করেছে দুর্নীতি দমন কমিশন। আসামিরা পলাতক।"
    count = counted((one, "মামলা করেছে"), (other, "মামলা করেছে"))
    assert [origin.test for origin in count.origins] == ["informant"]


def test_a_sentence_that_is_mostly_an_office_is_still_its_holders() -> None:
    told = "নৌপরিবহন অধিদপ্তরের চাঁদপুর কার্যালয়ের উপসহকারী পরিচালক মো. শফিউল আজম বলেন, ‘নৌকায় বাতি ছিল না।’"
    docs = linked(told)
    statement = find_statements(docs)[0]
    via = Tellers(docs).via(statement, statement.sentence)
    assert [name.split()[-1] for name in names(docs, via)] == [normalize("আজম")]


def names(docs: list[Doc], via: tuple[str, ...]) -> list[str]:
    found = {link.entity: link.span.of(doc.text) for doc in docs for link in doc.links}
    return [found.get(one, one) for one in via]
