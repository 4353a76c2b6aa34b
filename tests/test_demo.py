"""The demo runs out of the box: a story in the terminal, all of them on a page, a clear word about the port."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shutro.cli import main


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """Run the demo while its port is taken."""
    out = tmp_path_factory.mktemp("demo")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["demo", "--out", str(out), "--port", port])
    return result, out


def test_one_story_is_told_in_the_terminal_and_the_others_are_listed(run: tuple[Result, Path]) -> None:
    result, _ = run
    assert "সূত্র-তালিকা" in result.stdout
    assert "অন্য কাহিনি" in result.stdout


def test_the_page_holds_all_stories(run: tuple[Result, Path]) -> None:
    page = (run[1] / "story.html").read_text(encoding="utf-8")
    assert page.count('<article class="story"') >= 6


def test_a_port_in_use_is_named_with_what_would_do(run: tuple[Result, Path]) -> None:
    result, _ = run
    assert result.exit_code == 2
    assert "cannot be used" in result.stderr
    assert "--port" in result.stderr
