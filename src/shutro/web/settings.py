"""What the desk is started with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from starlette.requests import HTTPConnection

LOCAL = "127.0.0.1"
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The library, where the desk listens, and how it is kept safe."""

    library: Path
    host: str = LOCAL
    port: int = 8000
    names: tuple[str, ...] = ()  # further names under which browsers may ask for the desk
    user: str = ""  # who reads, unless a browser says otherwise
    password: str = ""  # argon2 hash; empty where nobody is asked for one
    secret: str = field(default_factory=lambda: token_hex(32), repr=False)  # signs cookies and forms
    largest: int = 32 * MEBIBYTE  # of what one request may send
    changes: int = 120  # that one address may make in a minute
    asks: int = 12  # addresses that one address may have fetched in a minute
    private: bool = False  # whether addresses of this machine and its network may be fetched
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


def settings_of(request: HTTPConnection) -> Settings:
    """Return the settings of the desk that is asked."""
    settings: Settings = request.app.state.settings
    return settings
