"""Scripts are judged statement by statement: what is new, small, counted, allowed or held, and what is not shouted at."""

from __future__ import annotations

import pytest

from trueup.checks import chosen, judge
from trueup.checks.step import Count, Facts, Table
from trueup.finding import Severity
from trueup.histories import History, Migration
from trueup.lint import File, Found, lint, steps_of
from trueup.lint.files import is_wrapped
from trueup.model import Address
from trueup.postgres.blocking import World
from trueup.postgres.sql.parse import statements

ORDERS = Address("table public.orders")


def judged(sql: str, *, wrapped: bool = False, tables: dict[Address, Table] | None = None) -> Found:
    facts = Facts(tables=tables or {})
    return lint(File(name="a.sql", sql=sql, wrapped=wrapped), World(None), facts=lambda _: facts)


def codes(found: Found, at_least: Severity = Severity.WARNING) -> list[str]:
    return sorted(one.code for one in found.findings if one.severity.rank >= at_least.rank)


@pytest.mark.parametrize(
    "sql",
    [
        "ALTER TABLE orders ADD COLUMN note text",
        "ALTER TABLE orders ADD COLUMN at timestamptz NOT NULL DEFAULT now()",
        "ALTER TABLE orders ADD COLUMN state text NOT NULL DEFAULT 'new'",
        "ALTER TABLE orders ALTER COLUMN note SET DEFAULT 'x'",
        "CREATE TABLE lines (id int PRIMARY KEY, order_id int REFERENCES orders (id))",
        "CREATE TABLE lines (id int); CREATE INDEX ON lines (id); ALTER TABLE lines ADD UNIQUE (id); TRUNCATE lines",
        "CREATE TABLE lines (id int); ALTER TABLE lines ALTER id TYPE bigint; DROP TABLE lines",
        "CREATE TABLE lines (id int); ALTER TABLE lines ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON lines USING (true)",
        "COMMENT ON TABLE orders IS 'x'",
        "CREATE VIEW recent AS SELECT * FROM orders",
        "INSERT INTO orders (id) VALUES (1)",
        "UPDATE orders SET note = '' WHERE id = 1",
        "ALTER TABLE orders VALIDATE CONSTRAINT c",
        "CREATE TRIGGER t BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION f()",
        "DROP INDEX CONCURRENTLY orders_note",
        "CREATE TYPE mood AS ENUM ('sad')",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "GRANT SELECT ON orders TO app",
    ],
)
def test_what_does_no_harm_is_not_shouted_at(sql: str):
    assert codes(judged(sql)) == []


def test_a_table_that_is_known_to_be_small_is_worth_a_warning():
    sql = "CREATE INDEX ON orders (note)"
    (small,) = judged(sql, tables={ORDERS: Table(rows=500, bytes=80_000)}).findings[:1]
    (big,) = judged(sql, tables={ORDERS: Table(rows=5_000_000, bytes=800_000_000)}).findings[:1]
    assert (small.severity, big.severity) == (Severity.WARNING, Severity.ERROR)
    assert "orders (5,000,000 rows, 763 MB)" in big.message


def test_rows_in_the_way_are_told_with_the_query_that_lists_them():
    sql = "ALTER TABLE orders ALTER COLUMN note SET NOT NULL"
    (step,) = steps_of(statements(sql, "plan"), World(None))
    for rows, expected in ((3, Severity.ERROR), (None, Severity.WARNING), (0, None)):
        query = "SELECT * FROM orders WHERE note IS NULL"
        count = Count(sort="nulls", query=query, rows=rows, because="too big" if rows is None else None)
        (found,) = judge([_with(step, Facts(counts={sql: (count,)}))])
        told = [one for one in found if one.code == "H401"]
        assert [one.severity for one in told] == ([expected] if expected else [])
        assert all(count.query in (one.help or "") for one in told)
        assert rows != 3 or "3 rows have null in note" in told[0].message


def _with(step, facts: Facts):
    from dataclasses import replace

    return replace(step, facts=facts)


