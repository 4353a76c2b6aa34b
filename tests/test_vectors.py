"""What articles are joined by: the terms of a doc."""

from dataclasses import replace

import pytest

from shutro.model import Mention, Span
from shutro.story.fields import Field
from shutro.story.vectors import terms_of
from shutro.text.normalize import normalize
from storybook import make_doc

DOC = make_doc("1", normalize("রূপনগরে সভা\n\nরূপনগরে সভা হয়েছে।"), outlet="সংবাদ", published="2026-11-20")


def persons(name: str) -> list[str]:
    named = replace(DOC, mentions=(Mention(span=Span(0, 7), kind="PER", lemma=normalize(name)),))
    return sorted({str(key) for _, field, key, _ in terms_of(named) if field == Field.PERSON})


@pytest.mark.parametrize("name", ["এ কে এম ফজলুল বারী", "মো. ফজলুল বারী", "এম. ফজলুল বারী"])
def test_a_person_is_compared_by_the_same_words_with_initials_and_without(name: str) -> None:
    assert persons(name) == persons("ফজলুল বারী")


def test_who_is_named_by_initials_alone_is_compared_by_them() -> None:
    assert len(persons("এ কে")) == 2
