"""`python -m shutro.evaluate`: the accuracy floors as a table; status 1 where a figure is below its floor."""

import sys

from rich.console import Console
from rich.table import Table

from shutro.evaluate.floors import (
    Figure,
    corpus_figures,
    example_figures,
    read_floors,
    shared_figures,
    story_figures,
)


def main() -> int:
    """Print every figure beside its floor and return how the program should end."""
    figures = [*example_figures(), *story_figures(), *corpus_figures(), *shared_figures()]
    floors = read_floors()
    table = Table(title="Accuracy", title_justify="left")
    for column, justify in (
        ("measured on", "left"),
        ("figure", "left"),
        ("value", "right"),
        ("floor", "right"),
    ):
        table.add_column(column, justify=justify)  # type: ignore[arg-type]
    below = 0
    for figure in figures:
        floor = floors.get(figure.where, {}).get(figure.name)
        is_below = floor is not None and figure.is_worse_than(floor)
        below += is_below
        row = [figure.where, figure.name, f"{figure.value:.4g}", "" if floor is None else f"{floor:g}"]
        table.add_row(*row, style="bold red" if is_below else None)
    console = Console()
    console.print(table)
    missing = _missing(figures, floors)
    for name in missing:
        console.print(f"no figure for the floor {name}", style="bold red")
    console.print(f"{below} below their floor" if below else "every figure stands at or above its floor")
    return 1 if below or missing else 0


def _missing(figures: list[Figure], floors: dict[str, dict[str, float]]) -> list[str]:
    """Return the floors of measured sets for which there is no figure: a floor that nothing reaches guards nothing."""
    measured = {figure.where for figure in figures}
    known = {(figure.where, figure.name) for figure in figures}
    return [
        f"{where}: {name}"
        for where, names in floors.items()
        if where in measured
        for name in names
        if (where, name) not in known
    ]


if __name__ == "__main__":
    sys.exit(main())
