"""What the words beside a person's name say of him: offices and titles, whose, and an age."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from shutro.annotate.names.words import is_near, title_start, vocabulary
from shutro.languages.folder import read
from shutro.languages.lexicon import lexicon, name_words
from shutro.languages.schema.identity import IdentityTable
from shutro.model import Doc, Mention, Span
from shutro.text.numerals import to_ascii_digits
from shutro.text.tokens import Token, tokenize

_OLDEST = 120
_WORDS = 8  # before a name that may be titles


@dataclass(frozen=True, slots=True)
class Bearing:
    """The roles and titles before a name, the place or body that they are of, and the age behind it."""

    roles: frozenset[str] = frozenset()
    of: str | None = None
    age: int | None = None
    callings: frozenset[str] = frozenset()
    former: bool = False
    introduced: bool = False  # by নামে behind the name

    @property
    def tells(self) -> bool:
        """Say whether anything is told beside the name."""
        return bool(self.roles) or self.age is not None


NOTHING = Bearing()


def find_bearings(doc: Doc) -> Mapping[Span, Bearing]:
    """Return what the article says beside its persons' names, where it says something."""
    code = doc.article.language
    tokens = tokenize(doc.text)
    starts = {token.start: number for number, token in enumerate(tokens)}
    ends = {token.end: number for number, token in enumerate(tokens)}
    owners = {mention.span.end: mention for mention in doc.mentions if mention.kind in ("LOC", "ORG")}
    found: dict[Span, Bearing] = {}
    for mention in doc.mentions:
        first = starts.get(mention.span.start)
        if mention.kind != "PER" or first is None:
            continue
        bearing = _bearing(tokens, first, ends.get(mention.span.end), owners, code)
        if bearing is not None:
            found[mention.span] = bearing
    return found


def _bearing(
    tokens: Sequence[Token], first: int, last: int | None, owners: Mapping[int, Mention], code: str
) -> Bearing | None:
    titles, at, former = _titles(tokens, first, code)
    age = _age(tokens, last, code) if last is not None else None
    introduced = last is not None and _is_introduced(tokens, last, code)
    if not titles and age is None and not introduced:
        return None
    of = owners.get(tokens[at - 1].end) if at > 0 and titles else None
    return Bearing(
        roles=frozenset(titles),
        of=_identity(of, code) if of is not None else None,
        age=age,
        callings=_callings_of(titles, age, code),
        former=former,
        introduced=introduced,
    )


def _titles(tokens: Sequence[Token], first: int, code: str) -> tuple[list[str], int, bool]:
    """Return the titles before a name, where they begin, and whether they are said to be over."""
    table = vocabulary(code).table
    titles: list[str] = []
    at, former = first, False
    while at > 0 and first - at < _WORDS:
        text = tokens[at - 1].text
        if text == "." and at > 1:
            at -= 1
            continue
        if tokens[at].text != "." and not is_near(tokens, at - 1):
            break
        start = _title_start(tokens, at - 1, code)
        if start is not None:
            titles.append(" ".join(token.text for token in tokens[start:at]))
        elif titles and text in table.fields:
            titles[-1] = text + titles[-1]
        elif titles and text in table.role_words:
            former = former or text in _table(code).former
        else:
            break
        at = at - 1 if start is None else start
    return titles, at, former


def _title_start(tokens: Sequence[Token], last: int, code: str) -> int | None:
    """Return where a title, or the words for somebody's work, begins that ends with the token `last`."""
    text = tokens[last].text
    if last > 0 and f"{tokens[last - 1].text} {text}" in _callings(code):
        return last - 1
    start = title_start(tokens, last, code)
    return last if start is None and _calling_of(text, code) else start


def _age(tokens: Sequence[Token], last: int, code: str) -> int | None:
    """Return the age in brackets behind a name: রহিম উদ্দিন (৪৫)."""
    if last + 3 >= len(tokens) or tokens[last + 1].text != "(" or tokens[last + 2].kind != "number":
        return None
    if tokens[last + 3].text != ")" and tokens[last + 3].text not in _table(code).years:
        return None
    figure = to_ascii_digits(tokens[last + 2].text)
    return int(figure) if figure.isdecimal() and int(figure) < _OLDEST else None


def _is_introduced(tokens: Sequence[Token], last: int, code: str) -> bool:
    """Say whether a name, or the age in brackets behind it, is followed by a word such as নামে."""
    at = last + 1
    if at < len(tokens) and tokens[at].text == "(":
        close = next((n for n in range(at + 1, min(at + 4, len(tokens))) if tokens[n].text == ")"), at)
        at = close + 1
    return at < len(tokens) and tokens[at].text in _table(code).introducing


def _callings_of(titles: Sequence[str], age: int | None, code: str) -> frozenset[str]:
    """Return the kinds of work that titles tell of; that of common folk where nothing but an age or a fate is told."""
    table = _table(code)
    found = {calling for title in titles for calling in _calling_of(title, code)}
    if any(title in table.nameless for title in titles) or (age is not None and not titles):
        found.add(table.folk)
    return frozenset(found)


def _identity(mention: Mention, code: str) -> str:
    form = lexicon(code).forms.get(name_words(mention.lemma))
    return form.key if form is not None and form.key else mention.lemma


@lru_cache(maxsize=4096)
def _calling_of(title: str, code: str) -> tuple[str, ...]:
    """Return the kinds of work of those who bear a title."""
    known = _callings(code).get(title)
    if known is not None:
        return known
    endings = _table(code).calling_endings
    return tuple(calling for ending, calling in endings.items() if title.endswith(ending))


@cache
def _callings(code: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for calling, titles in _table(code).callings.items():
        for title in titles:
            found[title] = (*found.get(title, ()), calling)
    return found


@cache
def _table(code: str) -> IdentityTable:
    table: IdentityTable = read(code, "identity", IdentityTable)
    return table
