"""A dossier: what passed between two actors, or what one did and said, in the order of time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shutro.claims.statements import stem_of
from shutro.claims.told import Tellers
from shutro.model import Doc, Finding, Story
from shutro.publish.acts import Act, find_acts
from shutro.publish.sayings import Saying, find_sayings
from shutro.text.edtf import Days, days
from shutro.text.tokens import tokenize


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Acts and sayings in the order of time, and where their sources differ; `second` is empty for one actor."""

    first: tuple[str, ...]
    second: tuple[str, ...]
    acts: tuple[Act, ...]
    sayings: tuple[Saying, ...]
    disputes: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whom a dossier is on, between which days, and on which words one actor's statements are wanted."""

    first: tuple[str, ...]
    second: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    on: str = ""

    def holds(self, value: str | None) -> bool:
        """Say whether a time may lie between the days that are asked for; an unknown one only where all are."""
        found, since, until = days(value), days(self.since), days(self.until)
        if since is None and until is None:
            return True
        if found is None:
            return False
        return not ((since and found.last < since.first) or (until and found.first > until.last))


def make_dossier(stories: Sequence[Story], docs: Mapping[str, Doc], question: Question) -> Dossier:
    """Return the dossier that the stories give; `docs` holds their articles by id."""
    acts: list[Act] = []
    sayings: list[Saying] = []
    disputes: list[Finding] = []
    for story in stories:
        told = [docs[article] for article in story.articles]
        tellers = Tellers(told)
        found = list(_acts(story, told, tellers, question))
        acts += found
        sayings += _sayings(told, tellers, question)
        disputed = {finding for act in found for finding in act.findings}
        disputes += (finding for finding in story.findings if finding.id in disputed)
    return Dossier(
        first=question.first,
        second=question.second,
        acts=tuple(
            sorted(
                acts, key=lambda act: (_day(act.when), act.places[0].article, act.places[0].span, act.mode)
            )
        ),
        sayings=tuple(
            sorted(sayings, key=lambda one: (_day(one.when), one.place.article, one.place.span, one.text))
        ),
        disputes=tuple(disputes),
    )


def _day(value: str | None) -> tuple[bool, Days | None]:
    found = days(value)
    return (True, None) if found is None else (False, found)


def _acts(story: Story, docs: Sequence[Doc], tellers: Tellers, question: Question) -> Iterator[Act]:
    """Yield the acts that concern those who are asked for."""
    for act in find_acts(story, docs, tellers):
        if act.is_between(question.first, question.second) and question.holds(act.when):
            yield act.seen_by(question.first, question.second)


def _sayings(docs: Sequence[Doc], tellers: Tellers, question: Question) -> Iterator[Saying]:
    """Yield what the two say of each other, or what the one says on the words that are asked for."""
    languages = {doc.article.id: doc.article.language for doc in docs}
    asked = {*question.first, *question.second}
    for saying in find_sayings(docs, tellers):
        if question.holds(saying.when) and _is_on(saying, question, languages[saying.place.article]):
            yield replace(saying, speaker=min(asked.intersection(saying.speakers)))


def _is_on(saying: Saying, question: Question, code: str) -> bool:
    first, second = set(question.first), set(question.second)
    if not second:
        return not first.isdisjoint(saying.speakers) and _is_on_words(saying, question, code)
    is_of_second = not (first.isdisjoint(saying.speakers) or second.isdisjoint(saying.about))
    return is_of_second or not (second.isdisjoint(saying.speakers) or first.isdisjoint(saying.about))


def _is_on_words(saying: Saying, question: Question, code: str) -> bool:
    wanted = {stem_of(token.text, code) for token in tokenize(question.on)}
    return not wanted or bool(wanted & {stem_of(token.text, code) for token in tokenize(saying.text)})
