"""Rules over words: a text becomes a short string of codes, one a word, and each rule a pattern over codes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec
import regex
from msgspec.structs import replace

from shutro.annotate.automaton import Automaton, longest_ends, make_automaton, may_begin
from shutro.errors import LanguageError
from shutro.languages.inflection import stems
from shutro.languages.numbers import LINE, Piece, may_be_number, pieces
from shutro.text.remembered import Remembered

_NONE = "x"  # the code of a word that no rule names
_FIRST = 3  # codes that tell of most places that no rule matches there
_LONGEST = 40  # letters of a word that is looked up without its endings
_CASES = ("nominative", "genitive", "objective", "locative", "ablative")
_ELEMENT = regex.compile(
    r"<(?:(?P<name>\w+)=)?(?P<tag>[^<>:=]+)(?::(?P<case>\w+))?>|(?P<word>[^\s<>(){}|?\[\]:~]+)(?::(?P<case>\w+))?"
)
_BRACKET = regex.compile(r"(\[~|[{\[\]])")
_LEAD = regex.compile(r"^\s*\[([^\[\]]*)\]")
_UNLESS = regex.compile(r"\[~([^\[\]]*)\]")
_CONTEXT = {"{": "(?<=", "[": "(?=", "[~": "(?!", "]": ")"}
# One number of every kind that rules tell apart; `number_tags` says which kind a number is.
_SAMPLES = (
    0.0,
    1.0,
    13.0,
    24.0,
    25.0,
    32.0,
    60.0,
    100.0,
    1000.0,
    1800.0,
    2000.0,
    2200.0,
    1.5,
    1.3,
    13.5,
    30.5,
)


class Word(msgspec.Struct, frozen=True, gc=False):
    """What a lexicon says of a word: its class and its value there."""

    tag: str
    value: str | int
    lemma: str


class Item(msgspec.Struct, frozen=True, gc=False):
    """A word or number in a text; `known` is what the lexicon says of it."""

    piece: Piece
    known: Word | None

    @property
    def start(self) -> int:
        """Return where the words begin."""
        return self.piece.start

    @property
    def end(self) -> int:
        """Return where the words end."""
        return self.piece.end


class Match(msgspec.Struct, frozen=True, gc=False):
    """Where a rule matched: the index of the rule, of the first item and after the last, and the items by name."""

    rule: int
    first: int
    after: int
    items: dict[str, Item]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Rules compiled over one lexicon."""

    language: str
    words: Mapping[str, Word]
    uninflected: frozenset[str]
    starts: frozenset[str]  # the first letters of the lexicon's words
    codes: Mapping[frozenset[str], str]
    rules: tuple[str, ...]
    by_tag: Mapping[str, str]  # the codes that fit each element of the rules
    automaton: Automaton  # of the rules without what must go before them
    openings: frozenset[str]  # the codes with which a rule may begin


def compile_grammar(
    language: str,
    classes: Mapping[str, Mapping[str, str | int]],
    rules: Iterable[str],
    uninflected: Iterable[str] = (),
) -> Grammar:
    """Return the rules over the classes of words; a rule's plain words join the lexicon on their own.

    `<month>` stands for any word of a class, `<month:locative>` for one with that case ending, `<to=day>` names what
    it finds; `( ) | ?` group, choose and make optional, and what stands in `[ ]` must follow, or at the
    beginning of the rule go before, but is not taken; `<end>` there is the end of a line. What stands in `[~ ]` must
    not follow.
    Raises LanguageError where a rule names no known class.
    """
    rules = tuple(rules)
    words = _lexicon(language, classes, rules)
    wanted = {_tag(found) for rule in rules for found in _ELEMENT.finditer(rule)}
    codes = _codes(language, words, wanted)
    by_tag = dict.fromkeys(wanted, "")
    for tags, code in codes.items():
        for tag in tags:
            by_tag[tag] += code
    by_tag["end"] = LINE
    if unknown := sorted(tag for tag, fitting in by_tag.items() if not fitting):
        raise LanguageError(f"{language}: a rule names {unknown[0]!r}, which is no class and no word")
    fitting = cache(lambda part: _fitting(by_tag, part))
    automaton = make_automaton([_UNLESS.sub("", _LEAD.sub("", rule)) for rule in rules], fitting)
    return Grammar(
        language=language,
        words=words,
        uninflected=frozenset(uninflected),
        starts=frozenset(word[:2] for word in words),
        codes=codes,
        rules=rules,
        by_tag=by_tag,
        automaton=automaton,
        openings=frozenset[str]().union(*(automaton.codes[at] for at in automaton.start if at >= 0)),
    )


