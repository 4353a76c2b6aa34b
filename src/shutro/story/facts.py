"""What each sentence tells, in whatever words: names, figures, days, acts and rare words that articles can share."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from shutro.languages import available
from shutro.languages.inflection import stems
from shutro.languages.synonyms import synonyms
from shutro.languages.words import common_words
from shutro.link.names import sound_key
from shutro.model import Doc, Span
from shutro.text.numerals import to_ascii_digits
from shutro.text.tokens import tokenize

Facts = tuple[frozenset[str], ...]  # of the sentences of a doc, in order

# The sign before a fact tells its kind; words have none.
NAME, FIGURE, DAY, ACT, SOUND = "@#=!~"
_SHORTEST_SOUND = 3  # letters of a name that tells something when only its sound is compared


def find_facts(doc: Doc) -> Facts:
    """Return the facts of each sentence of the article."""
    starts = [sentence.start for sentence in doc.sentences]
    facts: list[set[str]] = [set() for _ in starts]

    def note(span: Span, fact: str) -> None:
        at = bisect_right(starts, span.start) - 1
        if at >= 0:
            facts[at].add(fact)

    for link in doc.links:
        note(link.span, NAME + link.entity)
    for time in doc.times:
        if time.kind == "DATE" and time.value[:1].isdigit():
            note(time.span, DAY + time.value.rstrip("~?%"))
    for quantity in doc.quantities:
        if quantity.low is not None:
            note(quantity.span, f"{FIGURE}{quantity.low:g}")
        elif quantity.high is not None:
            note(quantity.span, f"{FIGURE}{quantity.high:g}")
    for event in doc.events:
        if event.code != "OTHER":
            note(event.trigger, f"{ACT}{event.code}/{event.mode}")
    for span, word in _words(doc):
        note(span, word)
    return tuple(frozenset(found) for found in facts)


def find_sounds(doc: Doc, facts: Facts, code: str) -> Facts:
    """Return what another language can share of each sentence: figures, and words as `code` hears them.

    Of a language without a folder, words that begin with a capital; else all words, with their stems.
    """
    starts = [sentence.start for sentence in doc.sentences]
    sounds = [{fact for fact in found if fact[0] == FIGURE} for found in facts]
    known = doc.article.language in available()
    for token in tokenize(doc.text):
        if token.kind != "word" or not (known or token.text[:1].isupper()):
            continue
        words = [stem.text for stem in stems(token.text, code)] if known else [_plain(token.text)]
        at = max(0, bisect_right(starts, token.start) - 1)
        sounds[at].update(
            SOUND + sound for word in words if len(sound := sound_key(word, code)) >= _SHORTEST_SOUND
        )
    return tuple(frozenset(found) for found in sounds)


def _plain(word: str) -> str:
    """Return a word of an unknown language without what follows an apostrophe, and not in capitals only."""
    return word.partition("’")[0].partition("'")[0].capitalize()


def _words(doc: Doc) -> Iterator[tuple[Span, str]]:
    """Yield the stems of words that mean something and stand in no name, amount or time, and bare figures."""
    code = doc.article.language
    common, known = common_words(code), code in available()
    alike = synonyms(code)
    covered = _covered(doc)
    at = 0
    for token in tokenize(doc.text):
        while at < len(covered) and covered[at][1] <= token.start:
            at += 1
        if token.kind == "mark" or (at < len(covered) and covered[at][0] <= token.start):
            continue
        span = Span(token.start, token.end)
        if token.kind == "number":
            yield span, FIGURE + to_ascii_digits(token.text).replace(",", "").lstrip("0")
        elif token.text not in common:
            stem = stems(token.text, code)[-1].text if known else token.text.casefold()
            if stem not in common and len(stem) > 1:
                yield span, alike.get(token.text) or alike.get(stem, stem)


def _covered(doc: Doc) -> Sequence[tuple[int, int]]:
    """Return the places of names, amounts and times, in order and apart from one another."""
    spans = [mention.span for mention in doc.mentions if mention.kind != "MISC"]
    spans += [quantity.span for quantity in doc.quantities]
    spans += [time.span for time in doc.times]
    joined: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
