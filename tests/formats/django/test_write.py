"""Made-up tables that are written as Django models read as the same, without a server."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from declarations import COMMENTS, NAMESPACES, TYPES, Made, on, told
from trueup.declaration import Declaration
from trueup.formats import django
from trueup.formats.django import names as naming
from trueup.formats.django.write import write
from trueup.model import Object, Schema
from trueup.postgres import objects as pg
from trueup.postgres.names import cut, ident


@st.composite
def schemas(draw: st.DrawFn) -> list[Object]:
    made = Made(draw, (None, 'pg_catalog."C"', '"de-x-icu"'))
    tables = [table(made) for _ in range(draw(st.integers(1, 3)))]
    for one, _ in tables:
        for position in range(30, 30 + draw(st.integers(0, 2))):
            other, theirs = made.one(tables)
            reference(made, one, other, made.one([column for column in theirs if column.generated is None]), position)
    return made.objects


def table(made: Made) -> tuple[pg.Table, list[pg.Column]]:
    namespace = made.one(NAMESPACES)
    found = pg.Table(namespace=namespace, name=made.name(namespace), comment=made.draw(COMMENTS))
    made.objects.append(found)
    columns = [key(made, found)]
    columns += [made.column(found, number, TYPES) for number in range(2, made.draw(st.integers(3, 6)))]
    kept = [one.name for one in columns[1:] if one.not_null]
    keys = (columns[0].name, *made.some(kept, 0, 2))
    name = naming.chosen(found.name, None, "pkey", {taken for space, taken in made.taken if space == namespace})
    made.taken.add((namespace, name))
    made.objects.append(pg.PrimaryKey(**on(found), name=name, columns=keys))
    if len(keys) > 1 and columns[0].identity is not None:
        made.objects.pop()
        made.objects.append(pg.PrimaryKey(**on(found), name=name, columns=keys[:1]))
    if made.maybe():
        stored = f"upper(({ident(columns[0].name)})::text)"
        said = {"default": None, "not_null": False, "generated": stored, "virtual": made.maybe()}
        columns.append(made.column(found, 21, TYPES, type="text", **said))
    named = [one.name for one in columns]
    for _ in range(made.draw(st.integers(0, 1))):
        deferrable = made.rarely()
        ending = {"deferrable": deferrable, "deferred": deferrable and made.maybe(), "nulls_not_distinct": made.maybe()}
        made.objects.append(pg.Unique(**on(found), name=made.name(namespace), columns=made.some(named), **ending))
    for _ in range(made.draw(st.integers(0, 1))):
        made.check(found, columns)
    for _ in range(made.draw(st.integers(0, 2))):
        made.index(found, columns, tablespace=None)
    for _ in range(made.draw(st.integers(0, 1))):
        made.exclusion(found, columns, ("gist", "spgist"), made.one(("", f" INCLUDE ({ident(named[-1])})")))
    return found, columns


def key(made: Made, table: pg.Table) -> pg.Column:
    """The first column, with the index for LIKE that Django makes for some keys or without."""
    kind = made.one(("integer", "bigint", "text", "character varying(20)", "uuid"))
    said = {"type": kind, "not_null": True, "default": None}
    if kind in ("integer", "bigint") and made.maybe():
        said["identity"] = "by default"
    return made.column(table, 1, TYPES, **said)


def reference(made: Made, one: pg.Table, other: pg.Table, target: pg.Column, position: int) -> None:
    """A column that refers to one of another table, and the key, named as Django names it."""
    said = {"type": target.type, "collation": target.collation, "default": None}
    column = made.column(one, position, TYPES, **said)
    if '"' in one.name + other.name + column.name + target.name:
        return
    ending = f"_fk_{other.name}_{target.name}"
    name = cut(naming.index_name(one.name, [column.name], ending), naming.LONGEST)
    made.objects.append(
        pg.ForeignKey(
            **on(one),
            name=name,
            columns=(column.name,),
            to_namespace=other.namespace,
            to_table=other.name,
            to_columns=(target.name,),
            deferrable=True,
            deferred=True,
        )
    )


def again(objects: list[Object], folder: Path) -> tuple[str, Declaration]:
    """What is written, and what it reads as."""
    text = write(Schema(objects))
    (folder / "app").mkdir(exist_ok=True)
    (folder / "app" / "models.py").write_text(text)
    (folder / "settings.py").write_text('INSTALLED_APPS = ["app"]\n')
    return text, django.read(folder, settings="settings", version=(5, 2))


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(objects=schemas())
def test_made_up_tables_that_are_written_read_as_the_same(objects: list[Object], tmp_path: Path) -> None:
    text, declared = again(objects, tmp_path)
    assert [one.why for one in declared.unread] == [], text
    assert told(declared.objects) == told(objects), text
