"""Page furniture out, article in: lines, parts of lines, bars and lists of other articles that go."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from shutro.ingest.rules import PageRules, Rule, bare, page_rules
from shutro.model import Dropped
from shutro.sources.registry import find_alias
from shutro.text.normalize import compose, typed_offset

_STAGE = "furniture"
_LINE_LENGTH = 300  # code points; a longer line is prose
_TITLE_LENGTH = 160
_TITLES_INSIDE = 3  # titles of other articles in the middle of one
_HEAD_LINES = 10  # lines in which a headline may stand again
_BULLET = regex.compile(r"[•·▪■►▶»›*◦‣\-–—]\s{0,4}(?=\S)")
_SENTENCE_END = regex.compile(r"[।॥.][’”'\"»)\]]*$")
_SITE_NAME = regex.compile(r"\s(?:[|–—-]|::)\s(?=[^|–—-]{2,60}$)")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    reason: str = ""  # why it goes; empty if it stays

    @property
    def words(self) -> str:
        return self.text.strip()


def drop_furniture(text: str, language: str) -> tuple[str, tuple[Dropped, ...]]:
    """Return the lines of a normalized text that belong to the article, in their order, and what was dropped.

    Nothing is reworded. Where furniture stood inside a line, the line is cut in two.
    """
    rules = page_rules(language)
    if rules is None:
        return text, ()
    lines = [
        piece for line in text.split("\n") for piece in (_cut(line, rules.inside) if line else [_Line(line)])
    ]
    lines = [_judged(line, language) for line in lines]
    lines = _without_bars(lines)
    lines = _without_lists(lines, rules)
    lines = _without_repeated_headline(lines)
    kept = "\n".join(line.text for line in lines if not line.reason)
    dropped = tuple(
        Dropped(text=line.words, stage=_STAGE, reason=line.reason)
        for line in lines
        if line.reason and line.words
    )
    return kept, dropped


def _cut(text: str, rules: Sequence[Rule]) -> list[_Line]:
    """Return the line in pieces, of which those that a rule finds inside it go."""
    pieces = [_Line(text)]
    words = compose(text)
    plain = bare(words)
    fitting = [rule for rule in rules if rule.may_fit(plain)]
    first = next((at for at, rule in enumerate(fitting) if rule.pattern.search(words)), len(fitting))
    for rule in fitting[first:]:
        pieces = [
            part for piece in pieces for part in ([piece] if piece.reason else _cut_by(piece.text, rule))
        ]
    return pieces


def _cut_by(text: str, rule: Rule) -> list[_Line]:
    pieces: list[_Line] = []
    start = 0
    for match in rule.pattern.finditer(compose(text)):
        begin, end = typed_offset(text, match.start()), typed_offset(text, match.end())
        if begin == end:
            continue
        if text[start:begin].strip():
            pieces.append(_Line(text[start:begin].rstrip()))
        pieces.append(_Line(text[begin:end], rule.reason))
        start = end
    if not pieces:
        return [_Line(text)]
    if text[start:].strip():
        pieces.append(_Line(text[start:].lstrip()))
    return pieces


def _judged(line: _Line, language: str) -> _Line:
    words = _without_bullet(line.words)
    if line.reason or not words or len(words) > _LINE_LENGTH:
        return line
    return replace(line, reason=_reason(words, language))


@lru_cache(maxsize=4096)
def _reason(words: str, language: str) -> str:
    """Return why a line with these words goes, or nothing; the same bars stand on every page of a site."""
    rules = page_rules(language)
    words = compose(words)
    rule = _fitting(words, rules.lines) if rules else None
    return rule.reason if rule else ""


def _fitting(words: str, rules: Sequence[Rule]) -> Rule | None:
    """Return the first rule that the whole line fits."""
    plain = bare(words)
    return next((rule for rule in rules if rule.may_fit(plain) and rule.pattern.fullmatch(words)), None)


def _without_bars(lines: Sequence[_Line]) -> list[_Line]:
    """Let go what else stands in a bulleted bar of which at least half is furniture."""
    judged = list(lines)
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and _BULLET.match(lines[end].words):
            end += 1
        bar = lines[start:end]
        if len(bar) > 1 and 2 * sum(bool(line.reason) for line in bar) >= len(bar):
            judged[start:end] = [
                line if line.reason or _is_prose(line) else replace(line, reason="nav") for line in bar
            ]
        start = max(end, start + 1)
    return judged


def _without_lists(lines: Sequence[_Line], rules: PageRules) -> list[_Line]:
    """Let go headings such as "read more" and, below the first prose, the titles of other articles under them."""
    judged = list(lines)
    prose = [at for at, line in enumerate(lines) if _is_prose(line)] or [len(lines)]
    at = 0
    while at < len(lines):
        heading = _heading(lines[at], rules)
        end = at + 1
        if heading is not None and at > prose[0]:
            end = _end_of_titles(lines, end, rules, in_tail=at > prose[-1])
        if heading is not None:
            judged[at:end] = [replace(line, reason=line.reason or heading.reason) for line in lines[at:end]]
        at = end
    return judged


def _heading(line: _Line, rules: PageRules) -> Rule | None:
    words = _without_bullet(compose(line.words))
    if not 0 < len(words) <= _TITLE_LENGTH:
        return None
    return _fitting(words, rules.headings)


def _end_of_titles(lines: Sequence[_Line], start: int, rules: PageRules, *, in_tail: bool) -> int:
    """Return where the titles end: at the end of the page, or inside the article after a few or an empty line."""
    end, titles = start, 0
    for at in range(start, len(lines)):
        line = lines[at]
        if not line.words and (in_tail or not titles):
            continue
        if not line.words or _is_prose(line) or compose(line.words).startswith(rules.keep):
            break
        if not in_tail and titles == _TITLES_INSIDE:
            break
        end, titles = at + 1, titles + 1
    return end


def _without_repeated_headline(lines: Sequence[_Line]) -> list[_Line]:
    """Let go a headline that stands a second time above the article, with or without the name of the site."""
    judged = list(lines)
    head = [at for at, line in enumerate(lines) if line.words and not line.reason][:_HEAD_LINES]
    seen: dict[str, int] = {}
    for at in head:
        words = lines[at].words
        if len(words) > _LINE_LENGTH:
            break
        headline = _without_site(words)
        first = seen.setdefault(headline, at)
        if first == at or first != head[0] or _is_prose(lines[at]):
            continue
        longer = first if words == headline != lines[first].words else at
        judged[longer] = replace(lines[longer], reason="nav")
        seen[headline] = first if longer == at else at
    return judged


def _without_site(words: str) -> str:
    match = _SITE_NAME.search(words)
    return words[: match.start()] if match and find_alias(words[match.end() :]) else words


def _without_bullet(words: str) -> str:
    bullet = _BULLET.match(words)
    return words[bullet.end() :] if bullet else words


def _is_prose(line: _Line) -> bool:
    words = line.words
    return not line.reason and (len(words) > _TITLE_LENGTH or _SENTENCE_END.search(words) is not None)
