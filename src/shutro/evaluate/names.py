"""How well the shipped model of names does by itself, on two sets that it was not trained on."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from shutro.annotate.names.features import long_names
from shutro.annotate.names.known import known_names
from shutro.annotate.names.trained import GAP, REACH, find_trained, is_likely
from shutro.evaluate.scores import Score, measured
from shutro.evaluate.tagged import LANGUAGE, NameSpan, Tagged, read_tagged

KINDS = ("PER", "LOC", "ORG")
LAYER = "names"


def score_names(data: Path) -> list[Score]:
    """Return precision, recall and F1 of span and kind on the test sets of a folder of corpora (`evaluate.tagged`).

    The model is the shipped one alone, told which guideline to follow; no lexicon or rule speaks beside it.
    """
    split = read_tagged(data)
    return [
        *_scores("reports of Rifat et al.", split.reports),
        *_scores("headlines of neon-p", split.headlines),
    ]


def find_names(sentence: Tagged) -> set[NameSpan]:
    """Return the names that the model finds in a sentence."""
    known = list(known_names(sentence.tokens, LANGUAGE))
    inside = {at + REACH: feature for at, feature in long_names(known).items()}
    texts = [*GAP, *[token.text for token in sentence.tokens], *GAP]
    places = [
        place
        for place in range(REACH, len(texts) - REACH)
        if is_likely(texts[place], sentence.guideline, LANGUAGE)
    ]
    found = find_trained(texts, places, inside, sentence.guideline, LANGUAGE)
    return {(name.first - REACH, name.last - REACH, name.kind) for name in found}


def _scores(title: str, sentences: Iterable[Tagged]) -> Iterator[Score]:
    gold: set[tuple[int, NameSpan]] = set()
    output: set[tuple[int, NameSpan]] = set()
    for number, sentence in enumerate(sentences):
        gold |= {(number, name) for name in sentence.names}
        output |= {(number, name) for name in find_names(sentence)}
    yield measured(LAYER, title, len(gold & output), len(output), len(gold))
    for kind in KINDS:
        marked = {found for found in gold if found[1][2] == kind}
        made = {found for found in output if found[1][2] == kind}
        yield measured(LAYER, f"{title}: {kind}", len(marked & made), len(made), len(marked))
