"""Names of more than 63 bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trueup.checks import Found, Told, check
from trueup.checks.forms import commands
from trueup.checks.step import Step
from trueup.finding import Severity
from trueup.postgres.names import cut

_LONG = re.compile(r'[^\s"\'().,;]{64}|"[^"]{33,}"')


@check("H311", Severity.WARNING)
def name_too_long(step: Step) -> Found:
    """A name is cut at 63 bytes.

    PostgreSQL says so in a notice and goes on: two long names may become the same, and code that knows the whole name
    does not find it in the catalog.

    ```sql
    CREATE INDEX CONCURRENTLY
        orders_by_the_region_and_the_state_and_the_note_and_the_moment_of_delivery ON orders (id);  -- H311
    ```

    Instead:

    ```sql
    CREATE INDEX CONCURRENTLY orders_by_region ON orders (id);
    ```
    """
    if len(step.parsed.sql) < 64 or not _LONG.search(step.parsed.sql):
        return
    if step.node == "DropStmt":
        return
    old = {one.get("name") for one in commands(step, "AT_DropConstraint")} | {step.tree.get("subname")}
    for name in _names(step.parsed.sql):
        if len(name.encode()) > 63 and cut(name, 63) not in old:
            yield Told(f"the name {name[:40]}… is cut after 63 bytes", "choose a shorter one")


def _names(sql: str) -> Iterator[str]:
    from pglast.parser import ParseError, scan

    plain = sql if sql.isascii() else re.sub(r"[^\x00-\x7f]", "_", sql)
    try:
        tokens = [one for one in scan(plain) if one.name == "IDENT"]
    except ParseError:
        return
    yield from dict.fromkeys(sql[one.start : one.end + 1].strip('"') for one in tokens)