def find_matches(grammar: Grammar, pieces: tuple[Piece, ...]) -> Iterator[Match]:
    """Yield the longest match at each place, left to right without overlap; of equally long ones the earlier rule."""
    code_of = _coder(grammar)
    codes = "".join(
        [
            code_of[piece.text] if piece.value is None and not piece.figure else _look_number(grammar, piece)
            for piece in pieces
        ]
    )
    codes += LINE
    after = 0
    openings, may_match = grammar.openings, _beginnings(grammar)
    for at in [at for at, code in enumerate(codes) if code in openings]:
        if at < after or not may_match[codes[at : at + _FIRST]]:
            continue
        best = _best(grammar, codes, at)
        if best is not None:
            rule, found = best
            after = found.end()
            items = {
                name: _item(grammar, pieces[found.start(name)])
                for name, code in found.groupdict().items()
                if code is not None
            }
            yield Match(rule, at, after, items)


@cache
def _beginnings(grammar: Grammar) -> Remembered[bool]:
    """Return, for the first few codes at a place, whether a rule may match there: mostly none does."""
    return Remembered(lambda codes: may_begin(grammar.automaton, codes))


def _best(grammar: Grammar, codes: str, at: int) -> tuple[int, regex.Match[str]] | None:
    """Return the rule with the longest match at a place, of equally long ones the earliest."""
    best: tuple[int, regex.Match[str]] | None = None
    for rule, furthest in longest_ends(grammar.automaton, codes, at):
        if best and furthest < best[1].end():
            break
        found = _pattern(grammar, rule).match(codes, at)
        if found and (best is None or (found.end(), -rule) > (best[1].end(), -best[0])):
            best = rule, found
    return best


def number_tags(piece: Piece) -> list[str]:
    """Return the kinds of number that a piece may be: hour, day, year and so on."""
    value = piece.value
    if value is None:
        return _figure_tags(piece.text)
    tags = ["number", "spelled" if piece.spelled else "numeral"]
    tags.append("ordinal" if piece.ordinal else "behind" if piece.behind else "cardinal")
    if 0 <= value < 13 and (value * 4) % 1 == 0:
        tags.append("hour")
    if value % 1:
        return [*tags, *_figure_tags(piece.text)]
    tags += ["hour"] if 13 <= value <= 24 else []
    tags += ["day"] if 1 <= value <= 31 else []
    tags += ["monthnumber"] if 1 <= value <= 12 else []
    tags += ["minute"] if value < 60 else []
    tags += ["short"] if value < 100 and len(piece.text) == 2 else []
    if 1000 <= value < 2200 and (piece.spelled or len(piece.text) == 4):
        tags += ["year"] + (["recent"] if 1800 <= value < 2100 and not piece.spelled else [])
    return tags


def _figure_tags(figure: str) -> list[str]:
    """Return "clock" for 18:37 and 9.30, "dotted" for 14.09.2023."""
    parts = regex.split(r"[.:]", figure)
    if len(parts) == 2 and len(parts[1]) == 2 and all(part.isdigit() for part in parts):
        clock = int(parts[0]) < 24 and int(parts[1]) < 60
        return (["clock", "colon"] if ":" in figure else ["clock"]) if clock else []
    dotted = len(parts) == 3 and "." in figure and all(part.isdigit() for part in parts)
    return ["dotted"] if dotted and len(parts[2]) == 4 and len(parts[0]) < 3 else []


def _behind(rule: str) -> str:
    """Return a rule with the brackets that it begins with turned to look behind."""
    return _LEAD.sub(r"{\1]", rule)


def _tag(found: regex.Match[str]) -> str:
    tag = found["tag"] or found["word"]
    return f"{tag}:{found['case']}" if found["case"] else tag


def _lexicon(
    language: str, classes: Mapping[str, Mapping[str, str | int]], rules: Iterable[str]
) -> dict[str, Word]:
    words: dict[str, Word] = {}
    for tag, entries in classes.items():
        for word, value in entries.items():
            if word in words:
                raise LanguageError(
                    f"{language}: the word {word!r} stands under {words[word].tag} and under {tag}"
                )
            words[word] = Word(tag, value, word)
    for rule in rules:
        for found in _ELEMENT.finditer(rule):
            if found["word"]:
                words.setdefault(found["word"], Word("", "", found["word"]))
    return words


def _codes(language: str, words: Mapping[str, Word], wanted: set[str]) -> dict[frozenset[str], str]:
    """Return one code for each set of tags that rules can tell apart."""
    kinds = {frozenset(_tags(language, lemma, word)) for lemma, word in words.items()} | _number_kinds()
    codes: dict[frozenset[str], str] = {}
    for kind in sorted(kinds, key=sorted):
        for case in _CASES:
            tags = _wanted(kind, case, wanted)
            if tags and tags not in codes:
                codes[tags] = chr(0xE000 + len(codes))
    return codes


