"""Whose a body is: সেনাবাহিনী alone is that of the state which the article is about."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from shutro.annotate.names.words import stems_of, vocabulary
from shutro.languages.folder import available, lines
from shutro.languages.lexicon import Form, lexicon, name_words
from shutro.link.named import Named, identity
from shutro.link.names import holds, telling_words
from shutro.model import Doc
from shutro.sources.registry import outlet

_STATE = "Q"
_CLEAR = 3  # times as often as any other that a state is named where the article is about it
_NEAR = 160  # code points before a body in which the state is looked for that it is of
_LONGEST = 4  # words of the name of a state


@dataclass(frozen=True, slots=True)
class _Body:
    """A body that every state has, as named: whose, where the name says it, and what."""

    state: str | None
    words: tuple[str, ...]


def find_owners(doc: Doc, names: Sequence[Named]) -> tuple[Named, ...]:
    """Return the names, those of bodies that every state has with the state that each is of."""
    code = doc.article.language
    if code not in available():
        return tuple(names)
    bodies = {name.span: body for name in names if (body := _body_of(name)) is not None}
    if not bodies:
        return tuple(names)
    places = sorted((name.span.start, name.span.end, state) for name in names if (state := _land(name)))
    counts = Counter(state for _, _, state in places)
    home = _home(doc, names)
    told: dict[tuple[str, ...], set[str]] = {}
    for name in names:
        if (body := bodies.get(name.span)) is not None:
            state = body.state or _beside(doc, name, places)
            if state is not None:
                bodies[name.span] = replace(body, state=state)
                told.setdefault(body.words, set()).add(state)
    found: list[Named] = []
    for name in names:
        body = bodies.get(name.span)
        full = _fuller(name, names) if body is not None and body.state is None else None
        if full is not None:
            found.append(replace(name, form=full.form, words=full.words))
        elif body is not None:
            found.append(_owned(name, body, _state_of(name, body, told, places, counts, home)))
        else:
            found.append(name)
    return tuple(found)


def _fuller(name: Named, names: Sequence[Named]) -> Named | None:
    """Return the body of a city or province that a bare name stands for, the last one named before it: হাইকোর্ট."""
    if " ".join(name.words) not in identity(name.code).bodies.local:
        return None
    full = [
        other
        for other in names
        if other.kind == name.kind
        and len(other.words) > len(name.words)
        and holds(other.words[-len(name.words) :], name.words, name.code)
    ]
    return max(full, key=lambda other: (other.span < name.span, other.span.start), default=None)


def _state_of(
    name: Named,
    body: _Body,
    told: Mapping[tuple[str, ...], set[str]],
    places: Sequence[tuple[int, int, str]],
    counts: Counter[str],
    home: str | None,
) -> str | None:
    """Return the state of a body: as said, the one the article is about, the one spoken of, or the outlet's."""
    if body.state is not None:
        return body.state
    said = told.get(body.words, set())
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked:
        return next(iter(said)) if len(said) == 1 else home
    if len(ranked) == 1 or ranked[0][1] >= _CLEAR * ranked[1][1]:
        return ranked[0][0]
    is_force = " ".join(body.words) in identity(name.code).bodies.forces
    if len(said) == 1 and (is_force or home not in counts):
        return next(iter(said))
    near = _spoken_of(name, places) if is_force else None
    if near is not None:
        return near
    return home if home in counts else ranked[0][0]


def _spoken_of(name: Named, places: Sequence[tuple[int, int, str]]) -> str | None:
    """Return the state that is named close before, where no other is."""
    first = bisect_left(places, (name.span.start - _NEAR,))
    near = {state for start, _, state in places[first : bisect_left(places, (name.span.start,))]}
    return next(iter(near)) if len(near) == 1 else None


def _beside(doc: Doc, name: Named, places: Sequence[tuple[int, int, str]]) -> str | None:
    """Return the state that is named directly before a body: মিয়ানমারের সেনাবাহিনী, পাকিস্তানি সেনাবাহিনী."""
    at = bisect_left(places, (name.span.start,)) - 1
    if (
        at >= 0
        and doc.text[places[at][1] : name.span.start].strip() == ""
        and places[at][1] < name.span.start
    ):
        return places[at][2]
    written = doc.text[max(0, name.span.start - 40) : name.span.start].split()
    return _adjective(written[-1], name.code) if written else None


