"""``trueup decide``."""

from __future__ import annotations

from datetime import date, datetime

import click

from trueup.cli import options


@click.group()
def command() -> None:
    """Write a decision about drift into trueup.decisions.toml, for every environment and everybody."""


@command.command(cls=options.Command)
@click.argument("address")
@click.option("--owner", required=True, help="Who answers for it.")
@click.option("--reason", required=True, help="Why it is as it is.")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="The last day it is accepted.")
@click.option("--code", help="Only this finding: D202.")
@click.option("--where", multiple=True, metavar="PLACE", help="Only while no other place is out of line. Repeatable.")
def accept(*, address: str, owner: str, reason: str, until: datetime, code: str | None, where: tuple[str, ...]) -> int:
    """Accept what differs at ADDRESS (a glob) until a day: it is shown, and is no drift."""
    from trueup.checks import page
    from trueup.decision_file import FILE, add
    from trueup.errors import ConfigError
    from trueup.project import configuration

    if until.date() < date.today():
        raise ConfigError(f"{until.date()} has passed", where="--until")
    values: dict[str, object] = {"address": address, "owner": owner, "reason": reason, "until": until.date()}
    values |= {"code": page(code).code} if code is not None else {}
    values |= {"where": list(where)} if where else {}
    add(configuration().root, "accept", values)
    click.echo(f"Wrote it into {FILE}: {address} is accepted until {until.date()}.")
    return 0


@command.command(cls=options.Command)
@click.argument("old")
@click.argument("new")
@click.option("--owner", help="Who says so.")
@click.option("--reason", help="Why.")
def rename(*, old: str, new: str, owner: str | None, reason: str | None) -> int:
    """OLD and NEW are addresses of one thing: plans rename it and keep its data."""
    return _write("rename", {"from": old, "to": new}, owner, reason, f"{old} is {new} now")


@command.command(cls=options.Command)
@click.argument("address")
@click.option("--owner", help="Who says so.")
@click.option("--reason", help="Why.")
def drop(*, address: str, owner: str | None, reason: str | None) -> int:
    """What is at ADDRESS is gone for good: it has no new name."""
    return _write("drop", {"address": address}, owner, reason, f"{address} is gone")


def _write(sort: str, values: dict[str, object], owner: str | None, reason: str | None, told: str) -> int:
    from trueup.decision_file import FILE, add
    from trueup.project import configuration

    more = {"owner": owner, "reason": reason}
    add(configuration().root, sort, values | {key: value for key, value in more.items() if value is not None})
    click.echo(f"Wrote it into {FILE}: {told}.")
    return 0
