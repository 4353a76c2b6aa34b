"""Letters by e-mail: SMTP, encrypted where the server can."""

import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from shutro.alerts.outgoing import Outgoing
from shutro.errors import AlertError
from shutro.publish.letter import Letter

_PATIENCE = 20  # seconds


def send_mail(letter: Letter, to: Sequence[str], outgoing: Outgoing) -> None:
    """Hand a letter to the mail server; raise AlertError where it does not take it.

    A letter that is sent again has the id that it had, so that readers' programs show it once.
    """
    if not outgoing.host or not outgoing.sender:
        raise AlertError("no mail server is named: set SHUTRO_SMTP and SHUTRO_MAIL_FROM")
    try:
        with _connect(outgoing) as server:
            if outgoing.user:
                server.login(outgoing.user, outgoing.password)
            server.send_message(_message(letter, to, outgoing))
    except (OSError, smtplib.SMTPException) as error:
        raise AlertError(f"{outgoing.host} did not take the mail: {error}") from error


def _connect(outgoing: Outgoing) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if outgoing.is_encrypted:
        return smtplib.SMTP_SSL(outgoing.host, outgoing.port, timeout=_PATIENCE, context=context)
    server = smtplib.SMTP(outgoing.host, outgoing.port, timeout=_PATIENCE)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
        server.ehlo()
    elif outgoing.user:
        server.close()
        raise AlertError(f"{outgoing.host} offers no encryption: no password is sent to it in the clear")
    return server


def _message(letter: Letter, to: Sequence[str], outgoing: Outgoing) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = letter.subject
    message["From"] = outgoing.sender
    message["To"] = ", ".join(to)
    message["Date"] = formatdate(localtime=True)
    domain = make_msgid(domain=outgoing.sender.rpartition("@")[2].strip("> ") or None).rpartition("@")[2]
    message["Message-ID"] = f"<{letter.key}@{domain}"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message
