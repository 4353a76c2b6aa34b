"""How many sentences of the corpus show each phenomenon: by the tags that mark them, or by the marks themselves."""

from collections import Counter
from collections.abc import Callable

import regex

from shutro.evaluate.markup import Mark, Marked, ids

TAGS = frozenset(
    {
        "state_body",
        "foreign_place",
        "single_name",
        "word_name",
        "variant",
        "both_scripts",
        "weekday",
        "anchored",
    }
    | {
        "fiscal",
        "bengali_date",
        "wb_date",
        "hijri",
        "casualties",
        "age",
        "partial",
        "mixed",
        "pronoun_speaker",
    }
    | {"role_speaker", "nested", "agentless", "je", "bole", "cue_first", "mote", "post_subject", "light_verb"}
    | {"nominal", "converse", "reciprocal", "passive", "hearsay", "metonym"}
)
_MONEY = frozenset(["BDT", "INR", "USD", "EUR", "GBP", "CNY", "JPY", "RUB", "PKR", "SAR"])
_BOUND = (">", "<", "~")


def _label(*labels: str) -> Callable[[Mark], bool]:
    return lambda mark: mark.label in labels


def _value(pattern: str) -> Callable[[Mark], bool]:
    match = regex.compile(pattern).search
    times = ("DATE", "TIME", "DURATION", "SET")
    return lambda mark: mark.label in times and bool(mark.bare) and match(mark.bare[0]) is not None


def _figure(test: Callable[[str], bool]) -> Callable[[Mark], bool]:
    return lambda mark: mark.label == "N" and bool(mark.bare) and test(mark.bare[0])


def _flag(flag: str) -> Callable[[Mark], bool]:
    return lambda mark: mark.label == "E" and flag in mark.bare[1:]


SHOWN: dict[str, Callable[[Mark], bool]] = {
    "clock time": _value(r"T\d\d:?"),
    "part of the day": _value(r"T(?:MO|MI|AF|EV|NI)"),
    "range of time": _value("/"),
    "set of times": _label("SET"),
    "vague time": _value(r"REF|PX"),
    "duration": _label("DURATION"),
    "bound": _figure(lambda figure: figure.startswith(_BOUND)),
    "range of figures": _figure(lambda figure: ".." in figure),
    "a lakh or more": _figure(lambda figure: figure.strip("<>=~?").split(".")[0].isdecimal() and len(figure) > 5),
    "money": lambda mark: mark.label == "N" and mark.bare[1:2] != () and mark.bare[1] in _MONEY,
    "percent": lambda mark: mark.label == "N" and "percent" in mark.bare[1:],
    "direct speech": _label("DIR"),
    "indirect speech": _label("IND"),
    "chain of two or more": lambda mark: len(ids(mark.keyed.get("via"))) > 1,
    "credit": _label("CREDIT"),
    "negated": _flag("not"),
    "planned": _flag("planned"),
    "possible": _flag("possible"),
    "requested": _flag("requested"),
    "wished": _flag("wished"),
    "denied": _flag("denied"),
    "partner": lambda mark: mark.label == "E" and "with" in mark.keyed,
}  # fmt: skip


def count_phenomena(marked: Marked) -> Counter[str]:
    """Return how many sentences show each phenomenon."""
    count: Counter[str] = Counter(tag.replace("_", " ") for tags in marked.tags for tag in set(tags))
    shown: dict[int, set[str]] = {}
    for mark in marked.marks:
        found = shown.setdefault(_sentence(marked, mark), set())
        found.update(name for name, shows in SHOWN.items() if shows(mark))
    count.update(name for names in shown.values() for name in names)
    return count


def unknown_tags(marked: Marked) -> set[str]:
    """Return the tags that the guidelines do not know."""
    return {tag for tags in marked.tags for tag in tags} - TAGS


def _sentence(marked: Marked, mark: Mark) -> int:
    for number, span in enumerate(marked.sentences):
        if mark.span.start < span.end:
            return number
    return len(marked.sentences)
