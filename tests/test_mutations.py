"""The comparison sees everything: each kind and each field of the model, changed by SQL, comes out as exactly that."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import DuplicateObject, UniqueViolation

from conftest import GIVEN
from mutations import ELSEWHERE, MUTATIONS, UNTOUCHED, Elsewhere, Mutation
from trueup.diff import Alter, Change, Create, diff
from trueup.model import Address, Object
from trueup.postgres import objects as kinds
from trueup.postgres.introspect import read

KITCHEN = (Path(__file__).parent / "kitchen.sql").read_text(encoding="utf-8")
ROLES = ("tt_owner", "tt_reader", "tt_writer", 'tt weird "role"', "tt_super")
# Subscriptions belong to the whole server and are not copied with a database.
SUBSCRIPTION = (
    "create subscription incoming connection 'host=nowhere.invalid' publication a, b"
    " with (connect = false, slot_name = none)"
)

MIRROR = str.maketrans("+-", "-+")

MakeDatabase = Callable[..., str]


@pytest.fixture(scope="module")
def kitchen(server: str, module_database: MakeDatabase) -> str:
    """A database with every kind in it; its roles and tablespace are the server's, and other workers make them too."""
    with psycopg.connect(server, autocommit=True) as conn:
        conn.execute("set allow_in_place_tablespaces = on")
        for role in ROLES:
            name = role.replace('"', '""')
            with contextlib.suppress(DuplicateObject, UniqueViolation):
                conn.execute(f'create role "{name}" {"superuser" if role == "tt_super" else ""}')  # type: ignore[call-overload]
        with contextlib.suppress(DuplicateObject, UniqueViolation):
            conn.execute("create tablespace tt_space location ''")
    return module_database(KITCHEN)


@contextlib.contextmanager
def copied(kitchen: str, database: MakeDatabase) -> Iterator[psycopg.Connection]:
    """A connection to a copy of the kitchen."""
    with psycopg.connect(database(template=kitchen), autocommit=True) as conn:
        conn.execute("set client_min_messages = error")
        conn.execute(SUBSCRIPTION)
        try:
            yield conn
        finally:
            for (name,) in conn.execute(
                "select quote_ident(subname) from pg_subscription s join pg_database d on d.oid = s.subdbid"
                " where datname = current_database()"
            ).fetchall():
                conn.execute(f"drop subscription {name}")  # type: ignore[call-overload]


def told(change: Change) -> str:
    """A change as the mutations spell it."""
    if isinstance(change, Alter):
        return f"~ {change.address}: {', '.join(sorted(change.fields))}"
    return f"{'+' if isinstance(change, Create) else '-'} {change.address}"


def expected(change: str) -> str:
    where, colon, fields = change.rpartition(": ")
    return f"{where}: {', '.join(sorted(fields.split(', ')))}" if change[0] == "~" and colon else change


def batches() -> list[list[Mutation]]:
    """The mutations in groups in which no two touch the same outermost object."""
    groups: list[tuple[set[Address], list[Mutation]]] = []
    for mutation in MUTATIONS:
        roots = {Address(change[2:].partition(": ")[0]).root for change in mutation.changes}
        free = (found for found in groups if found[0].isdisjoint(roots))
        taken, group = next(free, (set(), []))
        if not group:
            groups.append((taken, group))
        taken |= roots
        group.append(mutation)
    return [group for _, group in groups]


class Bench:
    """Tries mutations on copies of the kitchen."""

    def __init__(self, kitchen: str, database: MakeDatabase) -> None:
        self.kitchen = kitchen
        self.database = database
        with copied(kitchen, database) as conn:
            self.before = read(conn)

    def failures(self, mutations: list[Mutation]) -> list[str]:
        """Those that are not reported as exactly what they are; together first, apart where that goes wrong."""
        problem = self._problem(mutations)
        if problem is None:
            return []
        if len(mutations) == 1:
            return [f"{mutations[0].covers}: {mutations[0].sql}\n    {problem}"]
        half = len(mutations) // 2
        return self.failures(mutations[:half]) + self.failures(mutations[half:])

    def _problem(self, mutations: list[Mutation]) -> str | None:
        with copied(self.kitchen, self.database) as conn:
            try:
                for mutation in mutations:
                    conn.execute(mutation.sql)  # type: ignore[call-overload]
            except psycopg.Error as error:
                return str(error)
            after = read(conn)
        said = sorted(expected(change) for mutation in mutations for change in mutation.changes)
        there = sorted(told(change) for change in diff(self.before, after))
        back = sorted(told(change) for change in diff(after, self.before))
        if there == said and back == sorted(change[:2].translate(MIRROR) + change[2:] for change in said):
            return None
        return f"expected {said}\n    found    {there}\n    and back {back}"


@pytest.fixture(scope="module")
def bench(kitchen: str, module_database: MakeDatabase) -> Bench:
    return Bench(kitchen, module_database)


@pytest.mark.parametrize("batch", batches(), ids=lambda batch: f"{batch[0].covers}+{len(batch) - 1}")
def test_every_mutation_is_reported_as_exactly_that(batch: list[Mutation], bench: Bench) -> None:
    assert bench.failures(batch) == []


def test_two_copies_do_not_differ(kitchen: str, database: MakeDatabase) -> None:
    with copied(kitchen, database) as one, copied(kitchen, database) as other:
        assert diff(read(one), read(other)) == ()


@pytest.mark.parametrize("mutation", ELSEWHERE, ids=lambda m: m.covers)
def test_what_the_embedded_server_cannot_do(mutation: Elsewhere, database: MakeDatabase) -> None:
    """On the first of the servers in TRUEUP_TEST_SERVERS that can."""
    for server in GIVEN:
        with psycopg.connect(server) as conn:
            if not conn.execute(mutation.able).fetchone()[0]:  # type: ignore[call-overload, index]
                continue
        with psycopg.connect(database(mutation.before, on=server), autocommit=True) as conn:
            before = read(conn)
            conn.execute(mutation.sql)  # type: ignore[call-overload]
            assert [told(change) for change in diff(before, read(conn))] == list(mutation.changes)
        return
    pytest.skip("none of the servers in TRUEUP_TEST_SERVERS can do this")


def test_every_kind_and_field_is_mutated_or_excused() -> None:
    known = {f"-{kind.__name__}" for kind in kinds.KINDS}  # and the other way round each is a new one
    for kind in (*kinds.KINDS, kinds.IndexColumn):
        fields = kind.compared() if issubclass(kind, Object) else kind.__struct_fields__
        known |= {f"{kind.__name__}.{field}" for field in fields}
    covered = {mutation.covers for mutation in (*MUTATIONS, *ELSEWHERE)}
    excused = set(UNTOUCHED)
    assert known - covered - excused == set()
    assert covered & excused == set()
    assert excused <= known
    assert {name for name in covered - known if name[0] != "+"} == {"Unique.class"}