@lru_cache(maxsize=65_536)
def _adjective(word: str, code: str) -> str | None:
    """Return the state of which a word is the adjective or the name."""
    for stem in stems_of(word, code):
        form = lexicon(code).single.get(stem.text)
        if form is not None:
            return form.key if _is_state(form, code) and not form.guarded else None
    return None


def _is_state(form: Form, code: str) -> bool:
    return form.kind == "LOC" and form.acts_for is None and form.key in _states(code)


@cache
def _states(code: str) -> frozenset[str]:
    return frozenset(row[1] for row in lines(code, "names_states") if row[1].startswith(_STATE))


def _land(name: Named) -> str | None:
    """Return the state that a place is or lies in."""
    if name.kind != "LOC":
        return None
    if name.form is not None and name.form.acts_for is not None:
        return name.form.acts_for
    if name.key is not None and name.key in _states(name.code):
        inside = _lands(name.code).get(name.words)
        return inside or name.key
    return _lands(name.code).get(name.words)


@cache
def _lands(code: str) -> Mapping[tuple[str, ...], str]:
    table = identity(code)
    found = {name_words(row[3]): state for title, state in table.lists.items() for row in lines(code, title)}
    for state, places in table.lands.items():
        found.update({name_words(place): state for place in places})
    return found


def _home(doc: Doc, names: Sequence[Named]) -> str | None:
    """Return the state of the outlet; of an unknown one, that of the dateline or of most places in the article."""
    source = outlet(doc.article.outlet) if doc.article.outlet else None
    if source is not None:
        return identity(doc.article.language).homes.get(source.country)
    line = doc.article.dateline
    inside = [(name.span, land) for name in names if (land := _land(name)) and land != name.key]
    dated = next((land for span, land in inside if line is not None and span.within(line)), None)
    if dated is not None or not inside:
        return dated
    counts = Counter(land for _, land in inside)
    return max(sorted(counts), key=lambda land: counts[land])


def _body_of(name: Named) -> _Body | None:
    return read_body(name.lemma, name.code) if name.kind == "ORG" else None


@lru_cache(maxsize=16_384)
def read_body(lemma: str, code: str) -> _Body | None:
    """Return whose and what a body is, where every state has such a one; else None."""
    words = telling_words(lemma, code)
    synonyms = identity(code).bodies.synonyms
    for count in range(min(_LONGEST, len(words) - 1), -1, -1):
        rest = tuple(synonyms.get(word, word) for word in words[count:])
        if not _is_common(rest, code):
            continue
        if not count:
            return _Body(None, rest)
        state = _named_state(words[:count], code)
        if state is not None:
            return _Body(state, rest)
    return None


def _is_common(words: tuple[str, ...], code: str) -> bool:
    """Say whether these words name a body that every state has."""
    table = identity(code).bodies
    if " ".join(words) in _common_names(code):
        return True
    fields = vocabulary(code).fields | vocabulary(code).modifiers | frozenset(vocabulary(code).table.joiners)
    return len(words) > 1 and words[-1] in table.ends and all(word in fields for word in words[:-1])


@cache
def _common_names(code: str) -> frozenset[str]:
    return frozenset(identity(code).bodies.names)


def _named_state(words: tuple[str, ...], code: str) -> str | None:
    for stem in stems_of(words[-1], code):
        form = lexicon(code).forms.get((*words[:-1], stem.text))
        if form is not None:
            return form.key if _is_state(form, code) else None
    return None


def _owned(name: Named, body: _Body, state: str | None) -> Named:
    """Return the name as that of the body of this state."""
    if state is None:
        return replace(name, words=body.words)
    form = _bodies(name.code).get((state, body.words))
    owner = telling_words(lexicon(name.code).keys[state][0].name, name.code)
    return replace(name, form=form, words=(*owner, *body.words))


@cache
def _bodies(code: str) -> Mapping[tuple[str, tuple[str, ...]], Form]:
    """Return the forms of bodies that every state has, by state and words."""
    owned = identity(code).bodies.owned
    found: dict[tuple[str, tuple[str, ...]], Form] = {}
    for form in _keyed(lexicon(code).keys.values()):
        body = read_body(form.name, code)
        state = body.state or owned.get(form.key or "") if body is not None else None
        if body is not None and state is not None:
            found.setdefault((state, body.words), form)
    return found


def _keyed(forms: Iterable[tuple[Form, ...]]) -> Iterable[Form]:
    return (form for group in forms for form in group if form.kind == "ORG")
