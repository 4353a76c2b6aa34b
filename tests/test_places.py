"""Every span of an article leads back to its words in the raw page."""

from pathlib import Path

import pytest

from shutro.examples import EXAMPLES, read_example
from shutro.ingest.articles import to_article
from shutro.ingest.charsets import decode
from shutro.ingest.files import read_pages
from shutro.ingest.places import place_in_page
from shutro.model import Page, Span
from shutro.text.normalize import normalize

FILES = sorted(
    path
    for folder in EXAMPLES.values()
    for path in Path(folder).glob("0[12]_*")
    if path.suffix in (".txt", ".html")
)


def letters(text: str) -> str:
    return "".join(normalize(text).split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_sentences_of_an_article_lead_back_to_the_page(path: Path) -> None:
    (page,) = read_pages([path])
    assert isinstance(page, Page)
    article, _ = to_article(page)
    doc = next(doc for doc in read_example(path.parent.name) if doc.article.text == article.text)
    raw = decode(page)
    found = 0
    for sentence in doc.sentences:
        place = place_in_page(page, article, sentence)
        if place is not None:
            words = raw[place.start : place.end]
            assert words.count("<") or letters(words) == letters(sentence.of(article.text))
            found += 1
    assert found == len(doc.sentences)


def test_a_repeated_line_leads_to_its_own_place() -> None:
    raw = "শিরোনাম\nলঞ্চ ডুবেছে মেঘনায়।\nউদ্ধার চলছে।\nলঞ্চ ডুবেছে মেঘনায়।\n"
    page = Page(digest="", raw=raw.encode(), name="x.txt", media="text")
    article, _ = to_article(page)
    first = article.text.index("লঞ্চ")
    second = article.text.index("লঞ্চ", first + 1)
    places = [place_in_page(page, article, Span(at, at + 4)) for at in (first, second)]
    assert [place and raw[place.start : place.end] for place in places] == ["লঞ্চ", "লঞ্চ"]
    assert places[0] != places[1]


def test_entities_and_tags_inside_words_are_passed_over() -> None:
    body = "<p>নদী <b>রক্ষা</b> কমিশন &amp; জেলা প্রশাসন সোমবার ঢাকায় এক সভায় বসে নতুন পরিকল্পনা নিয়ে আলোচনা করেছে।</p>"
    more = "<p>সভায় নদী দখলমুক্ত করার সময়সীমা ঠিক করা হয়। আগামী মাসে কাজ শুরু হবে বলে জানান কর্মকর্তারা।</p>"
    head = "<html><head><title>নদী</title></head><body><article><h1>নদী রক্ষায় সভা</h1>"
    raw = f"{head}{body}{more}</article></body></html>"
    page = Page(digest="", raw=raw.encode(), name="x.html", media="html")
    article, _ = to_article(page)
    at = article.text.index("কমিশন &")
    place = place_in_page(page, article, Span(at, at + len("কমিশন &")))
    assert place is not None
    assert raw[place.start : place.end].startswith("কমিশন &")
