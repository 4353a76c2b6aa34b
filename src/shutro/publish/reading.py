"""One article as it is read on the desk: its text in runs that bear the marks of its layers."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from shutro.model import Doc, Quantity, Span
from shutro.publish.found import Found
from shutro.publish.naming import Naming
from shutro.publish.wording import Wording

Layer = Literal["names", "times", "quantities", "quotes", "events", "credits"]
LAYERS: tuple[Layer, ...] = get_args(Layer)
_UNTOLD = "OTHER"  # a code that says nothing in a text


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """Something found in the text: which layer it is of, its words, and what they were read as."""

    layer: Layer
    span: Span
    words: str
    note: str
    tag: str = ""  # the note as it stands in the text, where it does
    entity: str = ""  # whom a name stands for


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """Words that all bear the same marks; `ends` are the marks that end with them, `opens` what is highlighted."""

    text: str
    layers: tuple[Layer, ...]
    ends: tuple[MarkView, ...]
    hit: bool
    opens: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceView:
    """A sentence in runs, and the numbers of the findings that rest on it with their addresses."""

    start: int
    runs: tuple[RunView, ...]
    findings: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A paragraph of an article, or its headline."""

    sentences: tuple[SentenceView, ...]
    headline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerView:
    """All marks of one layer, each different one once, with how often it stands in the text."""

    name: Layer
    words: str
    count: int
    marks: tuple[tuple[MarkView, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """The text of an article and what was found in it."""

    blocks: tuple[BlockView, ...]
    marks: tuple[MarkView, ...]
    layers: tuple[LayerView, ...]


def read_layers(
    doc: Doc,
    naming: Naming,
    wording: Wording,
    *,
    hit: Span | None = None,
    cited: Mapping[int, Sequence[tuple[str, int]]],
) -> ReadingView:
    """Return the article with its marks; `hit` is highlighted, `cited` has the findings on each sentence."""
    marks = sorted(_marks(doc, naming, wording), key=lambda mark: (mark.span, LAYERS.index(mark.layer)))
    blocks: list[list[SentenceView]] = []
    last = -1
    for sentence in doc.sentences or (Span(0, len(doc.text)),):
        if last < 0 or "\n" in doc.text[last : sentence.start]:
            blocks.append([])
        blocks[-1].append(
            SentenceView(
                start=sentence.start,
                runs=tuple(_runs(doc.text, sentence, marks, hit)),
                findings=tuple(cited.get(sentence.start, ())),
            )
        )
        last = sentence.end
    title = doc.article.title_span
    return ReadingView(
        blocks=tuple(
            BlockView(sentences=tuple(block), headline=index == 0 and title is not None and title.start == 0)
            for index, block in enumerate(blocks)
        ),
        marks=tuple(marks),
        layers=tuple(_layer(name, marks, wording) for name in LAYERS),
    )


def _runs(text: str, sentence: Span, marks: Sequence[MarkView], hit: Span | None) -> Iterator[RunView]:
    """Yield the runs of a sentence: between two places where a mark begins or ends nothing changes."""
    # Marks that begin before the sentence may still reach into it: quotes run over several.
    until = bisect_left(marks, sentence.end, key=lambda mark: mark.span.start)
    here = [mark for mark in marks[:until] if mark.span.meets(sentence)]
    spans = [mark.span for mark in here] + ([hit] if hit is not None and hit.meets(sentence) else [])
    cuts = {sentence.start, sentence.end}
    cuts.update(
        cut for span in spans for cut in (span.start, span.end) if sentence.start < cut < sentence.end
    )
    places = sorted(cuts)
    is_first = hit is not None and not text[hit.start : sentence.start].strip()
    for start, end in pairwise(places):
        run = Span(start, end)
        over = {mark.layer for mark in here if mark.span.meets(run)}
        yield RunView(
            text=run.of(text),
            layers=tuple(layer for layer in LAYERS if layer in over),
            ends=tuple(mark for mark in here if mark.span.end == end and mark.tag),
            hit=hit is not None and hit.meets(run),
            opens=hit is not None
            and hit.meets(run)
            and (start == hit.start or (is_first and start == sentence.start)),
        )


def _layer(name: Layer, marks: Sequence[MarkView], wording: Wording) -> LayerView:
    mine = [mark for mark in marks if mark.layer == name]
    alike: dict[tuple[str, str], list[MarkView]] = {}
    for mark in mine:
        key = (mark.entity or mark.words, mark.note)
        alike.setdefault(key, []).append(mark)
    return LayerView(
        name=name,
        words=wording.words.layers["mentions" if name == "names" else name],
        count=len(mine),
        marks=tuple((same[0], len(same)) for same in alike.values()),
    )


def _marks(doc: Doc, naming: Naming, wording: Wording) -> Iterator[MarkView]:
    found = Found(doc, naming, wording)
    entities = {link.span: link.entity for link in doc.links}

    def mark(layer: Layer, span: Span, note: str, tag: str = "", entity: str = "") -> MarkView:
        return MarkView(layer=layer, span=span, words=found.words(span), note=note, tag=tag, entity=entity)

    for mention in doc.mentions:
        name = found.name(mention.span)
        kind = wording.words.kinds[mention.kind]
        note = f"{name}, {kind}" if name and name != found.words(mention.span) else kind
        yield mark("names", mention.span, note, entity=entities.get(mention.span, ""))
    for time in doc.times:
        when = wording.when(time.value)
        yield mark("times", time.span, when, when)
    for quantity in doc.quantities:
        yield mark("quantities", quantity.span, _amount(quantity, wording))
    for quote in doc.quotes:
        chain = found.chain(quote)
        yield mark("quotes", quote.span, chain, chain)
    for event in doc.events:
        code = wording.words.codes[event.code]
        parties = found.parties(event)
        tag = code if event.code != _UNTOLD else ""
        yield mark("events", event.trigger, f"{code}: {parties}" if parties else code, tag)
    for credit in doc.credits:
        role = wording.words.roles[credit.role]
        yield mark("credits", credit.span, f"{role}: {found.credit(credit)}", role)


def _amount(quantity: Quantity, wording: Wording) -> str:
    """Return what an amount was read as; nothing for a vague one."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        figure = wording.number(low) if low == high else f"{wording.number(low)}–{wording.number(high)}"
    else:
        bound = wording.words.bounds["≥" if low is not None else "≤"]
        figure = bound.format(wording.number(low if low is not None else high or 0))
    return f"{figure} {quantity.counted}".strip()
