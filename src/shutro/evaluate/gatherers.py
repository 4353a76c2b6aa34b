"""Ways of gathering articles into stories: Shutro's own, and those it has to be better than."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import regex

from shutro.model import Doc
from shutro.story.cluster import Stream
from shutro.story.likeness import DAY
from shutro.story.vectors import Vector, vector_of
from shutro.text.shingles import shingles

Groups = Mapping[str, str]  # article → the group it is in
SHUTRO = "Shutro"
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
# Each tuned on the first 30 % of the English titles.
_SINGLE = 0.3  # cosine with a story from which an article joins it
_WINDOW = 4  # days
_APART = 0.78  # cosine distance at which agglomeration ends
_TOPICS = 100
_PERMUTATIONS = 128
_JACCARD = 0.3


def gather(way: str, docs: Sequence[Doc]) -> tuple[Groups, str]:
    """Return which group each article is in, or none and why: a package that is not installed."""
    try:
        return GATHERERS[way](docs), ""
    except ModuleNotFoundError as error:
        return {}, f"{error.name} is not installed"


def gather_stream(docs: Sequence[Doc]) -> Groups:
    """Return the stories that the stream makes."""
    stream = Stream.of(vector_of(doc) for doc in docs)
    return {article: story.id for story in stream.stories() for article in story.articles}


def gather_single_pass(docs: Sequence[Doc]) -> Groups:
    """Return groups by one pass over plain TF-IDF: an article joins the nearest group's sum, or begins one."""
    seen: Counter[str] = Counter()
    sums: list[dict[str, float]] = []
    last: list[int] = []
    holding: dict[str, set[int]] = defaultdict(set)
    found: dict[str, str] = {}
    for number, doc in enumerate(docs):
        words = Counter(_WORD.findall(doc.text.casefold()))
        seen.update(words.keys())
        weights = _normal({w: (1 + math.log(c)) * math.log((number + 2) / seen[w]) for w, c in words.items()})
        now = _second(vector_of(doc))
        near = {group for word in weights for group in holding[word] if now - last[group] <= _WINDOW * DAY}
        best = max(((_cosine(weights, sums[group]), -group) for group in near), default=(0.0, 0))
        group = -best[1] if best[0] >= _SINGLE else len(sums)
        if group == len(sums):
            sums.append({})
            last.append(now)
        for word, weight in weights.items():
            sums[group][word] = sums[group].get(word, 0.0) + weight
            holding[word].add(group)
        last[group] = max(last[group], now)
        found[doc.article.id] = str(group)
    return found


def gather_agglomerative(docs: Sequence[Doc]) -> Groups:
    """Return groups by average linkage over the cosines of all articles at once."""
    cluster = import_module("sklearn.cluster")
    model = cluster.AgglomerativeClustering(
        n_clusters=None, distance_threshold=_APART, metric="cosine", linkage="average"
    )
    return _labelled(docs, model.fit_predict(_tfidf(docs).toarray()).tolist())


def gather_density(docs: Sequence[Doc]) -> Groups:
    """Return groups by density among a hundred topics; an article that is in none is one of its own."""
    cluster, decomposition = import_module("sklearn.cluster"), import_module("sklearn.decomposition")
    preprocessing = import_module("sklearn.preprocessing")
    matrix = _tfidf(docs)
    topics = decomposition.TruncatedSVD(min(_TOPICS, matrix.shape[1] - 1), random_state=0)
    places = preprocessing.normalize(topics.fit_transform(matrix))
    return _labelled(docs, cluster.HDBSCAN(min_cluster_size=2, copy=True).fit_predict(places).tolist())


def gather_minhash(docs: Sequence[Doc]) -> Groups:
    """Return groups of articles with much the same runs of three words, as near-duplicate finders make them."""
    rensa = import_module("rensa")
    index = rensa.RMinHashLSH(threshold=_JACCARD, num_perm=_PERMUTATIONS, num_bands=32)
    found: dict[int, int] = {}
    for number, doc in enumerate(docs):
        sketch = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=0)
        sketch.update([str(run) for run in sorted(shingles(doc.text))])
        near = [other for other in index.query(sketch) if other in found]
        found[number] = found[min(near)] if near else number
        index.insert(number, sketch)
    return {doc.article.id: str(found[number]) for number, doc in enumerate(docs)}


# Adding a way is adding a row.
GATHERERS: Mapping[str, Callable[[Sequence[Doc]], Groups]] = {
    SHUTRO: gather_stream,
    "single-pass TF-IDF": gather_single_pass,
    "agglomerative (scikit-learn)": gather_agglomerative,
    "SVD + HDBSCAN (scikit-learn)": gather_density,
    "MinHash groups (rensa)": gather_minhash,
}


def _tfidf(docs: Sequence[Doc]) -> Any:
    text = import_module("sklearn.feature_extraction.text")
    vectorizer = text.TfidfVectorizer(analyzer=_words, sublinear_tf=True)
    return vectorizer.fit_transform([doc.text for doc in docs])


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _labelled(docs: Sequence[Doc], labels: Sequence[int]) -> Groups:
    """Return the groups by article; those without one, which is -1, are alone."""
    return {
        doc.article.id: str(label) if label >= 0 else doc.article.id
        for doc, label in zip(docs, labels, strict=True)
    }


def _second(vector: Vector) -> int:
    return vector.since or 0


def _normal(weights: Mapping[str, float]) -> dict[str, float]:
    norm = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / norm for word, weight in weights.items()}


def _cosine(weights: Mapping[str, float], group: Mapping[str, float]) -> float:
    norm = math.sqrt(math.fsum(weight * weight for weight in group.values())) or 1.0
    return math.fsum(weight * group.get(word, 0.0) for word, weight in weights.items()) / norm
