"""What is written reads as the same: the witness cases through PostgreSQL, and made-up schemas without it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trueup.diff import diff
from trueup.formats.prisma import read, write
from trueup.formats.prisma.naming import Conventions, foreign_key, primary_key
from trueup.formats.prisma.reading import declare
from trueup.formats.prisma.tree import Sources
from trueup.formats.prisma.types import NATIVES, native_of, sql_of, written
from trueup.model import Object, Schema
from trueup.postgres import objects as pg
from trueup.postgres.declare import elaborate
from trueup.postgres.names import qualified

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/expected.sql"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_case_that_is_written_reads_as_the_same(case: Path):
    schema = elaborate(read([case]))
    again = elaborate(declare([("schema.prisma", write(schema))], Sources()))
    assert diff(schema, again) == ()


# ------------------------------------------------------------------ types


@pytest.mark.parametrize("native", NATIVES, ids=lambda native: native.name)
def test_a_native_type_is_told_by_its_postgresql_name(native):
    for arguments in ((), ("1",) * native.most):
        sql = sql_of(native.scalar, (native.name, arguments))
        assert native_of(sql) == (native, arguments)


@pytest.mark.parametrize("sql", ["tsvector", "numeric(10)", "vector(3)", 'public."T"', "interval day to second"])
def test_what_prisma_has_no_word_for_is_unsupported(sql: str):
    scalar, native = written(sql)
    assert native is None
    assert scalar.startswith('Unsupported("')


# ------------------------------------------------------------------ made-up schemas

NAMES = st.text(alphabet="abz_ABZé 9-\"'", min_size=1, max_size=12).filter(
    lambda name: name.strip() and name.isprintable()
)
TYPES = st.sampled_from(
    [sql_of(native.scalar, (native.name, ("3",) * native.most)) for native in NATIVES] + ["text", "point", "integer[]"]
)
ACTIONS = st.sampled_from(["no action", "restrict", "cascade", "set null", "set default"])


@st.composite
def schemas(draw: st.DrawFn) -> list[Object]:
    found: list[Object] = []
    enums = draw(st.lists(NAMES, unique=True, max_size=2))
    for name in enums:
        labels = tuple(draw(st.lists(NAMES, min_size=1, max_size=3, unique=True)))
        found.append(pg.Enum(namespace="public", name=name, labels=labels))
    typed = [qualified("public", name) for name in enums]
    tables = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    for name in tables:
        found += draw(table(name, typed))
    keys = [one for one in found if isinstance(one, pg.PrimaryKey)]
    for number, key in enumerate(keys):
        found += draw(reference(keys[0], key, number))
    return found


@st.composite
def table(draw: st.DrawFn, name: str, typed: list[str]) -> list[Object]:
    on = {"on": "table", "namespace": "public", "relation": name}
    columns = draw(st.lists(NAMES, min_size=2, max_size=5, unique=True))
    found: list[Object] = [pg.Table(namespace="public", name=name)]
    for position, column in enumerate(columns, 1):
        first = position == 1
        kind = "integer" if first else draw(st.one_of(TYPES, st.sampled_from(typed)) if typed else TYPES)
        default = None if first else draw(st.sampled_from([None, "now()", "(1 + 1)", "'it''s \\ \"x\"'::text"]))
        found.append(
            pg.Column(
                **on,
                name=column,
                position=position,
                type=kind,
                not_null=not kind.endswith("[]") and (first or draw(st.booleans())),
                default=default,
            )
        )
    key = primary_key(name) if draw(st.booleans()) else f"key of {name}"
    found.append(pg.PrimaryKey(**on, name=key, columns=(columns[0],)))
    if draw(st.booleans()):
        keys = (pg.IndexColumn(column=columns[0], descending=True, nulls_first=True), pg.IndexColumn(column=columns[1]))
        unique = draw(st.booleans())
        how = Conventions()
        usual = (how.unique if unique else how.index)(name, columns[:2])
        ix = draw(st.sampled_from([usual, f"index of {name}"]))
        if "xml" not in [one.type for one in found if isinstance(one, pg.Column)]:
            found.append(pg.Index(**on, name=ix, method="btree", columns=keys, unique=unique))
    return found


@st.composite
def reference(draw: st.DrawFn, to: pg.PrimaryKey, key: pg.PrimaryKey, number: int) -> list[Object]:
    if draw(st.booleans()):
        return []
    name = draw(st.sampled_from([foreign_key(key.relation, key.columns), f"reference {number}"]))
    return [
        pg.ForeignKey(
            on="table",
            namespace="public",
            relation=key.relation,
            name=name,
            columns=key.columns,
            to_namespace="public",
            to_table=to.relation,
            to_columns=to.columns,
            on_delete=draw(ACTIONS),
            on_update=draw(ACTIONS),
        )
    ]


@settings(max_examples=150, deadline=None)
@given(schemas())
def test_a_made_up_schema_that_is_written_reads_as_the_same(objects: list[Object]):
    text = write(Schema(objects))
    found = declare([("schema.prisma", text)], Sources())
    assert Schema(found.objects) == Schema(objects), text