@pytest.mark.parametrize(
    ("sql", "left"),
    [
        ("-- trueup: allow H204\nCREATE INDEX ON orders (note);", []),
        ("CREATE INDEX ON orders (note); -- trueup: allow H204", []),
        ("CREATE INDEX\n  ON orders (note) -- trueup: allow h204\n;", []),
        ("CREATE INDEX ON orders (note);\n-- trueup: allow-file H204, H210", []),
        ("-- trueup: allow H204\nSELECT 1;\nCREATE INDEX ON orders (note);", ["H204"]),
        ("SELECT '-- trueup: allow H204';\nCREATE INDEX ON orders (note);", ["H204"]),
        ("CREATE INDEX ON orders (note);\n-- trueup: allow H204\nSELECT 1;", ["H204"]),
    ],
)
def test_comments_allow_by_code(sql: str, left: list[str]):
    found = judged(sql)
    assert codes(found) == left
    assert [one.code for one in found.allowed if one.code == "H204"] == (["H204"] if not left else [])


def test_locks_last_until_the_transaction_ends():
    add = "ALTER TABLE orders ADD CONSTRAINT c CHECK (x > 0) NOT VALID"
    validate = "ALTER TABLE orders VALIDATE CONSTRAINT c"
    assert codes(judged(f"{add}; {validate}")) == []
    assert codes(judged(f"{add}; {validate}", wrapped=True)) == ["H217"]
    assert codes(judged(f"BEGIN; {add}; COMMIT; BEGIN; {validate}; COMMIT")) == []
    assert codes(judged(f"BEGIN; {add}; {validate}; COMMIT")) == ["H217"]


def test_what_must_be_alone_is_refused_in_a_transaction():
    sql = "CREATE INDEX CONCURRENTLY i ON orders (note)"
    assert codes(judged(sql)) == []
    assert codes(judged(sql, wrapped=True)) == ["H406"]


def test_findings_have_their_place():
    found = judged("SELECT 1;\n\n  DROP TABLE orders;\n")
    (one,) = [each for each in found.findings if each.code == "H101"]
    assert (str(one.origin), one.origin.column if one.origin else 0) == ("a.sql:3", 3)
    assert one.key == "H101 table public.orders"


@pytest.mark.parametrize(
    ("kind", "sql", "wrapped"),
    [
        ("plain", "CREATE INDEX CONCURRENTLY i ON t (a)", False),
        ("prisma", "CREATE INDEX CONCURRENTLY i ON t (a)", False),
        ("prisma", "SELECT 1; CREATE INDEX CONCURRENTLY i ON t (a)", True),
        ("prisma", "BEGIN; ALTER TABLE t ADD a int; COMMIT", False),
        ("flyway", "CREATE INDEX CONCURRENTLY i ON t (a)", False),
        ("flyway", "ALTER TABLE t ADD a int; ALTER TABLE t ADD b int", True),
        ("goose", "CREATE INDEX CONCURRENTLY i ON t (a)", True),
        ("goose", "-- +goose NO TRANSACTION\nCREATE INDEX CONCURRENTLY i ON t (a)", False),
        ("dbmate", "-- migrate:up transaction:false\nCREATE INDEX CONCURRENTLY i ON t (a)", False),
    ],
)
def test_runners_make_a_file_a_transaction_or_not(kind: str, sql: str, wrapped: bool):
    history = History(kind, "m", (), transactions="statement" if kind == "plain" else "file")
    assert is_wrapped(Migration("a", "a.sql", sql), history) is wrapped


def test_severities_are_chosen_by_code():
    sql = "CREATE INDEX ON orders (note)"
    severities = chosen({"H204": "info", "H221": "off"})
    found = lint(File(name="a.sql", sql=sql), World(None), severities=severities)
    assert [(one.code, str(one.severity)) for one in found.findings] == [("H204", "info")]


