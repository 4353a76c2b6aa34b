"""Sentences of three openly licensed Bengali corpora with marked names, brought under one roof.

They lie in one folder: banglakit/main.jsonl (CC0), neon-p/Dataset/label_data.txt (CC BY 4.0), train_data.txt and
test_data.txt in rifat1493/Input (MIT). None of their sentences is part of the repository.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import regex

from shutro.annotate.names.words import sense
from shutro.text.normalize import normalize
from shutro.text.tokens import Token, tokenize

LANGUAGE = "bn"
HEADLINES, REPORTS, MIXED = "neon-p", "rifat", "banglakit"
_HELD_OUT = 10  # of neon-p one sentence in so many is kept for testing
_ALIKE = 0.75  # share of words in common from which a sentence says the same as one of the test
_FEWEST = 3  # words in common of sentences that say the same
_KINDS = {"PER": "PER", "PERSON": "PER", "LOC": "LOC", "GPE": "LOC", "ORG": "ORG"}
_PIECE = regex.compile(r"\p{P}|[^\s\p{P}](?:\S*[^\s\p{P}])?")

NameSpan = tuple[int, int, str]  # first and last token, kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A sentence, and the names in it under a guideline."""

    tokens: tuple[Token, ...]
    names: tuple[NameSpan, ...]
    guideline: str

    @property
    def key(self) -> str:
        """Return the words alone: two sentences with one key are one."""
        return " ".join(token.text for token in self.tokens if token.kind != "mark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Sentences to train on, and two sets of which none, or nearly the same, is among them."""

    train: tuple[Tagged, ...]
    reports: tuple[Tagged, ...]  # the test file of Rifat et al.
    headlines: tuple[Tagged, ...]  # every tenth of neon-p, by its hash


def read_tagged(folder: Path) -> Split:
    """Return the sentences of the corpora, each once a guideline, in the order of the files."""
    reports = _distinct(_blocks(folder / "rifat1493/Input/test_data.txt", REPORTS))
    seen = {sentence.key for sentence in reports}
    neon = _distinct(_blocks(folder / "neon-p/Dataset/label_data.txt", HEADLINES))
    headlines = [found for found in neon if _is_held_out(found) and found.key not in seen]
    candidates = [
        *_distinct(_blocks(folder / "rifat1493/Input/train_data.txt", REPORTS)),
        *(found for found in neon if not _is_held_out(found)),
        *_distinct(_lines(folder / "banglakit/main.jsonl")),
    ]
    return Split(
        train=tuple(_unlike([*reports, *headlines], candidates)),
        reports=tuple(reports),
        headlines=tuple(headlines),
    )


def to_labels(sentence: Tagged) -> list[str]:
    """Return a label a token: B- and I- with the kind, O outside."""
    labels = ["O"] * len(sentence.tokens)
    for first, last, kind in sentence.names:
        labels[first : last + 1] = [f"B-{kind}", *[f"I-{kind}"] * (last - first)]
    return labels


def _blocks(path: Path, guideline: str) -> Iterator[Tagged]:
    """Yield the sentences of a file with a word and its tag a line, and an empty line between sentences."""
    for block in path.read_text(encoding="utf-8-sig").replace("\r", "").split("\n\n"):
        rows = [row for row in (line.split() for line in block.split("\n")) if len(row) == 2]
        # neon-p writes O-LOC where others write I-LOC
        tags = [f"I{row[1][1:]}" if row[1].startswith("O-") else row[1] for row in rows]
        yield _tagged([row[0] for row in rows], tags, guideline)


def _lines(path: Path) -> Iterator[Tagged]:
    """Yield the sentences of a file of JSON lines; those whose tags fit no way of cutting words are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        sentence, tags = json.loads(line)
        pieces = [piece for word in sentence.split() for piece in _pieces(word)]
        words = next((way for way in (sentence.split(), pieces) if len(way) == len(tags)), None)
        if words is not None:
            yield _tagged(words, [tag.replace("L-", "I-") for tag in tags], MIXED)


def _pieces(word: str) -> list[str]:
    """Return the word and the marks at its ends, one by one."""
    return [match.group() for match in _PIECE.finditer(word)]


def _tagged(words: Sequence[str], tags: Sequence[str], guideline: str) -> Tagged:
    text, places = "", []
    for word in map(normalize, words):
        text += " " * bool(text)
        places.append((len(text), len(text) + len(word)))
        text += word
    tokens = tokenize(text)
    names = []
    for first, last, kind in _spans(tags):
        inside = [
            at
            for at, token in enumerate(tokens)
            if places[first][0] <= token.start and token.end <= places[last][1]
        ]
        if kind == "PER":
            inside = inside[_titles(tokens, inside) :]
        inside = [at for at in inside if tokens[at].kind != "mark"]
        if inside:
            names.append((inside[0], inside[-1], kind))
    return Tagged(tokens=tokens, names=tuple(names), guideline=guideline)


def _titles(tokens: Sequence[Token], inside: Sequence[int]) -> int:
    """Return how many of the words begin the name without being of it: some corpora count titles in."""
    count = 0
    while count < len(inside) - 1:
        word = sense(tokens[inside[count]].text, LANGUAGE)
        if tokens[inside[count]].kind != "mark" and (not word.title or word.part is not None or word.initial):
            break
        count += 1
    return count


def _spans(tags: Iterable[str]) -> Iterator[NameSpan]:
    """Yield the runs of one kind; a run that begins with I- is one, too, and times, units and laws are none."""
    first, last, kind = 0, -1, ""
    for at, tag in enumerate([*tags, "O"]):
        head, _, label = tag.partition("-")
        here = _KINDS.get(label, "")
        if kind and (here != kind or head in "BU"):
            yield first, last, kind
            kind = ""
        if here:
            first, last, kind = (first if kind else at), at, here


def _distinct(sentences: Iterable[Tagged]) -> list[Tagged]:
    return list({found.key: found for found in sentences if found.key}.values())


def _is_held_out(sentence: Tagged) -> bool:
    return int.from_bytes(sha256(sentence.key.encode()).digest()[:8], "big") % _HELD_OUT == 0


def _unlike(test: Sequence[Tagged], candidates: Iterable[Tagged]) -> Iterator[Tagged]:
    """Yield the candidates that neither are nor nearly repeat a sentence of the test."""
    keys = {sentence.key for sentence in test}
    bags = [frozenset(sentence.key.split(" ")) for sentence in test]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(bags):
        for word in bag:
            holders[word].append(number)
    for sentence in candidates:
        words = frozenset(sentence.key.split(" "))
        common = Counter(number for word in words for number in holders.get(word, ()))
        if sentence.key not in keys and not any(
            count >= _FEWEST and count >= _ALIKE * (len(words) + len(bags[number]) - count)
            for number, count in common.items()
        ):
            yield sentence
