"""Made-up schemas that are written as SQLAlchemy models read as the same, without a server."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from declarations import ACTIONS, COLLATIONS, COMMENTS, NAMES, NAMESPACES, TYPES, Made, on, told
from trueup.declaration import Declaration
from trueup.formats.sqlalchemy import read, write
from trueup.formats.sqlalchemy.naming import chosen
from trueup.model import Object, Schema
from trueup.postgres import objects as pg
from trueup.postgres.names import ident, qualified


@st.composite
def schemas(draw: st.DrawFn) -> list[Object]:
    made = Made(draw)
    types = [*TYPES, *(enum(made) for _ in range(draw(st.integers(0, 2))))]
    types += [domain(made) for _ in range(draw(st.integers(0, 1)))]
    if made.rarely():
        made.objects.append(sequence(made))
    tables = [table(made, types) for _ in range(draw(st.integers(1, 3)))]
    for (one, own), (other, theirs) in itertools.product(tables, tables):
        if made.rarely():
            reference(made, one, own, other, theirs)
    return made.objects


def enum(made: Made) -> str:
    namespace = made.one(NAMESPACES)
    name = made.name(namespace)
    labels = tuple(made.draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)))
    made.objects.append(pg.Enum(namespace=namespace, name=name, labels=labels))
    return qualified(namespace, name)


def domain(made: Made) -> str:
    namespace = made.one(NAMESPACES)
    name, strict = made.name(namespace), made.maybe()
    made.objects.append(
        pg.Domain(
            namespace=namespace,
            name=name,
            type=made.one(("text", "character varying(20)", "citext", "text[]")),
            default=made.one((None, "'a:b'::text")),
            collation=made.one((None, *COLLATIONS)),
            not_null=strict,
        )
    )
    if made.maybe():
        named = chosen(name, [], "check", lambda one: False) if strict else made.name("checks")
        check = pg.DomainCheck(namespace=namespace, domain=name, name=named, expression="((VALUE)::text <> ':x'::text)")
        made.objects.append(check)
    return qualified(namespace, name)


def sequence(made: Made, **more: Any) -> pg.Sequence:
    low, increment = made.one((1, -5)), made.one((1, 5, -1))
    namespace = more.pop("namespace", None) or made.one(NAMESPACES)
    kind = made.one(("smallint", "integer", "bigint"))
    return pg.Sequence(
        **{
            "namespace": namespace,
            "name": made.name(namespace),
            "type": kind,
            "start": low + 3,
            "increment": increment,
            "minimum": low,
            "maximum": made.one((1000, 32767)),
            "cache": made.one((1, 20)),
            "cycle": made.maybe(),
        }
        | more
    )


def table(made: Made, types: list[str]) -> tuple[pg.Table, list[pg.Column]]:
    namespace = made.one(NAMESPACES)
    found = pg.Table(
        namespace=namespace,
        name=made.name(namespace),
        comment=made.draw(COMMENTS),
        unlogged=made.rarely(),
        tablespace=made.one((None, None, "Fast Disks")),
    )
    made.objects.append(found)
    columns = [made.column(found, 1, types, type=made.one(("integer", "bigint", "text")), not_null=True)]
    columns += [made.column(found, number, types) for number in range(2, made.draw(st.integers(3, 6)))]
    if made.maybe():
        made.objects.append(identity(made, found))
    if made.maybe():
        stored = f"upper(({ident(columns[0].name)})::text)"
        columns.append(made.column(found, 21, types, type="text", default=None, generated=stored))
    names = [one.name for one in columns]
    kept = [one.name for one in columns if one.not_null]
    if made.maybe():
        key = {"columns": (names[0], *made.some(kept[1:], 0, 2)), "include": made.some(names[1:], 0, 1)}
        made.objects.append(pg.PrimaryKey(**on(found), name=made.name(namespace), **key, **ending(made)))
    for _ in range(made.draw(st.integers(0, 1))):
        key = {"columns": made.some(names), "include": made.some(names, 0, 1), "nulls_not_distinct": made.maybe()}
        made.objects.append(pg.Unique(**on(found), name=made.name(namespace), **key, **ending(made)))
    for _ in range(made.draw(st.integers(0, 1))):
        made.check(found, columns, valid=made.maybe(), comment=made.draw(COMMENTS))
    for _ in range(made.draw(st.integers(0, 2))):
        made.index(found, columns, tablespace=made.one((None, None, "Fast Disks")))
    for _ in range(made.draw(st.integers(0, 1))):
        made.exclusion(found, columns, ("gist", "btree", "hash"))
    return found, columns


def ending(made: Made) -> dict[str, Any]:
    deferrable = made.rarely()
    return {"comment": made.draw(COMMENTS), "deferrable": deferrable, "deferred": deferrable and made.maybe()}


def identity(made: Made, table: pg.Table) -> pg.Column:
    how, kind = made.one(("always", "by default")), made.one(("smallint", "integer", "bigint"))
    name = made.name(f"{table.namespace}.{table.name}.columns")
    if made.maybe():
        owner = (table.namespace, table.name, name)
        named = chosen(table.name, [name], "seq", lambda one: (table.namespace, one) in made.taken)
        made.objects.append(
            sequence(made, namespace=table.namespace, name=named, type=kind, owned_by=owner, identity=True)
        )
    return pg.Column(
        **on(table), name=name, position=20, type=kind, identity=how, not_null=True, comment=made.draw(COMMENTS)
    )


def reference(made: Made, one: pg.Table, own: list[pg.Column], other: pg.Table, theirs: list[pg.Column]) -> None:
    count = made.draw(st.integers(1, min(2, len(own), len(theirs))))
    columns = made.some([column.name for column in own], count, count)
    delete = made.one(ACTIONS)
    made.objects.append(
        pg.ForeignKey(
            **on(one),
            name=made.name("references"),
            columns=columns,
            to_namespace=other.namespace,
            to_table=other.name,
            to_columns=made.some([column.name for column in theirs], count, count),
            match=made.one(("simple", "simple", "full")),
            on_update=made.one(ACTIONS),
            on_delete=delete,
            set_columns=columns[:1] if delete.startswith("set") and made.maybe() else (),
            valid=not made.rarely(),
            **ending(made),
        )
    )


def again(objects: list[Object], folder: Path) -> tuple[str, Declaration]:
    """What is written, and what it reads as."""
    text = write(Schema(objects))
    (folder / "models.py").write_text(text)
    return text, read([folder / "models.py"], root=folder)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(objects=schemas())
def test_a_made_up_schema_that_is_written_reads_as_the_same(objects: list[Object], tmp_path: Path) -> None:
    text, declared = again(objects, tmp_path)
    assert [one.why for one in declared.unread] == [], text
    assert told(declared.objects) == told(objects), text
