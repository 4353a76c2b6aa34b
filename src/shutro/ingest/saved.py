"""Pages that browsers saved: whole ones in one file (MHTML), and the folders of pictures beside others."""

from collections.abc import Iterable
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

from shutro.ingest.addresses import clean_address
from shutro.ingest.limits import LARGEST, too_large
from shutro.model import Dropped, Page

ENDINGS = frozenset({".mhtml", ".mht"})
_PARTS = ("_files", "-Dateien", "_archivos", "_fichiers", ".files")  # what browsers add to the name of a page
_PAGES = frozenset({".html", ".htm"})


def page_of_mhtml(name: str, raw: bytes) -> Page | Dropped:
    """Return the page of a file that a browser saved in one piece, named by its address; or why there is none."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    found = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(found, bytes) or not found.strip():
        return Dropped(text=name, stage="ingest", reason="holds no page")
    if len(found) > LARGEST:
        return too_large(name, len(found))
    address = clean_address(
        _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    )
    return Page(
        digest=sha256(found).hexdigest(),
        raw=found,
        name=address or name,
        media="html",
        charset=part.get_content_charset(),
        fetched=_moment(_header(message, "Date")) if address else None,
    )


def is_part_of_page(folder: Path, names: Iterable[str]) -> bool:
    """Say whether a folder holds the pictures and frames of a page that was saved beside it; `names` stand there."""
    pages = {Path(name).stem for name in names if Path(name).suffix.lower() in _PAGES}
    return any(folder.name.removesuffix(ending) in pages for ending in _PARTS if folder.name.endswith(ending))


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        return str(message[name]) if message[name] else None
    except (ValueError, IndexError, TypeError):  # of headers that no mail program would write
        return None


def _moment(value: str | None) -> str | None:
    try:
        at = parsedate_to_datetime(value or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at.isoformat() if at.tzinfo is not None else None
