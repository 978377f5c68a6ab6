"""A check's verdict -> what a careful reader makes of it: each disagreement graded, with the ways out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from trueup.comparison import Verdict
from trueup.drift import Drift, Row, drift
from trueup.drift.causes import Facts
from trueup.drift.causes import explain as causes_of
from trueup.drift.explained import Cause, Disagreement, Explained
from trueup.drift.severity import grade
from trueup.finding import Finding, Severity
from trueup.model import Address


def explain(
    verdict: Verdict,
    chosen: Mapping[str, Severity] | None = None,
    decided: Mapping[Address, Address | None] | None = None,
) -> Explained:
    """The disagreements of a verdict, the gravest first.

    ``chosen`` are severities that the configuration sets, ``decided`` answers about names: what something is called
    now, or None where it is really gone.
    """
    rows = drift(verdict, decided)
    found = [
        Disagreement(row=row, finding=finding, ways=tuple(_ways(row, finding, rows)))
        for row, finding in grade(rows, chosen)
    ]
    return Explained(drift=rows, disagreements=tuple(found))


def with_causes(found: Explained, facts: Facts) -> Explained:
    """The same disagreements, each with why it came about as far as the facts tell."""
    causes = causes_of(found.drift, facts)
    told = [_with_cause(one, causes.get((one.row.address, one.row.field), one.cause)) for one in found.disagreements]
    return msgspec.structs.replace(found, disagreements=tuple(told))


_MENDS = {"out-of-order": "put the migrations in the order in which they ran, so that a new database gets them so"}
"""What mends a cause, whatever came of it."""


def _with_cause(one: Disagreement, cause: Cause) -> Disagreement:
    ways = (_MENDS[cause.name], *one.ways) if cause.name in _MENDS else one.ways
    return msgspec.structs.replace(one, cause=cause, ways=ways)


def _ways(row: Row, finding: Finding, rows: Drift) -> Iterator[str]:
    """What can be done: what the finding advises, then to change the other side, then to accept it."""
    if finding.help is not None:
        yield finding.help
    code = [name for name in rows.named("code") if name in row.values]
    if code and row.renames and row.address.kind in ("table", "column"):
        old = sorted({row.name_in(name) for name in row.renames})
        yield f"keep {' or '.join(old)} in the database, and map {row.address.name} to it in {code[0]} (@map, @@map)"
    if code:
        yield f"change what {code[0]} declares" + (f" at {row.origins[code[0]]}" if code[0] in row.origins else "")
    yield f'leave it out: ignore = ["{row.address}"] in trueup.toml'
