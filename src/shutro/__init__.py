"""Shutro reads many news reports of the same happening and gives back one cited story."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shutro.api import read as read
    from shutro.api import stories as stories

__version__ = "0.1.0"
__all__ = ["read", "stories"]


def __getattr__(name: str) -> Any:
    """Return `read` or `stories`; the stages behind them are imported when one is first asked for."""
    if name in __all__:
        return getattr(import_module("shutro.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
