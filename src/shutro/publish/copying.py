"""Letters that copy right out of a PDF.

Typst names the letters of a cluster by each run of its glyphs, and begins a new run where a mark stands higher or
lower: a cluster of two runs then copies twice. Here the runs of one cluster become one, which names its letters once.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import regex

_NUMBER = rb"-?[0-9]*\.?[0-9]+"
_STRING = rb"\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]*>"
_BLOCK = regex.compile(
    rb"q 1 0 0 -1 (?P<x>%b) (?P<y>%b) cm(?P<paint>[^\n]*)\nBT(?P<shown>.*?)\nET\nQ\n" % (_NUMBER, _NUMBER),
    regex.DOTALL,
)
_SHOWN = regex.compile(
    rb"/Span<</ActualText<(?P<words>[0-9A-Fa-f]+)>>>BDC|(?P<end>\nEMC)|\s?0 Tr(?P<font>/\w+) (?P<size>%b) Tf "
    rb"1 0 0 -1 (?P<x>%b) (?P<y>%b) Tm(?P<string>\[(?:%b|[^\[\]()<>])*\]TJ|(?:%b)Tj)"
    % (_NUMBER, _NUMBER, _NUMBER, _STRING, _STRING),
    regex.DOTALL,
)
_ITEM = regex.compile(
    rb"\((?P<plain>(?:\\.|[^\\)])*)\)|<(?P<hex>[0-9A-Fa-f]*)>|(?P<move>%b)" % _NUMBER, regex.DOTALL
)
_ESCAPE = regex.compile(rb"\\([0-7]{1,3}|.)", regex.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_BETWEEN = regex.compile(rb"(?:EMC/\w+<<[^>]*>>BDC\n)?")
_LETTERS = regex.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")
_PAGE = regex.compile(
    rb"\d+ 0 obj\n<</Type/Page/Resources (?P<resources>\d+) 0 R.*?/Contents (?P<contents>\d+) 0 R",
    regex.DOTALL,
)
_NAMED = regex.compile(rb"(/f\d+) (\d+) 0 R")
_FONT = regex.compile(
    rb"/DescendantFonts\[(?P<described>\d+) 0 R\].*?/ToUnicode (?P<letters>\d+) 0 R", regex.DOTALL
)
_WIDTHS = regex.compile(rb"/W\[((?:[^\[\]]|\[[^\]]*\])*)\]")
_WIDTH = regex.compile(rb"(\d+) (?:(\d+) (%b)|\[([^\]]*)\])" % _NUMBER)
_ROW = regex.compile(rb"(\d{10}) \d{5} ([nf])")
_LENGTH = regex.compile(rb"/Length (\d+)")
_BYTE_ORDER = "feff"
_EM = 1000
_SAME = 0.01  # points by which glyphs on one line may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class _Font:
    widths: Mapping[int, float]
    letters: Mapping[int, str]  # UTF-16 in hexadecimal digits, by glyph


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unit:
    """Glyphs that one run names with one text: of a cluster all, or a part."""

    letters: str
    font: bytes
    size: float
    y: float
    glyphs: tuple[tuple[int, float], ...]  # each with its place from the left


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    start: int
    end: int
    paint: bytes
    units: tuple[_Unit, ...]


def mend_letters(pdf: bytes) -> bytes:
    """Return the PDF of typst with each cluster named once; what it does not know it leaves as it is.

    The new contents of pages are appended, as the format provides for changes.
    """
    file = _File(pdf)
    fonts: dict[int, _Font] = {}
    changed: dict[int, bytes] = {}
    for part in file.parts.values():
        page = _PAGE.match(part)
        if page is None:
            continue
        named = {name: int(number) for name, number in _NAMED.findall(file.parts[int(page["resources"])])}
        for number in named.values():
            if number not in fonts:
                fonts[number] = _read_font(file, number)
        contents = int(page["contents"])
        before = file.stream(contents)
        after = _mend(before, {name: fonts[number] for name, number in named.items()})
        if after != before:
            changed[contents] = after
    return file.changed(changed)


class _File:
    """The numbered parts of a PDF with one table of them, as typst writes it."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._table = int(pdf[pdf.rindex(b"startxref") :].split()[1])
        rows = _ROW.findall(pdf, self._table)
        starts = {number: int(place) for number, (place, kind) in enumerate(rows) if kind == b"n"}
        ends = dict(zip(sorted(starts.values()), [*sorted(starts.values())[1:], self._table], strict=True))
        self.parts = {number: pdf[start : ends[start]] for number, start in starts.items()}
        self._size = len(rows)

    def stream(self, number: int) -> bytes:
        """Return the stream of a part."""
        part = self.parts[number]
        head, _, rest = part.partition(b"stream\n")
        length = _LENGTH.search(head)
        content = rest[: int(length[1])] if length else rest
        return zlib.decompress(content) if b"/FlateDecode" in head else content

    def changed(self, streams: Mapping[int, bytes]) -> bytes:
        """Return the file with other streams under these numbers."""
        if not streams:
            return self._pdf
        out, rows = bytearray(self._pdf + b"\n"), []
        for number, content in sorted(streams.items()):
            packed = zlib.compress(content)
            rows.append(b"%d 1\n%010d 00000 n\r\n" % (number, len(out)))
            out += b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n" % (number, len(packed))
            out += packed + b"\nendstream\nendobj\n"
        known = self._pdf[self._table :]
        trailer = known[known.index(b"trailer") : known.index(b"startxref")].rstrip()
        head, table = trailer.removesuffix(b">>"), len(out)
        out += (
            b"xref\n" + b"".join(rows) + head + b"/Prev %d>>\nstartxref\n%d\n%%%%EOF" % (self._table, table)
        )
        return bytes(out)


