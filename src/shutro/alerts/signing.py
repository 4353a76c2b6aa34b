"""Signatures of what is sent to webhooks, by the Standard Webhooks specification 1.0.0."""

import base64
import hashlib
import hmac
from binascii import Error
from secrets import token_bytes

_PREFIX = "whsec_"
_VERSION = "v1"


def make_secret() -> str:
    """Return a new secret: 32 random bytes in base64 behind `whsec_`."""
    return _PREFIX + base64.b64encode(token_bytes(32)).decode("ascii")


def sign(secret: str, name: str, time: int, body: bytes) -> str:
    """Return the value of the header `webhook-signature` for a message sent at `time`, in seconds since 1970."""
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except Error as error:
        raise ValueError("the secret is not base64") from error
    digest = hmac.new(key, f"{name}.{time}.".encode() + body, hashlib.sha256).digest()
    return f"{_VERSION},{base64.b64encode(digest).decode('ascii')}"


def is_signed(secret: str, name: str, time: int, body: bytes, signature: str) -> bool:
    """Say whether one of the signatures in the header is the right one, in constant time."""
    right = sign(secret, name, time, body)
    return any(hmac.compare_digest(right, given) for given in signature.split(" "))
