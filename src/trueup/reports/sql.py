"""A plan as a script that psql runs as it is; nothing to do is an empty script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from trueup.model import Address
from trueup.statement import Plan, Statement


def plan(found: Plan) -> str:
    """The statements of a plan, each ended by a semicolon."""
    return found.sql


def commented(found: Plan, instead: Mapping[Address, Sequence[str]]) -> str:
    """The same, each statement after what is to be minded about it, as comments.

    ``instead`` are statements by the address of what may only have a new name.
    """
    return "".join(line for step in found.statements for line in _commented(step, instead.get(step.address, ())))


def _commented(step: Statement, instead: Sequence[str]) -> Iterator[str]:
    for one in step.hazards:
        yield from (f"-- {line}\n" for line in f"{one.code}: {one.message}".splitlines())
    if any(one.code == "H102" for one in step.hazards):
        yield from (f"-- If it only has a new name, instead: {one};\n" for one in instead)
    yield f"{step.sql};\n"
