"""Loops that numba compiles, and where it keeps what it compiled."""

from hashlib import blake2b
from pathlib import Path
from typing import Any

import numba
import numpy as np

# What was compiled is kept under the digest of the sources: numba itself does not notice that one of them changed.
_NAMES = ("compiling", "kernels", "lists", "tying", "groupings", "likeness", "linkage", "weights")
_HERE = Path(__file__).parent
_SOURCES = b"".join((_HERE / f"{name}.py").read_bytes() for name in _NAMES)
vars(numba.config)["CACHE_DIR"] = str(_HERE / "__pycache__" / blake2b(_SOURCES, digest_size=8).hexdigest())
compiled = numba.njit(cache=True)
Array = np.ndarray[Any, np.dtype[Any]]


def grown(array: Array, size: int) -> Array:
    """Return the array with room for `size` entries."""
    larger = np.zeros((max(size, len(array)), *array.shape[1:]), array.dtype)
    larger[: len(array)] = array
    return larger
