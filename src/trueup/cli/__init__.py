"""The command line: a table of commands, each in a module of its own that is imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from trueup import __version__

COMMANDS = {
    "check": "Say whether the database is what the migrations make.",
    "diff": "Say what differs between two schemas.",
    "plan": "Print the SQL that turns one schema into another.",
    "prove": "Show on a throw-away PostgreSQL that the plan does what it says.",
    "apply": "Turn a database into what a schema says, gently; goes on where it was interrupted.",
    "undo": "Take back what was applied last.",
    "log": "Say what was applied to a database.",
    "lint": "Say what hand-written SQL blocks, loses and breaks.",
    "snapshot": "Write a schema to a file.",
    "fingerprint": "Print a digest of a schema.",
    "naming": "Say how tables and columns are named, and which names of the code a database has.",
    "decide": "Answer what is open: renames, drops, drift that is accepted until a day.",
    "init": "Write trueup.toml from what is found in this folder.",
    "explain": "Explain the code of a hazard, a finding or a note.",
    "demo": "Show all of it in a minute, with nothing set up.",
}


class Commands(click.Group):
    """Knows its commands by name; imports one only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"trueup.cli.{cmd_name}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            close = get_close_matches(name, COMMANDS, 1)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise click.UsageError(f"There is no command {name!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command, and end the process with its exit code whatever happens."""
        try:
            code = super().main(*args, **(options | {"standalone_mode": False}))
        except click.ClickException as error:
            error.show()
            code = 2
        except click.Abort:
            click.echo("Stopped.", err=True)
            code = 130
        except BrokenPipeError:
            _silence_stdout()
            code = 141
        except Exception as error:  # the last resort: a fault of ours, kept in a file
            from trueup.cli.failure import unexpected

            code = unexpected(error)
        sys.exit(code if isinstance(code, int) else 0)


def _silence_stdout() -> None:
    """Whoever read us has gone; keep the interpreter from complaining when it flushes at exit."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="trueup", message="%(prog)s %(version)s")
def main() -> None:
    """Says where the places a PostgreSQL schema is written down disagree, and plans and proves the fix.

    A schema is named by an alias from trueup.toml, a URL (postgresql://…) or a path: a folder of migrations, a
    folder or file of SQL, a snapshot.

    Exit codes: 0 true, equal or done, 1 drift, differences or a plan half done, 2 could not tell or refused.
    """
