"""The trained model of names: its data, its features, its decoding, and what it adds to the finder."""

import json
from hashlib import sha256
from itertools import product
from math import exp
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shutro.annotate.bare import bare_doc
from shutro.annotate.mentions import find_mentions
from shutro.annotate.names.decoding import find_labelled
from shutro.annotate.names.features import sentence_features, traits
from shutro.annotate.names.trained import GAP, find_trained
from shutro.annotate.names.weights import OWN, UNIT, Weights, feature_row, unpacked, weights, write_weights
from shutro.evaluate.names import find_names
from shutro.evaluate.tagged import Tagged, read_tagged, to_labels
from shutro.text.normalize import normalize
from shutro.text.tokens import tokenize

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "src/shutro/languages/bn/names_model.tsv"
CARD = ROOT / "docs/names-model.md"
SMALL = Weights(
    labels=("O", "B-LOC", "B-PER", "I-LOC", "I-PER"),
    moves=(("O", "O", 80), ("O", "B-PER", -40), ("B-PER", "I-PER", 120), ("I-PER", "O", 30)),
    features={},
)


def names(text: str) -> list[tuple[str, str]]:
    doc = bare_doc("bn", text)
    return [(mention.span.of(doc.text), mention.kind) for mention in find_mentions(doc)]


def test_the_card_tells_which_model_it_describes() -> None:
    assert sha256(MODEL.read_bytes()).hexdigest() in CARD.read_text(encoding="utf-8")


def test_the_model_is_written_as_it_was_read() -> None:
    found = weights("bn")
    assert found is not None
    lines = [line for line in MODEL.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert list(write_weights(found)) == lines


def test_a_language_without_a_model_has_none() -> None:
    assert weights("xx") is None
    assert list(find_trained([*GAP, "word", *GAP], [2], {}, OWN, "xx")) == []


@pytest.mark.skipif(weights("bn") is None, reason="there is no trained model")
@given(st.lists(st.sampled_from(sorted(getattr(weights("bn"), "features", {"": ""}))), max_size=30))
def test_packed_rows_add_up_to_the_scores_of_each_label(features: list[str]) -> None:
    found = weights("bn")
    assert found is not None
    scores = [0] * len(found.labels)
    for feature in features:
        numbers = [int(number) for number in found.features[feature].split(" ")]
        for label, weight in zip(numbers[::2], numbers[1::2], strict=True):
            scores[label] += weight
    assert unpacked(sum(feature_row(feature, "bn") for feature in features), "bn") == tuple(scores)


def test_features_depend_on_the_sentence_alone() -> None:
    texts = [token.text for token in tokenize(normalize("গতকাল রাতে রূপসী বেওয়া বাড়ি ফেরেন।"))]
    first = list(sentence_features(texts, {}, OWN, "bn"))
    traits.cache_clear()
    assert list(sentence_features(texts, {}, OWN, "bn")) == first
    assert all(len(set(found)) == len(found) for found in first)


def likeliest(rows: list[tuple[int, ...]]) -> tuple[float, tuple[str, ...]]:
    """Return the likeliest labels of a stretch and their share, by trying them all."""
    weight = {(before, after): value for before, after, value in SMALL.moves}
    masses: dict[tuple[str, ...], float] = {}
    for path in product(SMALL.labels, repeat=len(rows)):
        steps = list(zip(("O", *path), (*path, "O"), strict=True))
        if any(after[0] == "I" and before[1:] != after[1:] for before, after in steps):
            continue
        score = sum(weight.get(step, 0) for step in steps)
        score += sum(row[SMALL.labels.index(label)] for row, label in zip(rows, path, strict=True))
        masses[path] = exp(score / UNIT)
    best = max(masses, key=lambda path: masses[path])
    return masses[best] / sum(masses.values()), best


@given(st.lists(st.tuples(*[st.integers(-90, 90)] * 5), min_size=1, max_size=4))
def test_decoding_finds_the_likeliest_labels(rows: list[tuple[int, ...]]) -> None:
    share, best = likeliest(rows)
    found = find_labelled(rows, SMALL)
    begun = [at for at, label in enumerate(best) if label[0] == "B"]
    if share > 0.2:  # well ahead of the next
        assert [name.first for name in found] == begun
    assert all(0 < name.sure <= 1 + 1e-9 for name in found)


def test_a_name_that_stands_alone_is_as_sure_as_its_paths() -> None:
    (name,) = find_labelled([(0, 0, 300, 0, 0)], SMALL)
    others = exp(0.8 + 0.8) + 1  # no name at all; a place
    assert name.sure == pytest.approx(exp(3.0 - 0.4) / (exp(3.0 - 0.4) + others))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "।",
        "-" * 500,
        "কখগঘঙ " * 400,
        "ঢাকা\n" * 300,
        "মো. " * 300,
        "ড. মো. এ কে এম " * 100,
        "১২৩ ৪৫৬ " * 200,
        "\u09cd\u09be\u200d " * 50,
        "ক" * 5000,
    ],
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    doc = bare_doc("bn", text)
    for mention in find_mentions(doc):
        assert 0 <= mention.span.start < mention.span.end <= len(doc.text)


