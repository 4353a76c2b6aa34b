"""The password of a desk that others can reach: only its hash is kept."""

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from shutro.errors import PasswordError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 10


def hash_password(password: str) -> str:
    """Return the hash of a password; raise PasswordError for one that is too short."""
    if len(password) < SHORTEST:
        raise PasswordError(f"the password is too short; take at least {SHORTEST} characters")
    return _hasher().hash(password)


def is_password(kept: str, password: str) -> bool:
    """Return whether this is the password of the hash."""
    wrong = import_module("argon2.exceptions")
    try:
        return _hasher().verify(kept, password)
    except (wrong.VerificationError, wrong.InvalidHashError):
        return False


def keep_password(path: Path, password: str) -> None:
    """Write the hash of a password into a file that only its owner may read."""
    made = hash_password(password)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(made + "\n", encoding="utf-8")


def kept_password(path: Path) -> str:
    """Return the hash that a file holds, empty where there is no file."""
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


@cache
def _hasher() -> "PasswordHasher":
    # Most desks have no password: only one that does pays for loading this.
    hasher: PasswordHasher = import_module("argon2").PasswordHasher()
    return hasher
