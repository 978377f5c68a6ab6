"""What the commands share: their options, and how a problem ends them. Where a result goes is ``trueup.output``."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from trueup.model import Scope

Function = TypeVar("Function", bound=Callable[..., Any])


class Command(click.Command):
    """A command whose problems end in one message on stderr, and in an object on stdout when JSON was asked for."""

    def invoke(self, ctx: click.Context) -> Any:
        from trueup.errors import TrueupError

        try:
            return super().invoke(ctx)
        except TrueupError as error:
            from trueup.cli.failure import expected

            return expected(error, ctx.params.get("form"))


def formats(*names: str) -> Callable[[Function], Function]:
    """``--format`` with these choices, the first being the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to print the result.",
    )


def filters(command: Function) -> Function:
    """``--only`` and ``--ignore``."""
    command = click.option(
        "--ignore", multiple=True, metavar="GLOB", help="Leave out what this names, or is inside of. Repeatable."
    )(command)
    return click.option(
        "--only",
        multiple=True,
        metavar="GLOB",
        help="Look only at addresses like this: 'table public.*', 'schema billing'. Repeatable.",
    )(command)


def _addresses(_ctx: click.Context, _param: click.Parameter, value: Sequence[tuple[str, str]]) -> dict[Any, Any]:
    from trueup.model import Address

    return {Address(old): Address(new) for old, new in value}


def answers(command: Function) -> Function:
    """``--rename OLD NEW`` as a mapping of addresses, and ``--drop ADDRESS``."""

    def drops(_ctx: click.Context, _param: click.Parameter, value: Sequence[str]) -> frozenset[Any]:
        from trueup.model import Address

        return frozenset(map(Address, value))

    command = click.option(
        "--drop",
        "drops",
        multiple=True,
        callback=drops,
        metavar="ADDRESS",
        help="This is gone for good, and has no new name. Repeatable.",
    )(command)
    return click.option(
        "--rename",
        "renames",
        nargs=2,
        multiple=True,
        callback=_addresses,
        metavar="OLD NEW",
        help="These two addresses are one thing with a new name. Repeatable; trueup.decisions.toml has more.",
    )(command)


def samples(command: Function) -> Function:
    """``--samples``."""
    return click.option(
        "--samples",
        type=click.IntRange(0, 100_000),
        default=0,
        metavar="N",
        help="Between two databases: tell renames by hashes of N rows of a table, too. Reads whole tables.",
    )(command)


def renames_gently(command: Function) -> Function:
    """``--rename-gently OLD NEW``, as a mapping of addresses."""
    return click.option(
        "--rename-gently",
        "gently",
        nargs=2,
        multiple=True,
        callback=_addresses,
        metavar="OLD NEW",
        help="Only let a column have both names; the plan of a later day ends the old one. Repeatable.",
    )(command)


def blocking(command: Function) -> Function:
    """``--blocking``."""
    return click.option(
        "--blocking", is_flag=True, help="Plain statements, that hold up readers or writers for as long as they take."
    )(command)


def counting(command: Function) -> Function:
    """``--count``."""
    return click.option(
        "--count",
        "counting",
        type=click.Choice(["none", "cheap", "all"]),
        default="cheap",
        show_default=True,
        help="Which rows of FROM are counted that would stop a statement.",
    )(command)


def shadow(command: Function) -> Function:
    """``--shadow``."""
    return click.option(
        "--shadow",
        "shadow_url",
        metavar="URL",
        envvar="TRUEUP_SHADOW",
        help="A server to use as the shadow, as a superuser URL, instead of the embedded one.",
    )(command)


def via(command: Function) -> Function:
    """``--via``, which the configuration takes from the environment, and which is as it was after the command."""

    def remember(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        if value is None:
            return
        before = os.environ.get("TRUEUP_VIA")
        os.environ["TRUEUP_VIA"] = value
        if before is None:
            ctx.call_on_close(lambda: os.environ.pop("TRUEUP_VIA", None))

    from trueup.project.config import VIA

    return click.option(
        "--via",
        type=click.Choice(VIA),
        envvar="TRUEUP_VIA",
        expose_value=False,
        callback=remember,
        help="Ask the project's own tool what its code declares: runs that code.",
    )(command)


def color(command: Function) -> Function:
    """``--color``."""
    return click.option("--color/--no-color", default=None, help="Colour, or none. [default: on a terminal]")(command)


def printing(command: Function) -> Function:
    """``--color``, ``-o`` and ``--quiet``."""
    command = click.option("-q", "--quiet", is_flag=True, help="Print the result only, no progress.")(command)
    path = click.Path(dir_okay=False)
    command = click.option("-o", "--output", type=path, metavar="FILE", help="Write the result here.")(command)
    return color(command)


def fail_on(default: str, what: str) -> Callable[[Function], Function]:
    """``--fail-on`` with a severity."""
    return click.option(
        "--fail-on",
        type=click.Choice(["info", "warning", "error", "critical"]),
        default=default,
        show_default=True,
        help=f"Exit with 1 only for {what} at least this much.",
    )


def scope(only: Sequence[str], ignore: Sequence[str]) -> Scope | None:
    """The filters as a scope."""
    from trueup.model import Scope

    return Scope(only=tuple(only), ignore=tuple(ignore)) if only or ignore else None


def usage(message: str) -> NoReturn:
    """The command was called in a way that cannot work."""
    raise click.UsageError(message)
