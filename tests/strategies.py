# ruff: noqa: E501 - a statement reads better on one line
"""Random schemas as SQL, for Hypothesis and for the convergence driver. Knows nothing of trueup.

A schema is made of parts with names of their own, and each part rolls its own dice: ``Dice`` seeds them by the part's
name. Two schemas whose dice differ only for some of the parts are therefore a realistic pair, in which most is alike
and everything can differ. Statements a server refuses are simply left out by whoever loads them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

ROLES = ("tt_owner", "tt_reader", "tt_writer", 'tt weird "role"')

# What the names of the parts are spelled like: most are plain, some are what a quoting mistake trips over.
HOSTILE = {
    "n3": 'we"ird; --',
    "t3": "select",
    "t4": "Order Items",
    "t5": "🐘 it's \\ éü",
    "c3": "user",
    "c4": 'a"b',
    "c5": "x" * 63,
    "e2": "table",
    "f3": "f; drop table t1",
    "v3": "View.With.Dots",
    "i2": "ix $1 %s",
    "k2": "K'ey",
}


def quoted(name: str) -> str:
    """The part's name as SQL."""
    return '"' + HOSTILE.get(name, name).replace('"', '""') + '"'


@dataclass(frozen=True)
class Dice:
    """Random numbers for each part of a schema; a share of the parts rolls ``second`` instead of ``first``."""

    first: int
    second: int = 0
    share: float = 0.0

    def of(self, part: str) -> random.Random:
        other = random.Random(f"{self.second}/{part}/which").random() < self.share
        return random.Random(f"{self.second if other else self.first}/{part}")


@dataclass
class Table:
    """What later parts need to know of a table."""

    name: str
    columns: dict[str, str] = field(default_factory=dict)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    partitioned: bool = False


PLAIN_TYPES = (
    "integer", "bigint", "smallint", "text", "varchar(20)", "varchar", "char(3)", "numeric(10,2)", "numeric", "boolean",
    "timestamptz", "timestamp(3)", "date", "time", "interval", "uuid", "jsonb", "json", "bytea", "real", "float8", "inet",
    "text[]", "integer[]", "int4range", "tstzrange", "bit(4)", "xid8", "point", "tsvector", "money", "oid", '"char"', "name",
)  # fmt: skip
DEFAULTS = {
    "integer": ("0", "1 + 1", "-5"),
    "bigint": ("0", "9000000000"),
    "smallint": ("7",),
    "text": ("'x'", "'it''s'", "upper('a')", "current_user", "''"),
    "varchar(20)": ("'y'",),
    "varchar": ("'z'",),
    "char(3)": ("'abc'",),
    "numeric(10,2)": ("0", "1.50"),
    "numeric": ("1e3",),
    "boolean": ("true", "false"),
    "timestamptz": ("now()", "'2024-01-01 00:00+00'"),
    "timestamp(3)": ("localtimestamp",),
    "date": ("current_date",),
    "interval": ("'1 day 2 hours'",),
    "uuid": ("gen_random_uuid()",),
    "jsonb": ("'{}'", "'{\"a\": [1]}'"),
    "text[]": ("'{}'", "array['a', 'b']"),
    "int4range": ("'[1,5)'",),
}
CHECKS = {
    "integer": ("{} > 0", "{} between 1 and 9", "{} in (1, 2, 3)"),
    "bigint": ("{} <> 0",),
    "text": ("{} <> ''", "{} in ('a', 'b')", "length({}) < 9", "{} like 'a%'"),
    "varchar(20)": ("{} in ('a', 'b')", "{} ~ '^a'"),
    "numeric(10,2)": ("{} >= 0 and {} < 100",),
    "date": ("{} > '2000-01-01'",),
    "jsonb": ("{} ? 'a'",),
    "boolean": ("{} is not false",),
}


