"""Which statements of a plan share a transaction."""

from __future__ import annotations

from trueup.model import Address
from trueup.postgres.apply.segments import segments
from trueup.statement import Batch, Lock, Statement, Work

T, U, V = (Address(f"table public.{name}") for name in "tuv")
VIEW = Address("view public.w")


def step(sql: str, *on: Address, scans: bool = False, mode: str = "AccessExclusiveLock", **more: object) -> Statement:
    work = Work(locks=tuple(Lock(where, mode) for where in on), scans=on if scans else ())
    return Statement(**{"sql": sql, "address": on[0] if on else T, "work": work} | more)  # type: ignore[arg-type]


def cut(*steps: Statement) -> list[tuple[str, tuple[int, ...], bool]]:
    return [(one.how, one.steps, one.long) for one in segments(steps, 180000)]


ADD = [step(f"ALTER TABLE {where.name} ADD a int", where) for where in (T, U, V)]
NEW = step("CREATE TABLE n ()")


def test_one_table_is_locked_in_a_transaction_and_last():
    assert cut(NEW, ADD[0], ADD[0], ADD[1], NEW, NEW, ADD[2]) == [
        ("transaction", (0, 1, 2), False),
        ("transaction", (3,), False),
        ("transaction", (4, 5, 6), False),
    ]


def test_a_foreign_key_locks_both_its_tables():
    key = step("ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u NOT VALID", T, U)
    assert [steps for _, steps, _ in cut(ADD[0], key, ADD[1])] == [(0,), (1, 2)]


def test_scans_builds_and_backfills_are_on_their_own():
    batch = Batch(table=T, sets="a = 1", where="a IS NULL")
    found = cut(
        step("SET check_function_bodies = off"),
        ADD[0],
        step("ALTER TABLE t VALIDATE CONSTRAINT c", T, scans=True, mode="ShareUpdateExclusiveLock"),
        step("ALTER TABLE t VALIDATE CONSTRAINT d", T, transactional=False, mode="ShareUpdateExclusiveLock"),
        step("CREATE INDEX CONCURRENTLY i ON t (a)", T, transactional=False),
        step("UPDATE t SET a = 1", T, batch=batch, transactional=False),
        ADD[0],
    )
    assert found == [
        ("setting", (0,), False),
        ("transaction", (1,), False),
        ("transaction", (2,), True),
        ("transaction", (3,), False),
        ("alone", (4,), True),
        ("backfill", (5,), True),
        ("transaction", (6,), False),
    ]


def test_what_is_made_again_is_never_missing():
    steps = [
        ADD[0],
        step("DROP VIEW w", VIEW, ends=frozenset({VIEW})),
        step("ALTER TABLE t ALTER a TYPE bigint", T, scans=True),
        step("CREATE VIEW w AS SELECT 1", address=VIEW, makes=frozenset({VIEW})),
        step("GRANT SELECT ON w TO PUBLIC", address=VIEW),
        step("COMMENT ON COLUMN w.a IS 'x'", address=Address("view public.w column a")),
        ADD[1],
    ]
    assert cut(*steps) == [
        ("transaction", (0,), False),
        ("transaction", (1, 2, 3, 4, 5), True),
        ("transaction", (6,), False),
    ]


def test_a_new_value_of_an_enum_is_committed_before_it_is_used():
    steps = (NEW, step("ALTER TYPE e ADD VALUE 'x'"), NEW)
    assert [steps for _, steps, _ in cut(*steps)] == [(0,), (1,), (2,)]
