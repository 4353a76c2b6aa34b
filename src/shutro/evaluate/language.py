"""The check of a language's data: every rule is tried on its own examples."""

from collections.abc import Callable

from shutro.annotate.bare import bare_doc
from shutro.annotate.credits import find_credits
from shutro.annotate.cues import check_cues
from shutro.annotate.events import check_examples as check_events
from shutro.annotate.mentions import find_mentions
from shutro.annotate.quantities import check_quantities
from shutro.annotate.times import check_examples as check_times
from shutro.annotate.verbs import check_verbs
from shutro.claims.causes import check_causes
from shutro.claims.contrasts import check_contrasts
from shutro.claims.figures import check_counts
from shutro.ingest.rules import check_page
from shutro.ingest.stamps import check_stamps
from shutro.ingest.walls import check_walls
from shutro.languages import read
from shutro.languages.fonts import check_fonts
from shutro.languages.inflection import stems
from shutro.languages.numbers import check_numbers
from shutro.languages.schema.credits import CreditTable
from shutro.languages.schema.inflection import InflectionTable
from shutro.languages.schema.names import NamesTable
from shutro.languages.schema.sounds import SoundTable
from shutro.link.names import is_alike
from shutro.story.traits import check_scenes


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


def check_names(code: str) -> list[str]:
    """Return a line for each noun or opener of names that does not find the name in its example."""
    table = read(code, "names", NamesTable)
    return [
        f"names: {name} is not found in {words}"
        for rule in (*table.types, *table.openers)
        for words, name in rule.examples.items()
        if name not in {mention.span.of(words) for mention in find_mentions(bare_doc(code, words))}
    ]


def check_credits(code: str) -> list[str]:
    """Return a line for each example that holds no credit."""
    examples = read(code, "credits", CreditTable).examples
    return [
        f"credits: {words} credits nobody" for words in examples if not find_credits(bare_doc(code, words))
    ]


def check_sounds(code: str) -> list[str]:
    """Return a line for each two names that should be alike and are not, or are and should not."""
    table = read(code, "sounds", SoundTable)
    faults = [
        f"sounds: {one} and {other} are not alike"
        for one, other in table.examples.items()
        if not is_alike(one, other, code)
    ]
    return faults + [
        f"sounds: {one} and {other} are alike"
        for one, other in table.apart.items()
        if is_alike(one, other, code)
    ]


CHECKS: dict[str, Callable[[str], list[str]]] = {
    "fonts": check_fonts,
    "inflection": check_inflection,
    "numbers": check_numbers,
    "page": check_page,
    "stamps": check_stamps,
    "walls": check_walls,
    "names": check_names,
    "sounds": check_sounds,
    "credits": check_credits,
    "times": check_times,
    "quantities": check_quantities,
    "verbs": check_verbs,
    "cues": check_cues,
    "events": check_events,
    "contrasts": check_contrasts,
    "circumstances": check_causes,
    "counts": check_counts,
    "scenes": check_scenes,
}


def check_language(code: str) -> dict[str, list[str]]:
    """Return the faults of each table of a language; a table that does not load raises LanguageError."""
    return {name: check(code) for name, check in CHECKS.items()}
