"""Stories as large libraries hold them: bundled ones with other ids, days, figures, persons and rare words.

All that is stored of a bundled story is made once and cut where it varies; what a further story stores is joined from
the parts. Words change into words of the same length, so that all places stay true and nothing is annotated twice.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
import regex

from shutro.evaluate.variedvectors import vary_vector
from shutro.evaluate.variedwords import drawn, other_words
from shutro.model import Doc, Link, Story
from shutro.publish.acts import Act
from shutro.publish.brief import Brief
from shutro.search.words import words_of
from shutro.store.layers import Layers, layers_of, pack_layers, pack_links
from shutro.store.letters import pack_letters
from shutro.store.pages import pack_page
from shutro.store.records import pack_bytes, unpack
from shutro.store.rows import number_of, rows_of
from shutro.store.terms import pack_vector
from shutro.store.told import pack_story
from shutro.store.version import code_version, index_version
from shutro.story.vectors import Vector, vector_of
from shutro.text.tokens import tokenize

_YEARS = 6  # over which the stories are spread
_RARE = 40  # words of a story that another one has in other forms
_LONG = 6  # letters of such a word
_PARTS = (  # of JSON, that are other ones in each story
    ("hex", r'(?<=")[0-9a-f]{10,64}(?=\\*")'),
    ("day", r"(?<!\d)20\d\d-[01]\d-[0-3]\d(?!\d)"),
    ("person", r'(?<=")[a-z0-9-]+-per(?=(?:-[0-9a-f]{6})?\\*")'),
    ("figure", r"(?<![\p{Nd}.,])[^\P{Nd}0-9]{1,3}(?![\p{Nd}.,])"),
)
_APART = r"(?<!\p{{Bengali}})(?:{})(?!\p{{Bengali}})"
_RECORDS: Mapping[str, type[Any]] = {"act": Act, "brief": Brief}
_BENGALI = regex.compile(r"\p{Bengali}+")

Rows = dict[str, list[tuple[Any, ...]]]
_Words = tuple[tuple[str, tuple[str, ...]], ...]  # a root and its forms


@dataclass(frozen=True, slots=True)
class _Joined:
    """A text as the places of its parts, which `take` takes out of all."""

    take: Callable[[Sequence[bytes]], tuple[bytes, ...]]

    def of(self, parts: Sequence[bytes]) -> bytes:
        """Return the text made of these parts."""
        return b"".join(self.take(parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Searched:
    """The words of a text in order; where they vary, from where to where."""

    words: tuple[_Words, ...]
    varied: tuple[tuple[int, int, int], ...]
    language: str

    def of(self, text: str) -> str:
        """Return what the full text index is given for the text that is made of other parts."""
        words = list(self.words)
        for place, start, end in self.varied:
            words[place] = _words(text[start:end], self.language)
        roots = [root for found in words for root, _ in found]
        forms = dict.fromkeys(form for found in words for _, every in found for form in every)
        known = set(roots)
        return " ".join([*roots, *(form for form in forms if form not in known)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _DocCut:
    """What is stored of an article, cut where it varies."""

    article: _Joined
    page: _Joined
    raw: _Joined
    title: _Joined
    dropped: _Joined
    whole: _Joined
    layers: _Joined
    links: _Joined
    dated: _Joined
    vector: Vector
    name: str
    id: _Joined
    in_title: _Searched
    in_text: _Searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A story cut where it varies: the parts, of which some have a kind and are other ones in each story."""

    parts: tuple[bytes, ...]
    varied: tuple[tuple[int, str, str], ...]
    ids: tuple[tuple[int, ...], ...]  # places of those of one length in their order, which all stories have
    story: _Joined
    told: _Joined  # without the joins
    id: _Joined
    articles: _Joined
    entities: _Joined
    docs: tuple[_DocCut, ...]
    rows: _Joined  # JSON of all rows by table, each a list
    columns: Mapping[str, tuple[str, ...]]
    records: Mapping[str, tuple[_Joined, ...]]  # of the rows of some tables


