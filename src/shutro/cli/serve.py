"""`shutro serve`."""

import gc
import os
import socket
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Timer

import click
import uvicorn

from shutro.cli.net import private_option
from shutro.cli.options import library_option, user
from shutro.errors import PasswordError, ServeError
from shutro.web.app import make_app
from shutro.web.safety.password import hash_password, keep_password, kept_password
from shutro.web.settings import LOCAL, Settings

_PASSWORD = "SHUTRO_PASSWORD"  # noqa: S105 - the name of the variable
_LOCAL = (LOCAL, "localhost", "::1")
_NEW, _ROUNDS, _SELDOM = 10_000, 5, 1_000  # objects, and rounds of the younger before the older are looked at
_SOON = 0.6  # seconds until a browser is opened

password_file_option = click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(click.get_app_dir("shutro")) / "password",
    show_default=True,
    envvar="SHUTRO_PASSWORD_FILE",
    help="Where the hash of the password is kept.",
)


@click.command()
@library_option
@click.option(
    "--host", default=LOCAL, show_default=True, help="Where to listen; elsewhere than here needs a password."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--name", "names", multiple=True, help="A further name under which browsers reach the desk.")
@click.option("--open/--no-open", "is_opened", default=False, help="Open the desk in a browser.")
@click.option("--set-password", is_flag=True, help="Ask for a password, keep its hash, and end.")
@password_file_option
@private_option
def serve(
    library: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    is_opened: bool,
    set_password: bool,
    password_file: Path,
    private: bool,
) -> None:
    """Open the library in a browser: the desk. A missing library is made.

    The desk listens on this machine only. With another --host it asks everybody for a password, which is set with
    --set-password or stands in SHUTRO_PASSWORD.
    """
    if set_password:
        keep_password(password_file, click.prompt("Password", hide_input=True, confirmation_prompt=True))
        click.echo(f"the password is kept in {password_file}")
        return
    password = _password(password_file) if host not in _LOCAL else ""
    who = "" if password else os.environ.get("SHUTRO_USER") or user()
    serve_desk(
        Settings(
            library=library,
            host=host,
            port=port,
            names=names,
            user=who,
            password=password,
            private=private,
        ),
        is_opened=is_opened,
    )


def serve_desk(settings: Settings, *, is_opened: bool = False) -> None:
    """Serve the desk until Ctrl-C; raise ServeError where the port cannot be used."""
    listening = _listen(settings.host, settings.port)
    address = (
        f"http://{'[' + settings.host + ']' if ':' in settings.host else settings.host}:{settings.port}/"
    )
    with listening:
        app = make_app(settings, is_whole=False)
        _spare_kept_stories()
        click.echo(f"{settings.library}: {address}  (Ctrl-C ends)", err=True)
        sys.stdout.flush()
        if is_opened:
            opening = Timer(_SOON, webbrowser.open, [address])
            opening.daemon = True
            opening.start()
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=False
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])
    click.echo("", err=True)


def _spare_kept_stories() -> None:
    """Let Python look for garbage among what is new, and seldom among all."""
    # The stories that are kept for the next reader are half a million records without a cycle. To look through all of
    # them held every reader up for 0.3 to 0.4 s, every 25 stories.
    gc.freeze()
    gc.set_threshold(_NEW, _ROUNDS, _SELDOM)


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=256
        )
    except OSError as error:
        raise ServeError(
            f"{host} port {port} cannot be used ({error.strerror or error}); choose another with --port"
        ) from error


def _password(path: Path) -> str:
    """Return the hash of the password; raise PasswordError where none is set."""
    given = os.environ.get(_PASSWORD, "")
    kept = hash_password(given) if given else kept_password(path)
    if not kept:
        raise PasswordError(
            f"others could reach the desk without a password; `shutro serve --set-password` or {_PASSWORD} sets one"
        )
    return kept
