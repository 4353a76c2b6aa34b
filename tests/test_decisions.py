"""Decisions: what people judge is honoured by every later run, can be undone, and is never lost."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from shutro.cli import main
from shutro.decisions.corrections import check_arguments, correct
from shutro.decisions.grouping import regroup
from shutro.decisions.orphans import find_orphans
from shutro.decisions.records import NONE, Anchor, Argument, Decision, Decisions, Judgement, find_standing
from shutro.errors import DecisionError
from shutro.model import Doc, Span, Story
from shutro.pipeline import annotate, tell
from shutro.publish.export import story_to_json
from shutro.text.normalize import normalize
from storybook import make_doc

AT = "2026-11-14T06:00:00+00:00"
TEXTS = {
    "a": "ট্রেন দুর্ঘটনায় রূপনগরে নিহত ৭\n\nরূপনগরে শুক্রবার মালবাহী ট্রেন উল্টে ৭ জন নিহত হয়েছেন। "
    "পুলিশ সুপার করিম উদ্দিন বলেন, চালক সংকেত অমান্য করেছিলেন।",
    "b": "রূপনগরে ট্রেন উল্টে নিহত ৯\n\nরূপনগরে শুক্রবার মালবাহী ট্রেন উল্টে ৯ জন নিহত হয়েছেন বলে জানিয়েছে ফায়ার সার্ভিস। "
    "স্থানীয় বাসিন্দারা উদ্ধারে অংশ নেন।",
    "c": "রূপনগরের ট্রেন দুর্ঘটনা: নিহত ৭\n\nরূপনগরে শুক্রবার মালবাহী ট্রেন উল্টে ৭ জন নিহত হওয়ার কথা জানিয়েছেন স্টেশনমাস্টার। "
    "রেল চলাচল বন্ধ রয়েছে।",
    "d": "চরপাড়ায় পাটের গুদামে আগুন\n\nচরপাড়ায় বুধবার পাটের একটি গুদামে আগুন লাগে। ক্ষতি প্রায় ২০ লাখ টাকা।",
}


def docs() -> dict[str, Doc]:
    made = {}
    for number, (name, text) in enumerate(TEXTS.items(), start=1):
        place = "রূপনগরে" if name != "d" else "চরপাড়ায়"
        made[name] = _annotated(name, text, number, place)
    return made


def _annotated(name: str, text: str, number: int, place: str) -> Doc:
    normal = normalize(text)
    words = normal if normalize("রূপনগরে") in normal else normal + "\n\n" + normalize("রূপনগরে")
    article = make_doc(name, words, outlet=f"o{number}", published=f"2026-11-{13 + number}T10:00").article
    return annotate(article)


DOCS = docs()


def decision(judgement: Judgement, *subject: Anchor, number: int = 1, **more: Any) -> Decision:
    return Decision(number=number, judgement=judgement, subject=subject, who="Rina", at=AT, **more)


def standing(*decisions: Decision) -> Decisions:
    return Decisions(standing=decisions)


def whole(name: str) -> Anchor:
    return Anchor(article=name)


def words(name: str, text: str, nth: int = 0) -> Anchor:
    wanted = normalize(text)
    start = -1
    for _ in range(nth + 1):
        start = DOCS[name].text.index(wanted, start + 1)
    return Anchor(article=name, span=Span(start, start + len(wanted)), words=wanted)


def told(decisions: Decisions = NONE) -> list[Story]:
    return tell(list(DOCS.values()), decisions)[0]


def encoded(decisions: Decisions = NONE) -> bytes:
    stories, linked = tell(list(DOCS.values()), decisions)
    by_id = {doc.article.id: doc for doc in linked}
    return b"\n".join(story_to_json(story, by_id) for story in stories)


def groups(decisions: Decisions) -> list[list[str]]:
    return [sorted(story.articles) for story in told(decisions)]


# Stories.


def test_stories_are_merged() -> None:
    assert groups(NONE) == [["a", "b", "c"], ["d"]]
    merge = decision("one story", whole("a"), whole("b"), whole("c"), against=(whole("d"),))
    assert groups(standing(merge)) == [["a", "b", "c", "d"]]


def test_a_merge_is_the_reason_of_its_join() -> None:
    (story,) = told(standing(decision("one story", whole("a"), against=(whole("d"),), number=5)))
    assert ("decision 5",) in {join.shared for join in story.joins}


def test_articles_are_taken_out_of_a_story() -> None:
    split = decision("two stories", whole("b"), against=(whole("a"), whole("c")))
    assert sorted(groups(standing(split))) == [["a", "c"], ["b"], ["d"]]


def test_of_two_contradicting_decisions_the_later_stands() -> None:
    one = decision("one story", whole("a"), against=(whole("d"),))
    two = decision("two stories", whole("d"), against=(whole("a"), whole("b"), whole("c")), number=2)
    assert groups(standing(one, two)) == groups(NONE)
    assert groups(standing(two, one)) == [["a", "b", "c", "d"]]


def test_merges_in_a_ring_are_one_story() -> None:
    ring = [
        decision("one story", whole(x), against=(whole(y),), number=n)
        for n, (x, y) in enumerate([("a", "d"), ("d", "a"), ("a", "a")])
    ]
    assert groups(standing(*ring)) == [["a", "b", "c", "d"]]


def test_an_article_goes_with_the_one_it_was_joined_to() -> None:
    follows = {"b": "a", "c": "b"}

    def goes(item: str, left: Sequence[str], stay: Sequence[str]) -> bool:
        return follows.get(item) in left or follows.get(follows.get(item, "")) in left

    split = decision("two stories", whole("a"), against=(whole("d"),))
    found = regroup([["a", "b", "c", "d"]], [split], lambda item: (item, None), goes)
    assert found == [["a", "b", "c"], ["d"]]


# Names and events.


def test_two_names_are_made_one_and_one_is_made_two() -> None:
    def entity(decisions: Decisions, name: str) -> str:
        linked = {doc.article.id: doc for doc in tell(list(DOCS.values()), decisions)[1]}
        anchor = words(name, "রূপনগরে")
        return next(
            link.entity for link in linked[name].links if anchor.span and link.span.meets(anchor.span)
        )

    assert entity(NONE, "a") == entity(NONE, "b")
    first = DOCS["b"].text.index(normalize("রূপনগর"))
    mine = [
        Anchor(article="b", span=mention.span, words=mention.span.of(DOCS["b"].text))
        for mention in DOCS["b"].mentions
        if mention.span.of(DOCS["b"].text).startswith(DOCS["b"].text[first : first + 6])
    ]
    two = decision("two entities", *mine, against=(words("a", "রূপনগরে"), words("c", "রূপনগরে")))
    assert entity(standing(two), "a") != entity(standing(two), "b")
    one = decision("one entity", words("b", "রূপনগরে"), against=(words("a", "রূপনগরে"),), number=2)
    assert entity(standing(two, one), "a") == entity(standing(two, one), "b")


def counts(decisions: Decisions) -> list[list[str]]:
    return sorted(
        sorted(value.value for value in finding.values)
        for story in told(decisions)
        for finding in story.findings
        if finding.point.attribute == "count"
    )


def test_figures_for_two_things_are_no_dispute() -> None:
    assert ["7", "9"] in counts(NONE)
    nine = [words("b", "৯"), words("b", "৯ জন")]
    seven = (words("a", "৭"), words("a", "৭ জন"), words("c", "৭"), words("c", "৭ জন"))
    assert ["7", "9"] not in counts(standing(decision("two events", *nine, against=seven)))


# Claims.


def test_a_claim_marked_wrong_counts_for_nothing_and_stays_to_be_seen() -> None:
    nine = [words("b", "নিহত ৯"), words("b", "৯ জন")]
    judged = standing(decision("wrong", *nine, what="count", note="misprint"))
    assert ["7", "9"] not in counts(judged)
    marks = [mark for story in told(judged) for mark in story.marks]
    assert {(mark.judgement, mark.claim.value, mark.note) for mark in marks} == {("wrong", "9", "misprint")}


def test_a_finding_whose_every_claim_is_marked_wrong_is_none() -> None:
    for finding in {finding.id: finding for story in told() for finding in story.findings}.values():
        claims = [claim for value in finding.values for claim in value.claims]
        spans = [(claim.article, claim.span) for claim in claims]
        anchors = [Anchor(article=id_, span=span, words=span.of(DOCS[id_].text)) for id_, span in spans]
        judged = standing(decision("wrong", *anchors, what=finding.point.attribute))
        assert finding.id not in {one.id for story in told(judged) for one in story.findings}


def test_a_checked_claim_changes_no_finding() -> None:
    (claim,) = (
        claim
        for story in told()
        for finding in story.findings
        for value in finding.values
        for claim in value.claims
        if finding.point.attribute == "count" and value.value == "9"
    )
    anchor = Anchor(article="b", span=claim.span, words=claim.span.of(DOCS["b"].text))
    judged = standing(decision("checked", anchor, what="count", note="called"))
    assert [story.findings for story in told(judged)] == [story.findings for story in told()]
    assert [mark.judgement for story in told(judged) for mark in story.marks] == ["checked"]


# Origins.


def origins(decisions: Decisions) -> int:
    findings = (finding for story in told(decisions) for finding in story.findings)
    return max(len(finding.origins) for finding in findings if finding.point.attribute == "count")


def test_an_article_that_rests_on_another_is_a_copy_until_they_are_called_independent() -> None:
    rests = decision("rests on", whole("c"), against=(whole("a"),))
    pairs = {(copy.article, copy.source) for story in told(standing(rests)) for copy in story.copies}
    assert ("c", "a") in pairs
    apart = decision("independent", whole("a"), against=(whole("c"),), number=2)
    pairs = {(copy.article, copy.source) for story in told(standing(rests, apart)) for copy in story.copies}
    assert ("c", "a") not in pairs


def test_articles_that_rest_on_one_agency_are_one_origin() -> None:
    rest = [decision("rests on", whole(name), what="reuters", number=n) for n, name in enumerate("abc")]
    names = {origin.name for story in told(standing(*rest)) for f in story.findings for origin in f.origins}
    assert "reuters" in names
    assert not names & {"o1", "o2", "o3"}


# Corrections.


def test_an_annotation_is_removed_changed_and_added() -> None:
    doc = DOCS["a"]
    mention = doc.mentions[0]
    anchor = Anchor(article="a", span=mention.span, words=mention.span.of(doc.text))
    gone = correct(doc, standing(decision("remove", anchor, what="mentions")))
    assert mention not in gone.mentions
    kind = (Argument(name="kind", value="FAC"),)
    changed = correct(doc, standing(decision("change", anchor, what="mentions", arguments=kind)))
    assert changed.mentions[0].kind == "FAC"
    missed = words("a", "সংকেত")
    added = correct(
        doc,
        standing(decision("add", missed, what="mentions", arguments=(Argument(name="kind", value="MISC"),))),
    )
    assert missed.span in {found.span for found in added.mentions}
    assert [found.span for found in added.mentions] == sorted(found.span for found in added.mentions)


def test_a_place_of_an_annotation_is_changed() -> None:
    doc = DOCS["a"]
    event = doc.events[0]
    anchor = Anchor(article="a", span=event.trigger, words=event.trigger.of(doc.text))
    agents = (Argument(name="agents", places=(words("a", "ট্রেন"),)),)
    changed = correct(doc, standing(decision("change", anchor, what="events", arguments=agents)))
    assert changed.events[0].agents == (words("a", "ট্রেন").span,)


@pytest.mark.parametrize(
    ("layer", "arguments"),
    [
        ("mentions", (Argument(name="kind", value="XYZ"),)),
        ("mentions", (Argument(name="sort", value="PER"),)),
        ("mentions", ()),
        ("quantities", (Argument(name="low", value="many"), Argument(name="unit", value="person"))),
        ("nothing", ()),
    ],
)
def test_what_can_be_no_annotation_is_refused(layer: str, arguments: tuple[Argument, ...]) -> None:
    with pytest.raises(DecisionError):
        check_arguments(layer, arguments, words("a", "সংকেত"))


def test_a_correction_of_other_words_is_passed_over_and_reported() -> None:
    astray = Anchor(article="a", span=Span(0, 3), words="xyz")
    gone = Anchor(article="nowhere", span=Span(0, 3), words="xyz")
    judged = standing(
        decision("remove", astray, what="times"), decision("remove", gone, what="times", number=2)
    )
    assert encoded(judged) == encoded()
    reasons = {found.decision: found.reason for found in find_orphans(judged, DOCS, told(judged))}
    assert "no longer stand" in reasons[1]
    assert "not in the library" in reasons[2]


# Laws.

ANCHORS = st.builds(
    lambda name, start, length: Anchor(
        article=name, span=Span(start, start + length), words=DOCS[name].text[start : start + length]
    ),
    st.sampled_from("abcd"),
    st.integers(0, 60),
    st.integers(1, 12),
) | st.sampled_from([whole(name) for name in "abcdx"])
JUDGEMENTS: tuple[Judgement, ...] = (
    "one story",
    "two stories",
    "one entity",
    "two entities",
    "one event",
    "two events",
    "wrong",
    "checked",
    "rests on",
    "independent",
)
ANY = st.builds(
    lambda judgement, subject, against: decision(judgement, *subject, against=tuple(against)),
    st.sampled_from(JUDGEMENTS),
    st.lists(ANCHORS, min_size=1, max_size=3),
    st.lists(ANCHORS, max_size=3),
)


def numbered(log: list[Decision]) -> tuple[Decision, ...]:
    return tuple(
        Decision(
            number=n,
            judgement=d.judgement,
            subject=d.subject,
            against=d.against,
            who=d.who,
            at=d.at,
            undoes=d.undoes,
        )
        for n, d in enumerate(log, start=1)
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(ANY, max_size=3), ANY)
def test_a_decision_undone_restores_the_previous_state(before: list[Decision], last: Decision) -> None:
    undo = decision("undo", undoes=len(before) + 1)
    log = numbered([*before, last, undo])
    assert find_standing(log) == find_standing(numbered(before))
    assert encoded(find_standing(log)) == encoded(find_standing(numbered(before)))


@settings(max_examples=25, deadline=None)
@given(st.lists(ANY, max_size=4))
def test_every_article_stays_in_one_story_whatever_is_decided(log: list[Decision]) -> None:
    stories = told(find_standing(numbered(log)))
    assert sorted(article for story in stories for article in story.articles) == sorted(DOCS)


@given(st.lists(st.integers(1, 6) | st.none(), max_size=6))
def test_an_undo_of_an_undo_restores_the_decision(undone: list[int | None]) -> None:
    log = numbered([decision("undo", undoes=n) if n else decision("one story", whole("a")) for n in undone])
    again = (*log, Decision(number=99, judgement="undo", who="", at=AT, undoes=98))
    assert find_standing(again) == find_standing(log)


# The commands.


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "shutro.db"
    shutro("add", folder, "--published", "2026-11-14", library=path)
    return path


def shutro(*args: object, library: Path) -> Result:
    return CliRunner().invoke(main, [*(str(arg) for arg in args), "--library", str(library)])


def lines(*args: object, library: Path) -> list[dict[str, Any]]:
    result = shutro(*args, library=library)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_merge_is_stored_signed_and_undone(library: Path) -> None:
    before = shutro("stories", "--json", library=library).stdout
    ids = [row["story"] for row in lines("stories", "--json", library=library)]
    merged = shutro("decide", "merge", *ids, "--by", "Rina", "--note", "one day", library=library)
    assert merged.stdout.startswith("decision 1: one story")
    assert len(lines("stories", "--json", library=library)) == 1
    (row,) = lines("decisions", "--json", library=library)
    assert (row["who"], row["note"], row["state"]) == ("Rina", "one day", "stands")
    assert shutro("undo", 1, library=library).exit_code == 0
    assert shutro("stories", "--json", library=library).stdout == before
    assert "undone already" in shutro("undo", 1, library=library).stderr


def test_a_claim_is_marked_by_the_words_of_an_article(library: Path) -> None:
    (first, *_) = lines("stories", "--json", library=library)
    story = lines("show", first["story"], "--json", library=library)[0]
    claim = story["findings"][0]["values"][0]["claims"][0]
    place = f"{claim['article']}:{claim['start']}-{claim['end']}"
    assert shutro("decide", "checked", place, "--note", "called", library=library).exit_code == 0
    again = lines("show", first["story"], "--json", library=library)[0]
    assert {mark["note"] for mark in again["marks"]} == {"called"}
    assert "✓" in shutro("show", first["story"], library=library).stdout


@pytest.mark.parametrize(
    "args",
    [
        ("merge", "zzz", "yyy"),
        ("merge", "\udcff", "' OR 1=1"),
        ("split", "zzz", "a"),
        ("same-event", "zzz", "a:b"),
        ("same-event", "a:"),
        ("same-name", "nobody", "noone"),
        ("not-same-name", "nobody", "zzz"),
        ("remove", "times", "no place"),
        ("change", "mentions", "zz:0-4", "kind=PER"),
        ("add", "mentions", "zz:99999999-1"),
        ("wrong", ""),
        ("checked", "zzz"),
        ("rests-on", "zzz", "reuters"),
        ("independent", "zzz", "yyy"),
    ],
)
def test_names_that_are_no_ids_are_named(library: Path, args: tuple[str, ...]) -> None:
    result = shutro("decide", *args, library=library)
    assert result.exit_code == 2
    assert result.stderr.startswith("shutro: ")
    assert shutro("decisions", "--json", library=library).stdout == ""


def test_a_decision_on_a_dropped_article_is_shown_as_an_orphan(library: Path) -> None:
    story = next(row for row in lines("stories", "--json", library=library) if len(row["articles"]) == 1)
    (article,) = story["articles"]
    other = next(row for row in lines("stories", "--json", library=library) if row != story)
    shutro("decide", "rests-on", article, other["articles"][0], library=library)
    shutro("drop", article, library=library)
    (row,) = lines("decisions", "--json", library=library)
    assert row["state"] == "orphan"
    assert "not in the library" in str(row["reason"])


def test_a_story_is_shown_with_the_ids_that_decisions_take(library: Path) -> None:
    row = lines("stories", "--json", library=library)[0]
    story = lines("show", row["story"], "--json", library=library)[0]
    shown = shutro("show", row["story"], "--ids", library=library).stdout
    assert all(article in shown for article in row["articles"])
    assert story["findings"][0]["finding"] in shown
    assert row["articles"][0] not in shutro("show", row["story"], library=library).stdout
