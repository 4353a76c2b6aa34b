"""Reading of the tables of a language folder: TOML, normalized as articles are, checked against a schema."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from shutro.errors import LanguageError
from shutro.text.normalize import compose, normalize

_HERE = Path(__file__).parent
T = TypeVar("T")


@cache
def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder."""
    return tuple(sorted(path.parent.name for path in _HERE.glob("*/language.toml")))


@cache
def read(code: str, name: str, shape: type[T]) -> T:
    """Return the table `<code>/<name>.toml` as a `shape`.

    Raises LanguageError where the folder or file is missing, or its data do not fit the shape.
    """
    path = _HERE / code / f"{name}.toml"
    if not path.is_file():
        raise LanguageError(
            f"no table {name!r} for language {code!r}; languages are {', '.join(available())}"
        )
    # Data is spelled as the words of articles are: a letter spelled in another way would silently never match.
    text = compose(normalize(path.read_text(encoding="utf-8")))
    try:
        return msgspec.convert(tomllib.loads(text), shape)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LanguageError(f"{code}/{name}.toml: {error}") from error


def lines(code: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the tab-separated list `<code>/<name>.tsv`; lines that begin with # are notes."""
    path = _HERE / code / f"{name}.tsv"
    if not path.is_file():
        raise LanguageError(f"no list {name!r} for language {code!r}")
    return _rows(path)


@cache
def _rows(path: Path) -> tuple[tuple[str, ...], ...]:
    text: Any = compose(normalize(path.read_text(encoding="utf-8")))
    return tuple(tuple(line.split("\t")) for line in text.split("\n") if line and not line.startswith("#"))


def written_lines(code: str, name: str) -> list[str]:
    """Return the lines of `<code>/<name>.tsv` as a program wrote them, without notes; none where there is no file."""
    path = _HERE / code / f"{name}.tsv"
    if not path.is_file():
        return []
    return [
        line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")
    ]
