"""Annotations as forms that correct them: what stands at a place, with its fields and what they may be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, get_args, get_origin

from shutro.decisions.corrections import LAYERS, fields_of, is_place, place_field
from shutro.model import Doc, Span
from shutro.publish.wording import Wording, shorten

# The fields that people correct most, first; the others follow where they are asked for.
_FIRST = ("kind", "speaker", "code", "agents", "patients", "modality", "value", "low", "high", "role", "name")
_HIDDEN = ("rule",)
_LONGEST = 40  # clusters of words in a choice
_MOST = 60  # names to choose from


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something to choose: what is sent, and what is read."""

    value: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field of an annotation as it is; without choices it is written."""

    name: str
    words: str
    value: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationView:
    """An annotation, or one that may be added, and the fields that can be set, those of use first."""

    layer: str
    layer_words: str
    place: str
    words: str
    fields: tuple[FieldView, ...]
    more: tuple[FieldView, ...]


def annotations_at(doc: Doc, span: Span, wording: Wording) -> tuple[AnnotationView, ...]:
    """Return the annotations that share words with a span; where some stand exactly there, only these."""
    found = [
        (getattr(one, place_field(layer)), layer, one)
        for layer in LAYERS
        for one in getattr(doc, layer)
        if getattr(one, place_field(layer)).meets(span)
    ]
    exact = [one for one in found if one[0] == span]
    return tuple(_view(doc, layer, place, one, wording) for place, layer, one in exact or found)


def new_annotation(doc: Doc, layer: str, span: Span, wording: Wording) -> AnnotationView:
    """Return the fields of an annotation of a layer that may be added at a span."""
    return _view(doc, layer, span, None, wording)


def _view(doc: Doc, layer: str, place: Span, one: Any, wording: Wording) -> AnnotationView:
    fields = sorted(_fields(doc, layer, place, one, wording), key=_order)
    return AnnotationView(
        layer=layer,
        layer_words=wording.words.layers[layer],
        place=f"{doc.article.id}:{_written(place)}",
        words=shorten(" ".join(place.of(doc.text).split()), 2 * _LONGEST),
        fields=tuple(field for field in fields if field.name in _FIRST),
        more=tuple(field for field in fields if field.name not in _FIRST),
    )


def _order(field: FieldView) -> tuple[int, str]:
    return (_FIRST.index(field.name), "") if field.name in _FIRST else (len(_FIRST), field.name)


def _fields(doc: Doc, layer: str, place: Span, one: Any, wording: Wording) -> Iterator[FieldView]:
    for name, kind in fields_of(layer).items():
        if name in _HIDDEN:
            continue
        value = _written(getattr(one, name)) if one is not None else ""
        if is_place(layer, name):
            choices = _places(doc, name, place, value, wording)
        elif layer == "events" and name == "code":
            choices = [Choice(value=code, words=words) for code, words in wording.words.codes.items()]
        else:
            choices = [Choice(value=option, words=_called(option, wording)) for option in _options(kind)]
        words = wording.words.fields.get(name, name)
        yield FieldView(name=name, words=words, value=value, choices=tuple(choices))


def _options(kind: Any) -> list[str]:
    """Return the values that a type of field can have, none where they are open."""
    if kind is bool:
        return ["false", "true"]
    if get_origin(kind) is Literal:
        return [str(option) for option in get_args(kind)]
    if isinstance(kind, UnionType):
        options = [option for part in get_args(kind) for option in _options(part)]
        return ["", *options] if options and type(None) in get_args(kind) else options
    return []


def _called(option: str, wording: Wording) -> str:
    words = wording.words
    if not option:
        return words.phrases["no_value"]
    named = words.kind.get(option) or words.roles.get(option) or words.options.get(option)
    return named or words.modalities.get(option) or option


def _places(doc: Doc, name: str, at: Span, value: str, wording: Wording) -> list[Choice]:
    """Return the words of the article that a field may point at: what it has now, nothing, and the names or times."""
    spans = [time.span for time in doc.times] if name == "time" else [one.span for one in doc.mentions]
    near = sorted(spans, key=lambda span: (abs(span.start - at.start), span))
    by_words: dict[str, Span] = {}
    for span in near:
        by_words.setdefault(" ".join(span.of(doc.text).split()), span)
    choices = [Choice(value="", words=wording.words.phrases["no_value"])]
    choices += [
        Choice(value=_written(span), words=shorten(words, _LONGEST))
        for words, span in list(by_words.items())[:_MOST]
        if _written(span) != value
    ]
    if value:
        parts = (part.partition("-") for part in value.split(";"))
        words = "; ".join(doc.text[int(start) : int(end)] for start, _, end in parts)
        choices.insert(0, Choice(value=value, words=shorten(" ".join(words.split()), _LONGEST)))
    return choices


def _written(value: Any) -> str:
    """Return the value of a field as a form sends it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Span):
        return f"{value.start}-{value.end}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ";".join(_written(part) for part in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
