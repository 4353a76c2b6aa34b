"""What was sent to the desk at a time, and what became of each page of it."""

from collections import OrderedDict
from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock
from typing import TYPE_CHECKING

from starlette.requests import Request

from shutro.model import Dropped

if TYPE_CHECKING:  # who only reads pages needs nothing that makes articles
    from shutro.store.arrivals import Arrival

_MOST = 100


@dataclass(frozen=True, slots=True)
class Batch:
    """The articles that came, and the pages that held none."""

    arrivals: tuple["Arrival", ...]
    refused: tuple[Dropped, ...]


class Batches:
    """Keeps the last batches until the desk ends; the articles themselves are in the library."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[str, Batch] = OrderedDict()

    def keep(self, batch: Batch) -> str:
        """Return the name under which the batch can be had again."""
        name = token_urlsafe(9)
        with self._lock:
            self._kept[name] = batch
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return name

    def get(self, name: str) -> Batch | None:
        """Return the batch of this name, as long as it is kept."""
        return self._kept.get(name)


def batches_of(request: Request) -> Batches:
    """Return the batches of the desk that is asked."""
    batches: Batches = request.app.state.batches
    return batches
