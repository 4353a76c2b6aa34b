"""Sureness: which claims of a finding surely say the same, and may count as origins."""

from dataclasses import replace

import shutro
from shutro.claims.points import Chances
from shutro.claims.statements import find_statements
from shutro.claims.sureness import Sureness
from shutro.claims.told import Tellers
from shutro.decisions.records import Anchor, Decision, find_standing
from shutro.model import Claim, Doc
from shutro.pipeline import link_docs
from shutro.text.normalize import normalize

SUNK = "খুলনার রূপসা ঘাটে শনিবার ভোরে বালুবাহী জাহাজের ধাক্কায় তিনটি খেয়া নৌকা ডুবে গেছে। ঘাটে তখন কুয়াশা ছিল।"
ALSO = "শনিবার ভোরে খুলনার রূপসা ঘাটে বালুবাহী জাহাজের ধাক্কায় ডুবেছে তিনটি খেয়া নৌকা। সকালে জোয়ার আসে।"
FARE = "খুলনার রূপসা ঘাটে খেয়া নৌকার ভাড়া বেড়ে ১০ টাকা হয়েছে। যাত্রীরা ক্ষুব্ধ।"


class Reports:
    """Reports of one story, and what their first sentences claim."""

    def __init__(self, *texts: str) -> None:
        read = [shutro.read(normalize(t) + "\n", published=f"2026-11-1{n}") for n, t in enumerate(texts)]
        self.docs: tuple[Doc, ...] = link_docs(read)[1]
        statements = find_statements(self.docs)
        self.chances = Chances(statements)
        tellers = Tellers(self.docs)
        self.claims: list[Claim] = []
        for doc in self.docs:
            first = next(one for one in statements if one.article == doc.article.id)
            self.claims.append(tellers.claim(first, "happened", "e", "told", first.sentence))

    def sure(self, claims: list[Claim]) -> list[int]:
        """Return the numbers of the reports whose claims are sure to say the same."""
        kept = Sureness(self.chances, {}).sure(claims)
        return [number for number, claim in enumerate(self.claims) if claim in kept]


def test_two_who_say_the_same_are_sure() -> None:
    reports = Reports(SUNK, ALSO)
    assert reports.sure(reports.claims) == [0, 1]


def test_what_may_be_another_matter_is_not_sure() -> None:
    reports = Reports(SUNK, ALSO, FARE)
    assert reports.sure(reports.claims) == [0, 1]


def test_where_nobody_says_the_same_the_first_stands_alone() -> None:
    reports = Reports(SUNK, FARE)
    assert reports.sure(reports.claims) == [0]


def test_sides_that_differ_are_all_kept() -> None:
    reports = Reports(SUNK, FARE)
    other = replace(reports.claims[1], value="denied")
    kept = Sureness(reports.chances, {}).sure([reports.claims[0], other])
    assert kept == [reports.claims[0], other]


def test_a_reprint_is_as_sure_as_its_original() -> None:
    reports = Reports(SUNK, ALSO)
    reprint = replace(reports.claims[1], article="reprint")
    sureness = Sureness(reports.chances, {"reprint": reports.claims[1].article})
    assert reprint in sureness.sure([reports.claims[0], reprint])


def test_what_was_decided_to_be_one_event_is_sure() -> None:
    reports = Reports(SUNK, FARE)
    sides = [(Anchor(article=claim.article, span=claim.span),) for claim in reports.claims]
    decision = Decision(
        number=1,
        subject=sides[0],
        against=sides[1],
        judgement="one event",
        who="রুমানা",
        at="2026-11-20T08:00:00Z",
    )
    sureness = Sureness(reports.chances, {}, find_standing((decision,)))
    assert sureness.sure(reports.claims) == reports.claims


def test_a_reprint_makes_its_original_no_surer() -> None:
    reports = Reports(SUNK, FARE)
    reprint = replace(reports.claims[1], article="reprint", said="2026-11-18")
    sureness = Sureness(reports.chances, {"reprint": reports.claims[1].article})
    assert sureness.sure([*reports.claims, reprint]) == reports.claims[:1]


def test_a_sentence_that_goes_on_with_a_sure_one_is_kept() -> None:
    reports = Reports(SUNK, ALSO + " খেয়া নৌকা তিনটি জাহাজের ধাক্কায় ডুবেছে বলে জানান ঘাটের ইজারাদার সুবল মণ্ডল।")
    statements = reports.chances.statements
    last = max((s for s in statements if s.article == reports.docs[1].article.id), key=lambda s: s.position)
    more = Tellers(reports.docs).claim(last, "happened", "e", "told", last.sentence)
    assert more in Sureness(reports.chances, {}).sure([*reports.claims, more])
