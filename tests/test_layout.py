"""The rooms of the house: imports point one way, modules and functions stay small."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "shutro"
LAYERS = (
    {"errors", "model", "config"},
    {"text"},
    {"decisions"},
    {"languages"},
    {"sources"},
    {"ingest", "annotate"},
    {"fetch"},
    {"link"},
    {"story"},
    {"claims"},
    {"publish"},
    {"search"},
    {"store"},
    {"pipeline"},
    {"regrouping"},
    {"api", "updating"},
    {"alerts"},
    {"stream"},
    {"scale"},
    {"examples"},
    {"evaluate"},
    {"cli", "web", "__main__", "__init__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def room(path: Path) -> str:
    part = path.relative_to(SOURCE).parts[0]
    return part.removesuffix(".py")


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {name for name in names if name.startswith("shutro.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_imports_only_from_layers_to_its_left(path: Path) -> None:
    here = RANK[room(path)]
    wrong = {name for name in imported(path) if RANK[name.split(".")[1]] > here}
    assert not wrong


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_module_and_its_functions_are_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    long = [
        node.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert source.count("\n") <= 400
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_engine_knows_no_language(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    words = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    ]
    bengali = [
        word for word in words if any("\u0995" <= letter <= "\u09b9" for letter in word) and len(word) > 2
    ]
    if path.name not in {"normalize.py", "__init__.py"}:
        assert not bengali
