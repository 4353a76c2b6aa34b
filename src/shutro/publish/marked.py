"""One article in the terminal: its text with what was found in it marked by colour, then short lists."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from shutro.model import Doc, Entity, Event, Quote, Span
from shutro.publish.found import Found
from shutro.publish.lines import print_lines
from shutro.publish.naming import Naming
from shutro.publish.wording import Wording, shorten

STYLES = {
    "quotes": "italic",
    "quantities": "yellow",
    "times": "cyan",
    "mentions": "bold green",
    "events": "bold red",
    "credits": "bold magenta",
}
_LONGEST = 90  # clusters of a quote in the list


def print_doc(doc: Doc, entities: Sequence[Entity], console: Console, wording: Wording) -> None:
    """Write the article to the console: who published it when, its text, and the lists of what was found."""
    printer = _Printer(doc, Naming(entities, wording.words.code), console, wording)
    printer.head()
    printer.text()
    printer.lists()
    printer.dropped()


class _Printer:
    """Writes the parts of one article."""

    def __init__(self, doc: Doc, naming: Naming, console: Console, wording: Wording) -> None:
        self._doc = doc
        self._naming = naming
        self._console = console
        self._wording = wording
        self._found = Found(doc, naming, wording)

    def head(self) -> None:
        article, dating = self._doc.article, self._doc.dating
        self._line(Text(article.title or article.file, style="bold"))
        outlet = (
            self._naming.name(article.outlet) if article.outlet else self._wording.phrase("unknown_outlet")
        )
        how = f" ({self._wording.words.dating[dating.how]})" if dating.value else ""
        self._line(Text(f"{outlet} · {self._wording.when(dating.value)}{how} · {article.file}", style="dim"))
        legend = Text()
        for layer, style in STYLES.items():
            legend.append(" · " if legend else "", style="dim")
            legend.append(f"{self._wording.words.layers[layer]} ", style=style)
            legend.append(self._wording.digits(len(self._spans(layer))), style="dim")
        self._line(legend)
        self._console.print()

    def text(self) -> None:
        text = Text(self._doc.text)
        for layer, style in STYLES.items():
            for span in self._spans(layer):
                text.stylize(style, span.start, span.end)
        self._line(text)

    def lists(self) -> None:
        doc = self._doc
        self._list(
            "credits",
            dict.fromkeys(
                f"{self._wording.words.roles[credit.role]}: {self._found.credit(credit)}"
                for credit in doc.credits
            ),
        )
        self._list("mentions", self._mentions())
        self._list("times", dict.fromkeys(f"{time.span.of(doc.text)} = {time.value}" for time in doc.times))
        self._list("quantities", dict.fromkeys(quantity.span.of(doc.text) for quantity in doc.quantities))
        self._list("quotes", [self._quote(quote) for quote in doc.quotes], lines=True)
        self._list("events", [self._event(event) for event in doc.events], lines=True)

    def dropped(self) -> None:
        if not self._doc.dropped:
            return
        self._heading(self._wording.phrase("dropped"), "bold dim")
        for dropped in self._doc.dropped:
            words = shorten(" ".join(dropped.text.split()), _LONGEST)
            self._line(Text(f"{words} — {self._wording.reason(dropped.reason)}", style="dim"), indent=2)

    def _spans(self, layer: str) -> list[Span]:
        doc = self._doc
        spans: dict[str, Iterable[Span]] = {
            "credits": (credit.span for credit in doc.credits),
            "mentions": (mention.span for mention in doc.mentions),
            "times": (time.span for time in doc.times),
            "quantities": (quantity.span for quantity in doc.quantities),
            "quotes": (quote.span for quote in doc.quotes),
            "events": (event.trigger for event in doc.events),
        }
        return list(spans[layer])

    def _mentions(self) -> list[str]:
        names: Counter[str] = Counter()
        for mention in self._doc.mentions:
            names[f"{self._found.name(mention.span) or mention.lemma} {mention.kind}"] += 1
        return [f"{name} ×{self._wording.digits(count)}" for name, count in names.most_common()]

    def _quote(self, quote: Quote) -> str:
        return f"{self._found.chain(quote)}: {shorten(self._found.words(quote.span), _LONGEST)}"

    def _event(self, event: Event) -> str:
        parties = self._found.parties(event)
        line = f"{self._found.words(event.trigger)}  {event.code}/{event.mode}"
        return line + (f"  {parties}" if parties else "")

    def _list(self, layer: str, entries: Iterable[str], *, lines: bool = False) -> None:
        shown = list(entries)
        if not shown:
            return
        self._heading(self._wording.words.layers[layer], STYLES[layer])
        if lines:
            for entry in shown:
                self._line(Text(entry), indent=2)
        else:
            self._line(Text(" · ".join(shown)), indent=2)

    def _heading(self, words: str, style: str) -> None:
        self._console.print()
        self._line(Text(words, style=style))

    def _line(self, text: Text, indent: int = 0) -> None:
        print_lines(text, self._console, indent, hang=2 if indent else 0)
