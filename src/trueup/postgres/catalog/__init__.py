"""The catalog queries, one file per kind, and the settings they are asked under.

A file is one SELECT whose columns have the names of the kind's fields, and ``id``: the OID by which ``pg_depend``
knows the object (``relation:number`` for columns). What versions of the server have in common is written once. Which
files there are and which kind each fills is said in ``queries``; this much is loaded before anything else is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

SETTINGS = """SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL jit = off;
SET LOCAL join_collapse_limit = 1;
SET LOCAL enable_nestloop = off;
SET LOCAL max_parallel_workers_per_gather = 0;
SET LOCAL enable_mergejoin = off;
SET LOCAL work_mem = '64MB';
SET LOCAL quote_all_identifiers = off;
SET LOCAL DateStyle = ISO;
SET LOCAL IntervalStyle = postgres;
SET LOCAL TimeZone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = hex;
SET LOCAL xmlbinary = base64;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL lock_timeout = '2s'"""
"""What makes deparsed text the same everywhere: qualified names, fixed formats. Parallel workers have cold caches."""

START = f"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;\n{SETTINGS};\n"
"""What every script of questions begins with: one transaction, so that all answers are of one moment."""


@cache
def _file(name: str) -> str:
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8")


def text(name: str, major: int, given: Iterable[tuple[str, str]] = ()) -> str:
    """``<name>.sql`` for servers of this major version."""
    from trueup.postgres.catalog.macros import expand

    return expand(_file(name), major, dict(given))


def plain(name: str) -> str:
    """``<name>.sql`` that is the same for every version of the server."""
    return _file(name)
