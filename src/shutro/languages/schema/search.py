"""The shape of `search.toml`."""

from dataclasses import dataclass
from typing import Literal

FieldName = Literal["who", "where", "when", "outlet", "agency"]


@dataclass(frozen=True, slots=True)
class SearchTable:
    """The words that ask for a field of the search, before a colon."""

    fields: dict[str, FieldName]
    examples: dict[str, FieldName]  # whole queries to the field that they ask for
