"""Laws of whole stories: what must hold of any articles, tried on written stories and on small made ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import shutro
from shutro.examples import EXAMPLES, read_example
from shutro.model import Doc, Story
from shutro.pipeline import make_stories, tell
from shutro.publish.export import story_to_json

ACTS = (
    "মধুখালীতে আখের ট্রাক উল্টে {} জন আহত হয়েছেন।",
    "মধুখালীতে আখবোঝাই ট্রাক খাদে পড়ে {} জন আহত হন।",
    "পুলিশ জানায়, মধুখালীতে ট্রাক উল্টে আহত হয়েছেন {} জন।",
    "মধুখালী থানার ওসি নুরুল হুদা বলেন, আহতের সংখ্যা {}।",
)
MORE = (
    "ট্রাকটি চিনিকলে যাচ্ছিল।",
    "চালক পালিয়ে গেছেন, তাঁকে খুঁজছে পুলিশ।",
    "আহতদের ফরিদপুর মেডিকেল কলেজ হাসপাতালে নেওয়া হয়েছে।",
    "ঢাকা–খুলনা মহাসড়কে দুই ঘণ্টা যান চলাচল বন্ধ ছিল।",
)
DATES = ("2026-01-12", "2026-01-12T10:00+06:00", "2026-01-12T14:30+06:00", "2026-01-13T08:00", None)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, str | None]:
    """Return the words of a report and its date."""
    figure = draw(st.sampled_from(("৫", "৭", "অন্তত ৭", "৯")))
    act = draw(st.sampled_from(ACTS)).format(figure)
    more = draw(st.lists(st.sampled_from(MORE), max_size=3, unique=True))
    return " ".join([act, *more]), draw(st.sampled_from(DATES))


SETS = st.lists(articles(), min_size=1, max_size=6, unique_by=lambda article: article[0])


def read_all(texts: Sequence[tuple[str, str | None]]) -> list[Doc]:
    return [_read(text, published) for text, published in texts]


@cache
def _read(text: str, published: str | None) -> Doc:
    return shutro.read(text + "\n", published=published)


@cache
def example(name: str) -> tuple[Doc, ...]:
    return tuple(read_example(name))


def as_bytes(docs: Sequence[Doc]) -> bytes:
    """Return all stories of the docs as JSON."""
    found, linked = tell(docs)
    by_id = {doc.article.id: doc for doc in linked}
    return b"\n".join(story_to_json(story, by_id) for story in found)


def shuffled(docs: Sequence[Doc], random: Random) -> list[Doc]:
    return sorted(docs, key=lambda _: random.random())


def copied(doc: Doc, *, published: str | None) -> Doc:
    """Return a doc of the same words in another file of another, unknown outlet."""
    name = f"{doc.article.id}-copy"
    article = replace(doc.article, id=name, file=f"{name}.txt", outlet=None, url=None, published=published)
    return replace(doc, article=article, dating=replace(doc.dating, article=name, value=published))


def most_origins(stories: Sequence[Story]) -> Mapping[str, int]:
    """Return how many origins each finding has, by its id and its values."""
    found: dict[str, int] = {}
    for story in stories:
        for finding in story.findings:
            key = f"{finding.id} {[value.value for value in finding.values]}"
            found[key] = max(found.get(key, 0), len(finding.origins))
    return found


@given(SETS, st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_order_of_articles_does_not_matter(texts: list[tuple[str, str | None]], random: Random) -> None:
    docs = read_all(texts)
    assert as_bytes(shuffled(docs, random)) == as_bytes(docs)


@pytest.mark.parametrize("name", EXAMPLES)
def test_order_of_a_whole_story_does_not_matter(name: str) -> None:
    docs = example(name)
    assert as_bytes(docs[::-1]) == as_bytes(docs)


@given(SETS)
@settings(max_examples=25, deadline=None)
def test_an_article_taken_out_and_put_in_again_leaves_no_trace(texts: list[tuple[str, str | None]]) -> None:
    docs = read_all(texts)
    before = as_bytes(docs)
    as_bytes(docs[1:])
    assert as_bytes([*docs[1:], docs[0]]) == before


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_claim_is_read_again_at_its_place(name: str) -> None:
    found, linked = tell(example(name))
    texts = {doc.article.id: doc.text for doc in linked}
    for claim in (c for story in found for f in story.findings for v in f.values for c in v.claims):
        text = texts[claim.article]
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.sentence.of(text).strip()
        assert claim.teller is None or claim.teller.of(text).strip()
    for step in (s for story in found for f in story.findings for o in f.origins for s in o.steps):
        assert step.span.of(texts[step.article]).strip()


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("which", [0, -1])
def test_an_exact_copy_changes_no_count_of_origins(name: str, which: int) -> None:
    docs = example(name)
    last = max(date.fromisoformat((doc.dating.value or "")[:10]) for doc in docs)
    copy = copied(docs[which], published=(last + timedelta(days=1)).isoformat())
    assert most_origins(make_stories([*docs, copy])) == most_origins(make_stories(docs))


@given(SETS, st.integers(0, 5))
@settings(max_examples=25, deadline=None)
def test_an_exact_copy_of_a_small_report_adds_no_origin(
    texts: list[tuple[str, str | None]], which: int
) -> None:
    docs = read_all(texts)
    copy = copied(docs[which % len(docs)], published="2026-01-20")
    known, told = most_origins(make_stories(docs)), most_origins(make_stories([*docs, copy]))
    assert all(told[key] <= known[key] for key in known.keys() & told.keys())
