"""A language is a folder of data; this package reads the folders and knows no word of any language."""

from shutro.languages.folder import available, read

__all__ = ["available", "read"]
