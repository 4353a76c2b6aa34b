"""The sentences of three openly licensed Bengali corpora with marked names, word by word.

They lie in one folder: banglakit/main.jsonl (CC0), neon-p/Dataset/label_data.txt (CC BY 4.0) and
rifat1493/Input/all_data.txt (MIT). None of their sentences is part of the repository.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from shutro.text.normalize import compose, normalize
from shutro.text.tokens import tokenize

_NAMES = ("PER", "LOC", "ORG", "GPE")  # times, units and laws are marked too, and are no names here


def tagged_words(folder: Path) -> Iterator[list[tuple[str, bool]]]:
    """Yield each sentence once, as its words and whether each is part of a name."""
    seen: set[str] = set()
    for words in _sentences(folder):
        key = " ".join(word for word, _ in words)
        if key not in seen:
            seen.add(key)
            yield [(token, named) for word, named in words for token in _tokens(word)]


def _sentences(folder: Path) -> Iterator[list[tuple[str, bool]]]:
    for path in (folder / "neon-p/Dataset/label_data.txt", folder / "rifat1493/Input/all_data.txt"):
        for block in path.read_text(encoding="utf-8-sig").replace("\r", "").split("\n\n"):
            rows = [line.split() for line in block.split("\n")]
            yield [(row[0], _is_name(row[1])) for row in rows if len(row) == 2]
    for line in (folder / "banglakit/main.jsonl").read_text(encoding="utf-8").splitlines():
        sentence, tags = json.loads(line)
        yield [(word, _is_name(tag)) for word, tag in zip(sentence.split(), tags, strict=False)]


def _is_name(tag: str) -> bool:
    return any(name in tag for name in _NAMES)


def _tokens(word: str) -> Iterator[str]:
    return (compose(token.text) for token in tokenize(normalize(word)) if token.kind == "word")
