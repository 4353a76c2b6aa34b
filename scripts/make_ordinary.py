"""List frequent Bengali words that are seldom part of a name, for `languages/bn/ordinary.tsv`.

    python scripts/make_ordinary.py NER_FOLDER > src/shutro/languages/bn/ordinary.tsv

`ner_sentences.py` says what NER_FOLDER holds. An inflected form whose stem is on the list, or a surname,
is left out.
A word seen once, and never in a name, is listed where the shipped model of names takes it for none, too.
"""

import sys
from collections import Counter
from pathlib import Path

from ner_sentences import tagged_words

from shutro.annotate.names.weights import OWN, lead_of
from shutro.annotate.names.words import vocabulary
from shutro.languages.folder import lines
from shutro.languages.inflection import stems

_PERSONAL = ("objective", "genitive", "ablative")  # cases of those who are done to, own or come along
FEWEST = 2  # times that a word is seen outside names
NAMED = 0.5  # share of its uses in names up to which a word is ordinary
PLAIN = -30  # lead of the label of no name, in the shipped model, from which a word seen once is ordinary
NAMED_PART = 0.1  # the same for a word that is known as a part of names
NOTE = (
    "# Frequent words that are seldom names, without most inflected forms. Counted by scripts/make_ordinary.py on\n"
    "# NEON-P (CC BY 4.0), the NER data of Rifat et al. (MIT) and of banglakit (CC0); see NOTICE."
)


def main() -> None:
    """Print the list in the order of the alphabet."""
    plain: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for words in tagged_words(Path(sys.argv[1])):
        for word, in_name in words:
            (named if in_name else plain)[word] += 1
    parts = {row[0] for row in lines("bn", "name_parts")}
    ordinary = {
        word
        for word, count in plain.items()
        if count >= FEWEST
        and len(word) > 1
        and named[word] <= (NAMED_PART if word in parts else NAMED) * (count + named[word])
    }
    ordinary |= {
        word
        for word, count in plain.items()
        if count < FEWEST and not named[word] and len(word) > 2 and lead_of(word, OWN, "bn") >= PLAIN
    }
    sys.stdout.write(NOTE + "\n")
    for word in sorted(ordinary):
        if not _is_named(word) and not any(
            stem.ending and stem.text in ordinary for stem in stems(word, "bn")
        ):
            sys.stdout.write(word + "\n")


def _is_named(word: str) -> bool:
    """Say whether a word is a surname in a case that things seldom stand in."""
    surnames = vocabulary("bn").surnames
    return any(stem.ending and stem.case in _PERSONAL and stem.text in surnames for stem in stems(word, "bn"))


if __name__ == "__main__":
    main()
