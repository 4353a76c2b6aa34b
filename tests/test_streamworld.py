"""The generated year by which the stream is measured."""

from shutro.evaluate.streamworld import make_year
from shutro.story.fields import Field


def test_a_year_is_the_same_for_the_same_seed_and_in_order() -> None:
    year = list(make_year(60))
    assert year == list(make_year(60))
    assert year != list(make_year(60, seed=2))
    assert [vector.since for vector in year] == sorted(vector.since or 0 for vector in year)
    assert len({vector.article for vector in year}) == 60


def test_articles_have_as_many_terms_of_each_kind_as_written_ones() -> None:
    for vector in make_year(30):
        assert len(vector.terms) == len(vector.counts) == len(vector.fields)
        assert list(vector.terms) == sorted(set(vector.terms))
        assert {Field(field % 8) for field in vector.fields} >= {Field.WORD, Field.NUMBER}
