"""Words around informants: those that leave open who he is, papers that bear a statement, heads of bodies."""

from functools import cache, lru_cache

from shutro.errors import LanguageError
from shutro.languages.folder import available, read
from shutro.languages.schema.informants import InformantTable
from shutro.model import Span
from shutro.text.tokens import tokenize


@lru_cache(maxsize=4096)
def is_open(words: str, code: str) -> bool:
    """Say whether words for an informant leave open who it is; in an unknown language they do."""
    return code not in available() or _is_open(words, _table(code))


@lru_cache(maxsize=4096)
def is_paper(words: str, code: str) -> bool:
    """Say whether words for an informant name a paper that bears the statement itself."""
    return code in available() and words.rpartition(" ")[2] in _table(code).documents


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
    if not any(mark in words for mark in (*table.according, table.out_of)):
        return None
    found = _paper(words, table)
    return Span(sentence.start + found.start, sentence.start + found.end) if found else None


@lru_cache(maxsize=4096)
def heads(role: str, body: str, code: str) -> bool:
    """Say whether one of this role stands at the head of a body of this name."""
    return code in available() and _heads(role, body, _table(code))


def _is_open(words: str, table: InformantTable) -> bool:
    return any(word in table.open for word in words.split())


def _paper(sentence: str, table: InformantTable) -> Span | None:
    """Return the words for a paper before the first word that says it is gone by, from the pause before them."""
    tokens = tokenize(sentence)
    for at, token in enumerate(tokens):
        is_known = token.text == table.out_of and at + 1 < len(tokens) and tokens[at + 1].text in table.known
        if at == 0 or not (is_known or token.text in table.according):
            continue
        if tokens[at - 1].text not in table.documents:
            continue
        first = at - 1
        while first > 0 and at - first < table.reach and tokens[first - 1].kind == "word":
            first -= 1
        return Span(tokens[first].start, tokens[at - 1].end)
    return None


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
        found = _paper(sentence, table)
        wrong += [sentence] if (found.of(sentence) if found else "") != expected else []
    wrong += [role for role, body in table.examples.heads.items() if not _heads(role, body, table)]
    if wrong:
        raise LanguageError(f"{code}/informants.toml: {wrong[0]!r} is not read as its example says")
    return table
