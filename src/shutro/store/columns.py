"""Records in columns: all values of a field side by side, and places by the steps between them, pack best."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import accumulate, islice, pairwise, repeat
from operator import add, attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from shutro.model import Claim, Origin, Point, Span

T = TypeVar("T")
Column = Any  # a list of values, the one value that all rows have, or both: the values, and their numbers row by row
_EXACT = 1 << 53  # up to which a figure with a point is the same one without
_OF, _AT = "of", "at"  # the values that are chosen from, and their numbers
_AGAIN = (Point, Claim, Origin)  # kinds of records that come again in a story
_HEX, _DIGITS = 10, frozenset("0123456789abcdef")  # of the ids of findings and happenings
_MANY = 32  # rows from which on it is looked whether few values are chosen from
_run = deque[None](maxlen=0).extend


class _Written(list[Column]):
    """The columns that were written, and by kind the records that may come again, with their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.known: defaultdict[Any, dict[Any, int]] = defaultdict(dict)


class _Unread:
    """The columns that are still to be read, and by kind the records that may come again."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.next = iter(columns).__next__
        self.known: defaultdict[Any, list[Any]] = defaultdict(list)


Write = Callable[[Sequence[Any], _Written], None]
Read = Callable[[int, _Unread], Sequence[Any]]


def to_columns(records: Sequence[Any], kind: type[Any]) -> bytes:
    """Return records of one kind, dataclasses of dataclasses, as they are packed best."""
    columns = _Written()
    columns.append(len(records))
    write: Write = _write(kind)  # type: ignore[arg-type]
    write(records, columns)
    return msgspec.msgpack.encode(columns)


def from_columns(plain: bytes, kind: type[T]) -> tuple[T, ...]:
    """Return the records; raises DecodeError where the bytes are none."""
    try:
        columns = _Unread(msgspec.msgpack.decode(plain, type=list[Any]))
        read: Read = _read(kind)  # type: ignore[arg-type]
        records = tuple(read(columns.next(), columns))
    except (TypeError, ValueError, LookupError, StopIteration) as error:
        raise msgspec.DecodeError(f"no columns of {kind.__name__}: {error}") from error
    return records


@cache
def _write(kind: Any) -> Write:
    if kind is Span:
        return _write_spans
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        parts = [(attrgetter(field.name), _write(hints[field.name])) for field in fields(kind)]
        return _once(kind, _apart(parts)) if kind in _AGAIN else _apart(parts)
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        if others == [...]:
            return _many(_write(first))
        return _apart([(itemgetter(place), _write(part)) for place, part in enumerate(get_args(kind))])
    inner = _optional(kind)
    return _many(_write(inner), _as_tuple) if _is_record(inner) else _write_plain


def _apart(parts: Sequence[tuple[Callable[[Any], Any], Write]]) -> Write:
    def write_apart(records: Sequence[Any], columns: _Written) -> None:
        for get, write in parts:
            write(list(map(get, records)), columns)

    return write_apart


def _once(kind: Any, write: Write) -> Write:
    """Return what writes a record that stood before by its number only."""

    def write_once(records: Sequence[Any], columns: _Written) -> None:
        known, before = columns.known[kind], len(columns.known[kind])
        numbers = [known.setdefault(record, len(known)) for record in records]
        _write_steps(numbers, columns)
        write(list(islice(known, before, None)), columns)

    return write_once


def _many(write: Write, as_tuple: Callable[[Any], Sequence[Any]] = tuple) -> Write:
    def write_many(records: Sequence[Any], columns: _Written) -> None:
        groups = [as_tuple(record) for record in records]
        _write_plain([len(group) for group in groups], columns)
        parts = [record for group in groups for record in group]
        if parts:
            write(parts, columns)

    return write_many


def _as_tuple(record: Any) -> Sequence[Any]:
    return () if record is None else (record,)


def _write_spans(spans: Sequence[Any], columns: _Written) -> None:
    _write_steps([span.start for span in spans], columns)
    _write_plain([span.end - span.start for span in spans], columns)


def _write_steps(numbers: Sequence[int], columns: _Written) -> None:
    _write_plain([after - before for before, after in pairwise((0, *numbers))], columns)


def _write_plain(values: Sequence[Any], columns: _Written) -> None:
    plain = [int(value) if _is_whole(value) else value for value in values]
    chosen = dict.fromkeys(plain)
    if len(chosen) < 2:
        columns.append(next(iter(chosen), None))
    elif _are_hashes(chosen):
        columns.append(bytes.fromhex("".join(map(str, plain))))
    elif len(plain) >= _MANY and len(chosen) <= len(plain) // 2 and str in map(type, chosen):
        numbers = {value: number for number, value in enumerate(chosen)}
        columns.append({_OF: list(chosen), _AT: [numbers[value] for value in plain]})
    else:
        columns.append(plain)


def _is_whole(value: Any) -> bool:
    """Say whether a value is a figure with a point that takes less room without."""
    return isinstance(value, float) and value.is_integer() and abs(value) < _EXACT


def _are_hashes(values: Iterable[Any]) -> bool:
    """Say whether values can be written as bytes, of which each has the same number."""
    return all(
        isinstance(value, str) and len(value) == _HEX and _DIGITS.issuperset(value) for value in values
    )


@cache
def _read(kind: Any) -> Read:
    if kind is Span:
        return _read_spans
    if is_dataclass(kind):
        return _read_once(kind, _fill(kind)) if kind in _AGAIN else _fill(kind)
    if get_origin(kind) is tuple:
        first, *others = get_args(kind)
        return _groups(_read(first)) if others == [...] else _together(list(map(_read, get_args(kind))))
    inner = _optional(kind)
    if _is_record(inner):
        return _some(_read(inner))
    return _read_floats if inner is float else _read_plain


def _fill(kind: Any) -> Read:
    """Return what makes records of a kind field by field, which is nearly as fast as decoding JSON."""
    hints = get_type_hints(kind)
    parts = [(getattr(kind, field.name).__set__, _read(hints[field.name])) for field in fields(kind)]

    def fill(count: int, columns: _Unread) -> Sequence[Any]:
        records = list(map(object.__new__, repeat(kind, count)))
        for put, read in parts:
            _run(map(put, records, read(count, columns)))
        return records

    return fill


def _read_once(kind: Any, read: Read) -> Read:
    def read_once(count: int, columns: _Unread) -> Sequence[Any]:
        known = columns.known[kind]
        numbers = list(accumulate(_read_plain(count, columns)))
        known += read(max(numbers, default=-1) + 1 - len(known), columns)
        return [known[number] for number in numbers]

    return read_once


def _together(reads: Sequence[Read]) -> Read:
    def read_together(count: int, columns: _Unread) -> Sequence[tuple[Any, ...]]:
        return list(zip(*[read(count, columns) for read in reads], strict=True))

    return read_together


def _groups(read: Read) -> Read:
    def read_groups(count: int, columns: _Unread) -> Sequence[tuple[Any, ...]]:
        sizes = _read_plain(count, columns)
        total = sum(sizes)
        if not total:
            return [()] * count
        rows = iter(read(total, columns))
        return [tuple(islice(rows, size)) for size in sizes]

    return read_groups


def _some(read: Read) -> Read:
    def read_some(count: int, columns: _Unread) -> Sequence[Any]:
        sizes = _read_plain(count, columns)
        total = sum(sizes)
        if not total:
            return [None] * count
        rows = iter(read(total, columns))
        return [next(rows) if size else None for size in sizes]

    return read_some


def _read_spans(count: int, columns: _Unread) -> Sequence[Span]:
    starts = list(accumulate(_read_plain(count, columns)))
    return list(map(Span, starts, map(add, starts, _read_plain(count, columns))))


def _read_plain(count: int, columns: _Unread) -> Sequence[Any]:
    column = columns.next()
    if isinstance(column, bytes):
        digits = column.hex()
        column = [digits[start : start + _HEX] for start in range(0, len(digits), _HEX)]
    if isinstance(column, dict):
        column = list(map(column[_OF].__getitem__, column[_AT]))
    if not isinstance(column, list):
        return [column] * count
    if len(column) != count:
        raise ValueError(f"{len(column)} values of {count}")
    return column


def _read_floats(count: int, columns: _Unread) -> Sequence[float | None]:
    return [None if value is None else float(value) for value in _read_plain(count, columns)]


def _is_record(kind: Any) -> bool:
    return kind is Span or is_dataclass(kind)


def _optional(kind: Any) -> Any:
    """Return what a field holds where it holds something."""
    if get_origin(kind) is not UnionType:
        return kind
    return next(part for part in get_args(kind) if part is not NoneType)
