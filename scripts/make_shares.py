"""Count how common words are in openly licensed Bengali news sentences, for `languages/bn/shares.tsv`.

    python scripts/make_shares.py NER_FOLDER > src/shutro/languages/bn/shares.tsv

NER_FOLDER holds banglakit/main.jsonl (CC0), neon-p/Dataset/label_data.txt (CC BY 4.0) and
rifat1493/Input/all_data.txt (MIT). Only words that are no part of a name are counted. Sentences stand for articles:
the share of articles of `ARTICLE` sentences that hold a word follows from its share of sentences.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from shutro.languages.inflection import stems
from shutro.text.normalize import normalize
from shutro.text.tokens import tokenize

ARTICLE = 14  # sentences
FEWEST = 20
NOTE = (
    "# How common stems are: stem, share of articles. Counted by scripts/make_shares.py on NEON-P (CC BY 4.0),\n"
    "# the NER data of Rifat et al. (MIT) and of banglakit (CC0); see NOTICE."
)


def main() -> None:
    """Print the table."""
    folder = Path(sys.argv[1])
    counts: Counter[str] = Counter()
    total = 0
    for words in _sentences(folder):
        total += 1
        counts.update({stems(word, "bn")[-1].text for word in words})
    sys.stdout.write(NOTE + "\n")
    for stem, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= FEWEST and len(stem) > 1:
            sys.stdout.write(f"{stem}\t{1 - (1 - count / total) ** ARTICLE:.4f}\n")


def _sentences(folder: Path) -> Iterator[set[str]]:
    seen: set[str] = set()
    for path in (folder / "neon-p/Dataset/label_data.txt", folder / "rifat1493/Input/all_data.txt"):
        for block in path.read_text(encoding="utf-8-sig").replace("\r", "").split("\n\n"):
            words = [line.split() for line in block.split("\n")]
            plain = [row[0] for row in words if len(row) == 2 and row[1] in ("0", "O")]
            key = "".join(row[0] for row in words if row)
            if plain and key not in seen:
                seen.add(key)
                yield _words(" ".join(plain))
    for line in (folder / "banglakit/main.jsonl").read_text(encoding="utf-8").splitlines():
        sentence, tags = json.loads(line)
        yield _words(" ".join(word for word, tag in zip(sentence.split(), tags, strict=False) if tag == "O"))


def _words(text: str) -> set[str]:
    return {token.text for token in tokenize(normalize(text)) if token.kind == "word"}


if __name__ == "__main__":
    main()
