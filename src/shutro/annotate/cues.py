"""Reporting cues: the verbs and phrases that say that somebody said something."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

import msgspec

from shutro.annotate.verbs import Form, forms, negations, verb_names
from shutro.errors import LanguageError
from shutro.languages.folder import lines, read
from shutro.languages.schema.quotes import QuoteTable
from shutro.languages.schema.verbs import VerbTable
from shutro.text.remembered import Remembered
from shutro.text.tokens import Token, texts_of, tokenize

Voice = Literal["active", "passive", "joined"]  # joined: a converb, as in *demanding this, he said*
_PROVISO = 4  # words before a verb of wanting in which *if* stands
_TRAITS = frozenset(("said", "think", "nominal", "label", "heard", "confirm", "open", "want"))
_REPORTING = frozenset(("present", "progressive", "was", "perfect", "pluperfect", "past", "habitual"))
_LONGEST = 3  # words before the verb
_NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})
_PAUSES = frozenset(",:")
_MARKS = frozenset("‘’“\"'")
_TAIL = 5  # words after a verb that may still end its sentence


class Cue(msgspec.Struct, frozen=True, gc=False):
    """A cue at the tokens `first` up to `end`; `respectful` where the verb honours its subject."""

    first: int
    end: int
    traits: frozenset[str]
    voice: Voice
    respectful: bool
    plain: bool  # the verb reports alone
    open: bool  # what it reports may go on in the next sentences


@dataclass(frozen=True, slots=True)
class _Lexicon:
    phrases: dict[tuple[str, ...], dict[str, frozenset[str]]]  # words before the verb: verb, traits
    ends: frozenset[str]  # the last words of the phrases
    verbs: frozenset[str]
    clitics: tuple[str, ...]


def find_cues(tokens: Sequence[Token], code: str) -> tuple[Cue, ...]:
    """Return the finite cues among the tokens, in order; several layers ask for those of one article."""
    return _found(_SameTokens(tokens), code)[0]


def find_joined(tokens: Sequence[Token], code: str) -> tuple[Cue, ...]:
    """Return the converbs of cues that are no part of a finite one."""
    return _found(_SameTokens(tokens), code)[1]


class _SameTokens:
    """Tokens that are told from others by who they are: to hash every token of an article takes long."""

    __slots__ = ("tokens",)

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def __hash__(self) -> int:
        return id(self.tokens)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _SameTokens) and other.tokens is self.tokens


@lru_cache(maxsize=8)
def _found(same: _SameTokens, code: str) -> tuple[tuple[Cue, ...], tuple[Cue, ...]]:
    found = tuple(_cues(same.tokens, code, _lexicon(code), read(code, "quotes", QuoteTable)))
    finite = tuple([cue for cue in found if cue.voice != "joined"])
    joined = [cue for cue, after in pairwise((*found, None)) if cue and _is_joined(cue, after)]
    return finite, tuple(joined)


def _is_joined(cue: Cue, following: Cue | None) -> bool:
    return cue.voice == "joined" and (following is None or following.first >= cue.end)


def _cues(tokens: Sequence[Token], code: str, lexicon: _Lexicon, table: QuoteTable) -> Iterator[Cue]:
    after, reporting = 0, _reporting_words(code)
    for at in reporting.places(texts_of(tokens)):
        token = tokens[at]
        if at < after or token.kind != "word":
            continue
        if token.text in table.complementizers and not _leads_mark(tokens, at):
            continue
        for form in reporting[token.text]:
            found = _traits(tokens, at, after, form.verb, lexicon)
            voice = found and _voice(tokens, at, form.tense, code, table)
            if not found or not voice or ("heard" in found[1] and not found[0] and voice[0] == "active"):
                continue
            if voice[0] == "joined" and not found[0] and form.verb not in table.saying:
                continue
            if not _is_told(tokens, voice[1], code, table):
                continue
            if form.tense == "conditional" and not found[0] and _is_conveyed(tokens, at, table):
                continue
            if "want" in found[1] and not _is_wish(tokens, at, code, table):
                continue
            after = voice[1] if voice[0] != "joined" else after
            yield Cue(
                first=at - found[0],
                end=voice[1],
                traits=found[1],
                voice=voice[0],
                respectful=token.text.endswith(table.honorific),
                plain=found[0] == 0,
                open="open" in found[1],
            )
            break


@cache
def _reporting_words(code: str) -> Remembered[tuple[Form, ...]]:
    return Remembered(lambda word: _reporting(word, code))


def _reporting(word: str, code: str) -> tuple[Form, ...]:
    """Return the readings of a word as a verb that may report."""
    table = read(code, "quotes", QuoteTable)
    if word in table.unsaid:
        return ()
    verbs = _lexicon(code).verbs
    return tuple(form for form in forms(word, code) if form.verb in verbs and not form.negative)


def _leads_mark(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a pause and an opening mark follow: *says, "…"*, where the same word elsewhere means *that*."""
    behind = [token.text for token in tokens[at + 1 : at + 3]]
    return len(behind) > 1 and behind[0] in _PAUSES and behind[1] in _MARKS


