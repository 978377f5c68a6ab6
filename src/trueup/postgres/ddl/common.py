"""What all kinds share: owner, comment, grants; building statements and hazards; an object's relatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trueup.finding import Finding, Severity
from trueup.model import Address, Object, Schema, address
from trueup.postgres.ddl import grants, noun
from trueup.postgres.names import ident, literal
from trueup.postgres.objects import Column, DefaultPrivileges, Extension, Routine, Sequence
from trueup.statement import Statement


def shared(obj: Object) -> frozenset[str]:
    """The fields dealt with here; default privileges are nothing but grants and deal with them themselves."""
    return frozenset() if isinstance(obj, DefaultPrivileges) else frozenset({"owner", "comment", "acl"})


def after_creation(obj: Object, old: Schema, new: Schema, role: str | None) -> list[Statement]:
    """Owner, comment and grants of an object that ``role`` has just made under the old schema's default privileges."""
    if not shared(obj):
        return []
    owner = getattr(_as_owned(obj, old, new), "owner", None)
    found = []
    start = grants.at_birth(obj, role or owner, old)
    if owner is not None and owner != role and _has_own_owner(obj):
        found.append(owned_by(obj, owner))
        start = grants.inherited(start, owner)
    if obj.comment is not None:
        found.append(commented(obj))
    if isinstance(obj, Sequence) and obj.identity:
        found += persistence(obj, new)
    return found + grants.changes(obj, start, grants.granted(obj), new)


def persistence(obj: Sequence, new: Schema) -> list[Statement]:
    """What an owned sequence needs that is not to be as its table: PostgreSQL makes and changes them alike (15 on)."""
    table = new.get(address("table", *(obj.owned_by or ("", "", ""))[:2]))
    if obj.unlogged == getattr(table, "unlogged", False) or (new.version or _UNLOGGED_SEQUENCES) < _UNLOGGED_SEQUENCES:
        return []
    sql = f"ALTER {noun(obj)} SET {'UNLOGGED' if obj.unlogged else 'LOGGED'}"
    return [Statement(sql=sql, address=obj.address, needs=frozenset({obj.address}))]


_UNLOGGED_SEQUENCES = 150000
"""The version that brought them."""


def _as_owned(obj: Object, old: Schema, new: Schema) -> Object | None:
    """The object that says whose it is: the one before when the new schema cannot say."""
    return obj if new.says.says(obj.KIND, "owner") else old.get(obj.address)


def after_change(before: Object, after: Object, fields: frozenset[str], old: Schema, new: Schema) -> list[Statement]:
    """Owner, comment and grants of an object that both schemas have, as far as they are among ``fields``."""
    found = []
    owner = getattr(after, "owner", None)
    if "owner" in fields and owner is not None and _has_own_owner(after) and not _goes_with_table(before, after):
        found.append(owned_by(after, owner))
    if "comment" in fields:
        found.append(commented(after))
    if fields & {"acl", "owner"}:
        found += grants.changes(after, grants.kept(before, after, old, new), grants.granted(after), new)
    if "acl" in fields:
        found += _columns_again(before, after, old, new)
    return found


def _columns_again(before: Object, after: Object, old: Schema, new: Schema) -> Iterator[Statement]:
    """What columns with the same grants as before lose when privileges are revoked from their table."""
    for where in new.contents.get(after.address, ()):
        was, now = old.get(where), new[where]
        if isinstance(was, Column) and isinstance(now, Column) and was.acl == now.acl != ():
            yield from grants.changes(now, grants.kept(was, now, old, new), grants.granted(now), new)


def _goes_with_table(before: Object, after: Object) -> bool:
    """A sequence that a column owns has the table's owner, and changes it with the table (0A000 otherwise)."""
    if not isinstance(before, Sequence) or not isinstance(after, Sequence):
        return False
    return after.owned_by is not None and before.owned_by == after.owned_by


def owner_of(where: Address) -> Address:
    """The fact that an object has its right owner, for statements that must wait for it."""
    return Address(f"{where} owner set")


def owned_by(obj: Object, owner: str) -> Statement:
    where = obj.address
    sql = f"ALTER {noun(obj)} OWNER TO {ident(owner)}"
    return Statement(sql=sql, address=where, needs=frozenset({where}), makes=frozenset({owner_of(where)}))


def commented(obj: Object) -> Statement:
    comment = obj.comment
    if comment is None and obj.address == "schema public":
        comment = "standard public schema"  # what a new database says of it
    text = literal(comment) if comment is not None else "NULL"
    return Statement(sql=f"COMMENT ON {noun(obj)} IS {text}", address=obj.address, needs=frozenset({obj.address}))


def _has_own_owner(obj: Object) -> bool:
    """Whether it can be set: an identity column's sequence has its table's, and an extension keeps its first."""
    return not (isinstance(obj, Extension) or (isinstance(obj, Sequence) and obj.identity))


def loss(code: str, where: Address, message: str, help: str) -> Finding:
    """The hazard of a statement that loses data."""
    return Finding(code=code, severity=Severity.ERROR, address=where, message=message, help=help)


def creation(obj: Object, sql: str, *also: Address, needs: Iterable[Address] = ()) -> Statement:
    """A statement that makes an object together with others."""
    return Statement(sql=sql, address=obj.address, makes=frozenset((obj.address, *also)), needs=frozenset(needs))


def ending(obj: Object, sql: str, gone: Iterable[Address] = (), hazards: tuple[Finding, ...] = ()) -> Statement:
    """A statement that ends an object together with others."""
    return Statement(sql=sql, address=obj.address, ends=frozenset((obj.address, *gone)), hazards=hazards)


def later(obj: Object, sql: str, needs: Iterable[Address]) -> Statement:
    """A step of a creation that waits for what it ``needs``, so that the creation itself does not."""
    return Statement(sql=sql, address=obj.address, needs=frozenset((obj.address, *needs)))


def inside(container: Address, schema: Schema) -> Iterator[Address]:
    """The addresses of all that is in a container, at any depth."""
    for where in schema.contents.get(container, ()):
        yield where
        yield from inside(where, schema)


def preamble(statements: Iterable[Statement], old: Schema, new: Schema) -> list[Statement]:
    """What the session must be told first: bodies may mention what a later statement makes."""
    for statement in statements:
        if isinstance(new.get(statement.address), Routine) and statement.address not in statement.ends:
            return [Statement(sql="SET check_function_bodies = off", address=statement.address)]
    return []
