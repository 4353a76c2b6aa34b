"""Kinds of act: the modes of events by which reports tell the same, and wider fields of what goes together."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from shutro.errors import LanguageError
from shutro.model import Event

_TABLE = Path(__file__).with_name("families.toml")


class _Table(msgspec.Struct):
    public: list[str]
    spoken: list[str]
    families: dict[str, list[str]]
    fields: dict[str, list[str]]
    vague: list[str]


def family(event: Event) -> str:
    """Return what names the kind of act, whatever words tell it."""
    return _families().get(event.mode, event.mode)


def is_public(event: Event) -> bool:
    """Say whether an act is told that whoever is there sees or hears: a meeting, an arrival, a verdict."""
    return event.mode in _public() and event.modality == "asserted"


def is_spoken(event: Event) -> bool:
    """Say whether an act of words is told, that rests on whoever did it: a case filed, a charge denied."""
    return event.mode in _spoken() and event.modality in ("asserted", "denied")


def fields(event: Event) -> frozenset[str]:
    """Return the fields that the act belongs to; what two reports tell by acts of one field may be one happening."""
    return _fields().get(event.mode, frozenset())


def is_vague(event: Event) -> bool:
    """Say whether the word for the act says little of what was done."""
    return event.mode in _vague()


@cache
def _table() -> _Table:
    return msgspec.convert(tomllib.loads(_TABLE.read_text(encoding="utf-8")), _Table)


@cache
def _public() -> frozenset[str]:
    return frozenset(_table().public)


@cache
def _spoken() -> frozenset[str]:
    return frozenset(_table().spoken)


@cache
def _fields() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, modes in _table().fields.items():
        for mode in modes:
            found.setdefault(mode, set()).add(name)
    return {mode: frozenset(names) for mode, names in found.items()}


@cache
def _vague() -> frozenset[str]:
    return frozenset(_table().vague)


@cache
def _families() -> Mapping[str, str]:
    """Return the family of each mode; raises LanguageError where a mode stands in two."""
    found: dict[str, str] = {}
    for name, modes in _table().families.items():
        for mode in (name, *modes):
            if mode in found:
                raise LanguageError(f"families.toml: mode {mode!r} stands under {found[mode]!r} and {name!r}")
            found[mode] = name
    return found
