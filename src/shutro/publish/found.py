"""What was found in one article, in words: who speaks through whom, who does what, on whose word it rests."""

from shutro.model import Credit, Doc, Event, Quote, Span
from shutro.publish.naming import Naming
from shutro.publish.wording import Wording


class Found:
    """Puts the layers of one doc into words, the same for page and terminal."""

    def __init__(self, doc: Doc, naming: Naming, wording: Wording) -> None:
        self._doc = doc
        self._naming = naming
        self._wording = wording
        self._links = {link.span: link for link in doc.links}

    def name(self, span: Span) -> str | None:
        """Return the name of the one that a mention stands for, or None where it stands for nobody known."""
        link = self._links.get(span)
        return self._naming.name(link.entity) if link else None

    def who(self, span: Span) -> str:
        """Return who acts or speaks: the name of the one that the words act for, or the words themselves."""
        link = self._links.get(span)
        return self._naming.name(link.acts_for or link.entity) if link else self.words(span)

    def words(self, span: Span) -> str:
        """Return the words of a span on one line."""
        return " ".join(span.of(self._doc.text).split())

    def credit(self, credit: Credit) -> str:
        """Return the name of what is credited."""
        return self._naming.name(credit.source) if credit.source else credit.name

    def chain(self, quote: Quote) -> str:
        """Return who is quoted, behind those through whom the words came."""
        speaker = self.who(quote.speaker) if quote.speaker else self._wording.phrase("speaker_unknown")
        return " → ".join([*(self.who(part) for part in quote.via[:-1]), speaker])

    def parties(self, event: Event) -> str:
        """Return who acts on whom, with place, time and how sure it is."""
        who = ", ".join(dict.fromkeys(self.who(part) for part in event.agents))
        whom = ", ".join(dict.fromkeys(self.who(part) for part in (*event.patients, *event.partners)))
        circumstances = [self.words(span) for span in (event.place, event.time) if span]
        if event.modality != "asserted":
            circumstances.append(self._wording.words.modalities[event.modality])
        if event.polarity == "-":
            circumstances.append(self._wording.phrase("denied"))
        parties = " → ".join(part for part in (who, whom) if part)
        return " ".join(
            part for part in (parties, f"({'; '.join(circumstances)})" if circumstances else "") if part
        )
