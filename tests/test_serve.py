"""`shutro serve`: makes a missing library, says where it listens, names a taken port, ends at Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from click.testing import CliRunner

from shutro.cli import main

PATIENCE = 60.0


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def test_a_missing_library_is_made_and_ctrl_c_ends(tmp_path: Path) -> None:
    library, port = tmp_path / "shutro.db", free_port()
    arguments = [sys.executable, "-m", "shutro", "serve", "--library", str(library), "--port", str(port)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stderr is not None
        assert f"http://127.0.0.1:{port}/" in process.stderr.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as answer:
            assert "<main" in answer.read().decode()
        head = urllib.request.Request(f"http://127.0.0.1:{port}/settings", method="HEAD")
        with urllib.request.urlopen(head, timeout=PATIENCE) as answer:
            assert (answer.status, answer.read()) == (200, b"")
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
        assert process.wait(PATIENCE) == 0
    assert "Traceback" not in rest
    assert library.exists()


def test_a_taken_port_is_named_with_what_would_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        arguments = ["serve", "--library", str(tmp_path / "shutro.db"), "--port", port]
        result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert port in result.stderr
    assert "--port" in result.stderr


def test_a_file_that_is_no_library_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes", encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", "--library", str(path), "--port", str(free_port())])
    assert result.exit_code == 2
    assert "notes.txt" in result.stderr


def test_a_password_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "password"
    arguments = ["serve", "--set-password", "--password-file", str(path)]
    result = CliRunner().invoke(main, arguments, input="a long password\na long password\n")
    assert result.exit_code == 0, result.stderr
    assert path.read_text(encoding="utf-8").startswith("$argon2id$")
