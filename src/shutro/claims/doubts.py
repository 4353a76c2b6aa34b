"""Informants who are told by a pronoun or by going on, where the article may mean another man."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from shutro.claims.informants import medium
from shutro.claims.informantwords import is_open
from shutro.model import Claim, Doc, Quote, Span


class Doubts:
    """What the names and quotes of one article show of whom its pronouns mean."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._entities: Mapping[Span, str] = {link.span: link.entity for link in doc.links}
        self._pronouns = {found.span for found in doc.references if found.role is None}
        self._quotes: dict[Span, list[Quote]] = {}
        for quote in doc.quotes:
            if quote.via:
                self._quotes.setdefault(quote.via[-1], []).append(quote)
        self._ends = {link.span.end: link.span for link in doc.links}
        people = [mention.span for mention in doc.mentions if mention.kind == "PER"]
        people += [found.span for found in doc.references if found.role is not None]
        self._people = sorted(_outside(people, [quote.span for quote in doc.quotes]), key=_end)

    def doubt(self, claim: Claim) -> Claim:
        """Return the claim, with the words for its informant instead of his name where he may be another.

        Who is told as the source of a medium («পিটিআই সূত্রে») is that medium.
        """
        if claim.teller is None:
            return claim
        name = self._ends.get(claim.teller.start - 1)
        if name is not None and self._is_of_medium(claim.teller, name):
            return replace(claim, via=(self._entities[name],), teller=name)
        if not self._is_doubtful(claim, claim.teller):
            return claim
        return replace(claim, via=(*claim.via[:-1], claim.teller.of(self._doc.text)))

    def _is_of_medium(self, teller: Span, name: Span) -> bool:
        is_source = is_open(teller.of(self._doc.text), self._doc.article.language)
        return is_source and medium(name.of(self._doc.text)) is not None

    def _is_doubtful(self, claim: Claim, teller: Span) -> bool:
        """Say whether somebody else was named last, or whether the name is one of the words that are quoted."""
        told = self._quotes.get(teller, ())
        quote = next((one for one in told if one.span.meets(claim.sentence)), None)
        if quote is None or teller not in self._entities:
            return False
        if quote.kind == "direct" and teller.within(quote.span):
            return True
        start = self._from(quote, teller)
        if start is None:
            return False
        last = bisect_right(self._people, start, key=_end) - 1
        return last >= 0 and self._entities.get(self._people[last]) != claim.via[-1]

    def _from(self, quote: Quote, teller: Span) -> int | None:
        """Return the place before which the informant was named; None where the quote's own sentence names him."""
        if teller in self._pronouns:
            return teller.start
        begin = min(quote.span.start, quote.cue.start if quote.cue else quote.span.start)
        at = bisect_right(self._doc.sentences, begin, key=_start) - 1
        start = self._doc.sentences[at].start if at >= 0 else 0
        return start if teller.end <= start else None


def _outside(spans: Sequence[Span], quoted: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans that lie in none of the quoted ones."""
    marks = sorted([(one.start, 0, one.end) for one in quoted] + [(one.start, 1, one.end) for one in spans])
    reach = 0
    for start, kind, end in marks:
        if kind == 0:
            reach = max(reach, end)
        elif end > reach:
            yield Span(start, end)


def _start(span: Span) -> int:
    return span.start


def _end(span: Span) -> int:
    return span.end
