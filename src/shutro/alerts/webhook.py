"""Letters to webhooks: JSON, signed so that the receiver knows who sent it."""

import asyncio
import time
from collections.abc import Sequence

import msgspec

from shutro.alerts.outgoing import Outgoing
from shutro.alerts.signing import sign
from shutro.errors import AlertError, FetchError
from shutro.fetch.client import Answer, Client, Limits
from shutro.fetch.guard import Guard
from shutro.publish.alert import Alert
from shutro.publish.schema import SCHEMA

_LIMITS = Limits(largest=64 * 1024, seconds=20.0)


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """What a webhook is sent: `id` is the same when it is sent again."""

    schema: int = SCHEMA
    id: str
    watch: str
    alerts: tuple[Alert, ...]


def send_webhook(
    address: str, secret: str, key: str, watch: str, alerts: Sequence[Alert], outgoing: Outgoing
) -> None:
    """Post alerts to an address; raise AlertError where it does not take them.

    A redirect is not followed, and an address of the own network only asked where that is allowed.
    """
    name = f"msg_{key}"
    body = msgspec.json.encode(Payload(id=name, watch=watch, alerts=tuple(alerts)))
    now = int(time.time())
    headers = {
        "Content-Type": "application/json",
        "webhook-id": name,
        "webhook-timestamp": str(now),
        "webhook-signature": sign(secret, name, now, body),
    }
    try:
        answer = asyncio.run(_post(address, headers, body, outgoing))
    except FetchError as error:
        raise AlertError(str(error)) from error
    if not 200 <= answer.status < 300:
        raise AlertError(f"{address}: answered {answer.status}")


async def _post(address: str, headers: dict[str, str], body: bytes, outgoing: Outgoing) -> Answer:
    guard = Guard(private=outgoing.allows_private, ports=None if outgoing.allows_private else Guard().ports)
    async with Client(guard, _LIMITS) as client:
        return await client.ask(address, headers, body=body)
