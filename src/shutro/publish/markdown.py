"""Papers as Markdown."""

from collections.abc import Iterator, Sequence

import regex

from shutro.publish.paper import Bars, Entry, Grid, Line, Paper, Run, Section

_STEERS = regex.compile(
    r"([\\`*_\[\]<>#|~$])|^([-+=])|^(\d+)([.)])|(&)(?=#?\w+;)"
)  # what Markdown would read as its own
_BETWEEN = regex.compile(r"[\s\p{Cc}]+")


def to_markdown(paper: Paper) -> str:
    """Return the paper as Markdown."""
    rows = [f"# {escaped(paper.title)}", ""]
    rows += (f"- {escaped(name)}: {escaped(value)}" for name, value in paper.facts)
    if paper.figures:
        rows.append("- " + " · ".join(f"{number} {escaped(words)}" for number, words in paper.figures))
    for section in paper.sections:
        rows += ["", *_heading(section)]
        rows += _section(section)
    rows += ["", "---", "", f"_{escaped(paper.caution)}_", "", escaped(paper.made)]
    return "\n".join(rows) + "\n"


def escaped(words: str) -> str:
    """Return words in one line that Markdown shows as they are."""
    plain = _BETWEEN.sub(" ", words).strip()
    return _STEERS.sub(_held, plain)


def web_address(url: str | None) -> str:
    """Return an address that may stand in a link, and nothing for any other."""
    is_web = url is not None and url.startswith(("http://", "https://")) and not set(url) & set("<> \n\r\t")
    return url if url is not None and is_web else ""


def _held(match: regex.Match[str]) -> str:
    sign, first, number, dot, entity = match.groups()
    return f"{number}\\{dot}" if number else f"\\{sign or first or entity}"


def _heading(section: Section) -> Iterator[str]:
    if section.title:
        yield from (f"{'#' * (section.level + 1)} {escaped(section.title)}", "")


def _section(section: Section) -> Iterator[str]:
    if section.note:
        yield from (escaped(section.note), "")
    for entry in section.entries:
        yield from (_line(entry.line), "") if section.shape == "prose" else _entry(entry)
    if section.grid:
        yield from _grid(section.grid)
    if section.bars:
        yield from _bars(section.bars)


def _entry(entry: Entry) -> Iterator[str]:
    mark = f"**{escaped(entry.mark)}** " if entry.mark else ""
    yield f"- {mark}{_line(entry.line)}"
    yield from (f"  - {_line(note)}" for note in entry.notes)
    for side in entry.sides:
        indent = "  "
        if side.label:
            yield f"  - **{escaped(side.label)}**"
            indent = "    "
        yield from (f"{indent}- {_line(line)}" for line in side.lines)


def _line(line: Line) -> str:
    return "".join(_run(run) for run in line).strip()


def _run(run: Run) -> str:
    if run.kind == "mark":
        return f" [{escaped(run.words)}]"
    words = escaped(run.words)
    if not words:
        return " " if run.words else ""
    if run.kind == "strong":
        words = f"**{words}**"
    words = f"[{words}](<{run.to}>)" if run.to else words
    return _edge(run.words[:1]) + words + _edge(run.words[-1:])


def _edge(letter: str) -> str:
    return " " if letter.isspace() else ""


def _grid(grid: Grid) -> Iterator[str]:
    yield _row(grid.columns)
    yield _row(["---", *("--:" for _ in grid.columns[1:])], is_rule=True)
    yield from (_row(row) for row in grid.rows)


def _bars(bars: Bars) -> Iterator[str]:
    if bars.note:
        yield from (escaped(bars.note), "")
    rows = tuple((name, *map(str, counts)) for name, counts in bars.columns)
    yield from _grid(Grid(columns=(bars.title, *bars.classes), rows=rows))


def _row(cells: Sequence[str], *, is_rule: bool = False) -> str:
    return f"| {' | '.join(cell if is_rule else escaped(cell) for cell in cells)} |"
