"""Offices: the body or state that each one named in an article speaks for."""

from collections.abc import Mapping, Sequence

from shutro.annotate.clauses import Sentence
from shutro.annotate.holders import identity
from shutro.annotate.participants import Participant
from shutro.annotate.triggerwords import table
from shutro.languages.inflection import stems
from shutro.model import Doc, Span
from shutro.text.normalize import compose

_TITLE = 5  # tokens of a title before a name
_PAUSES = frozenset(",;:।—–")


def find_offices(doc: Doc, sentences: Sequence[Sentence]) -> dict[Span, Span]:
    """Return the body or state that each one named in the doc speaks for."""
    found: dict[Span, Span] = {}
    by_name: dict[str, Span] = {}
    media = {credit.name for credit in doc.credits} | {credit.span.of(doc.text) for credit in doc.credits}
    chairs = _chairs(doc)
    for sentence in sentences:
        for part in sentence.participants:
            for span in part.spans:
                body = span if part.kind == "ORG" or part.is_state else part.body
                body = body or by_name.get(span.of(doc.text)) or _chaired(part, sentence, chairs)
                if body is not None and body.of(doc.text) not in media:
                    found[span] = by_name[span.of(doc.text)] = body
    for reference in doc.references:
        if reference.mention in found:
            found.setdefault(reference.span, found[reference.mention])
    return found


def only_speaks(body: str, code: str) -> bool:
    """Say whether a body, such as a party, tells rather of what others do than of its own acts."""
    words = compose(body).split()
    return bool(words) and any(stem.text in table(code).parties for stem in stems(words[-1], code))


def _chairs(doc: Doc) -> dict[str, Span]:
    """Return the only body of its kind that the article names, by the words for those who lead such bodies."""
    code = doc.article.language
    found: dict[str, Span] = {}
    for words, nouns in table(code).chairs:
        named: dict[str, Span] = {}
        for mention in doc.mentions:
            if mention.kind == "ORG" and not nouns.isdisjoint(mention.lemma.split()):
                named.setdefault(identity(mention.lemma, code), mention.span)
        if len(named) == 1:
            found.update(dict.fromkeys(words, next(iter(named.values()))))
    return found


def _chaired(part: Participant, sentence: Sentence, chairs: Mapping[str, Span]) -> Span | None:
    """Return the body that somebody leads by the words before his name: *Mayor Rahim*."""
    if not chairs or part.kind not in ("PER", "role"):
        return None
    for at in range(part.last, max(-1, part.first - _TITLE - 1), -1):
        word = sentence.tokens[at].text
        if word in chairs:
            return chairs[word]
        if at < part.first and word in _PAUSES:
            break
    return None
