"""Where a check stands guard: the texts of a GitHub workflow and of a pre-commit hook that run it."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

from trueup import __version__

if TYPE_CHECKING:
    from trueup.project.config import Config

WORKFLOW = ".github/workflows/trueup.yml"
HOOK = ".pre-commit-config.yaml"

_VARIABLE = re.compile(r"env:(\w+)")


def workflow(config: Config, baseline: str | None = None) -> str:
    """A workflow that checks on every push and every night, with the databases' addresses from secrets.

    What is in a ``baseline`` does not fail it.
    """
    names = [found[1] for one in config.environments.values() if (found := _VARIABLE.fullmatch(one))]
    secrets = "".join(
        f"          {name}: ${{{{ secrets.{name} }}}}\n" for name in dict.fromkeys(names or ["DATABASE_URL"])
    )
    return f"""\
# Fails when code, migrations and databases do not say the same. Written by `trueup init --workflow`.
name: trueup
on:
  push:
  schedule:
    - cron: "17 4 * * *"
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install "trueup=={__version__}"
      - run: {_check("--fail-on warning", baseline)}
        env:
{secrets}"""


def _check(options: str, baseline: str | None) -> str:
    """The command, as YAML."""
    known = f" --baseline {shlex.quote(baseline)}" if baseline is not None else ""
    return json.dumps(f"trueup check {options}{known}") if known else f"trueup check {options}"


def hook(baseline: str | None = None) -> str:
    """A configuration of pre-commit that compares code and migrations whenever one of them is committed."""
    return f"""\
# Fails when code and migrations do not say the same. Written by `trueup init --hook`.
repos:
  - repo: local
    hooks:
      - id: trueup
        name: trueup check
        entry: {_check("--quiet", baseline)}
        language: python
        additional_dependencies: ["trueup=={__version__}"]
        pass_filenames: false
        files: '\\.(sql|prisma|ts|py)$'
"""
