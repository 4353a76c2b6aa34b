"""Work on shards that goes wrong; imported by workers, so that it imports little."""

import os
import signal
from pathlib import Path


def double(number: int) -> int:
    """Return twice the number; 3 is an error, 7 ends the process."""
    if number == 3:
        raise ValueError("three")
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def die_once(mark: Path) -> str:
    """End the process when it is called for the first time."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"