class Writer:
    """Writes one schema, part after part."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.tables: dict[str, Table] = {}
        self.types: dict[str, str] = {}
        self.views: dict[str, list[str]] = {}
        self.defaults: dict[str, tuple[str, ...]] = dict(DEFAULTS)

    # ---- dice

    def roll(self, part: str, chance: float) -> bool:
        return self.dice.of(part).random() < chance

    def pick(self, part: str, options: Sequence[T]) -> T:
        return self.dice.of(part).choice(options)

    def some(self, part: str, options: Sequence[T], most: int) -> list[T]:
        dice = self.dice.of(part)
        return dice.sample(list(options), min(len(options), dice.randint(0, most)))

    def place(self, part: str) -> str:
        """The qualified name of a part, in a namespace the dice choose."""
        namespace = self.pick(f"{part} namespace", ("public", "public", "n1", "n2", "n3"))
        return f"{quoted(namespace)}.{quoted(part)}"

    def extras(self, part: str, noun: str, *, owner: str | None = None, grants: Sequence[str] = ()) -> Iterator[str]:
        """Comment, owner and grants."""
        if self.roll(f"{part} comment", 0.15):
            text = self.pick(f"{part} comment text", ("'a comment'", "'it''s; \"quoted\" \\ 🐘'", "E'two\\nlines'"))
            yield f"comment on {noun} is {text}"
        if owner and self.roll(f"{part} owner", 0.1):
            yield f"alter {owner} owner to {self.pick(f'{part} owner name', ('tt_owner', 'tt_writer'))}"
        for number, grant in enumerate(grants):
            if self.roll(f"{part} grant {number}", 0.15):
                role = self.pick(
                    f"{part} grant {number} to", ("tt_reader", "tt_writer", "public", '"tt weird ""role"""')
                )
                option = (
                    " with grant option" if role != "public" and self.roll(f"{part} grant {number} option", 0.2) else ""
                )
                yield f"grant {grant} to {role}{option}"
        if grants and self.roll(f"{part} revoke", 0.05):
            yield f"revoke {grants[0]} from {self.pick(f'{part} revoke from', ('public', 'postgres'))}"

    # ---- parts

    def statements(self) -> Iterator[str]:
        for name in ("n1", "n2", "n3"):
            if self.roll(name, 0.9):
                yield f"create schema {quoted(name)}"
                yield from self.extras(name, f"schema {quoted(name)}", owner=f"schema {quoted(name)}",
                                       grants=(f"usage on schema {quoted(name)}",))  # fmt: skip
        yield from self.default_privileges()
        yield from self.user_types()
        yield from self.sequences()
        yield from self.functions()
        for name in ("t1", "t2", "t3", "t4", "t5"):
            if self.roll(name, 0.8):
                yield from self.table(name)
        yield from self.partitions()
        yield from self.child()
        yield from self.foreign_keys()
        yield from self.late_functions()
        for name in ("v1", "v2", "v3", "v4"):
            if self.roll(name, 0.6):
                yield from self.view(name)
        yield from self.materialized()
        for name in list(self.tables):
            yield from self.hangers_on(name)
        yield from self.rare()

    def default_privileges(self) -> Iterator[str]:
        if self.roll("default privileges", 0.1):
            yield "alter default privileges grant select on tables to tt_reader"
        if self.roll("default privileges n1", 0.1):
            yield f"alter default privileges in schema {quoted('n1')} grant execute on functions to tt_writer"
        if self.roll("default privileges functions", 0.05):
            yield "alter default privileges revoke execute on functions from public"

    def user_types(self) -> Iterator[str]:
        for name in ("e1", "e2"):
            if self.roll(name, 0.7):
                labels = self.some(f"{name} labels", ("a", "b", "c", "it's", "D d", "🐘"), 6)
                self.types[name] = self.place(name)
                yield f"create type {self.types[name]} as enum ({', '.join(map(_text, labels))})"
                if labels:
                    self.defaults[self.types[name]] = (_text(labels[0]),)
                yield from self._type_extras(name)
        if self.roll("d1", 0.6):
            self.types["d1"] = self.place("d1")
            base = self.pick("d1 base", ("integer", "bigint", "text", "varchar(9)"))
            parts = [f"create domain {self.types['d1']} as {base}"]
            if self.roll("d1 default", 0.4):
                parts.append(f"default {self.pick('d1 default value', ('1', '2'))}")
            if self.roll("d1 not null", 0.2):
                parts.append("not null")
            for number in (1, 2):
                if self.roll(f"d1 check {number}", 0.4):
                    test = self.pick(
                        f"d1 check {number} text", ("value is not null", "value::text <> 'x'", "value::text <> ''")
                    )
                    parts.append(f"constraint {quoted(f'k{number}')} check ({test})")
            yield " ".join(parts)
            yield from self._type_extras("d1")
        if self.roll("y1", 0.5):
            self.types["y1"] = self.place("y1")
            attributes = [
                f"{quoted(c)} {self.pick(f'y1 {c} type', PLAIN_TYPES[:12])}"
                for c in ("c1", "c2", "c3")
                if self.roll(f"y1 {c}", 0.7)
            ]
            yield f"create type {self.types['y1']} as ({', '.join(attributes)})"
            yield from self._type_extras("y1")
        if self.roll("r1", 0.3):
            self.types["r1"] = self.place("r1")
            yield f"create type {self.types['r1']} as range (subtype = {self.pick('r1 subtype', ('float8', 'text', 'time'))})"

    def _type_extras(self, name: str) -> Iterator[str]:
        kind = f"type {self.types[name]}"
        yield from self.extras(name, kind, owner=kind, grants=(f"usage on {kind}",))

    def sequences(self) -> Iterator[str]:
        for name in ("s1", "s2"):
            if self.roll(name, 0.5):
                place = self.types[f"sequence {name}"] = self.place(name)
                words = [f"create sequence {place}"]
                for option, options in (
                    ("as", ("integer", "bigint", "smallint")),
                    ("increment", ("2", "-1", "10")),
                    ("minvalue", ("-100", "1")),
                    ("maxvalue", ("1000", "30000")),
                    ("cache", ("5", "20")),
                ):
                    if self.roll(f"{name} {option}", 0.3):
                        words.append(f"{option} {self.pick(f'{name} {option} value', options)}")
                yield " ".join(words) + (" cycle" if self.roll(f"{name} cycle", 0.2) else "")
                yield from self.extras(
                    name, f"sequence {place}", owner=f"sequence {place}", grants=(f"usage on sequence {place}",)
                )
        for name in ("s1", "s2"):
            self.types.pop(f"sequence {name}", None) if not self.roll(name, 0.5) else None

    def functions(self) -> Iterator[str]:
        if self.roll("f1", 0.7):
            place = self.types["function f1"] = self.place("f1")
            kind = self.pick("f1 type", ("integer", "bigint", "text"))
            argument = self.pick("f1 argument", ("a", "b"))
            default = " default 1" if self.roll("f1 default", 0.3) else ""
            options = " ".join(self.some("f1 options", ("strict", "security definer", "parallel safe", "cost 7",
                                                        "set search_path = public", "leakproof"), 3))  # fmt: skip
            volatility = self.pick("f1 volatility", ("immutable", "stable", "volatile"))
            body = self.pick("f1 body", ("select 1", "select 2"))
            yield f"create function {place}({argument} integer{default}) returns {kind} language sql {volatility} {options} as '{body}'"
            yield from self.extras("f1", f"function {place}(integer)", owner=f"function {place}(integer)",
                                   grants=(f"execute on function {place}(integer)",))  # fmt: skip
        if self.roll("f2", 0.9):
            place = self.types["function f2"] = self.place("f2")
            body = self.pick("f2 body", ("begin return new; end", "begin return null; end"))
            yield f"create function {place}() returns trigger language plpgsql as $$ {body} $$"
        if "e1" in self.types and self.roll("f3", 0.6):
            place = self.place("f3")
            returns = self.pick(
                "f3 returns", (self.types["e1"], "text", f"setof {self.types['e1']}", "table (x integer, y text)")
            )
            yield f"create function {place}({self.types['e1']}) returns {returns} language sql stable as 'select null'"
        if self.roll("f4", 0.4):
            place = self.place("f4")
            yield f"create procedure {place}(inout a {self.pick('f4 type', ('integer', 'text'))}) language plpgsql as 'begin end'"

    def column_type(self, part: str) -> str:
        dice = self.dice.of(f"{part} type")
        own = [self.types[n] for n in ("e1", "e2", "d1", "y1", "r1") if n in self.types]
        if own and dice.random() < 0.2:
            return dice.choice(own)
        return dice.choice(PLAIN_TYPES[:12] if dice.random() < 0.6 else PLAIN_TYPES)

    def table(self, name: str) -> Iterator[str]:
        place = self.place(name)
        table = self.tables[name] = Table(place)
        lines = []
        for column in ("c1", "c2", "c3", "c4", "c5", "c6"):
            if column == "c1" or self.roll(f"{name} {column}", 0.7):
                lines.append(self._column(table, f"{name} {column}", column))
        if self.roll(f"{name} key", 0.7):
            lines.append(self._key(table, name, "k1", "primary key"))
        if self.roll(f"{name} unique", 0.4):
            lines.append(self._key(table, name, "k2", "unique"))
        lines += self._checks(table, name)
        unlogged = "unlogged " if self.roll(f"{name} unlogged", 0.05) else ""
        options = " with (fillfactor = 70)" if self.roll(f"{name} fillfactor", 0.1) else ""
        yield f"create {unlogged}table {place} ({', '.join(lines)}){options}"
        yield from self.extras(name, f"table {place}", owner=f"table {place}",
                               grants=(f"select on {place}", f"insert, update on {place}", f"update ({quoted('c1')}) on {place}"))  # fmt: skip
        yield from self._column_settings(table, name)
        yield from self._indexes(table, name)

    def _column(self, table: Table, part: str, column: str) -> str:
        kind = self.column_type(part)
        text = f"{quoted(column)} {kind}"
        if kind in ("text", "varchar", "varchar(20)") and self.roll(f"{part} collation", 0.15):
            text += ' collate "C"'
        what = self.dice.of(f"{part} value").random()
        integers = [c for c, t in table.columns.items() if t == "integer"]
        if what < 0.08 and integers:
            if kind in ("integer", "bigint", "numeric"):
                text += f" generated always as ({quoted(integers[0])} {self.pick(f'{part} sign', ('+', '*'))} 2)"
                text += self.pick(f"{part} stored", (" stored", " stored", " virtual"))
        elif what < 0.2 and kind in ("integer", "bigint", "smallint"):
            text += f" generated {self.pick(f'{part} identity', ('always', 'by default'))} as identity"
            if self.roll(f"{part} identity options", 0.3):
                text += (
                    f" (start {self.pick(f'{part} start', (1, 10))} increment {self.pick(f'{part} increment', (1, 2))})"
                )
        elif what < 0.28 and kind in ("integer", "bigint", "smallint"):
            text = f"{quoted(column)} {kind.replace('integer', 'serial').replace('bigint', 'bigserial').replace('smallint', 'smallserial')}"
        elif what < 0.33 and kind == "integer" and "function f1" in self.types:
            text += f" default {self.types['function f1']}(1)"
        elif what < 0.38 and kind in ("integer", "bigint") and "sequence s1" in self.types:
            text += f" default nextval('{self.types['sequence s1'].replace(chr(39), chr(39) * 2)}')"
        elif what < 0.6 and kind in self.defaults:
            text += f" default {self.pick(f'{part} default', self.defaults[kind])}"
        if self.roll(f"{part} not null", 0.3):
            text += (
                f" constraint {quoted('nn ' + column)}" if self.roll(f"{part} not null name", 0.15) else ""
            ) + " not null"
        table.columns[column] = kind
        return text

    def _key(self, table: Table, name: str, key: str, word: str) -> str:
        columns = self.some(f"{name} {word} columns", list(table.columns), 2) or ["c1"]
        table.keys.append(tuple(columns))
        text = f"constraint {quoted(f'{name}_{key}')} {word}"
        if word == "unique" and self.roll(f"{name} nulls", 0.2):
            text += " nulls not distinct"
        text += f" ({', '.join(map(quoted, columns))})"
        spare = [c for c in table.columns if c not in columns]
        if spare and self.roll(f"{name} {word} include", 0.1):
            text += f" include ({quoted(spare[0])})"
        return text + (" deferrable initially deferred" if self.roll(f"{name} {word} deferrable", 0.1) else "")

    def _checks(self, table: Table, name: str) -> list[str]:
        found = []
        for column, kind in table.columns.items():
            if kind in CHECKS and self.roll(f"{name} {column} check", 0.25):
                test = self.pick(f"{name} {column} check text", CHECKS[kind]).replace("{}", quoted(column))
                named = (
                    f"constraint {quoted(f'{name}_{column}_ok')} "
                    if self.roll(f"{name} {column} check name", 0.7)
                    else ""
                )
                found.append(
                    f"{named}check ({test})" + (" no inherit" if self.roll(f"{name} {column} no inherit", 0.1) else "")
                )
        if table.columns.get("c2") == "int4range" and self.roll(f"{name} exclude", 0.5):
            found.append(f"constraint {quoted(f'{name}_apart')} exclude using gist ({quoted('c2')} with &&)")
        return found

    def _column_settings(self, table: Table, name: str) -> Iterator[str]:
        for column, kind in table.columns.items():
            where = f"alter table {table.name} alter column {quoted(column)}"
            if self.roll(f"{name} {column} statistics", 0.05):
                yield f"{where} set statistics {self.pick(f'{name} {column} statistics value', (0, 300))}"
            if kind in ("text", "jsonb") and self.roll(f"{name} {column} storage", 0.1):
                yield f"{where} set storage {self.pick(f'{name} {column} storage value', ('external', 'main'))}"
            if self.roll(f"{name} {column} options", 0.03):
                yield f"{where} set (n_distinct = 5)"
            yield from self.extras(f"{name} {column}", f"column {table.name}.{quoted(column)}")

    def _indexes(self, table: Table, name: str) -> Iterator[str]:
        for index in ("i1", "i2", "i3"):
            part = f"{name} {index}"
            if not self.roll(part, 0.4):
                continue
            column = self.pick(f"{part} column", list(table.columns))
            kind = table.columns[column]
            keys = {"jsonb": ("using gin ({})", "using gin ({} jsonb_path_ops)"), "int4range": ("using gist ({})",),
                    "tsvector": ("using gin ({})",), "integer": ("({})", "({} desc)", "(({} + 1))", "using hash ({})", "using brin ({})"),
                    "text": ("({})", "(lower({}))", "({} text_pattern_ops)", '({} collate "C" desc nulls last)')}.get(kind, ("({})", "({} desc)"))  # fmt: skip
            text = self.pick(f"{part} keys", keys).replace("{}", quoted(column))
            if text.startswith("(") and self.roll(f"{part} more", 0.3):
                text = text[:-1] + f", {quoted(self.pick(f'{part} other', list(table.columns)))})"
            if text.startswith("(") and self.roll(f"{part} include", 0.15):
                text += f" include ({quoted(self.pick(f'{part} included', list(table.columns)))})"
            if self.roll(f"{part} options", 0.1) and text.startswith("("):
                text += " with (fillfactor = 60)"
            if self.roll(f"{part} where", 0.2):
                text += f" where {quoted(column)} is not null"
            unique = "unique " if text.startswith("(") and self.roll(f"{part} unique", 0.2) else ""
            yield f"create {unique}index {quoted(f'{name} {index}')} on {table.name} {text}"

    def partitions(self) -> Iterator[str]:
        if not self.roll("p1", 0.5):
            return
        place = self.place("p1")
        table = self.tables["p1"] = Table(place, partitioned=True)
        lines = [self._column(table, f"p1 {c}", c) for c in ("c1", "c2") if c == "c1" or self.roll(f"p1 {c}", 0.8)]
        lines.append(f"{quoted('k')} integer not null")
        table.columns["k"] = "integer"
        if self.roll("p1 key", 0.5):
            lines.append(
                f"constraint p1_key primary key ({quoted('k')}{', ' + quoted('c1') if self.roll('p1 wide key', 0.3) else ''})"
            )
        lines += self._checks(table, "p1")
        how = self.pick("p1 how", ("range", "list", "hash"))
        yield f"create table {place} ({', '.join(lines)}) partition by {how} ({quoted('k')})"
        bounds = {"range": ("from (0) to (10)", "from (10) to (20)", "default"), "list": ("in (1, 2)", "in (3)", "default"),
                  "hash": ("with (modulus 3, remainder 0)", "with (modulus 3, remainder 1)", "with (modulus 3, remainder 2)")}[how]  # fmt: skip
        for number, bound in enumerate(bounds):
            part = f"p1_{number}"
            if self.roll(part, 0.6):
                values = bound if bound == "default" else f"for values {bound}"
                yield f"create table {quoted('public')}.{quoted(part)} partition of {place} {values}"
                if self.roll(f"{part} index", 0.2):
                    yield f"create index {quoted(part + ' own')} on {quoted('public')}.{quoted(part)} ({quoted('k')})"
                if self.roll(f"{part} default", 0.15):
                    yield f"alter table {quoted('public')}.{quoted(part)} alter column {quoted('k')} set default 5"
        yield from self._indexes(table, "p1")

    def child(self) -> Iterator[str]:
        parent = self.tables.get("t1")
        if parent is None or not self.roll("h1", 0.4):
            return
        place = self.place("h1")
        table = self.tables["h1"] = Table(place, dict(parent.columns))
        own = [self._column(Table(place), f"h1 {c}", c) for c in ("c8", "c9") if self.roll(f"h1 {c}", 0.5)]
        if self.roll("h1 merges", 0.2):
            own.append(f"{quoted('c1')} {parent.columns['c1']}")
        yield f"create table {place} ({', '.join(own)}) inherits ({parent.name})"
        yield from self._indexes(table, "h1")

    def foreign_keys(self) -> Iterator[str]:
        for name, table in list(self.tables.items()):
            for number in (1, 2):
                part = f"{name} fk {number}"
                targets = [t for t in self.tables.values() if t.keys]
                if not targets or not self.roll(part, 0.35):
                    continue
                target = self.pick(f"{part} target", targets)
                key = self.pick(f"{part} key", target.keys)
                columns = []
                for wanted in key:
                    fitting = [c for c, t in table.columns.items() if t == target.columns[wanted] and c not in columns]
                    if fitting:
                        columns.append(self.pick(f"{part} {wanted}", fitting))
                if len(columns) < len(key):
                    continue
                actions = ("", " on delete cascade", " on delete set null", " on update cascade", " match full", " deferrable",
                           " on delete restrict on update set default", " deferrable initially deferred")  # fmt: skip
                tail = self.pick(f"{part} action", actions)
                if self.roll(f"{part} not valid", 0.1):
                    tail += " not valid"
                yield (
                    f"alter table {table.name} add constraint {quoted(f'{name}_fk{number}')} foreign key ({', '.join(map(quoted, columns))})"
                    f" references {target.name} ({', '.join(map(quoted, key))}){tail}"
                )

    def late_functions(self) -> Iterator[str]:
        """Functions that mention tables."""
        if self.tables and self.roll("f5", 0.5):
            table = self.tables[self.pick("f5 table", sorted(self.tables))]
            place = self.place("f5")
            kind = self.pick("f5 kind", ("row", "atomic", "setof"))
            if kind == "row":
                yield f"create function {place}({table.name}) returns integer language sql immutable as 'select 1'"
            elif kind == "atomic":
                column = quoted(self.pick("f5 column", list(table.columns)))
                yield f"create function {place}() returns bigint language sql begin atomic select count({column}) from {table.name}; end"
            else:
                yield f"create function {place}() returns setof {table.name} language sql stable as 'select * from {_inner(table.name)}'"

    def view(self, name: str) -> Iterator[str]:
        sources = {t.name: list(t.columns) for t in self.tables.values()} | self.views
        if not sources:
            return
        source = self.pick(f"{name} source", sorted(sources))
        columns = self.some(f"{name} columns", sources[source], 4) or sources[source][:1]
        if not columns:
            return
        place = self.place(name)
        listed = ", ".join(f"x.{quoted(c)}" for c in columns)
        kind = self.pick(f"{name} kind", ("plain", "where", "join", "group", "union", "star", "window"))
        others = sorted(sources)
        other = self.pick(f"{name} other", others)
        query = {
            "plain": f"select {listed} from {source} x",
            "where": f"select {listed} from {source} x where x.{quoted(columns[0])} is not null",
            "join": f"select {listed}, count(*) over () as {quoted('n')} from {source} x cross join {other} y",
            "group": f"select x.{quoted(columns[0])}, count(*) as {quoted('n')} from {source} x group by 1",
            "union": f"select {listed} from {source} x union all select {listed} from {source} x",
            "star": f"select x.* from {source} x",
            "window": f"with w as (select {listed} from {source} x) select * from w",
        }[kind]
        option = self.pick(
            f"{name} options", ("", "", "", " with (security_barrier = true)", " with (security_invoker = true)")
        )
        yield f"create view {place}{option} as {query}"
        columns = sources[source] if kind == "star" else [columns[0], "n"] if kind == "group" else columns
        self.views[place] = list(columns)
        yield from self.extras(name, f"view {place}", owner=f"view {place}", grants=(f"select on {place}",))
        if self.roll(f"{name} rule", 0.05):
            yield f"create rule {quoted('nothing')} as on delete to {place} do instead nothing"

    def materialized(self) -> Iterator[str]:
        sources = {t.name: list(t.columns) for t in self.tables.values()} | self.views
        if not sources or not self.roll("m1", 0.4):
            return
        source = self.pick("m1 source", sorted(sources))
        if not sources[source]:
            return
        column = quoted(self.pick("m1 column", sources[source]))
        place = self.place("m1")
        yield f"create materialized view {place} as select x.{column} as {quoted('c1')}, 1 as {quoted('one')} from {source} x"
        if self.roll("m1 index", 0.5):
            yield f"create index {quoted('m1 one')} on {place} ({quoted('one')})"
        yield from self.extras(
            "m1", f"materialized view {place}", owner=f"materialized view {place}", grants=(f"select on {place}",)
        )

    def hangers_on(self, name: str) -> Iterator[str]:
        """Triggers, policies, statistics, replica identity."""
        table = self.tables[name]
        if "function f2" in self.types and self.roll(f"{name} trigger", 0.3):
            moment = self.pick(
                f"{name} moment",
                ("before insert", "after update or delete", "after insert", f"before update of {quoted('c1')}"),
            )
            when = " when (pg_trigger_depth() < 2)" if self.roll(f"{name} when", 0.2) else ""
            yield f"create trigger {quoted('touch')} {moment} on {table.name} for each row{when} execute function {self.types['function f2']}()"
            if self.roll(f"{name} trigger state", 0.2):
                yield f"alter table {table.name} {self.pick(f'{name} state', ('disable', 'enable always'))} trigger {quoted('touch')}"
            yield from self.extras(f"{name} trigger", f"trigger {quoted('touch')} on {table.name}")
        if self.roll(f"{name} rls", 0.2):
            yield f"alter table {table.name} enable row level security"
        if self.roll(f"{name} policy", 0.25):
            column = quoted(self.pick(f"{name} policy column", list(table.columns)))
            command = self.pick(f"{name} command", ("", " for select", " for delete"))
            role = self.pick(f"{name} policy role", ("", " to tt_reader", " to tt_reader, tt_writer"))
            kind = self.pick(f"{name} policy kind", ("", " as restrictive"))
            yield f"create policy {quoted('mine')} on {table.name}{kind}{command}{role} using ({column} is not null)"
            yield from self.extras(f"{name} policy", f"policy {quoted('mine')} on {table.name}")
        if len(table.columns) > 1 and self.roll(f"{name} stats", 0.15):
            a, b = list(table.columns)[:2]
            kinds = self.pick(f"{name} stats kinds", ("", "(ndistinct) ", "(mcv, dependencies) "))
            yield f"create statistics {quoted(f'{name} stats')} {kinds}on {quoted(a)}, {quoted(b)} from {table.name}"
        if self.roll(f"{name} identity", 0.07):
            yield f"alter table {table.name} replica identity {self.pick(f'{name} identity kind', ('full', 'nothing'))}"

    def rare(self) -> Iterator[str]:
        """One of many rarer kinds each."""
        if self.roll("publication", 0.2) and self.tables:
            first = self.tables[self.pick("publication table", sorted(self.tables))]
            yield f"create publication {quoted('pub')} for table {first.name} with (publish = '{self.pick('publish', ('insert', 'insert, update'))}')"
        if self.roll("server", 0.2):
            host = self.pick("server host", ("h1", "h2"))
            yield "create foreign data wrapper far"
            yield f"create server away foreign data wrapper far options (host '{host}')"
            if self.roll("foreign table", 0.6):
                kind = self.pick("foreign table type", ("integer", "text"))
                yield f"create foreign table {self.place('ft')} ({quoted('c1')} {kind} not null, {quoted('c2')} text) server away options (a 'b')"
            if self.roll("mapping", 0.5):
                yield "create user mapping for tt_reader server away options (\"user\" 'u')"
        if self.roll("aggregate", 0.2):
            start = self.pick("aggregate start", ("0", "1"))
            yield f"create aggregate {self.place('a1')}(integer) (sfunc = int4pl, stype = integer, initcond = '{start}')"
        if "y1" in self.types and self.roll("operator", 0.2):
            place = self.place("same")
            yield f"create function {place}({self.types['y1']}, {self.types['y1']}) returns boolean immutable language sql as 'select true'"
            join = ", restrict = eqsel" if self.roll("operator restrict", 0.5) else ""
            yield f"create operator public.=== (leftarg = {self.types['y1']}, rightarg = {self.types['y1']}, function = {place}{join})"
        if "e1" in self.types and self.roll("cast", 0.15):
            yield f"create cast ({self.types['e1']} as integer) with inout{self.pick('cast context', ('', ' as assignment'))}"
        if self.roll("text search", 0.15):
            accept = self.pick("accept", ("true", "false"))
            yield f"create text search dictionary public.words (template = pg_catalog.simple, accept = {accept})"
            yield "create text search configuration public.search (parser = pg_catalog.default)"
            yield f"alter text search configuration public.search add mapping for {self.pick('token', ('word', 'asciiword'))} with public.words"
        if self.roll("collation", 0.1):
            yield "create collation public.c1 (provider = builtin, locale = 'C.UTF-8')"
            for name in list(self.tables)[:1]:
                yield f"alter table {self.tables[name].name} add column {quoted('c7')} text collate public.c1"
        if self.roll("event trigger", 0.1):
            yield "create function public.on_ddl() returns event_trigger language plpgsql as 'begin end'"
            yield f"create event trigger watch on {self.pick('event', ('ddl_command_end', 'sql_drop'))} execute function public.on_ddl()"


def _text(label: str) -> str:
    return "'" + label.replace("'", "''") + "'"


def _inner(name: str) -> str:
    return name.replace("'", "''")


def write(dice: Dice) -> list[str]:
    """The statements of one schema."""
    return list(Writer(dice).statements())


def pair(seed: int) -> tuple[list[str], list[str]]:
    """Two schemas that have much in common."""
    share = random.Random(f"{seed}/share").choice((0.03, 0.1, 0.3, 1.0))
    return write(Dice(seed)), write(Dice(seed, seed + 1, share))


seeds = st.integers(min_value=0, max_value=2**32)
schemas = st.builds(write, st.builds(Dice, seeds))
pairs = st.builds(pair, seeds)

names = st.one_of(
    st.sampled_from(
        [*HOSTILE.values(), "users", "USERS", "a.b", "(x)", "()", "a (b", "x\ty", "é" * 31, "order", "%", "'"]
    ),
    st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), min_size=1, max_size=20),
)
