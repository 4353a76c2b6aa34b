"""Stories in few bytes: in columns, what stands in them more than once only once, sentences of articles not at all."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

import msgspec

from shutro.model import Claim, Finding, Story
from shutro.store.records import pack_columns, unpack_columns

_CITED = (
    "\x1a"  # begins what stands in the place of a sentence: of which value and claim of the finding it is
)
Texts = Mapping[str, str]  # by article


def pack_story(story: Story, texts: Texts) -> bytes:
    """Return a story with all that it tells, packed; sentences of these texts can be read beside them only."""
    findings = tuple(_cited(finding, texts) for finding in story.findings)
    return pack_columns([replace(story, findings=findings)], Story)


def unpack_story(record: bytes, read_texts: Callable[[Collection[str]], Texts]) -> Story:
    """Return the story that was packed, with its sentences; raises DecodeError where the bytes are none."""
    story = unpack_bare(record)
    cited = [(finding, claim) for finding in story.findings if (claim := _claim_of(finding))]
    texts = read_texts({claim.article for _, claim in cited}) if cited else {}
    for finding, claim in cited:
        object.__setattr__(finding, "text", _sentence(claim, texts))  # nobody else has seen it yet
    return story


def unpack_bare(record: bytes) -> Story:
    """Return the story that was packed, with marks in the place of its findings' sentences, to be packed again.

    Raises DecodeError where the bytes are none.
    """
    found = unpack_columns(record, Story)
    if len(found) != 1:
        raise msgspec.DecodeError(f"{len(found)} stories")
    return found[0]


def _cited(finding: Finding, texts: Texts) -> Finding:
    """Return a finding with a mark in the place of its text, where that is the sentence of one of its claims."""
    for place, value in enumerate(finding.values):
        for number, claim in enumerate(value.claims):
            if finding.text and _sentence(claim, texts) == finding.text:
                return replace(finding, text=f"{_CITED}{place} {number}")
    return finding


def _claim_of(finding: Finding) -> Claim | None:
    """Return the claim whose sentence is the text of a finding; None where the text stands in it."""
    if not finding.text.startswith(_CITED):
        return None
    try:
        place, number = map(int, finding.text[len(_CITED) :].split())
        return finding.values[place].claims[number]
    except (ValueError, LookupError) as error:
        raise msgspec.DecodeError(f"finding {finding.id} has no such claim: {error}") from error


def _sentence(claim: Claim, texts: Texts) -> str:
    return claim.sentence.of(texts.get(claim.article, ""))
