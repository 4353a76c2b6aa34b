"""Invented outlets that are served on this machine: a dozen kinds of pages, feeds and sitemaps, and what goes wrong."""

from outlets.houses import HOUSES, House
from outlets.newsroom import Newsroom, Served
from outlets.writing import Written, rewrite, write

__all__ = ["HOUSES", "House", "Newsroom", "Served", "Written", "rewrite", "write"]
