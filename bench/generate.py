"""A synthetic PostgreSQL database of any size as SQL, the same for the same numbers, and a known list of changes to it.

It needs no extension and loads on PostgreSQL 14 and later. What reads or times the database is elsewhere.
"""

# ruff: noqa: SIM905  -- word lists read better as words

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = {81: 1609}
"""Numbers of columns that are not twenty per table."""

ROLES = ("bench_reader", "bench_writer")
NAMESPACES = ("public", "billing", "catalog", "identity", "support", "reporting")
NOUNS = (
    "account address article basket batch booking budget campaign carrier category channel claim comment contact "
    "contract coupon customer delivery device discount document employee event expense feature file goal group "
    "invoice item journal language lead lease ledger license location machine measure member message milestone note "
    "notice offer operation order package partner payment permission plan policy price process product profile "
    "project promotion quote rating receipt refund region release report request review role route rule sample "
    "schedule service session setting shipment site statement stock store subscription supplier survey tag task "
    "team template ticket token tour trade transfer trip unit upload user vendor visit voucher warehouse worker"
).split()
ATTRIBUTES = (
    "title description code status amount quantity score rating weight height width starts_at ends_at expires_at "
    "born_on due_on enabled archived visible payload settings labels external_key remote_ip checksum note email "
    "phone city street country currency locale url path position priority version attempts duration ratio balance "
    "discount tax total reference source channel reason outcome kind level grade stage owner_name first_name last_name"
).split()
LABELS = "draft active paused closed archived pending approved rejected shipped paid failed blocked".split()

# (weight, type, default, NOT NULL more often than not); {enum} and {domain} are replaced by one of the namespace's
TYPES = (
    (14, "text", None, False),
    (8, "text", "''::text", True),
    (6, "character varying(120)", None, True),
    (3, "character varying(40)", "'none'", False),
    (8, "integer", "0", True),
    (5, "integer", None, False),
    (4, "bigint", None, False),
    (5, "numeric(12,2)", "0", True),
    (3, "double precision", None, False),
    (2, "smallint", "1", True),
    (7, "boolean", "false", True),
    (8, "timestamp with time zone", "now()", True),
    (4, "timestamp with time zone", None, False),
    (3, "date", None, False),
    (2, "interval", "'1 day'", False),
    (4, "jsonb", "'{}'::jsonb", True),
    (2, "text[]", "'{}'::text[]", True),
    (1, "integer[]", None, False),
    (3, "uuid", "gen_random_uuid()", True),
    (1, "bytea", None, False),
    (1, "inet", None, False),
    (5, "{enum}", "{label}", True),
    (3, "{domain}", None, False),
)
WEIGHTS = [weight for weight, *_ in TYPES]
ACTIONS = ("", "", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON DELETE RESTRICT ON UPDATE CASCADE")


@dataclass
class Column:
    """A column as it will be declared; ``used`` when something besides its table mentions it."""

    name: str
    type: str
    default: str | None = None
    not_null: bool = False
    extra: str = ""
    used: bool = False

    def sql(self) -> str:
        default = f" DEFAULT {self.default}" if self.default is not None else ""
        return f"{self.name} {self.type}{self.extra}{default}{' NOT NULL' if self.not_null else ''}"


@dataclass
class Table:
    """A table and the statements about it that come after all tables."""

    namespace: str
    name: str
    columns: list[Column]
    constraints: list[str] = field(default_factory=list)
    tail: str = ""
    key: str | None = None
    partitions: int = 0
    referenced: bool = False
    after: list[str] = field(default_factory=list)
    indexes: list[str] = field(default_factory=list)
    policies: list[tuple[str, str]] = field(default_factory=list)
    checks: list[tuple[str, str]] = field(default_factory=list)
    views: int = 0

    @property
    def full(self) -> str:
        return f"{self.namespace}.{self.name}"

    def plain(self, *types: str) -> list[Column]:
        """The columns of these types that nothing mentions yet."""
        return [c for c in self.columns if c.type in types and not c.used and not c.extra]

    def sql(self) -> str:
        inside = ",\n    ".join([c.sql() for c in self.columns] + self.constraints)
        return f"CREATE TABLE {self.full} (\n    {inside}\n){self.tail}"


@dataclass(frozen=True)
class Change:
    """One change to the generated database: what it is, the address it is reported at, and the SQL that makes it."""

    what: str
    address: str
    sql: str


@dataclass(frozen=True)
class Database:
    """Everything generated: statements in an order that loads, and the changes that can be made afterwards."""

    statements: tuple[str, ...]
    changes: tuple[Change, ...]
    tables: int
    columns: int


def roles() -> tuple[str, ...]:
    """Statements that make the two roles the grants are to, where they are missing."""
    return tuple(
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '{role}') "
        f"THEN CREATE ROLE {role} NOLOGIN; END IF; END $$"
        for role in ROLES
    )


