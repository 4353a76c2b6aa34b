"""Words around informants: those that leave open who he is, papers that bear a statement, heads of bodies."""

from collections.abc import Sequence
from functools import cache, lru_cache

from shutro.errors import LanguageError
from shutro.languages.folder import available, read
from shutro.languages.inflection import stems
from shutro.languages.schema.informants import InformantTable
from shutro.model import Span
from shutro.text.tokens import Token, tokenize


@lru_cache(maxsize=4096)
def is_open(words: str, code: str) -> bool:
    """Say whether words for an informant leave open who it is; in an unknown language they do."""
    return code not in available() or _is_open(words, _table(code))


@lru_cache(maxsize=4096)
def is_paper(words: str, code: str) -> bool:
    """Say whether words for an informant name a paper that bears the statement itself."""
    return code in available() and bool(paper_of(words, code))


@lru_cache(maxsize=4096)
def paper_of(words: str, code: str) -> str:
    """Return the noun for the paper that words for an informant end in, without its ending; else nothing."""
    last = words.rpartition(" ")[2]
    return next((stem.text for stem in stems(last, code) if stem.text in _table(code).documents), "")


@lru_cache(maxsize=4096)
def is_medium(words: str, code: str) -> bool:
    """Say whether words for an informant are a common noun for a medium: who told it, is then left open."""
    return code in available() and words in _table(code).media


def is_seen(text: str, sentence: Span, code: str) -> bool:
    """Say whether a sentence tells that the outlet's own reporter was there."""
    return code in available() and any(words in sentence.of(text) for words in _table(code).seen)


def paper_in(text: str, sentence: Span, code: str) -> Span | None:
    """Return the words for the paper by which a sentence says that it goes, None where it names none."""
    if code not in available():
        return None
    table = _table(code)
    words = sentence.of(text)
    if not any(mark in words for mark in (*table.according, *table.says, table.out_of)):
        return None
    found = _paper(words, table, code)
    return Span(sentence.start + found.start, sentence.start + found.end) if found else None


@lru_cache(maxsize=4096)
def heads(role: str, body: str, code: str) -> bool:
    """Say whether one of this role stands at the head of a body of this name."""
    return code in available() and _heads(role, body, _table(code))


@lru_cache(maxsize=4096)
def is_part(word: str, code: str) -> bool:
    """Say whether a word is a part of a body in the genitive."""
    return code in available() and _is_part(word, _table(code), code)


def _is_part(word: str, table: InformantTable, code: str) -> bool:
    return any(stem.case == "genitive" and stem.text in table.parts for stem in stems(word, code))


def _is_open(words: str, table: InformantTable) -> bool:
    return any(word in table.open for word in words.split())


def _paper(sentence: str, table: InformantTable, code: str) -> Span | None:
    """Return the words for a paper before the first word that says it is gone by, from the pause before them."""
    tokens = tokenize(sentence)
    for at in range(1, len(tokens)):
        if not _is_gone_by(tokens, at, table, code):
            continue
        first = at - 1
        while first > 0 and at - first < table.reach and tokens[first - 1].kind == "word":
            first -= 1
        return Span(tokens[first].start, tokens[at - 1].end)
    return None


def _is_gone_by(tokens: Sequence[Token], at: int, table: InformantTable, code: str) -> bool:
    """Say whether a word says that the paper named right before it bears the statement."""
    word, before = tokens[at].text, tokens[at - 1].text
    if word in table.says:
        return any(stem.case == "locative" and stem.text in table.written for stem in stems(before, code))
    is_known = word == table.out_of and at + 1 < len(tokens) and tokens[at + 1].text in table.known
    return (is_known or word in table.according) and before in table.documents


def _heads(role: str, body: str, table: InformantTable) -> bool:
    for ending, nouns in table.heads.items():
        if not role.endswith(ending):
            continue
        field = role.removesuffix(ending).split()
        words = body.split()
        if field and words[-1] in nouns and field[0] in words[:-1]:
            return True
    return False


@cache
def _table(code: str) -> InformantTable:
    """Return the table, each of its examples tried."""
    table: InformantTable = read(code, "informants", InformantTable)
    wrong = [words for words, expected in table.examples.open.items() if _is_open(words, table) != expected]
    for sentence, expected in table.examples.papers.items():
        found = _paper(sentence, table, code)
        wrong += [sentence] if (found.of(sentence) if found else "") != expected else []
    wrong += [role for role, body in table.examples.heads.items() if not _heads(role, body, table)]
    parts = table.examples.parts
    wrong += [word for word, expected in parts.items() if _is_part(word, table, code) != expected]
    if wrong:
        raise LanguageError(f"{code}/informants.toml: {wrong[0]!r} is not read as its example says")
    return table
