"""`python -m shutro.evaluate.modes`: the note that maps every mode of an event to its code, with its triggers."""

from collections import defaultdict
from pathlib import Path

from shutro.annotate.triggerwords import rows, table
from shutro.languages.schema.events import TriggerRow

_CODE = "bn"
_NOTE = Path(__file__).parents[3] / "docs" / "modes.md"
_COLUMNS = "| mode | meaning | triggers | example | who takes part |"
_SHOWN = 3  # triggers of a mode
_HEAD = """# Modes of events

Written by `python -m shutro.evaluate.modes` from `languages/bn/triggers.tsv`; a test holds it current. An event has a
code, a root of PLOVER or OTHER, and a mode, which says in a word what happened. {modes} modes, {rows} rows,
{words} trigger words and phrases, {verbs} verbs that are triggers by themselves. One mode stands under one code.

*Who takes part* names the roles that the frames of the mode fill: agent (who acts), patient (to whom it is done),
partner (with whom), place. Casualties (marked †) get the code of the attack where an attack was told last.
"""


def main() -> None:
    """Write the note."""
    _NOTE.write_text(modes_note(_CODE), encoding="utf-8")


def modes_note(code: str) -> str:
    """Return the note of a language's modes, by code in the order of the table."""
    by_code: defaultdict[str, defaultdict[str, list[TriggerRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows(code):
        by_code[row.code][row.mode].append(row)
    parts = [_head(code)]
    for root in sorted(by_code):
        parts.append(
            f"\n## {root}\n\n| mode | meaning | triggers | example | who takes part |\n|---|---|---|---|---|\n"
        )
        parts += [_line(mode, found, code) for mode, found in sorted(by_code[root].items())]
    return "".join(parts)


def _head(code: str) -> str:
    found = rows(code)
    words = {phrase for row in found for phrase in row.words}
    verbs = {verb for row in found if not row.words for verb in row.before}
    modes = {row.mode for row in found}
    return _HEAD.format(modes=len(modes), rows=len(found), words=len(words), verbs=len(verbs))


def _line(mode: str, found: list[TriggerRow], code: str) -> str:
    triggers = list(dict.fromkeys(word for row in found for word in row.words or row.before))[:_SHOWN]
    roles = {role for row in found for role in table(code).frames[row.frame].values()}
    part = ", ".join(role for role in ("agent", "patient", "partner", "place") if role in roles) or "–"
    example = found[0].example.replace("[", "**").replace("]", "**")
    mark = " †" if any(row.casualty for row in found) else ""
    return f"| {mode}{mark} | {mode.replace('-', ' ')} | {', '.join(triggers)} | {example} | {part} |\n"


if __name__ == "__main__":
    main()
