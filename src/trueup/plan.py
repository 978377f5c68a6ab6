"""Changes -> a plan: naive statements per kind, one topological sort. Runs nothing and reads no database."""

from __future__ import annotations

from trueup.statement import Plan, Statement

__all__ = ["Plan", "Statement"]
