"""First person: sentences in which a speaker tells of himself, as no reporter does."""

from shutro.annotate.reading import Reading, Report
from shutro.annotate.verbs import is_of_speaker, negations
from shutro.model import Span


def has_first_person(reading: Reading, span: Span) -> bool:
    """Say whether a pronoun of the first person stands in a sentence."""
    first, end = reading.tokens_of(span)
    return any(token.text in reading.table.first_words for token in reading.tokens[first:end])


def tells_of_himself(reading: Reading, span: Span) -> bool:
    """Say whether a sentence is in the first person by its pronouns or by the verb that ends it."""
    if has_first_person(reading, span):
        return True
    first, end = reading.tokens_of(span)
    behind = negations(reading.code)
    while end > first and (reading.tokens[end - 1].kind == "mark" or reading.tokens[end - 1].text in behind):
        end -= 1
    return end > first and is_of_speaker(reading.tokens[end - 1].text, reading.code)


def is_of_person(reading: Reading, last: Report) -> bool:
    """Say whether no body is the speaker of a report: a paper tells of its own reporters in the first person."""
    if last.speaker is None:
        return False
    return all(c.kind != "ORG" for c in reading.voices.between(*reading.tokens_of(last.speaker)))
