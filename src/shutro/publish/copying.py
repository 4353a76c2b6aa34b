"""Letters that copy right out of a PDF.

Typst names the letters of a cluster by each run of its glyphs, and begins a new run where a mark stands higher or
lower: a cluster of two runs then copies twice. Here the runs of one cluster become one, which names its letters once.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import regex

_NUMBER = rb"-?[0-9]*\.?[0-9]+"
_STRING = rb"\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]*>"
_BLOCK = regex.compile(
    rb"q 1 0 0 -1 (?P<x>%b) (?P<y>%b) cm(?P<paint>[^\n]*)\nBT(?P<shown>.*?)\nET\nQ\n" % (_NUMBER, _NUMBER),
    regex.DOTALL,
)
_DRAW = (
    rb"0 Tr(?P<font>/\w+) (?P<size>%b) Tf "
    rb"1 0 0 -1 (?P<x>%b) (?P<y>%b) Tm(?P<string>\[(?:%b|[^\[\]()<>])*\]TJ|(?:%b)Tj)"
    % (_NUMBER, _NUMBER, _NUMBER, _STRING, _STRING)
)
_DRAWN = regex.compile(_DRAW, regex.DOTALL)
_SHOWN = regex.compile(
    rb"/Span<</ActualText<(?P<words>[0-9A-Fa-f]+)>>>BDC|(?P<end>\nEMC)|\s?" + _DRAW, regex.DOTALL
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
    """Yield the runs that are to be one, and some that stand alone."""
    for matches in _neighbours(content, fonts):
        group: list[_Run] = []
        for match in matches:
            units = _units(match, fonts)
            run = (
                _Run(start=match.start(), end=match.end(), paint=match["paint"], units=units)
                if units
                else None
            )
            if run and group and _goes_on(group, run):
                group.append(run)
                continue
            yield group
            group = [run] if run else []
        yield group


def _neighbours(content: bytes, fonts: Mapping[bytes, _Font]) -> Iterator[list[Any]]:
    """Yield runs that may share clusters: they follow one another, and what ends one is named as what begins the next.

    Most runs do not, so that only their edges are read.
    """
    chain: list[Any] = []
    for match in _BLOCK.finditer(content):
        is_next = chain and _BETWEEN.fullmatch(content, chain[-1].end(), match.start()) is not None
        if is_next and _edge(chain[-1], fonts, last=True) == _edge(match, fonts):
            chain.append(match)
            continue
        if len(chain) > 1:
            yield chain
        chain = [match]
    if len(chain) > 1:
        yield chain


def _edge(match: Any, fonts: Mapping[bytes, _Font], *, last: bool = False) -> tuple[str, bytes, bytes] | None:
    """Return letters, font and size of the first glyphs of a run, or of the last; None where they cannot be read."""
    shown = match["shown"]
    part = _DRAWN.match(shown, shown.rfind(b"0 Tr") if last else max(0, shown.find(b"0 Tr")))
    if part is None:
        return None
    is_named = shown.endswith(b"EMC") if last else b"ActualText" in shown[: part.start()]
    if is_named:
        start = (shown.rfind if last else shown.find)(b"ActualText<") + len(b"ActualText<")
        words = shown[start : shown.index(b">", start)].decode().lower().removeprefix(_BYTE_ORDER)
        return words, part["font"], part["size"]
    font = fonts.get(part["font"])
    pieces = [item for item in _ITEM.finditer(part["string"]) if item["move"] is None]
    if font is None or not pieces:
        return None
    *_, code = _codes(pieces[-1]) if last else islice(_codes(pieces[0]), 1)
    return font.letters.get(code, ""), part["font"], part["size"]


def _goes_on(group: list[_Run], run: _Run) -> bool:
    """Say whether a run begins inside the cluster with which the one before it ends."""
    return run.paint == group[-1].paint and _is_part(_last_cluster(group), run.units[0])


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
        for code in _codes(item):
            yield code, x
            x += font.widths.get(code, 0.0) / _EM * size


def _codes(item: Any) -> Iterator[int]:
    """Yield the glyphs of a piece of a string, none of a move."""
    if item["move"] is not None:
        return
    plain = item["plain"]
    if item["hex"] is not None:
        codes = bytes.fromhex(item["hex"].decode())
    else:
        codes = _ESCAPE.sub(_byte, plain) if b"\\" in plain else plain
    for place in range(0, len(codes) - 1, 2):
        yield codes[place] << 8 | codes[place + 1]


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
