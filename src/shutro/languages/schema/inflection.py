"""The shape of `inflection.toml`."""

from dataclasses import dataclass
from typing import Literal

Case = Literal["nominative", "genitive", "objective", "locative", "ablative"]


@dataclass(frozen=True, slots=True)
class Ending:
    """A case ending or clitic, and after which letters it may stand."""

    text: str
    case: Case
    after: str  # "vowel", "consonant", "any", or the very letters
    examples: dict[str, str]  # inflected form to stem


@dataclass(frozen=True, slots=True)
class InflectionTable:
    """Endings that glue to words, the clitics that may follow them, and the classifiers before them."""

    vowels: str  # letters and signs after which a stem counts as ending in a vowel
    stem_letters: int  # the fewest letters that a stem has
    clitics: dict[str, str]  # clitic to an example form
    classifiers: dict[str, str]  # plural and definite endings to an example form
    endings: tuple[Ending, ...]
