"""Count how common words are in Bengali news, for `languages/bn/shares.tsv`.

    python scripts/make_shares.py NER_FOLDER > src/shutro/languages/bn/shares.tsv

`ner_sentences.py` says what NER_FOLDER holds. Only words that are no part of a name are counted. Sentences stand for
articles: the share of articles of `ARTICLE` sentences that hold a word follows from its share of sentences.
"""

import sys
from collections import Counter
from pathlib import Path

from ner_sentences import tagged_words

from shutro.languages.inflection import stems

ARTICLE = 14  # sentences
FEWEST = 20
NOTE = (
    "# How common stems are: stem, share of articles. Counted by scripts/make_shares.py on NEON-P (CC BY 4.0),\n"
    "# the NER data of Rifat et al. (MIT) and of banglakit (CC0); see NOTICE."
)


def main() -> None:
    """Print the table."""
    counts: Counter[str] = Counter()
    total = 0
    for words in tagged_words(Path(sys.argv[1])):
        total += 1
        counts.update({stems(word, "bn")[-1].text for word, named in words if not named})
    sys.stdout.write(NOTE + "\n")
    for stem, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= FEWEST and len(stem) > 1:
            sys.stdout.write(f"{stem}\t{1 - (1 - count / total) ** ARTICLE:.4f}\n")


if __name__ == "__main__":
    main()
