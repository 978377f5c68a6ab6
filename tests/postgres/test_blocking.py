"""What is declared of every form of a statement is what servers are seen to do; the page about it says the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest

import lock_measure
from lock_forms import FORMS, Form
from lock_measure import ALL, MODES, Seen
from trueup.model import Address, Schema
from trueup.postgres.blocking import World, follow, work, works
from trueup.postgres.connect import connect
from trueup.postgres.introspect import read
from trueup.postgres.sql.parse import statements
from trueup.statement import Work

PAGE = Path(__file__).parent.parent.parent / "docs" / "locks.md"
SHORT = dict(zip(MODES, ("AS", "RS", "RX", "SUX", "S", "SRX", "X", "AX"), strict=True))
VERSIONS = (18, 17, 16, 15, 14, 13)


class Tables(NamedTuple):
    """The tables of the forms on one server, and their schema."""

    url: str
    schema: Schema


@pytest.fixture(scope="module")
def tables(every_server: str, module_database) -> Tables:
    return _tables(module_database(on=every_server))


@pytest.fixture(scope="module")
def tables18(server: str, module_database) -> Tables:
    return _tables(module_database(on=server))


def _tables(url: str) -> Tables:
    lock_measure.prepare(url)
    with connect(url) as conn:
        return Tables(url, read(conn, needs=True))


def declared(form: Form, schema: Schema, version: int) -> Work:
    world = World(schema, version)
    for first in statements(form.first or "", "first"):
        follow(first, world)
    (parsed,) = statements(form.sql, "form", version)
    return work(parsed, world)


def as_seen(found: Work) -> Seen:
    names = [frozenset(_name(where) for where in some) for some in (found.scans, found.rewrites, found.builds)]
    return Seen({_name(lock.relation): lock.mode for lock in found.locks}, *names)


def _name(where: Address) -> str:
    return where.names[-1]


def _refusal(form: Form, major: int) -> str | None:
    return None if major in form.allowed else form.refused


def test_what_is_declared_is_what_is_measured(tables: Tables):
    wrong = []
    with psycopg.connect(tables.url, autocommit=True) as conn:
        version = conn.info.server_version
        major = version // 10000
        for group, form in ALL:
            if form.since > major or form.alone:
                continue
            seen, refusal = lock_measure.measure(conn, form), _refusal(form, major)
            if refusal is not None or seen.error is not None:
                if seen.error is None or seen.error not in (refusal or ""):
                    wrong.append((group, form.title, refusal, seen.error))
                continue
            found = declared(form, tables.schema, version)
            if as_seen(found) != seen or not found.known:
                wrong.append((group, form.title, as_seen(found), seen))
    assert not wrong


SAMPLED = {
    "create index concurrently n on purchase (nn)": "purchase",
    "drop index concurrently loose_t": "loose",
    "reindex index concurrently purchase_state": "purchase",
    "vacuum full loose": "loose",
}


def test_what_runs_outside_transactions_holds_what_is_declared(server: str, database):
    """Sampled while a writer of the table keeps the statement waiting."""
    tables = _tables(database(on=server))
    forms = {form.sql: form for _, form in ALL if form.alone}
    for sql, beside in SAMPLED.items():
        seen = lock_measure.sample(tables.url, forms[sql], beside)
        assert seen.error is None
        assert seen.locks == as_seen(declared(forms[sql], tables.schema, tables.schema.version or 0)).locks, sql


# ------------------------------------------------------------------ the page


HEAD = """\
# Locks

What statements do to relations that are there before them: what `trueup plan` and `trueup lint` go by.

`tests/postgres/test_blocking.py` runs every form on PostgreSQL 18, 16 and the servers it is given (15 among them),
each in a transaction that is rolled back, and reads `pg_locks`, the files of tables and indexes, and the counters of
reads; a difference to this page fails it. Forms that do not run in a transaction are marked *alone*: the locks of some are
sampled beside an open writer, what they read and build is declared. 13, 14 and 17 are declared, not measured there.

Locks: **AS** ACCESS SHARE, **RS** ROW SHARE, **RX** ROW EXCLUSIVE (writers have it), **SUX** SHARE UPDATE EXCLUSIVE,
**S** SHARE and **SRX** SHARE ROW EXCLUSIVE (stop writers), **X** EXCLUSIVE (stops all but plain readers), **AX** ACCESS
EXCLUSIVE (stops everybody). Locks on indexes are left out: none outlasts the one on its table but that of REINDEX and
ALTER INDEX. A foreign key is looked up with the referenced table read whole or through its index, as the planner likes;
here it is read whole. A function in SQL that PostgreSQL can inline may be less volatile than it is declared: a default
that calls it is then taken for a rewrite that does not happen.

