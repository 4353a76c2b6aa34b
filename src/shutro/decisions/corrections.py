"""Annotations as people correct them: removed, changed or added, at the words of their anchor."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec

from shutro.decisions.records import Anchor, Argument, Decision, Decisions
from shutro.errors import DecisionError
from shutro.model import Credit, Doc, Event, Mention, Quantity, Quote, Reference, Span, TimeExpression

LAYERS: Mapping[str, type[Any]] = {
    "credits": Credit,
    "mentions": Mention,
    "references": Reference,
    "times": TimeExpression,
    "quantities": Quantity,
    "quotes": Quote,
    "events": Event,
}
_EMPTY = ("", "none")
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")


def correct(doc: Doc, decisions: Decisions) -> Doc:
    """Return the doc with all corrections that fit it, in the order in which they were decided."""
    for decision in decisions.of("remove", "change", "add"):
        (anchor,) = decision.subject
        if anchor.fits(doc.article):
            doc = _corrected(doc, decision, anchor)
    return doc


def correct_all(docs: Iterable[Doc], decisions: Decisions) -> list[Doc]:
    """Return the docs as `correct` does, each held only against the decisions on it."""
    on: dict[str, list[Decision]] = {}
    for decision in decisions.of("remove", "change", "add"):
        on.setdefault(decision.subject[0].article, []).append(decision)
    return [correct(doc, Decisions(standing=tuple(on.get(doc.article.id, ())))) for doc in docs]


def annotated(doc: Doc, layer: str, anchor: Anchor) -> Any:
    """Return the annotation of a layer at the anchor, None if there is none."""
    where = place_field(layer)
    return next((found for found in getattr(doc, layer) if getattr(found, where) == anchor.span), None)


def place_field(layer: str) -> str:
    """Return the field that holds the place of an annotation."""
    return "trigger" if layer == "events" else "span"


@cache
def fields_of(layer: str) -> Mapping[str, Any]:
    """Return the fields of a layer that people may set, with their types; raise DecisionError for no layer."""
    hints = get_type_hints(_record(layer))
    return {name: kind for name, kind in hints.items() if name != place_field(layer)}


def is_place(layer: str, name: str) -> bool:
    """Say whether a field of a layer holds places in the text; raise DecisionError if there is no such field."""
    kinds = fields_of(layer)
    if name not in kinds:
        raise DecisionError(
            f"{layer} have no field {name!r}; there are {', '.join(sorted(kinds))}",
            "no_field",
            layer=layer,
            value=name,
        )
    return Span in (kinds[name], *get_args(kinds[name]))


def check_arguments(layer: str, arguments: tuple[Argument, ...], anchor: Anchor, old: Any = None) -> None:
    """Raise DecisionError where the arguments cannot become an annotation of the layer."""
    try:
        _made(layer, arguments, anchor, old)
    except (msgspec.ValidationError, TypeError, ValueError) as error:
        raise DecisionError(f"{layer}: {error}", "unfit", layer=layer) from error


def _corrected(doc: Doc, decision: Decision, anchor: Anchor) -> Doc:
    layer = decision.what
    where = place_field(layer)
    old = annotated(doc, layer, anchor)
    if old is None and decision.judgement != "add":
        return doc
    kept = [found for found in getattr(doc, layer) if found is not old]
    if decision.judgement != "remove":
        kept.append(_made(layer, decision.arguments, anchor, old if decision.judgement == "change" else None))
    kept.sort(key=lambda found: getattr(found, where))
    changed: dict[str, Any] = {layer: tuple(kept)}
    return replace(doc, **changed)


def _made(layer: str, arguments: tuple[Argument, ...], anchor: Anchor, old: Any) -> Any:
    """Return the annotation that the arguments make of the old one, or a new one."""
    values = {argument.name: _value(layer, argument) for argument in arguments}
    if old is None:
        record = _record(layer)
        values = {**_needed(layer, anchor), **values, place_field(layer): anchor.span}
        missing = {field.name for field in fields(record) if _is_required(field)} - values.keys()
        if missing:
            raise DecisionError(
                f"to add to {layer}, give {', '.join(sorted(missing))} too",
                "missing",
                fields=tuple(sorted(missing)),
            )
        return record(**values)
    return replace(old, **values)


def _needed(layer: str, anchor: Anchor) -> dict[str, Any]:
    """Return what a new annotation is where nobody says anything else."""
    filled: dict[str, dict[str, Any]] = {
        "mentions": {"lemma": anchor.words},
        "credits": {"name": anchor.words, "source": None, "role": "cited"},
        "quantities": {"low": None, "high": None, "counted": ""},
        "quotes": {"kind": "indirect", "speaker": None, "cue": None},
        "times": {"kind": "DATE"},
    }
    return filled.get(layer, {})


def _is_required(field: Any) -> bool:
    return repr(field.default) == repr(field.default_factory)  # both are missing


def _value(layer: str, argument: Argument) -> Any:
    """Return the value of a field in the type that the record declares."""
    has_places = is_place(layer, argument.name)
    kind = fields_of(layer)[argument.name]
    if has_places:
        spans = tuple(anchor.span for anchor in argument.places)
        return spans if kind not in (Span, Span | None) else next(iter(spans), None)
    text = argument.value or ""
    if type(None) in get_args(kind) and text.casefold() in _EMPTY:
        return None
    if kind is bool:
        return _truth(text)
    return msgspec.convert(text, kind, strict=False)


def _truth(text: str) -> bool:
    if text.casefold() not in (*_TRUE, *_FALSE):
        raise DecisionError(f"{text!r} is neither true nor false", "no_truth", value=text)
    return text.casefold() in _TRUE


def _record(layer: str) -> type[Any]:
    if layer not in LAYERS:
        raise DecisionError(
            f"there is no layer {layer!r}; there are {', '.join(LAYERS)}", "no_layer", value=layer
        )
    return LAYERS[layer]
