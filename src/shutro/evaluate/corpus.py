"""The corpus as gold articles: marks become records; what breaks the guidelines is named with its file and line."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast, get_args

import regex
from rich.console import Console
from rich.table import Table

from shutro.errors import ShutroError
from shutro.evaluate.gold import (
    UNNAMED,
    GoldArticle,
    GoldCredit,
    GoldEvent,
    GoldName,
    GoldQuantity,
    GoldQuote,
    GoldTime,
)
from shutro.evaluate.markup import Mark, Marked, MarkupError, ids, labelled, read_marked, split_head
from shutro.evaluate.phenomena import SHOWN, TAGS, count_phenomena, unknown_tags
from shutro.model import CreditRole, MentionKind, Modality, TimeKind, TimeModifier

SECOND = "second"  # the folder of what was marked twice
ENOUGH = 20  # sentences of each phenomenon
NAMES = get_args(MentionKind)
TIMES = get_args(TimeKind)
MODALITIES = frozenset(get_args(Modality))
CODES = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"}
    | {"THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER"}
)
_ROLES = ("agent", "patient", "with")
_KEYS = {
    "DIR": {"speaker", "via", "cue"},
    "IND": {"speaker", "via", "cue"},
    "E": {*_ROLES, "place", "time", "source"},
}
_ID = regex.compile(r"\*?[a-z0-9][a-z0-9_]*")
_MODIFIERS = frozenset((*get_args(TimeModifier), "MID"))
_DAY = r"\d{4}-\d\d-\d\d"
_POINT = (
    rf"(?:{_DAY}T\d\d(?::\d\d)?|{_DAY}T(?:MO|MI|AF|EV|NI|DT)|{_DAY}|\d{{4}}-\d\d|\d{{4}}-W\d\d(?:-\d|-WE)?"
    r"|\d{4}-(?:WI|SP|SU|FA|H[12]|Q[1-4])|\d{4}|\d{3}X|\d\dXX|XXXX-\d\d(?:-\d\d)?|XXXX-XX-\d\d|T\d\d(?::\d\d)?|T(?:MO|MI|AF|EV|NI))"
)
_LENGTH = r"P(?:(?:\d+(?:\.\d+)?|X)(?:[DWMYN]|DE|CE)|T(?:\d+(?:\.\d+)?|X)[HMS](?:\d+[MS])?|\d+[DWMY]\d+[DWM])"
_VALUE = regex.compile(
    rf"{_POINT}[~?%]?|(?:{_POINT}|\.\.)/(?:{_POINT}|\.\.)|(?:PAST|PRESENT|FUTURE)_REF|{_LENGTH}(?:/{_LENGTH})?"
    r"|XXXX-WXX-\d(?:T[A-Z\d:]+)?|XXXX-WXX|XXXX-\d\d(?:-\d\d)?|XXXX-XX(?:-\d\d|-XXT[A-Z\d:]+)?"
)
_FIGURE = r"\d+(?:\.\d+)?"
_FIGURES = regex.compile(rf"(?P<vague>\?)|(?:>=?|<=?|~)?(?P<low>-?{_FIGURE})(?:\.\.(?P<high>{_FIGURE}))?")


def read_corpus(folder: Path) -> list[GoldArticle]:
    """Return the articles of a folder of marked files and of the folders in it, by name.

    Raises MarkupError for the first file that breaks the guidelines.
    """
    return [read_article(path) for path in sorted(folder.rglob("*.txt"))]


def read_article(path: Path) -> GoldArticle:
    """Return one marked file as a gold article; raises MarkupError with file and line."""
    try:
        return to_gold(path, *read_source(path))
    except MarkupError as error:
        raise MarkupError(f"{path}:{error}") from error


def read_source(path: Path) -> tuple[dict[str, str], Marked]:
    """Return the head of a marked file and its text with marks."""
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MarkupError(f"0: cannot be read as UTF-8: {error}") from error
    head, body, line = split_head(source)
    return head, read_marked(body, line)


def to_gold(path: Path, head: dict[str, str], marked: Marked) -> GoldArticle:
    """Return the records that the marks of an article stand for."""
    for mark in marked.marks:
        if faults := list(find_faults(mark)):
            raise MarkupError(f"{mark.line}: {faults[0]}")
    marks = marked.marks
    return GoldArticle(
        name=path.name,
        story=f"{path.parent.name}/{path.stem.rpartition('-')[0]}",
        text=marked.text,
        published=head.get("published") or None,
        outlet=head.get("outlet") or None,
        furniture=marked.furniture,
        sentences=marked.sentences,
        names=tuple(map(_name, labelled(marks, *NAMES))),
        times=tuple(map(_time, labelled(marks, *TIMES))),
        quantities=tuple(map(_quantity, labelled(marks, "N"))),
        quotes=tuple(map(_quote, labelled(marks, "DIR", "IND"))),
        events=tuple(map(_event, labelled(marks, "E"))),
        credits=tuple(map(_credit, labelled(marks, "CREDIT"))),
    )


def find_faults(mark: Mark) -> Iterator[str]:
    """Yield what is wrong with a mark, in words."""
    check = _CHECKS.get(mark.label)
    if check is None:
        yield f"unknown label {mark.label!r}"
        return
    for key in mark.keyed.keys() - _KEYS.get(mark.label, {"also"} if mark.label in TIMES else set()):
        yield f"{mark.label} has no attribute {key!r}"
    yield from check(mark)


def _check_name(mark: Mark) -> Iterator[str]:
    if len(mark.bare) != 1:
        yield f"{mark.label} needs one id"
    yield from _check_ids(mark.bare)


def _check_time(mark: Mark) -> Iterator[str]:
    if not mark.bare:
        yield f"{mark.label} needs a value"
        return
    for value in (mark.bare[0], *ids(mark.keyed.get("also"))):
        if not _VALUE.fullmatch(value):
            yield f"{value!r} is no value of a time"
    if not set(mark.bare[1:]) <= _MODIFIERS:
        yield f"{mark.bare[1:]} is no modifier"


def _check_quantity(mark: Mark) -> Iterator[str]:
    if not 2 <= len(mark.bare) <= 3 or mark.bare[2:] not in {(), ("optional",)}:
        yield "N needs a figure and a unit"
    elif not _FIGURES.fullmatch(mark.bare[0]):
        yield f"{mark.bare[0]!r} is no figure"


def _check_quote(mark: Mark) -> Iterator[str]:
    if "speaker" not in mark.keyed:
        yield f"{mark.label} needs speaker="
    if not set(mark.bare) <= {"partial"}:
        yield f"{mark.label} cannot be {mark.bare}"
    yield from _check_ids((*ids(mark.keyed.get("speaker")), *ids(mark.keyed.get("via"))))


def _check_cue(mark: Mark) -> Iterator[str]:
    if len(mark.bare) != 1 or not mark.bare[0].isdecimal():
        yield "CUE needs a number"


def _check_event(mark: Mark) -> Iterator[str]:
    code, slash, mode = mark.bare[0].partition("/") if mark.bare else ("", "", "")
    if code not in CODES or not slash or not regex.fullmatch(r"[a-z]+(?:-[a-z]+)*", mode):
        yield f"E needs CODE/mode, not {mark.bare[:1]}"
    if not set(mark.bare[1:]) <= MODALITIES | {"not"}:
        yield f"E cannot be {mark.bare[1:]}"
    for role in (*_ROLES, "place", "source"):
        yield from _check_ids(ids(mark.keyed.get(role)))
    if (time := mark.keyed.get("time")) and not _VALUE.fullmatch(time):
        yield f"{time!r} is no value of a time"


def _check_credit(mark: Mark) -> Iterator[str]:
    if len(mark.bare) != 2 or mark.bare[1] not in get_args(CreditRole):
        yield "CREDIT needs an id, and origin or cited"


def _check_ids(found: Iterable[str]) -> Iterator[str]:
    for name in found:
        if not _ID.fullmatch(name):
            yield f"{name!r} is no id"


_CHECKS: dict[str, Callable[[Mark], Iterator[str]]] = {
    **dict.fromkeys(NAMES, _check_name),
    **dict.fromkeys(TIMES, _check_time),
    **dict.fromkeys(("DIR", "IND"), _check_quote),
    "N": _check_quantity,
    "CUE": _check_cue,
    "E": _check_event,
    "CREDIT": _check_credit,
}


def _name(mark: Mark) -> GoldName:
    return GoldName(span=mark.span, kind=cast(MentionKind, mark.label), entity=mark.bare[0])


def _time(mark: Mark) -> GoldTime:
    values = (mark.bare[0], *ids(mark.keyed.get("also")))
    modifier = mark.bare[1] if len(mark.bare) > 1 else None
    return GoldTime(span=mark.span, kind=cast(TimeKind, mark.label), values=values, modifier=modifier)


def _quantity(mark: Mark) -> GoldQuantity:
    match = _FIGURES.fullmatch(mark.bare[0])
    if match is None:
        raise ShutroError(f"{mark.line}: {mark.bare[0]!r} is no figure")
    figures = tuple(float(part) for part in (match["low"], match["high"]) if part)
    return GoldQuantity(span=mark.span, figures=figures, unit=mark.bare[1], optional="optional" in mark.bare)


def _quote(mark: Mark) -> GoldQuote:
    speaker = mark.keyed["speaker"]
    named = None if speaker == "none" else speaker
    via = ids(mark.keyed.get("via")) or ((named,) if named else ())
    return GoldQuote(
        span=mark.span, kind="direct" if mark.label == "DIR" else "indirect", speaker=named, via=via
    )


def _event(mark: Mark) -> GoldEvent:
    code, _, mode = mark.bare[0].partition("/")
    modality = next((word for word in mark.bare[1:] if word in MODALITIES), "asserted")
    return GoldEvent(
        span=mark.span,
        code=code,
        mode=mode,
        agents=ids(mark.keyed.get("agent")),
        patients=ids(mark.keyed.get("patient")),
        partners=ids(mark.keyed.get("with")),
        place=mark.keyed.get("place"),
        time=mark.keyed.get("time"),
        polarity="-" if "not" in mark.bare else "+",
        modality=cast(Modality, modality),
    )


def _credit(mark: Mark) -> GoldCredit:
    return GoldCredit(span=mark.span, source=mark.bare[0], role=cast(CreditRole, mark.bare[1]))


def unmarked_ids(articles: Iterable[GoldArticle]) -> Iterator[tuple[str, str]]:
    """Yield article and id for speakers and participants whom no mark of their story names: a star is missing."""
    found = list(articles)
    named: dict[str, set[str]] = {}
    for article in found:
        named.setdefault(article.story, set()).update(name.entity for name in article.names)
        named[article.story].update(credit.source for credit in article.credits)
    for article in found:
        for name in sorted({*_quoted(article), *_taking_part(article)}):
            if not name.startswith(UNNAMED) and name not in named[article.story]:
                yield article.name, name


def _quoted(article: GoldArticle) -> Iterator[str]:
    for quote in article.quotes:
        yield from (quote.speaker,) if quote.speaker else ()
        yield from quote.via


def _taking_part(article: GoldArticle) -> Iterator[str]:
    for event in article.events:
        yield from (*event.agents, *event.patients, *event.partners)
        yield from (event.place,) if event.place else ()


def main(folder: str = "corpus") -> int:
    """Print every fault of a corpus, and how many sentences show what; return how the program should end."""
    console = Console()
    counts: Counter[str] = Counter()
    sentences: Counter[str] = Counter()
    faults: list[str] = []
    for path in sorted(Path(folder).rglob("*.txt")):
        try:
            head, marked = read_source(path)
        except MarkupError as error:
            faults.append(f"{path}:{error}")
            continue
        faults += [f"{path}:{fault}" for fault in _faults(head, marked)]
        sentences[path.parent.name] += len(marked.sentences)
        if path.parent.name != SECOND:
            counts += count_phenomena(marked)
    unmarked = [] if faults else list(unmarked_ids(read_corpus(Path(folder))))
    console.print(_table(counts))
    for fault in faults:
        console.print(fault, style="red", markup=False)
    for name, missing in unmarked:
        console.print(f"{name}: no mark of its story names {missing}", style="yellow", markup=False)
    console.print(f"sentences: {dict(sentences)}; {len(faults)} faults")
    return 1 if faults else 0


def _faults(head: dict[str, str], marked: Marked) -> Iterator[str]:
    for mark in marked.marks:
        for fault in find_faults(mark):
            yield f"{mark.line}: {fault}"
    for tag in sorted(unknown_tags(marked)):
        yield f"unknown tag %{tag}"
    for key in sorted(head.keys() - {"outlet", "published", "bengal"}):
        yield f"unknown key {key!r}"


def _table(counts: Counter[str]) -> Table:
    table = Table(title="Sentences that show …", title_justify="left")
    table.add_column("phenomenon")
    table.add_column("sentences", justify="right")
    for name in sorted({tag.replace("_", " ") for tag in TAGS} | set(SHOWN)):
        table.add_row(name, str(counts[name]), style="yellow" if counts[name] < ENOUGH else None)
    return table


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
