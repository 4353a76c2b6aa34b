"""Records in columns: all values of a field side by side, and places by the steps between them, pack best."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import accumulate, islice, pairwise, repeat
from operator import add
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from shutro.model import Span

T = TypeVar("T")
Column = Any  # a list of values, or the one value that all rows have
Write = Callable[[Sequence[Any], list[Column]], None]
Read = Callable[[int, Iterator[Column]], Sequence[Any]]
_EXACT = 1 << 53  # up to which a figure with a point is the same one without
_run = deque[None](maxlen=0).extend


def to_columns(records: Sequence[Any], kind: type[Any]) -> bytes:
    """Return records of one kind, dataclasses of dataclasses, as they are packed best."""
    columns: list[Column] = [len(records)]
    write: Write = _write(kind)  # type: ignore[arg-type]
    write(records, columns)
    return msgspec.msgpack.encode(columns)


def from_columns(plain: bytes, kind: type[T]) -> tuple[T, ...]:
    """Return the records; raises DecodeError where the bytes are none."""
    try:
        columns = iter(msgspec.msgpack.decode(plain, type=list[Any]))
        read: Read = _read(kind)  # type: ignore[arg-type]
        records = tuple(read(next(columns), columns))
    except (TypeError, ValueError, StopIteration) as error:
        raise msgspec.DecodeError(f"no columns of {kind.__name__}: {error}") from error
    return records


@cache
def _write(kind: Any) -> Write:
    if kind is Span:
        return _write_spans
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = [(field.name, _write(hints[field.name])) for field in fields(kind)]

        def write(records: Sequence[Any], columns: list[Column]) -> None:
            for name, part in parts:
                part([getattr(record, name) for record in records], columns)

        return write
    if get_origin(kind) is tuple:
        return _many(_write(get_args(kind)[0]))
    inner = _optional(kind)
    return _many(_write(inner), _as_tuple) if _is_record(inner) else _write_plain


def _many(write: Write, as_tuple: Callable[[Any], Sequence[Any]] = tuple) -> Write:
    def write_many(records: Sequence[Any], columns: list[Column]) -> None:
        groups = [as_tuple(record) for record in records]
        _write_plain([len(group) for group in groups], columns)
        parts = [record for group in groups for record in group]
        if parts:
            write(parts, columns)

    return write_many


def _as_tuple(record: Any) -> Sequence[Any]:
    return () if record is None else (record,)


def _write_spans(spans: Sequence[Any], columns: list[Column]) -> None:
    _write_plain(
        [after - before for before, after in pairwise((0, *(span.start for span in spans)))], columns
    )
    _write_plain([span.end - span.start for span in spans], columns)


def _write_plain(values: Sequence[Any], columns: list[Column]) -> None:
    plain = [int(value) if _is_whole(value) else value for value in values]
    columns.append(plain if any(value != plain[0] for value in plain) else next(iter(plain), None))


def _is_whole(value: Any) -> bool:
    """Say whether a value is a figure with a point that takes less room without."""
    return isinstance(value, float) and value.is_integer() and abs(value) < _EXACT


@cache
def _read(kind: Any) -> Read:
    if kind is Span:
        return _read_spans
    if is_dataclass(kind):
        return _fill(kind)
    if get_origin(kind) is tuple:
        return _groups(_read(get_args(kind)[0]))
    inner = _optional(kind)
    if _is_record(inner):
        return _some(_read(inner))
    return _read_floats if inner is float else _read_plain


def _fill(kind: Any) -> Read:
    """Return what makes records of a kind field by field, which is nearly as fast as decoding JSON."""
    hints = get_type_hints(kind)
    parts = [(getattr(kind, field.name).__set__, _read(hints[field.name])) for field in fields(kind)]

    def fill(count: int, columns: Iterator[Column]) -> Sequence[Any]:
        records = list(map(object.__new__, repeat(kind, count)))
        for put, read in parts:
            _run(map(put, records, read(count, columns)))
        return records

    return fill


def _groups(read: Read) -> Read:
    def read_groups(count: int, columns: Iterator[Column]) -> Sequence[tuple[Any, ...]]:
        sizes = _read_plain(count, columns)
        total = sum(sizes)
        if not total:
            return [()] * count
        rows = iter(read(total, columns))
        return [tuple(islice(rows, size)) for size in sizes]

    return read_groups


def _some(read: Read) -> Read:
    def read_some(count: int, columns: Iterator[Column]) -> Sequence[Any]:
        sizes = _read_plain(count, columns)
        total = sum(sizes)
        if not total:
            return [None] * count
        rows = iter(read(total, columns))
        return [next(rows) if size else None for size in sizes]

    return read_some


def _read_spans(count: int, columns: Iterator[Column]) -> Sequence[Span]:
    starts = list(accumulate(_read_plain(count, columns)))
    return list(map(Span, starts, map(add, starts, _read_plain(count, columns))))


def _read_plain(count: int, columns: Iterator[Column]) -> Sequence[Any]:
    column = next(columns)
    if not isinstance(column, list):
        return [column] * count
    if len(column) != count:
        raise ValueError(f"{len(column)} values of {count}")
    return column


def _read_floats(count: int, columns: Iterator[Column]) -> Sequence[float | None]:
    return [None if value is None else float(value) for value in _read_plain(count, columns)]


def _is_record(kind: Any) -> bool:
    return kind is Span or is_dataclass(kind)


def _optional(kind: Any) -> Any:
    """Return what a field holds where it holds something."""
    if get_origin(kind) is not UnionType:
        return kind
    return next(part for part in get_args(kind) if part is not NoneType)
