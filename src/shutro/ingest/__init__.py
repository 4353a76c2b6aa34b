"""Files, pages and lines in; articles out."""
