"""Causes: two voices that tell why it came to one act."""

import shutro
from shutro.claims.causes import check_causes, find_causes
from shutro.model import Finding
from shutro.pipeline import tell_story
from shutro.text.normalize import normalize
from shutro.text.tokens import tokenize

HEAD = "মেঘনায় ট্রলার ডুবে গেছে। আজ সোমবার চরভৈরবীর কাছে ট্রলারটি ডুবে যায়।"
STREAM = "ঘাটের ইজারাদার মতিন সরদার বলেন, প্রবল স্রোতের তোড়ে ট্রলারটি ডুবেছে।"
CROWD = "যাত্রী সেলিম গাজী বলেন, ধারণক্ষমতার বেশি মানুষ তোলায় ট্রলারটি ডুবেছে।"


def causes(*texts: str) -> list[Finding]:
    """Return the findings of one story on causes that cannot both be the one."""
    docs = [shutro.read(normalize(text) + "\n", published="2026-10-05") for text in texts]
    story, _ = tell_story(docs, ())
    return [
        finding
        for finding in story.findings
        if finding.agreement == "disputed" and finding.point.attribute == "object"
    ]


def words(clause: str) -> list[str]:
    """Return the words for the causes that a clause tells."""
    text = normalize(clause)
    tokens = tokenize(text)
    return [
        text[tokens[told.cause.start].start : tokens[told.cause.stop - 1].end]
        for told in find_causes(tokens, "bn")
    ]


def test_examples_of_the_table_tell_their_causes() -> None:
    assert check_causes("bn") == []


def test_two_causes_of_what_reports_open_with_are_a_dispute() -> None:
    (finding,) = causes(f"{HEAD} {STREAM}", f"{HEAD} {CROWD}")
    assert len(finding.values) == 2


def test_one_cause_in_other_words_is_no_dispute() -> None:
    again = "নৌ পুলিশের পরিদর্শক হারুন খান বলেন, স্রোতের কারণে ট্রলারটি ডুবেছে।"
    assert causes(f"{HEAD} {STREAM}", f"{HEAD} {again}") == []


def test_one_voice_that_tells_two_causes_disputes_nothing() -> None:
    more = "মতিন সরদার বলেন, ধারণক্ষমতার বেশি মানুষ তোলায় ট্রলারটি ডুবেছে।"
    assert causes(f"{HEAD} {STREAM}", f"{HEAD} {more}") == []


def test_what_did_not_come_of_it_has_no_cause() -> None:
    other = "যাত্রী সেলিম গাজী বলেন, জেলেরা ছুটে আসায় ট্রলারটি ডুবে যায়নি।"
    assert causes(f"{HEAD} {STREAM}", f"{HEAD} {other}") == []


def test_two_named_voices_of_one_report_dispute_the_cause_of_any_act() -> None:
    rain = "চাষি সেলিম গাজী বলেন, উজানের ঢলে বাঁধটি ভেঙেছে।"
    sand = "প্রকৌশলী হারুন খান বলেন, অবৈধ বালু তোলার কারণে বাঁধটি ভেঙেছে।"
    assert len(causes(f"{HEAD} {rain} {sand}")) == 1


def test_a_cause_that_is_sought_or_asked_for_is_none() -> None:
    assert words("ধসের কারণ অনুসন্ধানে কমিটি হয়েছে") == []
    assert words("ঢলেই কি ধস নেমেছে?") == []


def test_a_verb_of_its_own_tells_no_cause() -> None:
    assert words("প্রথম গাড়ি পৌঁছায় বেলা দেড়টায়") == []
    assert words("ব্রেক ফেল করায় দুর্ঘটনা ঘটেছে") == ["ব্রেক ফেল করায়"]