Tables: `purchase` refers to `client`, `member` to `linked`, `child_vc` to `parent_vc`, `order_line` to `client`;
`reading`, `ledger` (with a default partition), `shelf`, `keyed`, `order_line` and `hooked` are partitioned, `dog` inherits from
`animal`, `clients` is a view of `client`, `totals` a materialized view of `purchase`.
"""


def test_the_page_says_the_same(tables18: Tables, request: pytest.FixtureRequest):
    text = "\n".join(_page(tables18.schema))
    if request.config.getoption("--update"):
        PAGE.write_text(text)
    assert PAGE.read_text() == text


def _page(schema: Schema) -> Iterator[str]:
    yield HEAD
    for group, forms in FORMS.items():
        yield f"## {group}\n\n| form | statement | locks | reads | writes anew | builds indexes |\n|---|---|---|---|---|---|"
        for form in forms:
            yield f"| {form.title}{_since(form)} | `{_sql(form)}` | {' | '.join(_cells(form, schema))} |"
        yield ""


def _since(form: Form) -> str:
    marks = [f"≥ {form.since}"] if form.since > 13 else []
    marks += ["alone"] if form.alone else []
    return f" ({', '.join(marks)})" if marks else ""


def _sql(form: Form) -> str:
    first = f"{form.first}; " if form.first else ""
    return first + " ".join(form.sql.split()).replace("|", "\\|")


def _cells(form: Form, schema: Schema) -> list[str]:
    """Locks, reads, rewrites and builds on 18; where older servers differ, theirs too."""
    told: list[tuple[list[int], list[str]]] = []
    for major in VERSIONS:
        if major < form.since:
            continue
        cells = _row(form, schema, major)
        if told and told[-1][1] == cells:
            told[-1][0].append(major)
        else:
            told.append(([major], cells))
    first, *rest = told
    found = list(first[1])
    for majors, cells in rest:
        for at, cell in enumerate(cells):
            if cell != first[1][at]:
                found[at] += f"<br>{_span(majors)}: {cell or 'none'}"
    return found


def _span(majors: list[int]) -> str:
    return str(majors[0]) if len(majors) == 1 else f"{majors[-1]}–{majors[0]}"


def _row(form: Form, schema: Schema, major: int) -> list[str]:
    if (refusal := _refusal(form, major)) is not None:
        return [f"refused: {refusal.split()[0]}", "", "", ""]
    seen = as_seen(declared(form, schema, major * 10000))
    locks = ", ".join(f"{name} **{SHORT[mode]}**" for name, mode in sorted(seen.locks.items()))
    return [locks, *(", ".join(sorted(names)) for names in (seen.scans, seen.rewrites, seen.builds))]


# ------------------------------------------------------------------ scripts


def _works(sql: str, before: Schema | None = None, version: int | None = None) -> list[Work]:
    return list(works(statements(sql, "script", version), before, version))


def _locks(found: Work) -> dict[str, str]:
    return {_name(lock.relation): SHORT[lock.mode] for lock in found.locks}


def test_nobody_waits_for_what_the_script_made():
    made = "create table fresh (id int primary key, v text); create table other (id int references fresh (id))"
    after = "alter table fresh alter v type int using 1; create index on fresh (v); drop table fresh"
    for found in _works(f"{made}; {after}"):
        assert found == Work()


def test_a_constraint_of_the_same_script_is_known():
    add = "alter table a add constraint k foreign key (b_id) references b (id) not valid"
    first, second = _works(f"{add}; alter table a validate constraint k")
    assert _locks(first) == {"a": "SRX", "b": "SRX"}
    assert (first.scans, first.known) == ((), False)
    assert _locks(second) == {"a": "SUX", "b": "RS"}
    assert {_name(one) for one in second.scans} == {"a", "b"}


def test_not_null_after_a_validated_check_reads_nothing():
    add = "alter table a add constraint c check (v is not null) not valid; alter table a validate constraint c"
    *_, found = _works(f"{add}; alter table a alter v set not null")
    assert (_locks(found), found.scans) == ({"a": "AX"}, ())


@pytest.mark.parametrize(
    ("check", "reads"),
    [
        ("v is not null and w > 0", False),
        ("not (v is null)", False),
        ("v is not null or w > 0", True),
        ("v > 0", True),
    ],
)
def test_which_checks_prove_not_null(check: str, reads: bool):
    *_, found = _works(f"alter table a add check ({check}); alter table a alter v set not null")
    assert bool(found.scans) is reads


def test_a_column_of_the_same_script_has_its_type():
    first, second = _works("alter table a add v varchar(10); alter table a alter v type varchar(20)")
    assert (first.rewrites, second.rewrites) == ((), ())


def test_names_follow_renames():
    first, second = _works("alter table a rename to b; alter table b add constraint k check (x > 0)", None)
    assert (_locks(first), _locks(second)) == ({"a": "AX"}, {"b": "AX"})


def test_what_is_not_known_is_said():
    for sql in ("select change_everything()", "do $$begin end$$", "alter table a drop constraint k", "drop index i"):
        (found,) = _works(sql)
        assert not found.known, sql


def test_without_a_schema_a_change_of_type_is_taken_for_a_rewrite():
    (found,) = _works("alter table a alter v type varchar(20)")
    assert ([_name(one) for one in found.rewrites], found.known) == (["a"], False)


def test_names_are_found_in_the_search_path():
    (_, found) = _works("set search_path = app, public; alter table t add x int")
    assert [lock.relation for lock in found.locks] == ["table app.t"]
