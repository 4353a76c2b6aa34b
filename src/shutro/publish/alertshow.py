"""Alerts in the terminal."""

from rich.console import Console
from rich.text import Text

from shutro.publish.alert import Alert, AlertSource
from shutro.publish.lines import print_lines
from shutro.publish.terminal import TONES
from shutro.publish.wording import wording


def print_alert(watch: str, alert: Alert, console: Console) -> None:
    """Write an alert to the console, with the sentences it rests on."""
    words = wording(alert.language).words
    tone = TONES[alert.agreement]
    head = Text(f"{watch}: ", style="bold")
    head.append(words.news_one[alert.kind], style=f"bold {tone}")
    head.append(f"  {alert.title}  {alert.story}", style="dim")
    print_lines(head, console)
    text = Text(f"{alert.claimed} — " if alert.claimed else "", style="bold")
    text.append(alert.text, style="default")
    print_lines(text, console, indent=2)
    line = Text(" · ".join((alert.attribute, alert.counts)), style="dim")
    line.append(f"  {alert.finding}")
    print_lines(line, console, indent=2, hang=2)
    for value in alert.values:
        if value.label:
            label = Text(f"– {value.label}", style=tone)
            label.append(f" ({words.news['new']})" if value.is_new else "", style="bold")
            print_lines(label, console, indent=2)
        for source in value.sources:
            print_lines(_line(source), console, indent=4, hang=2)


def _line(source: AlertSource) -> Text:
    text = Text(" → ".join(source.chain), style="bold")
    text.append(f", {source.published}: ", style="dim")
    text.append(source.sentence, style="default")
    return text