def _traits(
    tokens: Sequence[Token], at: int, after: int, verb: str, lexicon: _Lexicon
) -> tuple[int, frozenset[str]] | None:
    """Return how many words before the verb belong to the cue, and its traits."""
    last = tokens[at - 1].text if at > after else ""
    longest = _LONGEST if last in lexicon.ends or _bare(last, lexicon) in lexicon.ends else 0
    for length in range(min(longest, at - after), -1, -1):
        words = tuple([token.text for token in tokens[at - length : at]])
        traits = lexicon.phrases.get(words, _NOTHING).get(verb)
        if traits is None and words:
            traits = lexicon.phrases.get((*words[:-1], _bare(words[-1], lexicon)), _NOTHING).get(verb)
        if traits is not None:
            return length, traits
    return None


def _bare(word: str, lexicon: _Lexicon) -> str:
    """Return the word without a clitic."""
    for clitic in lexicon.clitics:
        if word.endswith(clitic):
            return word[: -len(clitic)]
    return word


def _is_conveyed(tokens: Sequence[Token], at: int, table: QuoteTable) -> bool:
    """Say whether a verb of saying only conveys the noun before it: *though he gave it his support*."""
    return at > 0 and tokens[at - 1].text in table.conveyed


def _voice(
    tokens: Sequence[Token], at: int, tense: str, code: str, table: QuoteTable
) -> tuple[Voice, int] | None:
    """Return the voice of the verb at `at`, and where the cue ends; None for a form that reports nothing."""
    following = forms(tokens[at + 1].text, code) if at + 1 < len(tokens) else ()
    if tense == "noun":
        if any(form.verb in table.passives and form.tense in _REPORTING for form in following):
            return ("passive", at + 2)
        return None
    if tense in _REPORTING:
        is_converb = tense == "present" and any(
            f.tense == "conjunctive" for f in forms(tokens[at].text, code)
        )
        return (
            ("active", at + 1) if not is_converb or _ends_here(tokens, at + 1, code) else ("joined", at + 1)
        )
    if tense == "conditional" and tokens[at].text.endswith(table.concessive):
        return ("active", at + 1)
    if tense == "conjunctive" and any(
        f.verb in table.continuing and f.tense in _REPORTING for f in following
    ):
        return ("active", at + 2)
    return ("joined", at + 1) if tense == "conjunctive" else None


def _ends_here(tokens: Sequence[Token], at: int, code: str) -> bool:
    """Say whether no other verb ends the sentence whose tokens go on at `at`."""
    for token in tokens[at : at + _TAIL]:
        if token.kind == "mark" and token.text not in "()":
            return True
        if any(form.tense in _REPORTING or form.tense == "future" for form in forms(token.text, code)):
            return False
    return len(tokens) <= at + _TAIL


def _is_told(tokens: Sequence[Token], end: int, code: str, table: QuoteTable) -> bool:
    """Say whether the verb is neither negated nor in the first person."""
    if end < len(tokens) and tokens[end].text in negations(code):
        return False
    return not tokens[end - 1].text.endswith(table.first_endings)


def _is_wish(tokens: Sequence[Token], at: int, code: str, table: QuoteTable) -> bool:
    """Say whether a verb of wanting leads a clause, and no infinitive before it says what is wanted."""
    behind = tokens[at + 1].text if at + 1 < len(tokens) else ""
    before = forms(tokens[at - 1].text, code) if at else ()
    is_led = behind == "," or behind in table.conjunctions
    if any(token.text in table.provisos for token in tokens[max(0, at - _PROVISO) : at]):
        return False
    return is_led and not any(form.tense in ("infinitive", "noun", "genitive") for form in before)


@cache
def _lexicon(code: str) -> _Lexicon:
    phrases: dict[tuple[str, ...], dict[str, frozenset[str]]] = {}
    for row in lines(code, "cues"):
        if len(row) != 4 or not row[3]:
            raise LanguageError(f"{code}/cues.tsv: {row[0]!r} needs words, verbs, traits and an example")
        words, verbs, traits = row[0], row[1].split(","), frozenset(row[2].split())
        unknown = (set(verbs) - verb_names(code)) | (traits - _TRAITS)
        if unknown:
            raise LanguageError(
                f"{code}/cues.tsv: {row[0]!r} names {', '.join(sorted(unknown))}, which nobody defines"
            )
        key = () if words == "-" else tuple(token.text for token in tokenize(words))
        phrases.setdefault(key, {}).update(dict.fromkeys(verbs, traits))
    return _Lexicon(
        phrases,
        frozenset(words[-1] for words in phrases if words),
        frozenset(verb for verbs in phrases.values() for verb in verbs),
        read(code, "verbs", VerbTable).clitics,
    )


def check_cues(code: str) -> list[str]:
    """Return one line for each row of `cues.tsv` whose example shows no cue."""
    return [
        f"{code}/cues.tsv: {row[3]!r} shows no cue of {row[0]!r}"
        for row in lines(code, "cues")
        if not any(_shows(cue, tokenize(row[3]), row[0]) for cue in find_cues(tokenize(row[3]), code))
    ]


def _shows(cue: Cue, tokens: Sequence[Token], words: str) -> bool:
    length = 0 if words == "-" else len(words.split())
    said = " ".join(token.text for token in tokens[cue.first : cue.first + length])
    return words in ("-", said)
