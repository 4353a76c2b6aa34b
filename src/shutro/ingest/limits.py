"""How large a page may be."""

from shutro.model import Dropped

LARGEST = 16 * 1024 * 1024  # bytes of one page; an article is some kilobytes


def too_large(name: str, size: int) -> Dropped:
    """Return what is said of a page of so many bytes, of which no more than one too many may have been read."""
    least = f"{size / 1e6:.0f} MB" if size > LARGEST + 1 else "more"
    reason = f"is too large ({least}); an article has at most {LARGEST / 1e6:.0f} MB"
    return Dropped(text=name, stage="ingest", reason=reason)
