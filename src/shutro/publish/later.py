"""Things that are dear to make, and of which a page shows only some."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Later(Sequence[T], Generic[T]):
    """A row of things, each made when it is first asked for; threads may share it, for a thing is always the same."""

    def __init__(self, count: int, make: Callable[[int], T]) -> None:
        self._make = make
        self._made: list[T | None] = [None] * count

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        places = range(len(self._made))[at]
        return self._thing(places) if isinstance(places, int) else [self._thing(place) for place in places]

    def _thing(self, place: int) -> T:
        made = self._made[place]
        if made is None:
            made = self._made[place] = self._make(place)
        return made
