"""The shape of `language.toml`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageTable:
    """What every language says of itself."""

    name: str
    english: str
    script: str  # Unicode script name
    abbreviations: tuple[str, ...]  # words after which a full stop ends no sentence
    saying: tuple[str, ...]  # words with which a sentence goes on after a quote to tell who said it
    common_words: tuple[str, ...]  # words that say nothing of what a sentence is about
    fonts: tuple[str, ...] = ()  # tables of fonts in which pages were written before Unicode