def test_the_first_strong_lock_of_a_file_asks_for_a_timeout_once():
    sql = "ALTER TABLE orders ADD a int; ALTER TABLE orders ADD b int;"
    assert codes(judged(sql), Severity.INFO).count("H221") == 1
    assert codes(judged(f"SET lock_timeout = '1s'; {sql}"), Severity.INFO).count("H221") == 0


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("DO $$ BEGIN\n ALTER TABLE orders DROP COLUMN note;\nEND $$", [(2, "H102")]),
        ("DO $$\nBEGIN\n IF true THEN\n  EXECUTE 'DROP TABLE orders';\n END IF;\nEND $$", [(4, "H101")]),
        ("DO $$ BEGIN\n EXECUTE 'DROP TABLE ' || name;\nEND $$", [(1, "H803")]),
        ("DO $$ BEGIN\n PERFORM change();\n ALTER TABLE orders DROP COLUMN note;\nEND $$", [(1, "H803"), (3, "H102")]),
        ("DO LANGUAGE plperl $$ 1; $$", [(1, "H803")]),
        ("DO $$ BEGIN\n RAISE NOTICE 'x';\nEND $$", []),
    ],
)
def test_do_blocks_are_looked_into(sql: str, expected: list[tuple[int, str]]):
    found = [one for one in judged(sql).findings if one.code != "H221"]
    assert sorted((one.origin.line, one.code) for one in found if one.origin is not None) == expected


def test_a_do_block_is_a_transaction():
    add = "ALTER TABLE orders ADD COLUMN a int"
    assert codes(judged(f"DO $$ BEGIN {add}; UPDATE orders SET a = 1 WHERE b; END $$")) == ["H217"]
    assert codes(judged(f"DO $$ BEGIN {add}; END $$; UPDATE orders SET a = 1 WHERE b")) == []


def test_a_column_is_lost_under_any_name_but_not_one_that_is_new():
    rename = "ALTER TABLE orders RENAME COLUMN note TO remark"
    assert codes(judged(f"{rename}; ALTER TABLE orders DROP COLUMN remark")) == ["H102", "H301"]
    assert codes(judged("ALTER TABLE orders ADD COLUMN a int; ALTER TABLE orders DROP COLUMN a")) == []


NEW_KEY = """
ALTER TABLE orders ADD COLUMN client_id bigint;
ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (client_id) REFERENCES clients (id);
"""


def test_a_key_over_a_column_that_is_null_everywhere_still_looks_but_does_not_fail():
    told = codes(judged(NEW_KEY), Severity.INFO)
    assert "H206" in told
    assert not {"H404", "H305"} & {*told}
    filled = NEW_KEY.replace("bigint;", "bigint DEFAULT 1;")
    assert {"H404", "H305"} <= {*codes(judged(filled), Severity.INFO)}


def test_a_constraint_that_was_there_a_moment_ago_holds_only_within_the_transaction():
    sql = """
    ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (client_id) REFERENCES clients (id);
    ALTER TABLE orders DROP CONSTRAINT c;
    ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (client_id) REFERENCES clients (id) ON DELETE CASCADE;
    """
    assert codes(judged(sql, wrapped=True), Severity.INFO).count("H404") == 1
    assert codes(judged(sql), Severity.INFO).count("H404") == 2


def test_what_is_dropped_is_not_waited_for():
    sql = "DROP TABLE orders; UPDATE clients SET name = 'x' WHERE id < 9;"
    assert "H217" not in codes(judged(sql, wrapped=True))


def test_in_a_migration_that_is_a_transaction_concurrently_means_another_file():
    (found,) = [one for one in judged("CREATE INDEX ON orders (note)", wrapped=True).findings if one.code == "H204"]
    assert found.help == "CREATE INDEX CONCURRENTLY, alone in a migration"


def test_old_names_that_are_cut_are_no_news():
    name = "orders_by_the_region_and_the_state_and_the_note_and_the_moment_of_delivery"
    assert "H311" not in codes(judged(f"ALTER TABLE orders RENAME CONSTRAINT {name} TO short; DROP INDEX {name}"))
    assert "H311" in codes(judged(f"ALTER TABLE orders RENAME CONSTRAINT short TO {name}"))