@given(st.text(alphabet="কমরহসনদবািেুো্য়ং। -.\n", max_size=200))
def test_names_lie_in_one_line_of_the_text(text: str) -> None:
    doc = bare_doc("bn", text)
    assert all("\n" not in mention.span.of(doc.text) for mention in find_mentions(doc))


def test_a_given_name_may_be_an_ordinary_word() -> None:
    assert ("সাগর দত্তের", "PER") in names("পরে সাগর দত্তের বাড়িতে যায় পুলিশ।")
    assert not [kind for _, kind in names("পরে নদী শান্ত হয়।") if kind == "PER"]


def test_a_surname_makes_a_person_of_a_river() -> None:
    assert ("মেঘনা সেনগুপ্ত", "PER") in names("গান গেয়েছেন মেঘনা সেনগুপ্ত।")


def write_corpora(folder: Path, *, headlines: str, reports: str, test: str, mixed: str) -> None:
    (folder / "neon-p/Dataset").mkdir(parents=True)
    (folder / "rifat1493/Input").mkdir(parents=True)
    (folder / "banglakit").mkdir()
    (folder / "neon-p/Dataset/label_data.txt").write_text(headlines, encoding="utf-8")
    (folder / "rifat1493/Input/train_data.txt").write_text(reports, encoding="utf-8-sig")
    (folder / "rifat1493/Input/test_data.txt").write_text(test, encoding="utf-8-sig")
    (folder / "banglakit/main.jsonl").write_text(mixed, encoding="utf-8")


def test_corpora_come_under_one_guideline(tmp_path: Path) -> None:
    write_corpora(
        tmp_path,
        headlines="নতুন B-LOC\nগ্রামে O-LOC\nমেলা 0\n\n",
        reports="ডা\tB-PER\n.\tI-PER\nরহিমা\tI-PER\nএলেন\tO\nকাল\tTIM\n।\tO\n\n",
        test="নদীতে\tO\nভেলা\tO\n\n",
        mixed=json.dumps(["সভা শেষে ঢাকায় ফেরেন।", ["O", "O", "U-GPE", "O", "O"]]) + "\n",
    )
    train = read_tagged(tmp_path).train
    assert {labelled(sentence) for sentence in train} == {
        "নতুন/B-LOC গ্রামে/I-LOC মেলা/O",
        "ডা/O ./O রহিমা/B-PER এলেন/O কাল/O ।/O",
        "সভা/O শেষে/O ঢাকায়/B-LOC ফেরেন/O ।/O",
    }


def labelled(sentence: Tagged) -> str:
    return " ".join(
        f"{token.text}/{label}" for token, label in zip(sentence.tokens, to_labels(sentence), strict=True)
    )


def test_what_nearly_repeats_the_test_is_not_trained_on(tmp_path: Path) -> None:
    words = ["হাটে", "আজ", "অনেক", "দামি", "মাছ"]
    test = "".join(f"{word}\tO\n" for word in words)
    near = "".join(f"{word}\tO\n" for word in [*words, "উঠেছে"])
    write_corpora(tmp_path, headlines="", reports=f"{near}\n{test}\nঅন্য\tO\nকথা\tO\n\n", test=test, mixed="")
    split = read_tagged(tmp_path)
    assert [sentence.key for sentence in split.train] == [normalize("অন্য কথা")]


def test_the_model_alone_finds_names_in_a_headline() -> None:
    tokens = tokenize(normalize("অস্ট্রেলিয়াকে হারাল বাংলাদেশ"))
    found = find_names(Tagged(tokens=tokens, names=(), guideline="neon-p"))
    assert found == {(0, 0, "LOC"), (2, 2, "LOC")}
