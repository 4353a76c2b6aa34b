"""How rare terms are, asked again and again while articles come and go."""

import math
from array import array

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shutro.story.fields import Field, key_of
from shutro.story.vectors import HEADLINE, Vector
from shutro.story.weights import CROWDED, DAY, FIRST, Frequencies

TERMS = [key_of(Field.WORD, str(number)) for number in range(6)]


def vector(day: int, terms: set[int]) -> Vector:
    keys = sorted(TERMS[term] for term in terms)
    return Vector(
        article=f"{day}-{sorted(terms)}",
        language="bn",
        dated="~",
        since=day * DAY,
        until=(day + 1) * DAY - 1,
        keys=array("Q", keys).tobytes(),
        counts=bytes(2 for _ in keys),
        fields=bytes(Field.WORD for _ in keys),
    )


vectors = st.builds(vector, st.integers(20_000, 20_004), st.sets(st.integers(0, 5), min_size=1))


@given(st.lists(st.tuples(vectors, st.booleans()), min_size=1, max_size=30), vectors)
def test_weights_do_not_depend_on_what_was_asked_meanwhile(
    come: list[tuple[Vector, bool]], asked: Vector
) -> None:
    often, once = Frequencies(), Frequencies()
    for one, goes in come:
        for sign in (1, -1) if goes else (1,):
            often.note(one, sign)
            often.weigh(asked)
            often.weigh(one)
            once.note(one, sign)
    assert often.weigh(asked) == once.weigh(asked)


def headline(day: int, code: str, words: list[str]) -> Vector:
    keys = sorted(key_of(Field.WORD, word) for word in words)
    return msgspec.structs.replace(
        vector(day, set()),
        article=f"{day} {words}",
        language=code,
        keys=array("Q", keys).tobytes(),
        counts=bytes(2 for _ in keys),
        fields=bytes(Field.WORD for _ in keys),
    )


def test_words_of_a_large_story_are_as_rare_to_a_headline_as_words_that_nobody_else_has() -> None:
    frequencies = Frequencies()
    for number in range(30):
        frequencies.note(headline(20_000, "xx", ["ferry", f"only {number}"]))
    asked = headline(20_000, "xx", ["ferry", "only 1"])
    ferry, only = (
        frequencies.view(asked).rarity(key_of(Field.WORD, word), Field.WORD) for word in ("ferry", "only 1")
    )
    assert ferry > 0.6 * only


def test_articles_at_length_go_by_what_was_seen() -> None:
    frequencies = Frequencies()
    for number in range(30):
        frequencies.note(headline(20_000, "xx", ["ferry", f"only {number}"]))
    asked = headline(20_000, "xx", ["ferry", *(f"only {number}" for number in range(60))])
    ferry, only = (
        frequencies.view(asked).rarity(key_of(Field.WORD, word), Field.WORD) for word in ("ferry", "only 1")
    )
    assert ferry < 0.3 * only


def article(day: int, number: int, code: str) -> Vector:
    return headline(day, code, [f"{number}-{place}" for place in range(HEADLINE + 10)])


@pytest.mark.parametrize(
    ("come", "code", "length"),
    [(FIRST // 2, "bn", 1.0), (5 * FIRST, "bn", math.sqrt(CROWDED)), (5 * FIRST, "xx", 1.0)],
)
def test_an_article_among_many_shares_less_with_each(come: int, code: str, length: float) -> None:
    frequencies = Frequencies()
    for number in range(come):
        frequencies.note(article(20_000, number, code))
    asked = frequencies.weigh(article(20_005, -1, code))
    assert math.sqrt(math.fsum(weight * weight for weight in asked)) == pytest.approx(length)


def test_a_headline_among_many_weighs_as_much_as_alone() -> None:
    frequencies = Frequencies()
    for number in range(5 * FIRST):
        frequencies.note(article(20_000, number, "bn"))
    asked = frequencies.weigh(headline(20_005, "bn", ["এক", "দুই"]))
    assert math.fsum(weight * weight for weight in asked) == pytest.approx(1.0)
