"""The shape of `sounds.toml`: which letters may stand for one another in the spelling of a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SoundTable:
    """Consonants that sound alike in transliterated names, and the vowels between them.

    Letters in no class are not heard. A vowel class is named by a small letter; several between two consonants make
    one word of these letters, and "" is the vowel that is not written.
    """

    classes: dict[str, str]  # the sign of a class to the letters in it
    vowels: dict[str, str]  # the sign of a vowel to its letters
    near: dict[str, tuple[str, ...]]  # vowels to those that often stand for them
    far: dict[str, tuple[str, ...]]  # vowels to those that sometimes stand for them
    same: dict[str, str]  # letters that only spelling tells apart, to one of them; "" for what is not heard
    latin: dict[str, str]  # Latin letters to the classes of what they stand for, the longest first
    heard: dict[str, str]  # what is written to what is heard, in this order, before letters are looked up
    examples: dict[str, str]  # a name to another spelling of it
    apart: dict[str, str]  # a name to another that is not it, however alike
    title_words: tuple[str, ...]  # words in a name that do not tell persons apart
    visits: tuple[str, ...]  # words after a capital that is visited, not acting
    dealings: tuple[str, ...]  # words after the genitive of a capital that stands for its state