def _number_kinds() -> set[frozenset[str]]:
    """Return the sets of tags that numbers can bear."""
    kinds: set[frozenset[str]] = set()
    for value in _SAMPLES:
        text = f"{value:g}"
        for ordinal in (False, True):
            kinds.add(frozenset(number_tags(Piece(0, 0, f"{text:>05}", value, ordinal, figure=True))))
            kinds.add(frozenset(number_tags(Piece(0, 0, f"{text:>05}", value, ordinal, spelled=True))))
        kinds.add(frozenset(number_tags(Piece(0, 0, text, value, spelled=True, behind=True))))
        kinds.add(frozenset(number_tags(Piece(0, 0, f"{text:0>2}", value, figure=True))))
        kinds.add(frozenset(number_tags(Piece(0, 0, f"{text}0", value, figure=True))))
        kinds.add(frozenset(number_tags(Piece(0, 0, text, value, figure=True))))
    return kinds | {frozenset(_figure_tags(text)) for text in ("18:37", "14.09.2023")}


def _tags(language: str, lemma: str, word: Word) -> list[str]:
    """Return the tags of a word of the lexicon; a number word bears those of its number too."""
    if not may_be_number(lemma, language):
        return [word.tag, lemma]
    piece = pieces(lemma, language)[0]
    return [word.tag, lemma, *(number_tags(piece) if piece.value is not None and piece.text == lemma else ())]


def _wanted(tags: Iterable[str], case: str, wanted: set[str]) -> frozenset[str]:
    return frozenset(tag for plain in tags for tag in (plain, f"{plain}:{case}") if tag in wanted)


def _fitting(by_tag: Mapping[str, str], part: str) -> frozenset[str]:
    """Return the codes that an element of a rule stands for."""
    found = _ELEMENT.fullmatch(part)
    return frozenset(by_tag[_tag(found)] if found else "")


@cache
def _pattern(grammar: Grammar, rule: int) -> regex.Pattern[str]:
    """Return a rule's pattern; each is compiled when it may match for the first time."""

    def element(found: regex.Match[str]) -> str:
        tag = _tag(found)
        fitting = _ranges(grammar.by_tag[tag])
        name = found["name"] or (found["tag"] if (found["tag"] or "").isascii() else None)
        return f"(?P<{name}>[{fitting}])" if name and tag != "end" else f"[{fitting}]"

    parts = _BRACKET.split(_behind(grammar.rules[rule]))
    pattern = "".join(_CONTEXT.get(part, _ELEMENT.sub(element, part)) for part in parts)
    return regex.compile(pattern.replace(" ", ""))


def _ranges(codes: str) -> str:
    """Return the codes as ranges of a character set, which are compiled faster than all of them one by one."""
    written: list[str] = []
    start = last = ""
    for code in [*sorted(codes), ""]:
        if last and code and ord(code) == ord(last) + 1:
            last = code
            continue
        written.append(start if start == last else f"{start}-{last}")
        start = last = code
    return "".join(written)


def _item(grammar: Grammar, piece: Piece) -> Item:
    plain = (piece.value is None and not piece.figure) or piece.spelled
    return Item(piece, _look(grammar, piece.text)[1] if plain else None)


@cache
def _coder(grammar: Grammar) -> Remembered[str]:
    """Return the codes of words."""
    return Remembered(lambda word: _look(grammar, word)[0])


@lru_cache(maxsize=65_536)
def _look(grammar: Grammar, word: str) -> tuple[str, Word | None]:
    """Return the code of a word, and the lexicon's word that it is or is a form of."""
    if word == LINE:
        return LINE, None
    exact = grammar.words.get(word)
    if exact:
        return _code(grammar, (exact.tag, exact.lemma), "nominative"), exact
    if word[:2] in grammar.starts and len(word) <= _LONGEST:
        for stem in stems(word, grammar.language):
            known = grammar.words.get(stem.text)
            if known and stem.text not in grammar.uninflected:
                return _code(grammar, (known.tag, known.lemma), stem.case), known
    return _NONE, None


def _look_number(grammar: Grammar, piece: Piece) -> str:
    """Return the code of a number, which its place does not change."""
    return _number_code(grammar, replace(piece, start=0, end=0))


@lru_cache(maxsize=65_536)
def _number_code(grammar: Grammar, piece: Piece) -> str:
    known = _look(grammar, piece.text)[1] if piece.spelled else None
    tags = number_tags(piece)
    return _code(grammar, [*tags, known.tag, known.lemma] if known else tags, piece.case)


def _code(grammar: Grammar, tags: Iterable[str], case: str) -> str:
    wanted = frozenset(tag for plain in tags for tag in (plain, f"{plain}:{case}"))
    return _known(grammar, wanted)


@lru_cache(maxsize=4096)
def _known(grammar: Grammar, tags: frozenset[str]) -> str:
    """Return the code of the largest set of known tags within `tags`."""
    fitting = [known for known in grammar.codes if known <= tags]
    return grammar.codes[max(fitting, key=lambda known: (len(known), sorted(known)))] if fitting else _NONE
