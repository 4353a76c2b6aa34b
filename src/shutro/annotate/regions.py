"""Which of the two Bengals an article comes from, by its outlet or by the places that it names."""

from collections.abc import Mapping
from itertools import islice

from shutro.annotate.calendars import Region
from shutro.languages.inflection import stems
from shutro.model import Doc
from shutro.sources.registry import outlet
from shutro.text.tokens import tokenize

_LEAD = 300  # tokens in which places are looked for
_COUNTRIES: Mapping[str, Region] = {"BD": "bd", "IN": "in"}


def region_of(doc: Doc, places: Mapping[str, Region]) -> Region:
    """Return the region of an article's outlet, else of its dateline, else of most of the places in its lead."""
    source = outlet(doc.article.outlet) if doc.article.outlet else None
    if source is not None and source.country in _COUNTRIES:
        return _COUNTRIES[source.country]
    dateline = doc.article.dateline
    named = _named(doc, places, dateline.of(doc.text)) if dateline else []
    named = named or _named(doc, places, doc.text)
    return "in" if named.count("in") > named.count("bd") else "bd"


def _named(doc: Doc, places: Mapping[str, Region], text: str) -> list[Region]:
    words = islice(tokenize(text), _LEAD)
    found = (stems(token.text, doc.article.language) for token in words if token.kind == "word")
    return [places[stem.text] for candidates in found for stem in candidates[:4] if stem.text in places]
