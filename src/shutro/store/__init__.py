"""The library: one SQLite file with pages, articles and decisions, and the layers derived from them."""
