"""What work takes: time of the processor, and memory."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured(Generic[R]):
    """What work returned, its seconds of the processor, and the most memory that its process ever had, in MB."""

    result: R
    seconds: float
    peak: float


@dataclass(frozen=True, slots=True)
class Measuring(Generic[T, R]):
    """Work that is measured."""

    work: Callable[[T], R]

    def __call__(self, shard: T) -> Measured[R]:
        """Return what the work returns, measured."""
        start = time.process_time()
        result = self.work(shard)
        return Measured(result=result, seconds=time.process_time() - start, peak=peak_megabytes())


def peak_megabytes() -> float:
    """Return the most memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