def generate(tables: int, columns: int | None = None, seed: int = 1) -> Database:
    """The database of this many tables (partitions counted) with exactly this many columns in them."""
    if tables < 20:
        raise ValueError("the generator needs at least 20 tables")
    total = columns or COLUMNS.get(tables, tables * 20)
    if not tables * 12 <= total <= tables * 60:
        raise ValueError("between 12 and 60 columns per table, please")
    return _Generator(tables, total, random.Random(seed)).database()


class _Generator:
    def __init__(self, tables: int, columns: int, rng: random.Random) -> None:
        self.count = tables
        self.total = columns
        self.rng = rng
        self.namespaces = NAMESPACES if tables > 200 else NAMESPACES[:4]
        self.enums: list[tuple[str, list[str]]] = []
        self.domains: list[str] = []
        self.tables: list[Table] = []
        self.rest: list[str] = []
        self.view_changes: list[Change] = []
        self.function_changes: list[Change] = []

    def database(self) -> Database:
        head = self._head()
        self._tables()
        for number, table in enumerate(self.tables):
            self._decorate(number, table)
        self._views()
        routines = list(self._routines())
        bodies: list[str] = []
        for table in self.tables:
            bodies.append(table.sql())
            bodies += [
                f"CREATE TABLE {table.full}_p{n} PARTITION OF {table.full} FOR VALUES {_bound(table, n)}"
                for n in range(table.partitions)
            ]
        after = [text for table in self.tables for text in table.after]
        statements = (*head, *routines, *bodies, *after, *self.rest)
        return Database(statements, tuple(self._changes()), self.count, self.total)

    # -------------------------------------------------------------- what tables stand on

    def _head(self) -> list[str]:
        made = [f"CREATE SCHEMA {name}" for name in self.namespaces if name != "public"]
        for n in range(5 + self.count // 10):
            name = f"{self._namespace(n)}.{NOUNS[n % len(NOUNS)]}_state_{n:04d}"
            labels = self.rng.sample(LABELS, self.rng.randint(3, 7))
            self.enums.append((name, labels))
            made.append(f"CREATE TYPE {name} AS ENUM ({', '.join(map(_text, labels))})")
        for n in range(3 + self.count // 25):
            name = f"{self._namespace(n)}.{ATTRIBUTES[n % len(ATTRIBUTES)]}_text_{n:04d}"
            self.domains.append(name)
            made.append(
                f"CREATE DOMAIN {name} AS text CONSTRAINT {name.split('.')[1]}_check CHECK (length(VALUE) < 200)"
            )
        for n in range(2 + self.count // 50):
            made.append(f"CREATE TYPE {self._namespace(n)}.money_{n:04d} AS (amount numeric(12,2), currency text)")
            made.append(f"CREATE SEQUENCE {self._namespace(n)}.number_{n:04d} START WITH 1000 INCREMENT BY 10 CACHE 5")
        return made

    def _namespace(self, number: int) -> str:
        return self.namespaces[number % len(self.namespaces)]

    # -------------------------------------------------------------- tables

    def _tables(self) -> None:
        groups = 1 + self.count // 250
        ordinary = self.count - 4 * groups
        widths = self._widths(ordinary, groups)
        for number in range(ordinary):
            self.tables.append(self._table(number, widths[number]))
        for group in range(groups):
            self.tables.append(self._partitioned(ordinary + group))

    def _widths(self, ordinary: int, groups: int) -> list[int]:
        """How many columns each ordinary table has, so that all tables together have the number asked for."""
        wanted = self.total - groups * 4 * 14
        middle = wanted // ordinary
        widths = [max(9, self.rng.randint(middle - 7, middle + 7)) for _ in range(ordinary)]
        at = 0
        while (missing := wanted - sum(widths)) != 0:
            step = 1 if missing > 0 else -1
            for _ in range(abs(missing)):
                if widths[at % ordinary] + step >= 9:
                    widths[at % ordinary] += step
                at += 1
        return widths

    def _table(self, number: int, width: int) -> Table:
        noun = NOUNS[(number * 7) % len(NOUNS)]
        table = Table(self._namespace(number // 3), f"{noun}_{number:05d}", [])
        style = self.rng.choices(("identity", "always", "serial", "uuid", "pair"), (45, 15, 15, 15, 10))[0]
        if style == "pair":
            table.columns += [Column("tenant_id", "integer", None, True), Column("number", "bigint", None, True)]
            table.constraints.append(f"CONSTRAINT {table.name}_pkey PRIMARY KEY (tenant_id, number)")
        else:
            type_, default, extra = {
                "identity": ("bigint", None, " GENERATED BY DEFAULT AS IDENTITY"),
                "always": ("integer", None, " GENERATED ALWAYS AS IDENTITY"),
                "serial": ("bigserial", None, ""),
                "uuid": ("uuid", "gen_random_uuid()", ""),
            }[style]
            table.columns.append(Column("id", type_, default, True, extra))
            table.key = {"bigserial": "bigint"}.get(type_, type_)
            table.constraints.append(f"CONSTRAINT {table.name}_pkey PRIMARY KEY (id)")
        for column in table.columns:
            column.used = True
        self._references(number, table)
        table.columns.append(Column("created_at", "timestamp with time zone", "now()", True))
        table.columns.append(Column("updated_at", "timestamp with time zone", "now()", True, used=True))
        while len(table.columns) < width:
            table.columns.append(self._column(table, number))
        return table

    def _references(self, number: int, table: Table) -> None:
        """Up to three foreign keys to tables made before; a table may be referenced often."""
        for n in range(self.rng.choices((0, 1, 2, 3), (15, 40, 30, 15))[0]):
            targets = [t for t in self.tables[max(0, number - 60) : number] if t.key]
            if not targets:
                return
            target = self.rng.choice(targets)
            target.referenced = True
            name = f"{target.name.rsplit('_', 1)[0]}_{n + 1}_id"
            action = self.rng.choice(ACTIONS)
            required = "SET NULL" not in action and self.rng.random() < 0.6
            table.columns.append(Column(name, target.key or "bigint", None, required, used=True))
            table.after.append(
                f"ALTER TABLE {table.full} ADD CONSTRAINT {table.name}_{name}_fkey "
                f"FOREIGN KEY ({name}) REFERENCES {target.full} (id){action}"
            )
            if self.rng.random() < 0.85:
                table.indexes.append(f"{table.name}_{name}_idx")
                table.after.append(f"CREATE INDEX {table.name}_{name}_idx ON {table.full} ({name})")

    def _column(self, table: Table, number: int) -> Column:
        at = len(table.columns)
        name = f"{ATTRIBUTES[(number + at * 5) % len(ATTRIBUTES)]}_{at}"
        _, type_, default, usually = self.rng.choices(TYPES, WEIGHTS)[0]
        if type_ == "{enum}":
            chosen, labels = self.rng.choice(self.enums)
            return Column(name, chosen, f"{_text(labels[0])}::{chosen}", True)
        if type_ == "{domain}":
            return Column(name, self.rng.choice(self.domains))
        required = usually if self.rng.random() < 0.9 else not usually and default is not None
        if type_ == "text" and self.rng.random() < 0.05:
            return Column(name, type_, None, False, ' COLLATE "C"')
        if type_ == "numeric(12,2)" and self.rng.random() < 0.2:
            sources = [c.name for c in table.columns if c.type == "integer" and not c.extra]
            if sources:
                return Column(name, type_, None, False, f" GENERATED ALWAYS AS ({sources[0]} * 1.5) STORED", True)
        return Column(name, type_, default, required)

    def _partitioned(self, number: int) -> Table:
        table = Table(self._namespace(number), f"event_{number:05d}", [], partitions=3, tail=" PARTITION BY HASH (id)")
        if number % 2:
            table.tail = " PARTITION BY RANGE (id)"
        table.columns = [Column("id", "bigint", None, True, used=True)]
        table.columns += [Column("happened_at", "timestamp with time zone", "now()", True, used=True)]
        while len(table.columns) < 14:
            column = self._column(table, number)
            table.columns.append(column if not column.extra else Column(column.name, "text"))
        table.constraints.append(f"CONSTRAINT {table.name}_pkey PRIMARY KEY (id)")
        table.after.append(f"CREATE INDEX {table.name}_happened_at_idx ON {table.full} (happened_at)")
        return table

    # -------------------------------------------------------------- what hangs on a table

    def _decorate(self, number: int, table: Table) -> None:
        rng = self.rng
        self._checks(table)
        if not table.partitions:
            self._unique(table)
            self._indexes(table)
            if rng.random() < 0.25:
                self._policies(table)
            if rng.random() < 0.3:
                table.after.append(
                    f"CREATE TRIGGER {table.name}_touch BEFORE UPDATE ON {table.full} "
                    f"FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at()"
                )
        if rng.random() < 0.5:
            table.after.append(f"COMMENT ON TABLE {table.full} IS {_text(f'What we know of a {table.name}.')}")
        for column in table.columns[2:5]:
            if rng.random() < 0.2:
                table.after.append(f"COMMENT ON COLUMN {table.full}.{column.name} IS 'The {column.name} it was given.'")
        if rng.random() < 0.5:
            table.after.append(f"GRANT SELECT ON {table.full} TO {ROLES[0]}")
        if rng.random() < 0.2:
            table.after.append(f"GRANT SELECT, INSERT, UPDATE ON {table.full} TO {ROLES[1]}")
        if rng.random() < 0.05:
            table.after.append(f"GRANT UPDATE ({table.columns[-1].name}) ON {table.full} TO {ROLES[1]}")
        if number % 100 == 7 and len(table.plain("integer", "text")) > 1:
            first, second = table.plain("integer", "text")[:2]
            first.used = second.used = True
            table.after.append(
                f"CREATE STATISTICS {table.full}_stats (ndistinct, dependencies) "
                f"ON {first.name}, {second.name} FROM {table.full}"
            )

    def _checks(self, table: Table) -> None:
        numbers = table.plain("integer", "smallint", "numeric(12,2)", "bigint")
        for column in numbers[: self.rng.randint(0, 2)]:
            column.used = True
            name = f"{table.name}_{column.name}_check"
            table.checks.append((name, f"{column.name} >= 0"))
            table.constraints.append(f"CONSTRAINT {name} CHECK ({column.name} >= 0)")
        texts = table.plain("text", "character varying(120)")
        if texts and self.rng.random() < 0.4:
            texts[0].used = True
            allowed = ", ".join(map(_text, self.rng.sample(LABELS, 3)))
            table.constraints.append(
                f"CONSTRAINT {table.name}_{texts[0].name}_known CHECK ({texts[0].name} IN ({allowed}) "
                f"OR {texts[0].name} IS NULL)"
            )

    def _unique(self, table: Table) -> None:
        words = table.plain("text", "character varying(120)", "uuid", "character varying(40)")
        if words and self.rng.random() < 0.35:
            words[-1].used = True
            table.constraints.append(f"CONSTRAINT {table.name}_{words[-1].name}_key UNIQUE ({words[-1].name})")
        if len(words) > 2 and self.rng.random() < 0.2:
            words[0].used = words[1].used = True
            table.constraints.append(
                f"CONSTRAINT {table.name}_pair_key UNIQUE ({words[0].name}, {words[1].name}) DEFERRABLE"
            )

    def _indexes(self, table: Table) -> None:
        rng = self.rng

        def add(name: str, using: str, *, unique: bool = False) -> None:
            table.indexes.append(name)
            table.after.append(f"CREATE {'UNIQUE ' if unique else ''}INDEX {name} ON {table.full} {using}")

        ints = table.plain("integer", "bigint", "date")
        words = table.plain("text", "character varying(120)")
        if ints and rng.random() < 0.6:
            ints[0].used = True
            add(f"{table.name}_{ints[0].name}_idx", f"({ints[0].name}, created_at DESC)")
            table.columns[[c.name for c in table.columns].index("created_at")].used = True
        flags = table.plain("boolean")
        if len(words) > 1 and flags and rng.random() < 0.5:
            words[0].used = flags[0].used = True
            add(
                f"{table.name}_{words[0].name}_open",
                f"({words[0].name}) WHERE {flags[0].name}",
                unique=rng.random() < 0.3,
            )
        if words and rng.random() < 0.35:
            words[-1].used = True
            add(f"{table.name}_{words[-1].name}_lower", f"(lower({words[-1].name}::text))")
        documents = table.plain("jsonb", "text[]")
        if documents and rng.random() < 0.4:
            documents[0].used = True
            add(f"{table.name}_{documents[0].name}_gin", f"USING gin ({documents[0].name})")
        if len(ints) > 1 and rng.random() < 0.15:
            ints[1].used = True
            add(f"{table.name}_{ints[1].name}_cover", f"({ints[1].name}) INCLUDE (updated_at) WITH (fillfactor='90')")

    def _policies(self, table: Table) -> None:
        table.after.append(f"ALTER TABLE {table.full} ENABLE ROW LEVEL SECURITY")
        read, write = f"{table.name}_read", f"{table.name}_write"
        table.policies += [(read, "true"), (write, "updated_at > created_at")]
        table.columns[[c.name for c in table.columns].index("created_at")].used = True
        table.after.append(f"CREATE POLICY {read} ON {table.full} FOR SELECT TO {ROLES[0]} USING (true)")
        table.after.append(
            f"CREATE POLICY {write} ON {table.full} TO {ROLES[1]} USING (updated_at >= created_at) "
            "WITH CHECK (updated_at >= created_at)"
        )

    # -------------------------------------------------------------- views and routines

    def _views(self) -> None:
        rng = self.rng
        bases: list[tuple[str, str]] = []
        for n in range(max(3, self.count // 10)):
            table = rng.choice([t for t in self.tables if not t.partitions])
            shown = [c for c in table.columns[1:] if c.type in ("text", "integer", "boolean")][:6]
            for column in shown:
                column.used = True
            table.views += 1
            key = table.columns[0].name
            names = ", ".join(f"t.{c.name}" for c in shown)
            name = f"{table.namespace}.{table.name}_view_{n:04d}"
            head = f"SELECT t.{key}, {names + ', ' if names else ''}t.updated_at FROM {table.full} t"
            where = " WHERE t.updated_at > (now() - '30 days'::interval)"
            self.rest.append(f"CREATE VIEW {name} AS {head}{where}")
            self.view_changes.append(
                Change("view", f"view {name}", f"CREATE OR REPLACE VIEW {name} AS {head}{where.replace('30', '60')}")
            )
            bases.append((name, key))
        for n in range(max(2, self.count // 30)):
            name, key = rng.choice(bases)
            self.rest.append(
                f"CREATE VIEW {name}_daily_{n:04d} AS SELECT v.updated_at::date AS day, count(v.{key}) AS n "
                f"FROM {name} v GROUP BY v.updated_at::date"
            )
        for n in range(max(2, self.count // 50)):
            table = rng.choice([t for t in self.tables if t.key])
            table.views += 1
            name = f"{table.namespace}.{table.name}_summary_{n:04d}"
            self.rest.append(
                f"CREATE MATERIALIZED VIEW {name} AS SELECT t.id, max(t.updated_at) AS latest "
                f"FROM {table.full} t GROUP BY t.id"
            )
            self.rest.append(f"CREATE UNIQUE INDEX {name.split('.')[1]}_id_idx ON {name} (id)")
            self.rest.append(f"COMMENT ON MATERIALIZED VIEW {name} IS 'Refreshed at night.'")

    def _routines(self) -> Iterator[str]:
        yield (
            "CREATE FUNCTION public.touch_updated_at() RETURNS trigger LANGUAGE plpgsql AS "
            "$$\nBEGIN\n    NEW.updated_at := now();\n    RETURN NEW;\nEND\n$$"
        )
        for n in range(max(3, self.count // 10)):
            name = f"{self._namespace(n)}.{NOUNS[n % len(NOUNS)]}_total_{n:04d}"
            if n % 2:
                text = (
                    f"CREATE OR REPLACE FUNCTION {name}(amount numeric, rate numeric DEFAULT 0.2) RETURNS numeric "
                    f"LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT round(amount * (1 + rate), 2) $$"
                )
                changed = text.replace("amount * (1 + rate), 2", "amount * (1 + rate), 4")
                self.function_changes.append(Change("function", f"function {name}(numeric, numeric)", changed))
            else:
                text = (
                    f"CREATE OR REPLACE FUNCTION {name}(item bigint, OUT found boolean, OUT label text) "
                    "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path TO '' AS "
                    "$$\nBEGIN\n    found := item > 0;\n    label := format('%s', item);\nEND\n$$"
                )
            yield text
            if n % 5 == 0:
                yield f"REVOKE ALL ON FUNCTION {name}({'numeric, numeric' if n % 2 else 'bigint'}) FROM PUBLIC"
        for n in range(max(1, self.count // 50)):
            yield (
                f"CREATE PROCEDURE {self._namespace(n)}.tidy_{n:04d}(days integer) LANGUAGE plpgsql AS "
                "$$\nBEGIN\n    PERFORM days;\nEND\n$$"
            )

    # -------------------------------------------------------------- changes

    def _changes(self) -> Iterator[Change]:
        """One change of each usual kind, each on a table of its own, nothing else touched."""
        free = [t for t in self.tables if not t.partitions and not t.views]
        taken: set[str] = set()

        def first(*, among: Iterable[Table] = free, **needs: Sequence[str]) -> tuple[Table, Column]:
            for table in among:
                found = [c for c in table.plain(*needs["types"]) if c.not_null is bool(needs.get("required"))]
                if table.name not in taken and found:
                    taken.add(table.name)
                    return table, found[0]
            raise ValueError("too few tables to change")

        def some(test: str) -> Table:
            table = next(t for t in free if t.name not in taken and getattr(t, test))
            taken.add(table.name)
            return table

        table, column = first(types=["text"])
        yield Change(
            "column added",
            f"table {table.full} column added_lately",
            f"ALTER TABLE {table.full} ADD COLUMN added_lately integer DEFAULT 7",
        )
        table, column = first(types=["text", "double precision", "inet", "bytea"])
        yield Change("column dropped", _at(table, column), f"ALTER TABLE {table.full} DROP COLUMN {column.name}")
        table, column = first(types=["integer"])
        yield Change("type", _at(table, column), _alter(table, column, "TYPE bigint"))
        table, column = first(types=["text"])
        yield Change("not null set", _at(table, column), _alter(table, column, "SET NOT NULL"))
        table, column = first(types=["character varying(120)", "text"], required=["yes"])
        yield Change("not null dropped", _at(table, column), _alter(table, column, "DROP NOT NULL"))
        table, column = first(types=["integer"], required=["yes"])
        yield Change("default", _at(table, column), _alter(table, column, "SET DEFAULT 42"))
        table, column = first(types=["timestamp with time zone"], required=["yes"])
        yield Change("default dropped", _at(table, column), _alter(table, column, "DROP DEFAULT"))
        yield Change(
            "table added",
            "table public.added_lately",
            "CREATE TABLE public.added_lately (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
            "name text NOT NULL, note text)",
        )
        gone = next(t for t in free if t.name not in taken and not t.referenced)
        taken.add(gone.name)
        yield Change("table dropped", f"table {gone.full}", f"DROP TABLE {gone.full}")
        table, column = first(types=["text"])
        yield Change(
            "index added",
            f"table {table.full} index added_lately_idx",
            f"CREATE INDEX added_lately_idx ON {table.full} ({column.name}) WHERE {column.name} IS NOT NULL",
        )
        table = some("indexes")
        yield Change(
            "index dropped",
            f"table {table.full} index {table.indexes[0]}",
            f"DROP INDEX {table.namespace}.{table.indexes[0]}",
        )
        table, column = first(types=["uuid", "text", "bigint"])
        yield Change(
            "unique added",
            f"table {table.full} constraint added_lately_key",
            f"ALTER TABLE {table.full} ADD CONSTRAINT added_lately_key UNIQUE ({column.name})",
        )
        target = next(t for t in free if t.key == "bigint" and t is not gone)
        table, column = first(types=["bigint"])
        yield Change(
            "foreign key added",
            f"table {table.full} constraint added_lately_fkey",
            f"ALTER TABLE {table.full} ADD CONSTRAINT added_lately_fkey FOREIGN KEY ({column.name}) "
            f"REFERENCES {target.full} (id) ON DELETE CASCADE",
        )
        table = some("checks")
        name, text = table.checks[0]
        yield Change(
            "check",
            f"table {table.full} constraint {name}",
            f"ALTER TABLE {table.full} DROP CONSTRAINT {name}, "
            f"ADD CONSTRAINT {name} CHECK ({text.replace('>= 0', '> 0')})",
        )
        enum, labels = self.enums[0]
        yield Change("enum value", f"enum {enum}", f"ALTER TYPE {enum} ADD VALUE 'brand_new' AFTER {_text(labels[0])}")
        yield self.view_changes[0]
        table = some("policies")
        policy = table.policies[1][0]
        yield Change(
            "policy",
            f"table {table.full} policy {policy}",
            f"ALTER POLICY {policy} ON {table.full} USING (updated_at > created_at)",
        )
        table = some("columns")
        yield Change("comment", f"table {table.full}", f"COMMENT ON TABLE {table.full} IS 'Said anew.'")
        yield self.function_changes[0]


def _bound(table: Table, number: int) -> str:
    if "HASH" in table.tail:
        return f"WITH (MODULUS {table.partitions}, REMAINDER {number})"
    return f"FROM ({number * 1000000}) TO ({(number + 1) * 1000000})"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _at(table: Table, column: Column) -> str:
    return f"table {table.full} column {column.name}"


def _alter(table: Table, column: Column, action: str) -> str:
    return f"ALTER TABLE {table.full} ALTER COLUMN {column.name} {action}"


def script(statements: Iterable[str]) -> str:
    """Statements as one text."""
    return "".join(f"{statement};\n\n" for statement in statements)


def load(url: str, statements: Sequence[str], chunk: int = 200) -> None:
    """Run statements in a database, a few hundred to a transaction so that no lock table overflows."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as conn:
        conn.execute("SET synchronous_commit = off; SET check_function_bodies = off; SET client_min_messages = warning")
        for start in range(0, len(statements), chunk):
            conn.execute("BEGIN;" + ";\n".join(statements[start : start + chunk]) + ";COMMIT")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description=__doc__)
    parser.add_argument("--tables", type=int, default=81)
    parser.add_argument("--columns", type=int, help="in all tables together (default: 1,609 for 81, else 20 per table)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--changed", action="store_true", help="with the known changes made")
    parser.add_argument("--changes", action="store_true", help="only the SQL of the known changes")
    parser.add_argument("--list", action="store_true", help="only what the known changes are, one address a line")
    parser.add_argument("--no-roles", action="store_true", help="leave out the creation of the roles granted to")
    parser.add_argument("--url", help="load into this (empty) database instead of writing SQL")
    parser.add_argument("--output", type=Path, help="write to this file instead of standard output")
    chosen = parser.parse_args(arguments)
    made = generate(chosen.tables, chosen.columns, chosen.seed)
    if chosen.list:
        print("\n".join(f"{change.what:18} {change.address}" for change in made.changes))
        return 0
    changes = [change.sql for change in made.changes]
    statements = [*(() if chosen.no_roles else roles()), *made.statements, *(changes if chosen.changed else ())]
    if chosen.changes:
        statements = changes
    if chosen.url:
        load(chosen.url, statements)
        print(f"{len(statements)} statements, {made.tables} tables, {made.columns} columns", file=sys.stderr)
    elif chosen.output:
        chosen.output.write_text(script(statements))
    else:
        sys.stdout.write(script(statements))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
