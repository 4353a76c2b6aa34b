"""The command line: reads arguments, shows results; nothing else knows the terminal."""

import errno
import gc
import sys
from importlib import import_module

import click

from shutro import __version__
from shutro.errors import ShutroError

# Each command's module is imported when it is asked for: `shutro --help` reads none of them.
COMMANDS = {
    "annotate": ("shutro.cli.annotate", "Show what is found in each article."),
    "story": ("shutro.cli.story", "Make stories of some articles and show them."),
    "brief": ("shutro.cli.brief", "Tell a story in a few sentences of its sources."),
    "dossier": ("shutro.cli.dossier", "Show what passed between two, or what one did and said."),
    "add": ("shutro.cli.library", "Add files, folders or standard input to the library."),
    "stories": ("shutro.cli.library", "List the stories of the library."),
    "show": ("shutro.cli.library", "Show a story of the library."),
    "new": ("shutro.cli.new", "Show what is new since a reader last looked, or since a time."),
    "drop": ("shutro.cli.drop", "Take an article out of the library, for now or for good."),
    "dropped": ("shutro.cli.dropped", "List the pages that held no article, with the reason."),
    "tombstones": ("shutro.cli.drop", "List what was taken down for good, or let it come back."),
    "alert": ("shutro.cli.alert", "Be told of what is new: terminal, Atom, webhook, e-mail."),
    "decide": ("shutro.cli.decide", "Say what is one story, event or name, correct, mark a claim."),
    "decisions": ("shutro.cli.decisions", "Show what was decided, and what no longer fits."),
    "undo": ("shutro.cli.decisions", "Take a decision back."),
    "versions": ("shutro.cli.versions", "Show what outlets changed after publication."),
    "source": ("shutro.cli.source", "Say which outlets are watched."),
    "watch": ("shutro.cli.watch", "Ask the watched outlets for news, again and again."),
    "archive": ("shutro.cli.archive", "Make tables of years of pages, on one machine or many."),
    "status": ("shutro.cli.status", "Show what the library holds, and which version has read it."),
    "doctor": ("shutro.cli.doctor", "Check the library, mend what can be mended, save what can be read."),
    "backup": ("shutro.cli.status", "Copy the library to a file, whole and checked."),
    "serve": ("shutro.cli.serve", "Open the library in a browser: the desk."),
    "demo": ("shutro.cli.demo", "Make stories of the articles that come with Shutro."),
    "check-language": ("shutro.cli.language", "Try every example in a language's rules."),
    "evaluate": ("shutro.cli.evaluate", "Hold annotation against gold articles and print how good it is."),
}


class Commands(click.Group):
    """The commands by name, each imported at its first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), cmd_name.replace("-", "_"))
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; ends the program with status 2 where something is wrong that a user can mend."""
        try:
            result: object = super().invoke(ctx)
            sys.stdout.flush()
        except ShutroError as error:
            message = str(error)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            message = "the output cannot be written, the disk is full"
        else:
            return result
        return import_module("shutro.cli.reading").fail(message)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def spare_collecting() -> None:
    """Let the collector look for garbage seldom: tables and records live as long as the run, and form no rings."""
    gc.set_threshold(100_000, 50, 50)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Files that cannot be read are named on standard error, the others are read all the same. "
    "The status is 0 where something was done, 2 where nothing could be.",
)
@click.version_option(__version__, prog_name="shutro")
def main() -> None:
    """Read many news reports of the same happening and give back one cited story (সূত্র: source, clue, thread)."""
    spare_collecting()
