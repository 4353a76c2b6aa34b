"""Shutro reads many news reports of the same happening and gives back one cited story."""

__version__ = "0.1.0"
