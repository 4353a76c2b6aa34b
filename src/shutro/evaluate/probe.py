"""A probe of times: sentences with one value each, to see at a glance what a tool can read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from shutro.errors import InputError, ShutroError
from shutro.evaluate.baselines import TOOLS
from shutro.evaluate.gold import GoldArticle, GoldTime
from shutro.evaluate.measure import compare
from shutro.evaluate.report import Probed
from shutro.evaluate.scores import Compared, same_time
from shutro.model import Span
from shutro.text.normalize import normalize

DAY = "2026-11-21"  # on which the sentences are read


def read_probe(path: Path) -> list[GoldArticle]:
    """Return the lines of a probe, a sentence and the value of its time, as articles of one sentence."""
    articles = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        sentence, tab, value = line.partition("\t")
        if not tab:
            raise InputError(f"{path}:{number + 1}: needs a sentence, a tab, and a value")
        text = normalize(sentence)
        time = GoldTime(span=Span(0, len(text)), kind="DATE", values=(value.strip(),))
        name = f"{number:03}.txt"
        articles.append(
            GoldArticle(name=name, story=name, text=text, published=DAY, outlet=None, times=(time,))
        )
    return articles


def run_probe(path: Path, *, with_tools: bool) -> Iterator[Probed]:
    """Yield how many sentences of the probe Shutro reads rightly, and each tool for times."""
    all_compared = compare(read_probe(path))
    yield Probed(tool="Shutro", right=count_right(all_compared), whole=len(all_compared))
    for tool in TOOLS if with_tools else ():
        if tool.layer != "times":
            continue
        try:
            read = tool.start()
        except ShutroError as error:
            yield Probed(tool=tool.title, right=0, whole=len(all_compared), failure=str(error))
            continue
        right = count_right([replace(one, output=read(one)) for one in all_compared])
        yield Probed(tool=tool.title, right=right, whole=len(all_compared))


def count_right(all_compared: Sequence[Compared]) -> int:
    """Return in how many sentences a time has the value, be it more exact by an hour or a part of the day."""
    return sum(
        any(
            same_time(time.value, value) or time.value.startswith(f"{value}T")
            for time in one.output.times
            for value in one.gold.times[0].values
        )
        for one in all_compared
    )
