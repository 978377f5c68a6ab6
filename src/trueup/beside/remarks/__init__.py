"""What no place disagrees about, and is wrong or worth a look all the same. Drift is told elsewhere.

Each module here looks at one thing and gives findings. Nothing here reads a file or a database.
"""

from __future__ import annotations

from trueup.beside.remarks import history, indexes, names, security, types
from trueup.beside.remarks.known import Known
from trueup.finding import Finding

__all__ = ["Known", "remarks"]

_CHECKS = (security.open_tables, indexes.unindexed, names.odd_tables, names.odd_columns, types.by_hand, *history.CHECKS)


def remarks(known: Known) -> tuple[Finding, ...]:
    """All that is worth a look, the gravest first."""
    found = [one for check in _CHECKS for one in check(known)]
    return tuple(sorted(found, key=lambda one: (-one.severity.rank, one.code, one.address or "", one.message)))
