"""``trueup init``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from trueup.cli import options
from trueup.output import write


@click.command(cls=options.Command)
@click.option("--print", "only_print", is_flag=True, help="Print the text, write nothing.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.option(
    "--workflow", is_flag=True, help="Write .github/workflows/trueup.yml instead: the check in GitHub Actions."
)
@click.option("--hook", is_flag=True, help="Write .pre-commit-config.yaml instead: the check before each commit.")
@click.option("--baseline", type=click.Path(), metavar="FILE", help="Write what `check` finds now into FILE instead.")
def command(*, only_print: bool, force: bool, workflow: bool, hook: bool, baseline: str | None) -> int:
    """Write trueup.toml from what is found in this folder.

    Finds migration folders, schemas in code, and the variables that hold the address of a database. It names variables,
    never their values.
    """
    from trueup.project.config import FILE, propose
    from trueup.project.discovery import discover

    if workflow or hook or baseline is not None:
        files = [_workflow(baseline)] if workflow else []
        files += [_hook(baseline)] if hook else []
        files += [_baseline(baseline)] if baseline is not None else []
        for path, text in files:
            if _put(path, text, only_print, force):
                click.echo(f"Wrote {path}.")
        return 0
    found = discover(os.getcwd())
    if not _put(FILE, propose(found), only_print, force):
        return 0
    told = [f"{one.label} in {os.path.relpath(one.path)}" for one in found.histories if one.replayable]
    told += [one.label for one in found.code]
    told += [f"a database in {one.name}" for one in found.databases]
    click.echo(f"Wrote {FILE}: {', '.join(told) if told else 'nothing was found, fill it in by hand'}.")
    return 0


def _put(path: str, text: str, only_print: bool, force: bool) -> bool:
    """Write a file, or print it; whether it was written."""
    from trueup.errors import ConfigError

    if only_print:
        write(text, None)
        return False
    if Path(path).exists() and not force:
        raise ConfigError("is there already", where=path, help="change it by hand, or write it anew with --force")
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    write(text, path)
    return True


def _workflow(baseline: str | None) -> tuple[str, str]:
    from trueup.gates import WORKFLOW, workflow
    from trueup.project import configuration

    return WORKFLOW, workflow(configuration(), baseline)


def _hook(baseline: str | None) -> tuple[str, str]:
    from trueup.gates import HOOK, hook

    return HOOK, hook(baseline)


def _baseline(path: str) -> tuple[str, str]:
    from datetime import date

    from trueup import account, check
    from trueup.decisions import baseline

    question = check.ask()
    return path, baseline.write(account.judged(question, check.compare(question), date.today()).open)