def _read_font(file: _File, number: int) -> _Font:
    font = _FONT.search(file.parts[number])
    if font is None:
        return _Font(widths={}, letters={})
    listed = _WIDTHS.search(file.parts[int(font["described"])])
    widths: dict[int, float] = {}
    for first, last, width, several in _WIDTH.findall(listed[1] if listed else b""):
        if several:
            widths |= {int(first) + place: float(one) for place, one in enumerate(several.split())}
        else:
            widths |= dict.fromkeys(range(int(first), int(last) + 1), float(width))
    letters = {
        int(glyph, 16): text.decode().lower()
        for glyph, text in _LETTERS.findall(file.stream(int(font["letters"])))
    }
    return _Font(widths=widths, letters=letters)


def _mend(content: bytes, fonts: Mapping[bytes, _Font]) -> bytes:
    """Return the content of a page in which runs that share a cluster are one."""
    pieces: list[bytes] = []
    done = 0
    for group in _groups(content, fonts):
        if len(group) > 1:
            pieces += (content[done : group[0].start], _write(group, fonts))
            # The marks of the structure between the runs stay, each around nothing.
            pieces += (content[one.end : after.start] for one, after in pairwise(group))
            done = group[-1].end
    return b"".join([*pieces, content[done:]])


def _groups(content: bytes, fonts: Mapping[bytes, _Font]) -> Iterator[list[_Run]]:
    group: list[_Run] = []
    for match in _BLOCK.finditer(content):
        units = _units(match, fonts)
        run = _Run(start=match.start(), end=match.end(), paint=match["paint"], units=units) if units else None
        if run and group and _goes_on(group, run, content):
            group.append(run)
            continue
        yield group
        group = [run] if run else []
    yield group


def _goes_on(group: list[_Run], run: _Run, content: bytes) -> bool:
    """Say whether a run begins inside the cluster with which the one before it ends."""
    last, first = _last_cluster(group), run.units[0]
    return (
        run.paint == group[-1].paint
        and _BETWEEN.fullmatch(content, group[-1].end, run.start) is not None
        and _is_part(last, first)
    )


def _last_cluster(group: list[_Run]) -> _Unit:
    """Return the first part of the cluster with which the runs end."""
    first = group[-1].units[-1]
    for number in range(len(group) - 1, 0, -1):
        if len(group[number].units) > 1 or not _is_part(group[number - 1].units[-1], first):
            break
        first = group[number - 1].units[-1]
    return first


