"""Mentions: names of persons, bodies, places, buildings and other things."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from shutro.annotate.names.bodies import (
    find_bodies,
    find_branches,
    find_opened,
    find_places,
)
from shutro.annotate.names.chances import chances
from shutro.annotate.names.codes import find_codes, find_numbered, find_seats
from shutro.annotate.names.credited import find_credited
from shutro.annotate.names.known import Name, known_at
from shutro.annotate.names.parted import parted
from shutro.annotate.names.persons import find_persons, with_surnames
from shutro.annotate.names.spread import spread_names
from shutro.annotate.names.trained import LINE_END, find_unknown
from shutro.annotate.names.words import vocabulary
from shutro.annotate.names.works import find_works
from shutro.languages.folder import available
from shutro.languages.lexicon import HYPHENS
from shutro.model import Doc, Mention, Span
from shutro.text.tokens import Token, token_starts, tokenize

_HOLDERS = ("ORG", "FAC", "MISC")  # kinds whose names hold the names of others


def find_mentions(doc: Doc) -> tuple[Mention, ...]:
    """Return the names in the text, in its order; a name inside a body's name is a mention too."""
    code = doc.article.language
    if code not in available():
        return ()
    tokens = _with_line_ends(doc.text, tokenize(doc.text))
    return tuple(
        Mention(
            span=_whole(name, tokens, code),
            kind=name.kind,
            lemma=name.lemma,
            adjective=name.kind == "LOC" and name.form is not None and name.form.adjective,
        )
        for name in _resolve(_candidates(tokens, doc, code), code)
    )


def _with_line_ends(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens with a mark for each line end: no name goes on in the next line."""
    end, done = text.find(LINE_END), 0
    if end < 0:
        return tokens
    starts, found = token_starts(text), list[Token]()
    while end >= 0 and (at := bisect_left(starts, end, done)) < len(tokens):
        found += (*tokens[done:at], Token(end, end, LINE_END, "mark"))
        done, end = at, text.find(LINE_END, starts[at])
    return [*found, *tokens[done:]]


def _whole(name: Name, tokens: Sequence[Token], code: str) -> Span:
    """Return the span of a name with the ending behind a hyphen (আরএসএফ-এর), without the one behind quotation marks."""
    opening = tokens[name.first - 1].text if name.first else ""
    closing = vocabulary(code).table.work_marks.get(opening)
    cut = tokens[name.last].text.find(closing) if closing else -1
    if cut > 0:
        return Span(name.span.start, tokens[name.last].at(cut))
    after = tokens[name.last + 1 : name.last + 3]
    endings = vocabulary(code).table.hyphen_endings
    if len(after) < 2 or after[0].text not in HYPHENS or after[1].text not in endings:
        return name.span
    touches = name.span.end == after[0].start and after[0].end == after[1].start
    return Span(name.span.start, after[1].end) if touches else name.span


def _candidates(tokens: Sequence[Token], doc: Doc, code: str) -> list[Name]:
    look = chances(tokens, code)
    known = _longest(known_at(tokens, look.known, code), code)
    ends = {name.last: name for name in reversed(known)}
    covered = {at: name for name in reversed(known) for at in range(name.first, name.last + 1)}
    found = [
        *known,
        *find_credited(tokens, doc.credits, known, code),
        *find_works(tokens, look.works, code),
        *find_seats(tokens, known),
        *find_numbered(tokens, known, code),
        *find_branches(tokens, known, code),
        *find_bodies(tokens, look.bodies, ends, code),
        *find_places(tokens, look.places, covered, code),
        *find_opened(tokens, look.opened, covered, code),
        *find_persons(tokens, look.persons, covered, code),
        *find_codes(tokens, look.codes, covered.keys(), code),
    ]
    sure = _without_namesakes(_resolve(found, code))
    sure += find_unknown(tokens, doc.sentences, sure, look.unknown, code)
    sure = with_surnames(tokens, parted(tokens, sure, code), code)
    used = {at for name in sure for at in range(name.first, name.last + 1)}
    return [*sure, *spread_names(tokens, sure, used, code)]


def _without_namesakes(names: Sequence[Name]) -> list[Name]:
    """Return the names without the places that a person of the article is called by: মেঘনা দত্ত, then মেঘনা."""
    given = {name.lemma.split(" ")[0] for name in names if name.kind == "PER" and name.first < name.last}
    return [name for name in names if name.kind != "LOC" or name.lemma not in given]


def _longest(names: Iterable[Name], code: str) -> list[Name]:
    """Return the names of the lexicon without those that begin inside a longer one."""
    kept: list[Name] = []
    for name in names:
        if not kept or name.first > kept[-1].last or _may_hold(kept[-1], name, code):
            kept.append(name)
    return kept


def _resolve(names: Iterable[Name], code: str) -> list[Name]:
    """Return the names that stay where some overlap: the longest, and those that it may hold."""
    kept: list[Name] = []
    holders: dict[int, list[int]] = {}  # the places in `kept` of the names that hold a token
    order = sorted(names, key=lambda n: (n.first - n.last, -n.weight, n.first, n.kind, n.lemma))
    for name in order:
        places = range(name.first, name.last + 1)
        outer = {other for at in places for other in holders.get(at, ())}
        if outer and not all(_may_hold(kept[other], name, code) for other in outer):
            continue
        for at in places:
            holders.setdefault(at, []).append(len(kept))
        kept.append(name)
    return sorted(kept, key=lambda n: (n.span.start, -n.span.end))


def _may_hold(outer: Name, inner: Name, code: str) -> bool:
    """Say whether a name may stand inside another and be a mention of its own."""
    if inner.span == outer.span or not inner.span.within(outer.span):
        return False
    if inner.first != outer.first and (outer.form is not None or inner.last != outer.last):
        return inner.kind == "LOC" and outer.kind == "FAC" and _is_joined(outer.lemma, inner.lemma)
    if inner.form is None and inner.kind != "LOC":
        return False
    if inner.form is not None and (inner.form.adjective or inner.form.name in vocabulary(code).table.rivers):
        return False
    if inner.kind == "ORG" and not _may_hold_body(outer, inner, code):
        return False
    if outer.kind == "LOC":
        return (
            inner.kind == "LOC"
            and outer.span.end - inner.span.end <= 4
            and outer.form is None
            and _is_seat(outer)
        )
    if outer.kind not in _HOLDERS or inner.kind not in ("LOC", "ORG", "PER"):
        return False
    return inner.kind != "PER" or not inner.bare


def _is_joined(outer: str, inner: str) -> bool:
    """Say whether a place stands behind a hyphen in the name of a road: ঢাকা–সিলেট মহাসড়ক."""
    return any(f"{hyphen}{inner} " in outer for hyphen in HYPHENS)


def _may_hold_body(outer: Name, inner: Name, code: str) -> bool:
    """Say whether a body inside a name is one of its own: the party of a branch, not the ministry of a state."""
    if outer.lemma[:1].isdigit() or outer.kind == "MISC":
        return False
    if outer.form is not None:
        return not inner.bare and inner.form is not None and inner.form.key != outer.form.key
    if outer.kind != "ORG" or inner.last < outer.last:
        return True
    before = outer.lemma.split(" ")[: -len(inner.lemma.split(" "))]
    return bool(before) and before[-1] in vocabulary(code).table.branches


def _is_seat(name: Name) -> bool:
    return name.lemma[-1:].isdigit()
