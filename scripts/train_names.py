"""Train the model of names, write it to `languages/bn/names_model.tsv`, and print its figures.

    python scripts/train_names.py DATA [CORPUS]

DATA is the folder of corpora that `shutro.evaluate.tagged` describes; CORPUS holds articles marked by our own
guidelines (`corpus/train`). Nothing is drawn by chance: the same data give the same file. `docs/names-model.md` is
the model's card.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

import pycrfsuite

from shutro.annotate.names.features import EDGE, long_names, sentence_features, word_features
from shutro.annotate.names.known import known_names
from shutro.annotate.names.weights import OUTSIDE, OWN, UNIT, Weights, write_weights
from shutro.evaluate.corpus import read_corpus
from shutro.evaluate.names import score_names
from shutro.evaluate.tagged import LANGUAGE, Tagged, read_tagged, to_labels
from shutro.text.tokens import tokenize

TARGET = Path(__file__).parent.parent / "src/shutro/languages" / LANGUAGE / "names_model.tsv"
TIMES = 3  # that our own sentences are read
PARAMETERS = {"c1": 0.4, "c2": 0.05, "max_iterations": 120, "feature.possible_transitions": True}
NOTE = (
    "# Weights of the model of names. Trained by scripts/train_names.py on the corpora of neon-p (CC BY 4.0),\n"
    "# Rifat1493 (MIT), banglakit (CC0) and Shutro (CC BY 4.0); see docs/names-model.md and NOTICE. CC BY 4.0.\n"
)


def main() -> None:
    """Train, write, measure."""
    data = Path(sys.argv[1])
    sentences = list(read_tagged(data).train)
    if len(sys.argv) > 2:
        sentences += TIMES * list(own_sentences(Path(sys.argv[2])))
    with tempfile.TemporaryDirectory() as folder:
        found = train(sentences, Path(folder) / "names.crfsuite")
    text = NOTE + "".join(f"{line}\n" for line in write_weights(found))
    TARGET.write_text(text, encoding="utf-8")
    sys.stdout.write(
        f"{len(sentences)} sentences, {len(found.features)} features, {len(text.encode())} bytes\n"
    )
    sys.stdout.write(f"SHA-256 {sha256(text.encode()).hexdigest()}\n")
    for score in score_names(data):
        figures = f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.value:.3f} ({score.gold} names)"
        sys.stdout.write(f"{score.name:32} {figures}\n")


def own_sentences(folder: Path) -> Iterator[Tagged]:
    """Yield the sentences of our own corpus, with names of all kinds."""
    for article in read_corpus(folder):
        for sentence in article.sentences:
            tokens = tokenize(sentence.of(article.text))
            names = []
            for name in article.names:
                inside = [
                    at
                    for at, token in enumerate(tokens)
                    if name.span.start < sentence.start + token.end
                    and sentence.start + token.start < name.span.end
                ]
                if inside:
                    names.append((inside[0], inside[-1], name.kind))
            yield Tagged(tokens=tokens, names=tuple(names), guideline=OWN)


def train(sentences: Sequence[Tagged], path: Path) -> Weights:
    """Return the weights that a conditional random field learns from the sentences."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for sentence in sentences:
        trainer.append(*_sequence(sentence))
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return _weights(tagger.info())


def _sequence(sentence: Tagged) -> tuple[list[list[str]], list[str]]:
    """Return features and labels; an edge on either side shows what may begin and end a sentence."""
    texts = [token.text for token in sentence.tokens]
    inside = long_names(list(known_names(sentence.tokens, LANGUAGE)))
    edge = list(word_features(EDGE, 0, sentence.guideline, LANGUAGE))
    features = sentence_features(texts, inside, sentence.guideline, LANGUAGE)
    return [edge, *features, edge], [OUTSIDE, *to_labels(sentence), OUTSIDE]


def _weights(info: pycrfsuite._dumpparser.ParsedDump) -> Weights:
    labels = (OUTSIDE, *sorted(set(info.labels) - {OUTSIDE}))
    told: dict[str, dict[int, int]] = {}
    for (feature, label), weight in info.state_features.items():
        if rounded := round(weight * UNIT):
            told.setdefault(feature, {})[labels.index(label)] = rounded
    features = {
        feature: " ".join(f"{label} {weight}" for label, weight in sorted(found.items()))
        for feature, found in told.items()
    }
    moves = tuple((*move, round(weight * UNIT)) for move, weight in info.transitions.items())
    return Weights(labels, moves, features)


if __name__ == "__main__":
    main()