def _is_part(cluster: _Unit, unit: _Unit) -> bool:
    """Say whether a unit belongs to the cluster before it: one that begins with the same glyph is the next."""
    same = (unit.letters, unit.font, unit.size) == (cluster.letters, cluster.font, cluster.size)
    return same and unit.glyphs[0][0] != cluster.glyphs[0][0] and len(unit.letters) > len("0985")


def _units(match: Any, fonts: Mapping[bytes, _Font]) -> tuple[_Unit, ...]:
    """Return the units of a run; none where it is not written as expected."""
    shown, units, words, at = match["shown"], [], "", 0
    for part in _SHOWN.finditer(shown):
        if shown[at : part.start()].strip():
            return ()
        at = part.end()
        if part["font"] is None:
            words = part["words"].decode().lower().removeprefix(_BYTE_ORDER) if part["words"] else ""
            continue
        font = fonts.get(part["font"])
        if font is None:
            return ()
        size, y = float(part["size"]), float(match["y"]) - float(part["y"])
        glyphs = _glyphs(part["string"], font, size, float(match["x"]) + float(part["x"]))
        groups = [tuple(glyphs)] if words else [(glyph,) for glyph in glyphs]
        units += [
            _Unit(
                letters=words or font.letters.get(group[0][0], ""),
                font=part["font"],
                size=size,
                y=y,
                glyphs=group,
            )
            for group in groups
        ]
    return () if shown[at:].strip() else tuple(units)


def _glyphs(string: bytes, font: _Font, size: float, x: float) -> Iterator[tuple[int, float]]:
    for item in _ITEM.finditer(string):
        if item["move"] is not None:
            x -= float(item["move"]) / _EM * size
            continue
        codes = (
            bytes.fromhex(item["hex"].decode())
            if item["hex"] is not None
            else _ESCAPE.sub(_byte, item["plain"])
        )
        for place in range(0, len(codes) - 1, 2):
            code = int.from_bytes(codes[place : place + 2], "big")
            yield code, x
            x += font.widths.get(code, 0.0) / _EM * size


def _byte(escape: Any) -> bytes:
    sign: bytes = escape[1]
    return bytes([int(sign, 8) & 255]) if sign.isdigit() else _CONTROLS.get(sign, sign)


def _write(group: list[_Run], fonts: Mapping[bytes, _Font]) -> bytes:
    """Return one run in place of several; each of its clusters names its letters."""
    clusters: list[list[_Unit]] = []
    for run in group:
        for number, unit in enumerate(run.units):
            if clusters and not number and _is_part(clusters[-1][0], unit):
                clusters[-1].append(unit)
            else:
                clusters.append([unit])
    rows = [b"q 1 0 0 -1 0 0 cm" + group[0].paint, b"BT"]
    line = Counter(round(unit.y, 2) for run in group for unit in run.units).most_common(1)[0][0]
    for cluster in clusters:
        rows += _cluster(cluster, fonts[cluster[0].font].widths, line)
    return b"\n".join([*rows, b"ET", b"Q", b""])


def _cluster(units: list[_Unit], widths: Mapping[int, float], line: float) -> Iterator[bytes]:
    """Yield the commands that draw a cluster.

    Readers of its letters take it to stand where its first glyph does and to end where its last does: so a glyph that
    stands on the line comes first, and the last is made to end with the widest.
    """
    glyphs = [(code, x, unit) for unit in units for code, x in unit.glyphs]
    glyphs.sort(key=lambda glyph: (abs(glyph[2].y - line) > _SAME, widths.get(glyph[0], 0.0) == 0))
    ends = [x + widths.get(code, 0.0) / _EM * unit.size for code, x, unit in glyphs]
    yield f"/Span<</ActualText<FEFF{units[0].letters}>>>BDC".encode()
    for place, (code, x, unit) in enumerate(glyphs, start=1):
        if place == len(glyphs):
            yield b"%b Tc" % _figure(max(ends) - ends[-1])
        yield b"0 Tr %b %b Tf 1 0 0 -1 %b %b Tm <%04x> Tj" % (
            unit.font,
            _figure(unit.size),
            _figure(x),
            _figure(-unit.y),
            code,
        )
    yield b"0 Tc EMC"


def _figure(number: float) -> bytes:
    return f"{number:.3f}".encode()
