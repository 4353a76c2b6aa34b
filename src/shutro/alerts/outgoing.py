"""How alerts leave the machine: where mail is handed over, and the desk's address for links."""

import os
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from shutro.errors import AlertError

_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """The settings of what is sent; an empty `host` means that no mail can be sent."""

    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    is_encrypted: bool = False  # from the first byte; else by STARTTLS where the server offers it
    sender: str = ""
    root: str = ""  # the address of the desk
    allows_private: bool = False  # webhooks within the own network


def outgoing_from_environment() -> Outgoing:
    """Return what SHUTRO_SMTP, SHUTRO_MAIL_FROM, SHUTRO_ADDRESS and SHUTRO_PRIVATE say.

    Raises AlertError where SHUTRO_SMTP is no address such as smtps://user:password@mail.example.org.
    """
    written = os.environ.get("SHUTRO_SMTP", "")
    plain = Outgoing(
        sender=os.environ.get("SHUTRO_MAIL_FROM", ""),
        root=os.environ.get("SHUTRO_ADDRESS", "").rstrip("/"),
        allows_private=os.environ.get("SHUTRO_PRIVATE", "") == "1",
    )
    if not written:
        return plain
    try:
        parts = urlsplit(written)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError) as error:
        raise AlertError(
            "SHUTRO_SMTP is no address of a mail server; write smtps://user:password@host"
        ) from error
    return Outgoing(
        host=parts.hostname or "",
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_encrypted=parts.scheme == "smtps",
        sender=plain.sender,
        root=plain.root,
        allows_private=plain.allows_private,
    )
