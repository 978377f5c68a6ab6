"""Two schemas and what lies between them."""

from __future__ import annotations

import msgspec

from trueup.diff import Alter, Create, Drop, diff, goal
from trueup.model import Object, Schema, Scope
from trueup.postgres import objects as o


def table(name: str, **fields: object) -> o.Table:
    return o.Table(namespace="public", name=name, **fields)  # type: ignore[arg-type]  # test shorthand


def column(name: str, type: str = "text", **fields: object) -> o.Column:
    return o.Column(on="table", namespace="public", relation="t", name=name, position=1, type=type, **fields)  # type: ignore[arg-type]  # test shorthand


def as_read(*objects: Object) -> Schema:
    """The schema as it comes from a server: rows, not yet objects."""
    blocks: dict[type[Object], bytes] = {}
    for found in objects:
        line = msgspec.json.encode(found)
        held = blocks.get(type(found))
        blocks[type(found)] = held + b"\n" + line if held else line
    return Schema(blocks=blocks)


def test_equal_schemas_have_no_changes() -> None:
    """Nothing lies between a schema and itself, however it is held."""
    objects = (table("t"), column("a"), column("b"))
    assert diff(Schema(objects), Schema(objects)) == ()
    assert diff(as_read(*objects), as_read(*reversed(objects))) == ()
    assert diff(as_read(*objects), Schema(objects)) == ()


def test_each_change_names_what_changed() -> None:
    """Created, dropped and altered objects are told apart, sorted by address."""
    before = (table("t"), column("a"), column("b", not_null=True))
    after = (table("t"), column("b", "integer"), column("c"))
    for old, new in ((Schema(before), Schema(after)), (as_read(*before), as_read(*after))):
        assert diff(old, new) == (
            Drop(before[1]),
            Alter(before[2], after[1], ("type", "not_null")),
            Create(after[2]),
        )


def test_rows_that_differ_only_in_what_is_not_compared_are_no_change() -> None:
    """A hole left by a dropped column moves positions and nothing else."""
    moved = msgspec.structs.replace(column("a"), position=9)
    assert diff(as_read(column("a")), as_read(moved)) == ()


def test_only_what_both_can_say_is_compared() -> None:
    """A source that cannot say owners gives no difference in them."""
    silent = Schema([table("t")], says=Scope(unsaid=frozenset({("*", "owner")})))
    assert diff(silent, Schema([table("t", owner="me")])) == ()
    assert diff(silent, Schema([table("t", owner="me", unlogged=True)])) == (
        Alter(table("t"), table("t", owner="me", unlogged=True), ("unlogged",)),
    )


def test_a_constraint_of_another_class_is_an_alter_of_its_class() -> None:
    """Rows of two classes at one address meet, although they come in different blocks."""
    at = {"on": "table", "namespace": "public", "relation": "t", "name": "k"}
    old, new = o.PrimaryKey(**at, columns=("a",)), o.Unique(**at, columns=("a",))
    assert diff(as_read(old), as_read(new)) == (Alter(old, new, ("class",)),)


def test_scope_narrows() -> None:
    """Ignored addresses take no part."""
    assert diff(Schema(), Schema([table("t"), table("u")]), Scope(ignore=("table public.u",))) == (Create(table("t")),)


def test_a_field_left_open_of_one_object_is_no_difference_there():
    """A source can leave something open of one column that it says of another."""
    before = Schema([column("a", not_null=True), column("b", not_null=True)])
    open_of_a = Scope(unsaid_at=frozenset({(column("a").address, "not_null")}))
    after = Schema([column("a"), column("b")], says=open_of_a)
    assert [change.address.name for change in diff(before, after)] == ["b"]
    assert goal(before, after)[column("a").address] == column("a", not_null=True)


def test_what_is_left_out_takes_along_what_is_inside():
    before = Schema([column("a")])
    assert diff(before, Schema(says=Scope(without=frozenset({"table public.t"})))) == ()
