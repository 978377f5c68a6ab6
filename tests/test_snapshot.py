"""A snapshot holds a schema exactly, as text that changes only where the schema does."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from trueup import snapshot
from trueup.diff import diff
from trueup.errors import SnapshotInvalid
from trueup.model import Address, Note, Object, Origin, Schema, Scope
from trueup.postgres import objects as pg
from trueup.project.sources import resolve

USERS = pg.Table(owner="app", namespace="public", name="users")
EMAIL = pg.Column(on="table", namespace="public", relation="users", name="e mail", position=1, type="text")
INDEX = pg.Index(
    on="table",
    namespace="public",
    relation="users",
    name="i",
    method="btree",
    columns=(pg.IndexColumn(column="e mail", descending=True), pg.IndexColumn(expression="lower(x)")),
)
CHECK = pg.Check(on="table", namespace="public", relation="users", name="c", expression="((x <> 'é\n\"'::text))")


def schema(*objects: Object) -> Schema:
    return Schema(
        objects or (USERS, EMAIL, INDEX, CHECK),
        needs={INDEX.address: frozenset([EMAIL.address, USERS.address])},
        origins={USERS.address: Origin("m/1.sql", 3, 2)},
        notes=[Note("history", "said", None), Note("psql", "passed over", "a.sql:1")],
        says=Scope(
            unsaid=frozenset({("*", "owner")}),
            ignore=("table x.*",),
            without=frozenset({"table public.gone"}),
            unsaid_at=frozenset({(str(EMAIL.address), "not_null")}),
        ),
        version=180004,
    )


def failure(text: str) -> SnapshotInvalid:
    with pytest.raises(SnapshotInvalid) as caught:
        snapshot.parse(text, "s.json")
    assert caught.value.help
    assert (caught.value.where or "").startswith("s.json:")
    return caught.value


class TestRoundTrip:
    def test_everything_comes_back(self) -> None:
        before = schema()
        after = snapshot.parse(snapshot.write(before))
        assert after == before
        for name in ("needs", "origins", "notes", "says", "version"):
            assert getattr(after, name) == getattr(before, name), name
        assert snapshot.write(after) == snapshot.write(before)

    def test_every_kind_of_a_real_database(self, database: Callable[..., str]) -> None:
        roles = ("tt_owner", "tt_reader", "tt_writer", 'tt weird ""role""', "tt_super")
        makes = "".join(
            f'do $do$ begin create role "{role}"; exception when duplicate_object then null; end $do$;'
            for role in roles
        )
        url = database(makes + (Path(__file__).parent / "kitchen.sql").read_text(encoding="utf-8"))
        before = resolve(url).read()
        after = snapshot.parse(snapshot.write(before))
        assert after == before
        assert diff(before, after) == ()
        assert after.needs == {where: on for where, on in before.needs.items() if on}
        assert snapshot.fingerprint(after) == snapshot.fingerprint(before)
        assert len({type(one) for one in before.objects.values()}) > 30

    def test_an_empty_schema(self) -> None:
        assert snapshot.parse(snapshot.write(Schema())) == Schema()


class TestText:
    def test_one_object_on_a_line_sorted_without_defaults(self) -> None:
        lines = snapshot.write(schema()).splitlines()
        assert lines[0] == '{"trueup_snapshot": 1,'
        start = lines.index(' "objects": {')
        assert [line.split('": {')[0].strip(' "') for line in lines[start + 1 : start + 5]] == [
            "table public.users",
            'table public.users column \\"e mail\\',
            "table public.users constraint c",
            "table public.users index i",
        ]
        assert lines[start + 1].endswith('{"class": "Table", "owner": "app", "namespace": "public", "name": "users"},')

    def test_the_order_of_reading_does_not_matter(self) -> None:
        assert snapshot.write(schema(CHECK, INDEX, EMAIL, USERS)) == snapshot.write(schema())

    def test_it_is_json(self) -> None:
        assert json.loads(snapshot.write(schema()))["version"] == 180004


class TestFingerprint:
    def test_it_does_not_see_what_is_not_compared(self) -> None:
        moved = pg.Column(on="table", namespace="public", relation="users", name="e mail", position=9, type="text")
        assert snapshot.fingerprint(Schema([USERS, moved])) == snapshot.fingerprint(Schema([EMAIL, USERS]))
        assert snapshot.fingerprint(schema()) == snapshot.fingerprint(Schema([USERS, EMAIL, INDEX, CHECK]))

    def test_it_sees_every_compared_difference(self) -> None:
        typed = pg.Column(on="table", namespace="public", relation="users", name="e mail", position=1, type="citext")
        assert len({snapshot.fingerprint(Schema(o)) for o in ([], [USERS], [USERS, EMAIL], [USERS, typed])}) == 4

    def test_it_sees_the_class(self) -> None:
        common = {"on": "table", "namespace": "public", "relation": "users", "name": "k", "columns": ("a",)}
        key, unique = pg.PrimaryKey(**common), pg.Unique(**common)  # type: ignore[arg-type]
        assert key.address == unique.address
        assert snapshot.fingerprint(Schema([key])) != snapshot.fingerprint(Schema([unique]))


class TestBroken:
    TEXT = snapshot.write(schema())

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ('"trueup_snapshot": 1', '"trueup_snapshot": 2', "has format 2"),
            ('"trueup_snapshot": 1', '"trueup_snapshot": "x"', "has format 'x'"),
            ('"trueup_snapshot": 1', '"other": 1', "not a snapshot"),
            ('"class": "Table"', '"class": "Tabel"', "no known class: 'Tabel'"),
            ('"class": "Table", ', "", "no known class"),
            ('"owner": "app"', '"owner": 5', "Expected `str | null`, got `int` in owner"),
            ('"owner": "app"', '"woner": "app"', "unknown field woner"),
            ('"method": "btree", ', "", "the field method is missing"),
            ('"name": "users"', '"name": "users2"', "describes table public.users2"),
            ('["m/1.sql", 3, 2]', '["m/1.sql", "x", 2]', "the origin of table public.users"),
            ('["m/1.sql", 3, 2]', '["m/1.sql"]', "the origin of table public.users"),
            ('"version": 180004', '"version": "18"', "version is not a number"),
            ('"objects": {', '"object": {', "has no objects"),
            ('["history", "said", null]', '["a"]', "the notes"),
            ('"ignore": ["table x.*"]', '"ignore": 1', "says:"),
            ("{", "", "not JSON"),
            ('  "table public.users constraint c"', '<<<<<<< HEAD\n  "table public.users constraint c"', "not JSON"),
            ('"table public.users constraint c": ', '"table public.users": ', "there twice"),
        ],
    )
    def test_one_mistake_one_message(self, old: str, new: str, message: str) -> None:
        assert old in self.TEXT
        assert message in failure(self.TEXT.replace(old, new, 1)).message

    def test_the_line_is_the_object_s(self) -> None:
        error = failure(self.TEXT.replace('"expression": ', '"expresion": '))
        line = next(n for n, text in enumerate(self.TEXT.splitlines(), 1) if "constraint c" in text)
        assert error.where == f"s.json:{line}"

    def test_every_truncation_is_refused(self) -> None:
        random.seed(3)
        for end in random.sample(range(len(self.TEXT.rstrip())), 200):
            failure(self.TEXT[:end])

    @pytest.mark.parametrize("text", ["", "[]", "null", '"x"', "{}", "[" * 100_000])
    def test_what_is_no_snapshot(self, text: str) -> None:
        failure(text)

    def test_needs_and_addresses_are_checked(self) -> None:
        text = snapshot.write(Schema([USERS], needs={Address("table a"): frozenset([Address("table b")])}))
        assert "needs no list" in failure(text.replace('["table b"]', '"table b"')).message
