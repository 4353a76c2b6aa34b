"""Names found once in an article, found again in every form: the surname alone, inflected, without the hyphen."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from shutro.annotate.names.known import Name, make_name
from shutro.annotate.names.words import is_near, sense, stem_texts, stems_of, vocabulary
from shutro.languages.inflection import Stem
from shutro.languages.lexicon import HYPHENS, name_words
from shutro.model import MentionKind
from shutro.text.tokens import Token, texts_of

_HEAD = 2  # first letters of a word, which it has without its ending too, unless but one is left

_Forms = Mapping[tuple[str, ...], MentionKind]


def spread_names(
    tokens: Sequence[Token], names: Sequence[Name], taken: AbstractSet[int], code: str
) -> Iterator[Name]:
    """Yield the further places at which the found names, or parts of persons' names, stand."""
    forms = _forms(names, code)
    longest: dict[str, int] = {}
    for words in forms:
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    alone = frozenset(words[0] for words in forms if len(words) == 1)
    heads = frozenset(word[:_HEAD] for word in longest)
    done = -1
    placed = enumerate(texts_of(tokens))
    for at, text in [(at, text) for at, text in placed if text[:_HEAD] in heads or text[:1] in heads]:
        if tokens[at].kind != "word" or at in taken or at <= done:
            continue
        if text not in longest and alone.isdisjoint(stem_texts(text, code)):
            continue
        found = _at(tokens, at, forms, longest, code)
        if found is not None:
            yield found
            done = found.last


def _forms(names: Sequence[Name], code: str) -> dict[tuple[str, ...], MentionKind]:
    forms: dict[tuple[str, ...], MentionKind] = {}
    persons: set[str] = set()
    for name in names:
        if name.kind == "PER" and name.form is None:
            if name.lemma in persons:
                continue
            persons.add(name.lemma)
        words = name_words(name.lemma)
        if not words or (name.form is not None and name.form.adjective):
            continue
        if name.kind == "PER":
            for part in _partial(words, code):
                forms.setdefault(part, "PER")
        elif len(words) > 1 or name.form is None:
            forms.setdefault(words, name.kind)
    return forms


def _partial(words: tuple[str, ...], code: str) -> Iterator[tuple[str, ...]]:
    """Yield the name and the runs of its words by which it may be called again."""
    yield words
    weak = vocabulary(code).table.weak_parts
    for length in range(1, len(words)):
        for first in range(len(words) - length + 1):
            part = words[first : first + length]
            strong = [
                word for word in part if word not in weak and len(word) > 2 and not sense(word, code).initial
            ]
            word = sense(part[0], code)
            common = length == 1 and (word.ordinary or word.title or word.modifier or word.noun)
            if strong and not common and not sense(part[-1], code).initial and part[0] != ".":
                yield part


def _at(
    tokens: Sequence[Token], first: int, forms: _Forms, longest: Mapping[str, int], code: str
) -> Name | None:
    found = None
    for stem in stems_of(tokens[first].text, code):
        if (stem.text,) in forms:
            found = make_name(tokens, first, first, forms[(stem.text,)], stem, weight=1)
            break
    left = longest.get(tokens[first].text, 0) - 1
    words: tuple[str, ...] = (tokens[first].text,)
    at = first
    while left > 0 and at + 1 < len(tokens) and tokens[at + 1].start - tokens[at].end <= 1:
        at += 1
        if tokens[at].text in HYPHENS:
            continue
        longer = _stem(tokens[at].text, words, forms, code)
        if longer is not None:
            found = make_name(tokens, first, at, forms[(*words, longer.text)], longer, weight=1)
        words = (*words, tokens[at].text)
        left -= 1
        if tokens[at].text != "." and not is_near(tokens, at) and not _stops(tokens, at):
            break
    return found


def _stops(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].text == "."


def _stem(text: str, words: tuple[str, ...], forms: _Forms, code: str) -> Stem | None:
    return next((stem for stem in stems_of(text, code) if (*words, stem.text) in forms), None)
