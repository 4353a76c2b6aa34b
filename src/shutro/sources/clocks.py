"""The clocks of countries that keep one all over and all year."""

from collections.abc import Mapping
from datetime import timedelta

from shutro.sources.registry import outlet

# Minutes ahead of Greenwich, by ISO 3166-1 alpha-2.
_AHEAD: Mapping[str, int] = {
    "AE": 240,
    "BD": 360,
    "BT": 360,
    "CN": 480,
    "IN": 330,
    "JP": 540,
    "KR": 540,
    "LK": 330,
    "MM": 390,
    "NP": 345,
    "PK": 300,
    "QA": 180,
    "SA": 180,
    "SG": 480,
    "TR": 180,
}


def clock_of(source: str | None) -> timedelta | None:
    """Return how far an outlet's clock is ahead of Greenwich; None where its country is not listed."""
    declared = outlet(source) if source else None
    minutes = _AHEAD.get(declared.country) if declared else None
    return None if minutes is None else timedelta(minutes=minutes)