class _Cutter:
    """Cuts texts into parts, of which each is kept once."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        self.parts: dict[tuple[str, str], int] = {}
        names, rare = _names(docs), _rare(docs)
        kinds = [*_PARTS]
        if names:
            kinds.append(("name", "|".join(map(regex.escape, names))))
        if rare:
            kinds.append(("rare", _APART.format("|".join(map(regex.escape, rare)))))
        self._pattern = regex.compile("|".join(f"(?P<{kind}>{find})" for kind, find in kinds))

    def cut(self, text: str) -> _Joined:
        """Return a text in its parts."""
        parts, end = [], 0
        for match in self._pattern.finditer(text):
            parts += [("", text[end : match.start()]), (match.lastgroup or "", match.group())]
            end = match.end()
        parts += [("", text[end:]), ("", "")]  # at least two, so that a tuple of them is taken
        return _Joined(itemgetter(*(self.parts.setdefault(part, len(self.parts)) for part in parts)))

    def cut_json(self, record: object) -> _Joined:
        """Return the JSON of a record in its parts."""
        return self.cut(msgspec.json.encode(record).decode())

    def searched(self, text: str, language: str) -> _Searched:
        """Return the words of a text, and which of them vary."""
        spans = [match.span() for match in self._pattern.finditer(text)]
        words, varied = [], []
        for place, token in enumerate(tokenize(text)):
            words.append(_words(token.text, language))
            if any(start < token.end and token.start < end for start, end in spans):
                varied.append((place, token.start, token.end))
        return _Searched(words=tuple(words), varied=tuple(varied), language=language)


def cut_story(story: Story, docs: Sequence[Doc]) -> Template:
    """Return a story with its docs in the form in which others are made of it."""
    cutter = _Cutter(docs)
    arrivals = {article: place for place, article in enumerate(story.articles)}
    tables = rows_of(story, docs, arrivals, "")
    records = {
        name: tuple(cutter.cut_json(unpack(row["record"], kind)) for row in tables[name])
        for name, kind in _RECORDS.items()
    }
    plain = {
        name: [[None if key == "record" else value for key, value in row.items()] for row in rows]
        for name, rows in tables.items()
    }
    cuts = {
        "story": cutter.cut_json(story),
        "told": cutter.cut_json(replace(story, joins=())),
        "id": cutter.cut_json(story.id),
        "articles": cutter.cut_json(story.articles),
        "entities": cutter.cut_json(story.entities),
        "rows": cutter.cut_json(plain),
    }
    cut_docs = tuple(_cut_doc(cutter, doc) for doc in docs)
    return Template(
        parts=tuple(words.encode() for _, words in cutter.parts),
        varied=tuple(
            (place, kind, words) for (kind, words), place in cutter.parts.items() if kind not in ("", "hex")
        ),
        ids=_ids(cutter.parts),
        docs=cut_docs,
        columns={name: tuple(rows[0]) for name, rows in tables.items() if rows},
        records=records,
        **cuts,
    )


def _ids(parts: Mapping[tuple[str, str], int]) -> tuple[tuple[int, ...], ...]:
    ids = sorted((len(words), words, place) for (kind, words), place in parts.items() if kind == "hex")
    return tuple(tuple(place for _, _, place in found) for _, found in groupby(ids, lambda one: one[0]))


def _cut_doc(cutter: _Cutter, doc: Doc) -> _DocCut:
    article = doc.article
    return _DocCut(
        article=cutter.cut_json(article),
        page=cutter.cut_json(article.page),
        raw=cutter.cut(doc.text),
        title=cutter.cut(article.title),
        dropped=cutter.cut_json(doc.dropped),
        whole=cutter.cut_json(doc),
        layers=cutter.cut_json(layers_of(doc)),
        links=cutter.cut_json(doc.links),
        dated=cutter.cut(doc.dating.value or "~"),
        vector=vector_of(doc),
        name=article.file,
        id=cutter.cut_json(article.id),
        in_title=cutter.searched(article.title, article.language),
        in_text=cutter.searched(article.text, article.language),
    )


def _names(docs: Sequence[Doc]) -> list[str]:
    words = {
        word
        for doc in docs
        for mention in doc.mentions
        for word in mention.lemma.split()
        if mention.kind == "PER" and len(word) > 3 and word in doc.text
    }
    return sorted(words, key=lambda word: (-len(word), word))


def _rare(docs: Sequence[Doc]) -> list[str]:
    """Return long words that stand once in the story, where nothing is read out of them."""
    counts = Counter(word for doc in docs for word in _BENGALI.findall(doc.text))
    once = sorted(
        match.group()
        for doc in docs
        for match in _BENGALI.finditer(doc.text)
        if counts[match.group()] == 1 and len(match.group()) >= _LONG and _is_free(doc, match)
    )
    return once[:: max(1, len(once) // _RARE)]


def _is_free(doc: Doc, word: regex.Match[str]) -> bool:
    """Say whether a word is neither in the title nor in a name, nor in a sentence that tells an event."""
    title = (doc.article.title_span,) if doc.article.title_span else ()
    read = [
        *title,
        *(mention.span for mention in doc.mentions),
        *(reference.span for reference in doc.references),
        *(span for quote in doc.quotes for span in (*quote.via, quote.speaker, quote.cue) if span),
        *(one for one in doc.sentences if any(event.trigger.within(one) for event in doc.events)),
    ]
    return not any(span.start < word.end() and word.start() < span.end for span in read)


def vary(template: Template, number: int) -> tuple[Rows, bytes]:
    """Return the rows, by table, of the story with this number, and the JSON of its entities."""
    parts = list(template.parts)
    cast, later = drawn(f"{number}"), -(number * 37 % (365 * _YEARS))
    for place, kind, words in template.varied:
        parts[place] = other_words(kind, words, number, cast, later).encode()
    for places in template.ids:
        others = sorted(_digest(f"{number}-{place}")[: len(parts[place])] for place in places)
        for place, other in zip(places, others, strict=True):
            parts[place] = other.encode()
    first = number * len(template.docs) + 1
    story, rows = template.story.of(parts), defaultdict[str, list[tuple[Any, ...]]](list)
    digest = hashlib.sha256(index_version().encode())
    digest.update(template.told.of(parts))
    id_ = _text(template.id, parts)
    texts = {_text(doc.id, parts): doc.raw.of(parts).decode() for doc in template.docs}
    for arrival, doc in enumerate(template.docs, first):
        digest.update(_vary_doc(doc, parts, arrival, rows))
        dated = doc.dated.of(parts).decode()
        vector = vary_vector(doc.vector, _text(doc.id, parts), dated, number, later)
        row = (vector.article, dated, vector.until, vector.language, id_, pack_vector(vector))
        rows["vector"].append(row)
    ends = [row[2] for row in rows["vector"]]
    rows["story"] = [
        (
            id_,
            rows["vector"][0][1],
            max(ends),
            first + len(template.docs) - 1,
            1,
            pack_story(msgspec.json.decode(story, type=Story), texts),
        )
    ]
    rows["story_id"] = [(id_, template.articles.of(parts), None)]
    rows |= _vary_index(template, parts, first, digest.hexdigest())
    return rows, template.entities.of(parts)


def _vary_doc(doc: _DocCut, parts: Sequence[bytes], arrival: int, rows: Rows) -> bytes:
    """Add the rows of an article to those of its story, and return its doc as JSON."""
    id_, page, raw = _text(doc.id, parts), _text(doc.page, parts), doc.raw.of(parts)
    rows["page"].append((page, doc.name, "text", pack_page(raw)))
    record, dropped = pack_letters(doc.article.of(parts)), pack_letters(doc.dropped.of(parts))
    rows["article"].append((arrival, id_, page, record, dropped))
    title, text = doc.title.of(parts).decode(), raw.decode()
    layers = msgspec.json.decode(doc.layers.of(parts), type=Layers)
    links = msgspec.json.decode(doc.links.of(parts), type=tuple[Link, ...])
    rows["doc"].append((id_, code_version(), pack_layers(layers, text), pack_links(links, text)))
    rows["searched"].append((arrival, doc.in_title.of(title), doc.in_text.of(text)))
    return doc.whole.of(parts)


def _vary_index(template: Template, parts: Sequence[bytes], first: int, fingerprint: str) -> Rows:
    """Return the rows of the index; numbers of acts and quotes, and arrivals, are those of this story."""
    found: dict[str, list[list[Any]]] = msgspec.json.decode(template.rows.of(parts))
    columns = template.columns
    for row in found["card"]:
        row[columns["card"].index("fingerprint")] = fingerprint
    for name in ("named", "source"):
        place = columns[name].index("arrival") if found[name] else 0
        for row in found[name]:
            row[place] += first
    for name, records in template.records.items():
        for row, record in zip(found[name], records, strict=True):
            row[-1] = pack_bytes(record.of(parts))
    _number(found, columns, "act", ("story", "article", "start", "code", "mode"), ("party", "act"))
    _number(found, columns, "quoted", ("article", "start", "end"), ("voice", "quote"))
    return {name: [tuple(row) for row in rows] for name, rows in found.items()}


def _number(
    rows: Mapping[str, list[list[Any]]],
    columns: Mapping[str, tuple[str, ...]],
    table: str,
    keys: tuple[str, ...],
    owned: tuple[str, str],
) -> None:
    """Give the rows of a table the numbers that follow from their keys, and those that they own the same ones."""
    if not rows[table]:
        return
    places = [columns[table].index(key) for key in keys]
    taken: Counter[tuple[Any, ...]] = Counter()
    numbers: dict[int, int] = {}
    for row in rows[table]:
        key = tuple(row[place] for place in places)
        taken[key] += 1
        numbers[row[0]] = row[0] = number_of(*key, taken[key])
    name, column = owned
    if rows[name]:
        place = columns[name].index(column)
        for row in rows[name]:
            row[place] = numbers[row[place]]


def _text(cut: _Joined, parts: Sequence[bytes]) -> str:
    return str(msgspec.json.decode(cut.of(parts)))


@lru_cache(maxsize=262_144)
def _words(token: str, language: str) -> _Words:
    return tuple((word.root, word.forms) for word in words_of(token, language))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
