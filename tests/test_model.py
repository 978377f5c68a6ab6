"""Addresses, scopes and schemas."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trueup.model import Address, Object, Scope, address, changed_fields, part
from trueup.postgres import objects as o

NAMES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=63)
HOSTILE = ['"we""ird; --"', "a b", "ünïcode", "🐘", "x" * 63, "select", "A.B", "(x", "tab\there", "it's", "new\nline"]


@given(NAMES, NAMES, NAMES)
def test_an_address_gives_back_the_names_it_was_made_of(namespace: str, table: str, column: str) -> None:
    """Whatever the names, an address can be taken apart again."""
    where = address("table", namespace, table).child("column", column)
    assert where.kind == "column"
    assert where.name == column
    assert where.parent is not None
    assert where.parent.names == (namespace, table)
    assert where.root == where.parent


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_keep_their_containment(name: str) -> None:
    """A child is within its container and not within one whose name merely begins the same."""
    table = address("table", "public", name)
    assert table.child("column", name).within(table)
    assert not address("table", "public", name + "x").within(table)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("function app.f(text, numeric)", (("function", "app.f(text, numeric)"),)),
        ("function app.f()", (("function", "app.f()"),)),
        ("cast (app.addr as text)", (("cast", "(app.addr as text)"),)),
        ('function app."f (x"("odd ""type)".y)', (("function", 'app."f (x"("odd ""type)".y)'),)),
        (
            "role r schema s default_privileges tables",
            (("role", "r"), ("schema", "s"), ("default_privileges", "tables")),
        ),
    ],
)
def test_an_address_is_word_name_pairs(text: str, steps: tuple[tuple[str, str], ...]) -> None:
    """Arguments and quoted names with spaces and parentheses stay whole."""
    assert Address(text).steps == steps


def test_a_routine_is_named_without_its_arguments() -> None:
    """The name of a function leaves out its namespace and arguments."""
    assert Address("function app.slug(text, integer)").names == ("app", "slug")


def test_a_parent_sorts_directly_before_its_children() -> None:
    """Sorting by address keeps a table and what is inside it together."""
    users = address("table", "public", "users")
    found = sorted([address("table", "public", "users_old"), users.child("column", "id"), users])
    assert found[:2] == [users, users.child("column", "id")]


def test_a_glob_on_a_container_matches_what_is_inside() -> None:
    """Ignoring a table ignores its columns."""
    column = address("table", "public", "audit_log").child("column", "id")
    assert column.matches("table public.audit_*")
    assert not column.matches("table app.*")


def test_scope_only_keeps_containers_of_what_is_named() -> None:
    """A scope that names a column admits its table, or the column could not be compared in its place."""
    scope = Scope(only=("table public.users column email",))
    assert scope.admits(Address("table public.users"))
    assert scope.admits(Address("table public.users column email"))
    assert not scope.admits(Address("table public.orders"))
    assert not Scope(ignore=("table public.*",)).admits(Address("table public.users column email"))


def test_scopes_meet_in_what_both_can_say() -> None:
    """Combining two scopes never admits more than either."""
    both = Scope(kinds=frozenset({"table", "view"})) & Scope(
        kinds=frozenset({"table"}), unsaid=frozenset({("*", "owner")})
    )
    assert both.kinds == {"table"}
    assert not both.says("table", "owner")
    assert both.says("table", "comment")


@pytest.mark.parametrize("kind", o.KINDS, ids=lambda k: k.__name__)
def test_every_kind_names_its_identity_by_fields_it_has(kind: type[Object]) -> None:
    """Identity and uncompared fields exist, and something is left to compare."""
    fields = set(kind.__struct_fields__)
    assert kind.IDENTITY
    assert fields >= kind.IDENTITY
    assert fields >= kind.UNCOMPARED
    assert set(kind.compared()) == fields - kind.IDENTITY - kind.UNCOMPARED


def test_rows_decode_into_records_in_the_order_of_their_fields() -> None:
    """A JSON array is a record."""
    column = o.Column(on="table", namespace="public", relation="users", name="id", position=1, type="bigint")
    assert msgspec.json.decode(msgspec.json.encode(column), type=o.Column) == column


def test_a_change_of_class_is_one_difference() -> None:
    """A primary key that became a unique constraint differs in its class, not in a list of fields."""
    at = {"on": "table", "namespace": "public", "relation": "t", "name": "k"}
    assert changed_fields(o.PrimaryKey(**at, columns=("a",)), o.Unique(**at, columns=("a", "b"))) == ("class",)


def test_position_is_no_difference() -> None:
    """Columns at other positions are the same column."""
    at = {"on": "table", "namespace": "public", "relation": "t", "name": "c", "type": "text"}
    assert changed_fields(o.Column(**at, position=1), o.Column(**at, position=7)) == ()


def test_a_plain_word_needs_no_quotes() -> None:
    """Only lower-case words stand bare."""
    assert [part(n) for n in ("users", "Users", "1st", "")] == ["users", '"Users"', '"1st"', '""']
