"""The example in the README runs and says what the README says."""

import contextlib
import io
from pathlib import Path

import regex

README = Path(__file__).parent.parent / "README.md"


def test_the_ten_lines_run() -> None:
    block = regex.search(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), regex.DOTALL)
    assert block is not None
    code = block.group(1)
    assert len(code.strip().splitlines()) <= 12
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "README.md", "exec"), {})
    assert "=" in out.getvalue() and "origin" in out.getvalue()
