"""What no statement can bring about: the differences that a plan leaves, each with a finding that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from trueup.finding import Finding, Severity
from trueup.model import Address, Object, Schema
from trueup.postgres.ddl import noun
from trueup.postgres.ddl.column import alter_column
from trueup.postgres.ddl.declared import (
    Declared,
    can_be_parents,
    comes_back,
    declared_otherwise,
    inherits_not_null,
    joins_partitions,
    keeps_name,
    not_null_differs,
    not_null_retold,
    stays_own,
    whole_source,
)
from trueup.postgres.ddl.family import above, kept
from trueup.postgres.ddl.foreign import secrets
from trueup.postgres.names import ident
from trueup.postgres.objects import Check, Column, ForeignDataWrapper, ForeignTable, Index, Server, UserMapping


def unreachable(made: Set[Address], old: Schema, new: Schema) -> Iterator[Finding]:
    """A finding for each difference that the plan leaves: exactly what a second plan would find, and cannot mend."""
    for where in sorted(new.objects):
        obj = new[where]
        yield from _hidden(obj, None if where in made else old.get(where))
        if isinstance(obj, Index) and _cannot_fail(obj, made, old, new):
            yield _told("H706", obj, "the index is valid: only a build that failed makes one otherwise", _BUILD)
        if isinstance(obj, Declared) and obj.inherited and obj.container in old and obj.container not in made:
            yield from _left_over(obj, made, old, new)


def _hidden(obj: Object, before: Object | None) -> Iterator[Finding]:
    """The secrets that an object is to have and ``before`` did not: nobody showed us what they are."""
    field = _options_of(obj)
    if field is None:
        return
    known = getattr(before, field) if type(before) is type(obj) else ()
    for name in secrets(set(getattr(obj, field)) - set(known)):
        message = f"the option {name} holds a secret that cannot be read, so it is not set"
        head = alter_column(obj) if isinstance(obj, Column) else f"ALTER {noun(obj)}"
        yield _told("H703", obj, message, f"set it by hand: {head} OPTIONS (ADD {ident(name)} '…')")


def _options_of(obj: Object) -> str | None:
    """The field with options of foreign data."""
    if isinstance(obj, ForeignDataWrapper | Server | UserMapping | ForeignTable):
        return "options"
    return "fdw_options" if isinstance(obj, Column) and obj.fdw_options else None


def _cannot_fail(obj: Index, made: Set[Address], old: Schema, new: Schema) -> bool:
    """Whether an index is to be invalid that is valid now, or when it is made; a partitioned one may lack others."""
    before = old.get(obj.address)
    was_valid = obj.address in made or (isinstance(before, Index) and before.valid)
    return was_valid and not obj.valid and getattr(new.get(obj.container), "partition_by", None) is None


def _left_over(obj: Declared, made: Set[Address], old: Schema, new: Schema) -> Iterator[Finding]:
    was = old.get(obj.address)
    before = was if isinstance(was, type(obj)) and obj.address not in made else None
    comes = any(found.container in kept(obj.container, old, new) for found in above(obj, new))
    own = stays_own(before, old, new) if before is not None else _joined_with_it(obj, comes, new)
    back = comes_back(obj.container, old, new) is not None
    if own != obj.local and not back and not (isinstance(obj, Check) and (obj.local or can_be_parents(obj, new))):
        yield _told("H704", obj, f"the {obj.KIND} {'stays' if own else 'does not become'} the table's own", _LOCAL)
    if isinstance(obj, Column) and inherits_not_null(obj, new):
        yield from _left_not_null(before, obj, comes, old, new)


def _left_not_null(before: Object | None, obj: Column, comes: bool, old: Schema, new: Schema) -> Iterator[Finding]:
    if not comes and not obj.not_null_local and whole_source(obj, new) is not None:
        return
    if not isinstance(before, Column) or not before.not_null:
        # A column that was there gets it from a parent that was there.
        own = not comes if before is not None else _joined_with_it(obj, comes, new)
        if own and not obj.not_null_local and not joins_partitions(obj, new):
            yield _told("H705", obj, "the NOT NULL stays the table's own", _LOCAL)
        return
    if not not_null_differs(before, obj, old, new) or not_null_retold(before, obj, old, new) is not None:
        return
    if declared_otherwise(before, obj, old, new):
        yield _told("H705", obj, "the NOT NULL stays the table's own, or does not become it", _LOCAL)
    if keeps_name(before, obj, old, new):
        yield _told("H707", obj, "the NOT NULL keeps its name, which is the parent's too", _NAME)


def _joined_with_it(obj: Declared, comes: bool, new: Schema) -> bool:
    """Whether something new is the table's own: when a table that enters a parent must bring it."""
    if obj.local and not joins_partitions(obj, new):
        return True
    return not comes and not joins_partitions(obj, new)


def _told(code: str, obj: Object, message: str, help: str) -> Finding:
    return Finding(code=code, severity=Severity.WARNING, address=obj.address, message=message, help=help)


_LOCAL = "make the table anew under its parent and move its rows, or leave it: only a drop in the parent heeds it"
_NAME = "detach the table from its parent, rename the constraint, and attach it again"
_BUILD = "drop the index on the other side, or REINDEX it there"


def unreached(findings: Iterable[Finding]) -> frozenset[tuple[Address, str]]:
    """The fields that findings of this module are about, as ``(address, field)``."""
    return frozenset((f.address, _field(f.code, f.address)) for f in findings if f.address is not None)


def _field(code: str, where: Address) -> str:
    fields = {"H704": "local", "H705": "not_null_local", "H706": "valid", "H707": "not_null_name"}
    return fields.get(code) or ("fdw_options" if where.kind == "column" else "options")
