"""The shape of `informants.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InformantExamples:
    """Words for an informant and whether they leave him open; sentences and the paper in them; heads, parts."""

    open: Mapping[str, bool]
    papers: Mapping[str, str]
    heads: Mapping[str, str]
    parts: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class InformantTable:
    """Who stands behind a statement: open words, papers that bear it themselves, heads and their bodies."""

    open: frozenset[str]
    media: frozenset[str]
    seen: tuple[str, ...]
    documents: frozenset[str]
    according: frozenset[str]
    written: frozenset[str]  # papers with an ending before one of `says`: এজাহারে বলা হয়
    says: frozenset[str]
    out_of: str  # before one of `known`: নথি থেকে জানা যায়
    known: frozenset[str]
    reach: int
    parts: frozenset[str]  # of a body: শাখা
    heads: Mapping[str, tuple[str, ...]]
    examples: InformantExamples
