"""Units in which one amount is written in several ways, and what they come to in the first of them."""

from collections.abc import Mapping

NEAR = 0.015  # share by which two measures of one thing may differ: 2.18 km and 2,200 m

# Unit to the one it is compared in, and how much of that it is.
_IN: Mapping[str, tuple[str, float]] = {
    "mile": ("km", 1.609344),
    "nmi": ("km", 1.852),
    "m": ("km", 1e-3),
    "cm": ("km", 1e-5),
    "mm": ("km", 1e-6),
    "ft": ("km", 3.048e-4),
    "in": ("km", 2.54e-5),
    "yard": ("km", 9.144e-4),
    "acre": ("ha", 0.404686),
    "bigha": ("ha", 0.133783),
    "katha": ("ha", 0.00668902),
    "decimal": ("ha", 0.00404686),
    "m2": ("ha", 1e-4),
    "ft2": ("ha", 9.2903e-6),
    "km2": ("ha", 100.0),
    "mi2": ("ha", 258.999),
    "t": ("kg", 1000.0),
    "kt": ("kg", 1e6),
    "quintal": ("kg", 100.0),
    "maund": ("kg", 37.3242),
    "g": ("kg", 1e-3),
    "mg": ("kg", 1e-6),
    "bhori": ("kg", 0.0116638),
    "tola": ("kg", 0.0116638),
    "ml": ("l", 1e-3),
    "kW": ("MW", 1e-3),
    "W": ("MW", 1e-6),
    "MB": ("GB", 1e-3),
    "second": ("hour", 1 / 3600),
    "minute": ("hour", 1 / 60),
    "day": ("hour", 24.0),
    "week": ("hour", 168.0),
    "BDT/100": ("BDT", 0.01),
}


def measured(unit: str, amount: float) -> tuple[str, float]:
    """Return the unit in which amounts of this kind are compared, and the amount in it."""
    into, factor = _IN.get(unit, (unit, 1.0))
    return into, amount * factor


def is_near(one: float, other: float) -> bool:
    """Say whether two amounts of one unit are the same but for rounding."""
    return abs(one - other) <= NEAR * max(abs(one), abs(other))
