"""A plan as a script that psql runs as it is; nothing to do is an empty script."""

from __future__ import annotations

from trueup.statement import Plan


def plan(found: Plan) -> str:
    """The statements of a plan, each ended by a semicolon."""
    return found.sql
