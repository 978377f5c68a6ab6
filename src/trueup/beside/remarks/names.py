"""Names in two conventions inside one schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trueup.beside.remarks.known import Known, short
from trueup.finding import Finding, Severity
from trueup.model import Address
from trueup.naming.convention import convention, names
from trueup.spelling import case
from trueup.wording import few, listed

_HELP = "choose one: name it so in the database and map it in the code (@@map, @map, or the name given to the table)"


def odd_tables(known: Known) -> Iterator[Finding]:
    """Tables named otherwise than most tables are."""
    found: dict[str, tuple[set[Address], list[str]]] = {}
    for place, schema in known.schemas.items():
        share = convention(_called(known, names(schema))).tables
        if share.style is not None and share.exceptions:
            odd, places = found.setdefault(share.style, (set(), []))
            odd.update(share.exceptions)
            places.append(place)
    for style, (odd, places) in found.items():
        spelled = listed(sorted({case(where.name) for where in odd}))
        message = f"among tables in {style}, {len(odd)} in {spelled} ({listed(places)}): {_some(sorted(odd))}"
        yield Finding(code="S301", severity=Severity.WARNING, message=message, help=_HELP)


def odd_columns(known: Known) -> Iterator[Finding]:
    """Tables named as most are, whose columns are named otherwise than most columns."""
    found: dict[tuple[Address, str, str], list[str]] = {}
    for place, schema in known.schemas.items():
        told = convention(_called(known, names(schema)))
        for table, share in told.of_columns.items():
            usual = case(table.name) in (told.tables.style, "flat")
            if usual and share.style is not None and share.style != told.columns.style:
                found.setdefault((table, str(told.columns.style), str(share.style)), []).append(place)
    for (table, most, style), places in sorted(found.items()):
        message = f"the columns of {short(table)} are in {style}, most are in {most} ({listed(places)})"
        yield Finding(code="S302", severity=Severity.WARNING, message=message, address=table, help=_HELP)


def _called(known: Known, found: dict[Address, tuple[str, ...]]) -> dict[Address, tuple[str, ...]]:
    return {where: columns for where, columns in found.items() if where in known.tables}


def _some(odd: Sequence[Address]) -> str:
    return few([short(one) for one in odd], 8)
