"""The check of a language's data: every rule is tried on its own examples."""

from collections.abc import Callable

from shutro.annotate.cues import check_cues
from shutro.annotate.events import check_examples as check_events
from shutro.annotate.times import check_examples as check_times
from shutro.annotate.verbs import check_verbs
from shutro.languages import read
from shutro.languages.inflection import stems
from shutro.languages.numbers import check_numbers
from shutro.languages.schema.inflection import InflectionTable


def check_inflection(code: str) -> list[str]:
    """Return a line for each ending that does not come off its example."""
    table = read(code, "inflection", InflectionTable)
    faults = []
    for ending in table.endings:
        for form, stem in ending.examples.items():
            if stem not in {found.text for found in stems(form, code)}:
                faults.append(f"inflection: {form} does not give {stem}")
    for clitic, form in {**table.clitics, **table.classifiers}.items():
        if form[: -len(clitic)] not in {found.text for found in stems(form, code)}:
            faults.append(f"inflection: {form} does not give {form[: -len(clitic)]}")
    return faults


CHECKS: dict[str, Callable[[str], list[str]]] = {
    "inflection": check_inflection,
    "numbers": check_numbers,
    "times": check_times,
    "verbs": check_verbs,
    "cues": check_cues,
    "events": check_events,
}


def check_language(code: str) -> dict[str, list[str]]:
    """Return the faults of each table of a language; a table that does not load raises LanguageError."""
    return {name: check(code) for name, check in CHECKS.items()}
