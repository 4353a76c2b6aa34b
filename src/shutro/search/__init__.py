"""Searching: words without their endings, in any script of digits, and where they stand in a text."""
