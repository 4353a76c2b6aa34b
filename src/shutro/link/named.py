"""The names of an article with what is beside them: the records that linking works on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from shutro.annotate.names.words import vocabulary
from shutro.languages.folder import available, read
from shutro.languages.lexicon import Form, lexicon, name_words
from shutro.languages.schema.identity import IdentityTable
from shutro.link.bearings import NOTHING, Bearing, find_bearings
from shutro.link.names import plain, telling_words
from shutro.model import Doc, MentionKind, Span
from shutro.text.normalize import compose

_OPENING = "("
_FEWEST = 2  # words that the name of a body keeps


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name at a place of an article; `form` is the lexicon's, where it has one, `words` are those that tell."""

    article: str
    span: Span
    kind: MentionKind
    lemma: str
    code: str
    form: Form | None = field(default=None, compare=False)
    words: tuple[str, ...] = field(default=(), compare=False)
    written: tuple[str, ...] = field(default=(), compare=False)  # the same words with the ending as it stands
    bearing: Bearing = field(default=NOTHING, compare=False)
    bracketed: bool = field(default=False, compare=False)  # in brackets, or first in them
    unknown: bool = field(default=False, compare=False)  # a namesake of the one whom the lexicon knows

    @property
    def key(self) -> str | None:
        """Return the lexicon's key, if it has one for this name and kind."""
        form = self.form
        return form.key if form is not None and form.kind == self.kind else None


def find_named(doc: Doc) -> tuple[Named, ...]:
    """Return the names of an article: its mentions, and the credits that are no mention."""
    code = doc.article.language
    places = [(mention.span, mention.kind, mention.lemma) for mention in doc.mentions]
    spans = {span for span, _, _ in places}
    places += [(credit.span, "ORG", credit.name) for credit in doc.credits if credit.span not in spans]
    bearings = find_bearings(doc) if code in available() else {}
    found = [
        Named(
            article=doc.article.id,
            span=span,
            kind=kind,
            lemma=lemma,
            code=code,
            form=form_of(kind, lemma, code),
            words=core_words(kind, lemma, code),
            written=core_words(kind, compose(span.of(doc.text)), code),
            bearing=bearings.get(span, NOTHING),
            bracketed=doc.text[max(0, span.start - 1) : span.start] == _OPENING,
        )
        for span, kind, lemma in places
    ]
    return tuple(_without_namesakes(doc, found)) if code in available() else tuple(found)


@lru_cache(maxsize=65_536)
def core_words(kind: MentionKind, name: str, code: str) -> tuple[str, ...]:
    """Return the telling words of a name, of a body's also without words that are left out as often: জাতীয়."""
    words = telling_words(name, code)
    if kind in ("PER", "LOC") or code not in available():
        return words
    light, closing = identity(code).bodies.light, identity(code).bodies.closing
    while len(words) > _FEWEST and words[0] in light:
        words = words[1:]
    while len(words) > _FEWEST and words[-1] in closing:
        words = words[:-1]
    return words


@lru_cache(maxsize=65_536)
def form_of(kind: MentionKind, lemma: str, code: str) -> Form | None:
    """Return the lexicon's form of a name; of other names than persons' also where only spelling differs."""
    if code not in available():
        return None
    words = name_words(lemma)
    form = lexicon(code).forms.get(words)
    if form is not None or kind == "PER":
        return form
    near = _plain_forms(code).get(tuple(plain(word, code) for word in words))
    return near if near is not None and near.kind == kind else None


@cache
def _plain_forms(code: str) -> Mapping[tuple[str, ...], Form | None]:
    """Return the forms by the plain spelling of their words, None where several things are spelled so."""
    found: dict[tuple[str, ...], Form | None] = {}
    for words, form in lexicon(code).forms.items():
        if form.kind == "PER" or form.key is None or form.guarded:
            continue
        spelled = tuple(plain(word, code) for word in words)
        other = found.setdefault(spelled, form)
        if other is not None and other.key != form.key:
            found[spelled] = None
    return found


def _without_namesakes(doc: Doc, names: Sequence[Named]) -> list[Named]:
    """Return the names, those of persons without a form where the article speaks of another one of that name.

    Where it speaks of both, only the namesake's own mention loses its form.
    """
    known = [name for name in names if name.kind == "PER" and name.key and _is_native(name.words, name.code)]
    if not known:
        return list(names)
    others = {name.span for name in known if _is_namesake(doc, name)}
    famous = {name.words for name in known if name.span not in others and _is_of_note(name)}
    alone = {name.words for name in known if name.span in others and name.words not in famous}
    bare = {(word,) for words in alone for word in words}
    return [
        replace(name, form=None, unknown=True)
        if name.span in others or (name in known and name.words in alone | bare)
        else name
        for name in names
    ]


def _is_of_note(name: Named) -> bool:
    """Say whether a name is borne beside an office or title such as those have whom the lexicon knows."""
    return bool(name.bearing.roles - _humble(name.code))


def _is_namesake(doc: Doc, name: Named) -> bool:
    """Say whether the words beside a known name, or their absence, tell of somebody else."""
    beside = identity(name.code).beside.get(name.key or "")
    if beside is not None and not any(word in doc.text for word in beside):
        return True
    bearing = name.bearing
    if bearing.roles:
        return not _is_of_note(name)
    return bearing.age is not None


@cache
def _humble(code: str) -> frozenset[str]:
    """Return the titles that those of note do not bear."""
    table = identity(code)
    return frozenset(
        {title for calling in table.humble for title in table.callings[calling]} | set(table.nameless)
    )


def _is_native(words: Sequence[str], code: str) -> bool:
    return all(word in vocabulary(code).parts for word in words)


@cache
def identity(code: str) -> IdentityTable:
    """Return the table of a language that tells persons and bodies of one name apart."""
    table: IdentityTable = read(code, "identity", IdentityTable)
    return table
