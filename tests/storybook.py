"""A small story made by hand, for the tests of what people look at."""

from shutro.annotate.sentences import find_sentences
from shutro.model import (
    Article,
    Claim,
    Copy,
    Dating,
    Doc,
    Dropped,
    Entity,
    Finding,
    Link,
    Mention,
    Origin,
    Point,
    Span,
    Story,
    TimelineEntry,
    Value,
)
from shutro.text.normalize import normalize

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
FIRST = normalize(f"সেতুতে দুর্ঘটনা\n\nরূপনগরে সেতু ভেঙে ৭ জন নিহত হয়েছেন। {HOSTILE} পুলিশ তদন্ত করছে।")
SECOND = normalize("রূপনগরে সেতু ভাঙল\n\nরূপনগরে সেতু ভেঙে ৯ জন নিহত হয়েছেন। উদ্ধারকাজ চলছে।")


def make_doc(name: str, text: str, *, outlet: str, published: str, url: str | None = None) -> Doc:
    """Return a doc with sentences, and one linked name where the text holds it."""
    title = text.partition("\n")[0]
    article = Article(
        id=name,
        file=f"{name}.txt",
        page=name,
        outlet=outlet,
        url=url,
        language="bn",
        title=title,
        text=text,
        title_span=Span(0, len(title)),
        published=published,
    )
    doc = Doc(article=article, dating=Dating(article=name, value=published, how="page"))
    place = find(doc, "রূপনগরে")
    return Doc(
        article=article,
        dating=doc.dating,
        dropped=(Dropped(text=f"বিজ্ঞাপন {HOSTILE}", stage="ingest", reason="advertisement"),),
        sentences=find_sentences(doc),
        mentions=(Mention(span=place, kind="LOC", lemma=normalize("রূপনগর")),),
        links=(Link(span=place, entity="loc-1", acts_for=None, score=1.0, reason="name"),),
    )


def find(doc: Doc, words: str) -> Span:
    """Return the first place of some words in a doc."""
    start = doc.text.index(normalize(words))
    return Span(start, start + len(normalize(words)))


def make_claim(doc: Doc, value: str, words: str, *, via: tuple[str, ...] = ()) -> Claim:
    """Return a claim whose words stand in the doc."""
    span = find(doc, words)
    sentence = next(sentence for sentence in doc.sentences if span.within(sentence))
    point = Point(event="e1", attribute="count")
    return Claim(point=point, value=value, article=doc.article.id, span=span, sentence=sentence, via=via)


def make_story() -> tuple[Story, dict[str, Doc]]:
    """Return a story of two articles that disagree on a figure, with a hostile title."""
    first = make_doc(
        "a1", FIRST, outlet="x1", published="2023-09-14T09:40+06:00", url="https://example.org/1"
    )
    second = make_doc("a2", SECOND, outlet="x2", published="2023-09-16", url="javascript:alert(1)")
    seven = make_claim(first, "7", "৭ জন", via=(normalize("পুলিশ"),))
    nine = make_claim(second, "9", "৯ জন")
    disputed = Finding(
        id="f1",
        point=seven.point,
        text=f"নিহতের সংখ্যা {HOSTILE}",
        agreement="disputed",
        values=(Value(value="7", claims=(seven,)), Value(value="9", claims=(nine,))),
        reports=2,
        origins=(
            Origin(name=normalize("পুলিশ"), test="informant", articles=("a1",), evidence=""),
            Origin(name="x2", test="own report", articles=("a2",), evidence=""),
        ),
        arithmetic="2 reports = 2 origins",
    )
    sentence = first.sentences[1]
    story = Story(
        id="st1",
        title=f"সেতু {HOSTILE}",
        articles=("a1", "a2"),
        first="2023-09-14",
        last="2023-09-16",
        copies=(
            Copy(
                article="a2",
                source="a1",
                relation="rewrite",
                score=0.5,
                evidence=((second.sentences[1], sentence),),
            ),
        ),
        entities=(Entity(id="loc-1", kind="LOC", names=(("bn", normalize("রূপনগর")), ("en", "Rupnagar"))),),
        findings=(disputed,),
        timeline=(
            TimelineEntry(when="2023-09-14", text="সেতু ভাঙল", findings=("f1",), evidence=(("a1", sentence),)),
        ),
    )
    return story, {"a1": first, "a2": second}
