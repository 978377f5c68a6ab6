"""The generator of synthetic databases makes what it says it makes. How fast anything is, is no test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench import generate, measure

COUNTS = """
    select count(distinct c.oid), count(*) from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
      and a.attnum > 0 and not a.attisdropped"""


def load(url: str, *statements: str) -> None:
    generate.load(url, [*generate.roles(), *statements])


@pytest.mark.parametrize(("tables", "columns"), [(81, 1609), (40, 700)])
def test_a_database_has_exactly_the_tables_and_columns_asked_for(every_server, database, sql, tables, columns):
    made = generate.generate(tables, columns)
    url = database(on=every_server)
    load(url, *made.statements)
    assert sql(url, COUNTS) == [(tables, columns)]


def test_the_usual_kinds_of_objects_are_there(database, sql):
    url = database()
    load(url, *generate.generate(81).statements)
    relations = dict(sql(url, "select relkind::text, count(*) from pg_class where oid >= 16384 group by 1"))
    constraints = dict(sql(url, "select contype::text, count(*) from pg_constraint where oid >= 16384 group by 1"))
    others = sql(
        url,
        "select (select count(*) from pg_policy), (select count(*) from pg_trigger where not tgisinternal),"
        " (select count(*) from pg_description where objoid >= 16384), (select count(*) from pg_enum),"
        " (select count(*) from pg_index where indpred is not null), (select count(*) from pg_index where indexprs is not null),"
        " (select count(*) from pg_class where relacl is not null and oid >= 16384),"
        " (select count(*) from pg_proc where oid >= 16384)",
    )[0]
    assert {"r", "p", "v", "m", "i", "I", "S", "c"} <= relations.keys()
    assert {"p", "u", "f", "c"} <= constraints.keys()
    assert all(others)


def test_the_same_numbers_make_the_same_database():
    assert generate.generate(81) == generate.generate(81)
    assert generate.generate(81).statements != generate.generate(81, seed=2).statements


@pytest.mark.parametrize(("tables", "columns"), [(1000, 20000), (500, 11000)])
def test_every_size_has_the_same_kinds_of_changes(tables, columns):
    made = generate.generate(tables, columns)
    assert [c.what for c in made.changes] == [c.what for c in generate.generate(81).changes]
    assert len({change.address for change in made.changes}) == len(made.changes) == 19


def test_a_size_that_cannot_be_made_is_refused():
    with pytest.raises(ValueError, match="at least 20 tables"):
        generate.generate(5)
    with pytest.raises(ValueError, match="columns per table"):
        generate.generate(81, 100)


def test_each_change_is_seen_where_the_list_says(database):
    import trueup

    made = generate.generate(81)
    before, after = database(), database()
    load(before, *made.statements)
    load(after, *made.statements, *(change.sql for change in made.changes))
    seen = {str(change.address) for change in trueup.diff(before, after)}
    expected = {change.address for change in made.changes}
    assert expected <= seen
    inside = tuple(f"{c.address} " for c in made.changes if c.what in ("table added", "table dropped"))
    assert [where for where in seen - expected if not where.startswith(inside)] == [
        "sequence public.added_lately_id_seq"
    ]


def test_a_process_is_measured_and_its_failure_told(tmp_path):
    good = measure.run([sys.executable, "-c", "print('x' * 10)"], cwd=tmp_path)
    assert (good.code, good.output, good.failed) == (0, "x" * 10 + "\n", None)
    assert good.wall > 0
    assert good.memory > 1
    bad = measure.run([sys.executable, "-c", "raise SystemExit('no such thing')"], cwd=tmp_path)
    assert bad.failed == "exit 1: no such thing"
    assert measure.run(["no-such-program"], cwd=tmp_path).failed == "did not start: No such file or directory"
    slow = measure.run([sys.executable, "-c", "import time; time.sleep(60)"], cwd=tmp_path, limit=1)
    assert slow.failed == "stopped after 1 s"
    silent = measure.run([sys.executable, "-c", ""], cwd=tmp_path, prints=True)
    assert silent.failed == "printed nothing: no message"


def test_a_ratio_is_the_median_of_rounds_that_both_finished():
    ours = [measure.Sample(wall, 0, 0, 0, "") for wall in (1.0, 2.0, 3.0)]
    theirs = [
        measure.Sample(4.0, 0, 0, 0, ""),
        measure.Sample(4.0, 0, 0, 0, ""),
        measure.Sample(0.1, 0, 0, 1, "", "no"),
    ]
    assert measure.ratio(ours, theirs) == 0.375
    assert measure.ratio(ours, []) is None
