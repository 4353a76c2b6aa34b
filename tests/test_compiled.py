"""Templates are compiled once, and made anew where they are others."""

from pathlib import Path

import pytest
from jinja2 import Environment

from shutro.publish.templating import environment


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "shutro" / "templates"


def written(folder: Path, source: str) -> Environment:
    """Return what renders a template of this source."""
    folder.mkdir(exist_ok=True)
    (folder / "page.j2").write_text(source, encoding="utf-8")
    return environment((folder,))


def drawn(made: Environment) -> str:
    return made.get_template("page.j2").render()


def test_a_template_is_kept_and_needs_no_compiling_again(tmp_path: Path, kept: Path) -> None:
    assert drawn(written(tmp_path / "pages", "{{ 1 + 1 }} reports")) == "2 reports"
    (file,) = kept.iterdir()
    before = file.stat().st_mtime_ns
    assert drawn(environment((tmp_path / "pages",))) == "2 reports"
    assert file.stat().st_mtime_ns == before


def test_a_template_that_changed_is_compiled_anew(tmp_path: Path, kept: Path) -> None:
    drawn(written(tmp_path / "pages", "one"))
    assert drawn(written(tmp_path / "pages", "two")) == "two"
    assert len(list(kept.iterdir())) == 1


def test_what_is_damaged_is_compiled_anew(tmp_path: Path, kept: Path) -> None:
    made = written(tmp_path / "pages", "whole")
    drawn(made)
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:-9])
    assert drawn(environment((tmp_path / "pages",))) == "whole"


def test_pages_are_made_where_nothing_can_be_kept(tmp_path: Path, kept: Path) -> None:
    kept.parent.parent.write_text("a file in place of the folder", encoding="utf-8")
    assert drawn(written(tmp_path / "pages", "{{ '<' }}")) == "&lt;"
