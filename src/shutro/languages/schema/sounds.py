"""The shape of `sounds.toml`: which letters may stand for one another in the spelling of a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SoundTable:
    """Consonants that sound alike in transliterated names; letters in no class are not heard."""

    classes: dict[str, str]  # the sign of a class to the letters in it
    examples: dict[str, str]  # a name to another spelling of it
    apart: dict[str, str]  # a name to another that is not it, however alike
    title_words: tuple[str, ...]  # words in a name that do not tell persons apart
    visits: tuple[str, ...]  # words after a capital that is visited, not acting
    dealings: tuple[str, ...]  # words after the genitive of a capital that stands for its state
