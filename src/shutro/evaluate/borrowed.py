"""Packages that Shutro is measured beside, and does not need."""

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from shutro.errors import ShutroError
from shutro.evaluate.scores import Compared
from shutro.publish.schema import DocOut

Reading = Callable[[Compared], DocOut]
"""What a tool finds in the text that Shutro put out, in one layer; the other layers stay Shutro's."""


def borrow(module: str) -> Any:
    """Return a module of another package; raises ShutroError where that is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ShutroError(f"not installed: {error}") from error


def with_version(package: str) -> str:
    """Return the name of a package with the version that is installed, if any is."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package
