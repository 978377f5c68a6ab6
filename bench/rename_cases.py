"""Cases for the benchmark of renames: pairs of schemas of which it is known what was renamed, by ids or by making it.

Real ones come from the states ``bench.rename_data`` wrote. Generated ones take a real schema, rename some of it as
people do, and add decoys: drops and unrelated creations of the same type, splits, and columns that moved elsewhere.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from bench import rename_data
from trueup import snapshot
from trueup.model import Address, Object, Schema, address
from trueup.postgres import objects as pg
from trueup.renames import Facts
from trueup.renames.columns import family
from trueup.renames.measured import Statistics, alike, equal_shares
from trueup.renames.state import reworded
from trueup.spelling import case, essence, plural, singular, spelled, words

DATA = ("schema", "table", "column", "enum", "value")
"""Kinds with data behind them, by which the benchmark counts; identity is known of these."""


class Case(NamedTuple):
    """Two schemas and what was renamed between them; ``how`` each rename was made, where that was our doing."""

    name: str
    before: Schema
    after: Schema
    truth: Mapping[Address, Address]
    how: Mapping[Address, str]
    stayed: Mapping[Address, Address]
    statistics: Mapping[tuple[Address, Address], float]
    samples: Mapping[tuple[Address, Address], float]

    def facts(self, what: str) -> Facts:
        """What a search is told besides the schemas: ``schema``, ``statistics``, ``samples`` or ``identity``."""
        if what == "identity":
            return Facts(identity={**self.stayed, **self.truth}, complete=frozenset(DATA))
        return Facts(
            statistics=self.statistics if what == "statistics" else {},
            samples=self.samples if what == "samples" else {},
        )


def held_out(name: str) -> bool:
    """Whether a project (or a pair of names) is kept for the test: every second one, by its name."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 1


# ------------------------------------------------------------------ real histories


def from_history(path: Path, spans: Sequence[int] = (1, 4, 12)) -> Iterator[Case]:
    """Every state of a history against later ones: what changed between has what people really did in it."""
    history = rename_data.load(path)
    read: dict[int, Schema] = {}
    for span in spans:
        for at in range(0, len(history.states) - span, span):
            one, other = history.states[at], history.states[at + span]
            for index in (at, at + span):
                read.setdefault(index, history.states[index].read())
            same = rename_data.same(one.ids, other.ids)
            keys = {key: where for where, key in other.ids.items()}
            stayed = {Address(w): Address(keys[k]) for w, k in one.ids.items() if k in keys}
            wanted = {a: b for a, b in _explicit(same).items() if a in read[at] or a.kind == "value"}
            yield Case(
                f"{history.name}:{at}+{span}",
                read[at],
                read[at + span],
                wanted,
                {},
                {a: b for a, b in stayed.items() if a.kind in DATA},
                {},
                {},
            )


def _explicit(same: Mapping[Address, Address]) -> dict[Address, Address]:
    """Renames without what only follows from those of containers."""
    found = {}
    for a, b in same.items():
        parent = a.parent
        if parent is not None and a.name == b.name:
            continue
        if (
            parent is None
            and a.name == b.name
            and same.get(address("schema", a.names[0])) == address("schema", b.names[0])
        ):
            continue
        found[a] = b
    return found


# ------------------------------------------------------------------ generated


_SYNONYMS = """
image artwork, owner proprietor, title heading, description blurb, status stage, kind variety, url address,
workspace space, user principal, customer patron, message remark, created made, updated touched, deleted purged,
expires lapses, key handle, order ranking, config preferences, settings options, file asset, name designation,
email mailbox, team crew, organization firm, project undertaking, event occurrence, type category,
content payload, value content, data payload, count total, start begin, end finish, price fee, amount sum,
token secret, password passphrase, link href, comment remark, role function, group cluster, version release,
source provider, response answer, question prompt, enabled active
"""
SYNONYMS = dict(pair.split() for pair in _SYNONYMS.split(","))
"""Other words for the same; not those the program knows."""

SHORTER = {
    "description": "descr", "quantity": "qty", "number": "num", "address": "addr", "message": "msg",
    "organization": "org", "configuration": "cfg", "reference": "ref", "category": "catg", "department": "dept",
    "customer": "cstmr", "document": "doc", "environment": "envt", "application": "app", "information": "info",
    "transaction": "trx", "subscription": "subs", "notification": "notif", "maximum": "max", "permission": "perm",
}  # fmt: skip


class Names:
    """How people rename, with the share of each way; half of it as in the pairs of names that were seen in public."""

    def __init__(self, dice: random.Random, pairs: Sequence[tuple[str, str]], others: Sequence[str]) -> None:
        self.dice, self.pairs, self.others = dice, list(pairs), list(others)

    def column(self, name: str) -> tuple[str, str, str]:
        """A way, the name before (another one where a pair was drawn) and the name after."""
        if self.pairs and self.dice.random() < 0.5:
            old, new = self.dice.choice(self.pairs)
            return "as seen in public", old, new
        for _ in range(8):
            way = self.dice.choice(("convention", "plural", "abbreviation", "prefix", "synonym", "opaque"))
            new = getattr(self, f"_{way}")(name)
            if new and new != name:
                return way, name, new
        return "opaque", name, self._opaque(name)

    def other(self, name: str) -> tuple[str, str]:
        """A way and another name for a table or type; none where that way changes nothing."""
        way = self.dice.choice(("plural", "convention", "prefix", "synonym", "opaque", "abbreviation"))
        new = getattr(self, f"_{way}")(name)
        return way, "" if new == name else new

    def _convention(self, name: str) -> str:
        return spelled(name, "camelCase" if case(name) in ("snake_case", "flat") else "snake_case")

    def _plural(self, name: str) -> str:
        last = words(name)[-1:]
        if not last or not name.endswith(last[0]):
            return ""
        return name[: -len(last[0])] + (plural(last[0]) if singular(last[0]) == last[0] else singular(last[0]))

    def _abbreviation(self, name: str) -> str:
        return self._instead(name, lambda w: SHORTER.get(w) or (w[:4] if len(w) > 6 else None))

    def _synonym(self, name: str) -> str:
        return self._instead(name, SYNONYMS.get)

    def _prefix(self, name: str) -> str:
        parts = words(name)
        if len(parts) > 2 and self.dice.random() < 0.5:
            return self._joined(name, parts[1:])
        return self._joined(name, (self.dice.choice(("new", "current", "main", "app", "usr", "raw")), *parts))

    def _opaque(self, name: str) -> str:
        return self.dice.choice(self.others)

    def _instead(self, name: str, of: Any) -> str:
        parts = list(words(name))
        for index in self.dice.sample(range(len(parts)), len(parts)):
            other = of(parts[index])
            if other:
                parts[index] = other
                return self._joined(name, parts)
        return ""

    def _joined(self, like: str, parts: Sequence[str]) -> str:
        style = case(like)
        return spelled("_".join(parts), "snake_case" if style in ("flat", "mixed") else style)


class Maker:
    """Makes one case of a schema: the records before and after, and what became of what."""

    def __init__(self, name: str, schema: Schema, donors: Sequence[Schema], pairs: Sequence[tuple[str, str]]) -> None:
        self.dice = random.Random(name)
        self.name = name
        self.schema = schema
        self.donors = [d for donor in donors for d in donor.objects.values() if isinstance(d, pg.Column)]
        self.giving = list(donors)
        others = sorted({d.name for d in self.donors})
        self.names = Names(self.dice, pairs, others)
        self.how: dict[Address, str] = {}
        self.new_at: set[Address] = set()

    def make(self) -> Case:
        """Rename, drop and add; the schema before is changed too where a seen pair gives both names."""
        tables = [w for w in self.schema if w.kind == "table"]
        chosen = set(self.dice.sample(tables, min(len(tables), max(2, len(tables) // 3))))
        names_then: dict[Address, dict[str, str]] = {}
        names_now: dict[Address, dict[str, str]] = {}
        drops: set[Address] = set()
        shuffled: set[Address] = set()
        added: list[tuple[Address, pg.Column, float]] = []
        for table in tables:
            names_then[table], names_now[table] = {}, {}
            if table in chosen:
                self._columns(table, names_then[table], names_now[table], drops, shuffled, added)
        tables_now = self._renamed_tables([t for t in tables if t in chosen], tables)
        dropped = {t for t in tables if t not in chosen and self.dice.random() < 0.06}
        labels, types = self._enums()
        old = [self._rebuilt(o, names_then, {}, {}, {}) for o in self.schema.objects.values()]
        new = [
            self._rebuilt(o, names_now, tables_now, labels, types)
            for o in self.schema.objects.values()
            if o.address not in drops and not _mentions(o, drops) and o.address.root not in dropped
        ]
        new += self._additions(added, names_now, tables_now)
        new += self._strange_tables(len(dropped))
        mixed = {tables_now.get(t, t) for t in shuffled}
        before, after = Schema(old), Schema(self._placed(new, mixed))
        truth, stayed = self._truth(before, after, names_then, names_now, tables_now, drops, dropped, labels, types)
        return Case(self.name, before, after, truth, self.how, stayed, *self._data(before, after, {**stayed, **truth}))

    # ---- columns

    def _columns(
        self,
        table: Address,
        then: dict[str, str],
        now: dict[str, str],
        drops: set[Address],
        shuffled: set[Address],
        added: list[tuple[Address, pg.Column, float]],
    ) -> None:
        columns = [o for w in self.schema.contents.get(table, ()) if isinstance(o := self.schema[w], pg.Column)]
        taken = {c.name for c in columns}
        free = self.dice.sample(columns, len(columns))
        for _ in range(self.dice.choice((1, 1, 2, 3, 5))):
            if len(free) < 2:
                break
            column = free.pop()
            way, old, new = self.names.column(column.name)
            if new in taken or (old != column.name and old in taken) or old == new:
                continue
            taken |= {old, new}
            then[column.name], now[column.name] = old, new
            self.how[column.address] = way
        for _ in range(self.dice.choice((0, 1, 1, 2, 3))):
            if len(free) < 2:
                break
            column = free.pop()
            drops.add(column.address)
            donor = self._donor(column, taken)
            if donor is not None:
                taken.add(donor.name)
                at = self.dice.choice((1e6, 1e6, self.dice.uniform(0, len(columns)), column.position + 0.1))
                added.append((table, donor, at))
        if free and self.dice.random() < 0.1:
            column = free.pop()
            drops.add(column.address)
            for ending in ("first", "second"):
                added.append(
                    (table, msgspec.structs.replace(column, name=f"{column.name}_{ending}"), column.position + 0.2)
                )
        if free and self.dice.random() < 0.1:
            column = free.pop()
            drops.add(column.address)
            elsewhere = self.dice.choice([w for w in self.schema if w.kind == "table" and w != table] or [table])
            if elsewhere.child("column", column.name) not in self.schema:
                added.append((elsewhere, column, 1e6))
        if self.dice.random() < 0.15:
            shuffled.add(table)

    def _donor(self, like: pg.Column, taken: set[str]) -> pg.Column | None:
        """A column of another project with the same type and a name this table has in no spelling."""
        for _ in range(60):
            found = self.dice.choice(self.donors)
            unlike = essence(found.name) not in {essence(name) for name in taken}
            if unlike and found.type == like.type:
                return found
        return None

    def _additions(
        self,
        added: Sequence[tuple[Address, pg.Column, float]],
        names: Mapping[Address, Mapping[str, str]],
        tables: Mapping[Address, Address],
    ) -> list[Object]:
        found: list[Object] = []
        for table, column, at in added:
            now = tables.get(table, table)
            default = column.default if column.default and "nextval" not in column.default else None
            found.append(
                msgspec.structs.replace(
                    column, namespace=now.names[0], relation=now.name, default=default, position=round(at * 1000)
                )
            )
            self.new_at.add(found[-1].address)
        return found

    # ---- tables

    def _renamed_tables(self, chosen: Sequence[Address], tables: Sequence[Address]) -> dict[Address, Address]:
        taken = {t.name for t in tables}
        found = {}
        for table in chosen:
            if self.dice.random() < 0.25:
                way, new = self.names.other(table.name)
                if new and new not in taken:
                    taken.add(new)
                    found[table] = address("table", table.names[0], new)
                    self.how[table] = way
        return found

    def _strange_tables(self, count: int) -> list[Object]:
        """Tables of other projects, as many as were dropped."""
        found: list[Object] = []
        for _ in range(count):
            donor = self.dice.choice(self.giving)
            table = self.dice.choice([w for w in donor if w.kind == "table"])
            if table in self.schema:
                continue
            found.append(donor[table])
            found += [donor[w] for w in donor.contents.get(table, ()) if w.kind == "column"]
        return found

    # ---- enums

    def _enums(self) -> tuple[dict[Address, dict[str, str]], dict[Address, Address]]:
        labels: dict[Address, dict[str, str]] = {}
        types: dict[Address, Address] = {}
        for where in self.schema:
            obj = self.schema[where]
            if not isinstance(obj, pg.Enum):
                continue
            if self.dice.random() < 0.2 and obj.labels:
                old = self.dice.choice(obj.labels)
                way, _, new = Names(self.dice, (), self.names.others).column(old)
                if new not in obj.labels:
                    labels[where] = {old: new}
                    self.how[where.child("value", old)] = way
            if self.dice.random() < 0.1:
                way, new = self.names.other(where.name)
                if new and address("enum", where.names[0], new) not in self.schema:
                    types[where] = address("enum", where.names[0], new)
                    self.how[where] = way
        return labels, types

    # ---- records

    def _rebuilt(
        self,
        obj: Object,
        names: Mapping[Address, Mapping[str, str]],
        tables: Mapping[Address, Address],
        labels: Mapping[Address, Mapping[str, str]],
        types: Mapping[Address, Address],
    ) -> Object:
        """A record with the names of columns, tables and types as they are to be."""
        own = dict(names.get(obj.address.root, {}))
        roots = {t.name: n.name for t, n in {**tables, **types}.items()}
        changes: dict[str, Any] = {}
        for field in obj.__struct_fields__:
            value = getattr(obj, field)
            if field in ("namespace", "on", "comment"):
                continue
            if field == "relation":
                changes[field] = tables.get(obj.address.root, obj.address.root).name
            elif field == "name":
                changes[field] = self._own_name(obj, own, roots)
            elif field == "to_table":
                target = address("table", getattr(obj, "to_namespace", ""), value)
                changes[field] = tables.get(target, target).name
            elif field == "to_columns":
                target = address("table", getattr(obj, "to_namespace", ""), getattr(obj, "to_table", ""))
                changes[field] = tuple(names.get(target, {}).get(c, c) for c in value)
            elif field == "labels":
                changes[field] = tuple(labels.get(obj.address, {}).get(x, x) for x in value)
            elif field == "owned_by" and value:
                owner = address("table", value[0], value[1])
                changes[field] = (value[0], tables.get(owner, owner).name, names.get(owner, {}).get(value[2], value[2]))
            else:
                changes[field] = _reworded(value, {**roots, **own} if field != "type" else roots)
        return msgspec.structs.replace(obj, **changes)

    def _own_name(self, obj: Object, own: Mapping[str, str], roots: Mapping[str, str]) -> str:
        name = str(getattr(obj, "name", ""))
        if isinstance(obj, pg.Column):
            return own.get(name, name)
        return roots.get(name, name) if isinstance(obj, pg.Table | pg.Enum) else name

    def _placed(self, objects: Sequence[Object], mixed: set[Address]) -> list[Object]:
        """Columns at their places: those that were kept in their order, or, in some tables, in any order."""
        found: list[Object] = [o for o in objects if not isinstance(o, pg.Column)]
        groups: dict[Address, list[pg.Column]] = defaultdict(list)
        for obj in objects:
            if isinstance(obj, pg.Column):
                groups[obj.container].append(obj)
        for table, columns in sorted(groups.items()):
            ordered = sorted(columns, key=self._place)
            if table in mixed:
                self.dice.shuffle(ordered)
            found += [msgspec.structs.replace(c, position=n) for n, c in enumerate(ordered, 1)]
        return found

    def _place(self, column: pg.Column) -> tuple[float, str]:
        return (column.position if column.address in self.new_at else column.position * 1000, column.name)

    # ---- what is known

    def _truth(
        self,
        before: Schema,
        after: Schema,
        then: Mapping[Address, Mapping[str, str]],
        now: Mapping[Address, Mapping[str, str]],
        tables: Mapping[Address, Address],
        drops: set[Address],
        dropped: set[Address],
        labels: Mapping[Address, Mapping[str, str]],
        types: Mapping[Address, Address],
    ) -> tuple[dict[Address, Address], dict[Address, Address]]:
        truth: dict[Address, Address] = {}
        stayed: dict[Address, Address] = {}
        how: dict[Address, str] = {}
        for where, obj in self.schema.objects.items():
            if where in drops or where.root in dropped or where.kind not in ("table", "column", "enum"):
                continue
            if isinstance(obj, pg.Column):
                table = where.root
                old = table.child("column", then.get(table, {}).get(where.name, where.name))
                new = tables.get(table, table).child("column", now.get(table, {}).get(where.name, where.name))
            else:
                old, new = where, {**tables, **types}.get(where, where)
            if old not in before or new not in after:
                continue
            explicit = old.name != new.name
            (truth if explicit else stayed)[old] = new
            if explicit:
                how[old] = self.how.get(where, "?")
        for where, changed in labels.items():
            for one, other in changed.items():
                truth[where.child("value", one)] = types.get(where, where).child("value", other)
                how[where.child("value", one)] = self.how[where.child("value", one)]
        self.how = how
        return truth, stayed

    # ---- simulated data

    def _data(
        self, before: Schema, after: Schema, same: Mapping[Address, Address]
    ) -> tuple[dict[tuple[Address, Address], float], dict[tuple[Address, Address], float]]:
        """Simulated statistics and samples of columns that went or came, within tables that are one.

        Each column of the first schema gets a distribution of its own; its successor is measured with noise. Every
        fifteenth table is empty and has neither.
        """
        known = {b: a for a, b in same.items()}
        statistics: dict[tuple[Address, Address], float] = {}
        samples: dict[tuple[Address, Address], float] = {}
        for table in (w for w in before if w.kind == "table" and w in same):
            if self.dice.random() < 1 / 15:
                continue
            there = same[table]
            gone = [w for w in before.contents.get(table, ()) if w.kind == "column" and _moved(w, there) not in after]
            came = [w for w in after.contents.get(there, ()) if w.kind == "column" and _moved(w, table) not in before]
            new = {w: Distribution(self.dice, after[w]) for w in came}
            for one in gone:
                own = Distribution(self.dice, before[one])
                for other in came:
                    successor = known.get(other) == one
                    measured = own.again(self.dice) if successor else new[other]
                    statistics[(one, other)] = own.like(measured)
                    samples[(one, other)] = self._sample(successor, own, measured)
        statistics |= dict(self._values(before, after, same))
        return statistics, samples

    def _values(
        self, before: Schema, after: Schema, same: Mapping[Address, Address]
    ) -> Iterator[tuple[tuple[Address, Address], float]]:
        """The shares of rows that have a value of an enum, of enums that some table uses; the half of them is rare."""
        used = {str(getattr(one, "type", "")).removesuffix("[]") for one in before.objects.values()}
        for where in (w for w in before if w.kind == "enum" and w in same):
            old, new = (getattr(s[w], "labels", ()) for s, w in ((before, where), (after, same[where])))
            if where.steps[-1][1] not in used or self.dice.random() < 1 / 15:
                continue
            shares = self._shares(old)
            measured = {x: shares.get(y, 0.0) for x, y in ((same.get(where.child("value", y)), y) for y in old) if x}
            for one in (x for x in old if x not in new):
                for other in (x for x in new if x not in old):
                    pair = where.child("value", one), same[where].child("value", other)
                    now = measured.get(pair[1], self.dice.random() ** 3)
                    yield pair, equal_shares(shares[one], max(0.0, now * (1 + self.dice.gauss(0, 0.1))))

    def _shares(self, labels: Sequence[str]) -> dict[str, float]:
        """Made-up shares of rows; every fifth value is in none."""
        weights = [0.0 if self.dice.random() < 0.2 else self.dice.random() ** 3 + 0.001 for _ in labels]
        return {x: w / (sum(weights) or 1.0) for x, w in zip(labels, weights, strict=True)}

    def _sample(self, same: bool, own: Distribution, other: Distribution) -> float:
        """The share of four hundred keys whose values are equal: rows change between two looks, constants agree."""
        if same:
            low = 0.5 if self.dice.random() < 0.05 else 0.92
            return self._beyond_chance(self.dice.uniform(low, 1.0), own)
        by_chance = sum(own.shares.get(v, 0.0) * other.shares.get(v, 0.0) for v in own.shares)
        return self._beyond_chance(min(1.0, max(0.0, self.dice.gauss(by_chance, 0.03))), own)

    def _beyond_chance(self, equal: float, own: Distribution) -> float:
        """What is left of an agreement when that of a column with itself, its rows mixed, is taken off."""
        chance = min(0.99, sum(share**2 for share in own.shares.values()))
        return round(max(0.0, (equal - chance) / (1 - chance)), 3)


class Distribution:
    """What ``pg_stats`` says of a column, made up: the share of nulls, distinct values, width, commonest values."""

    def __init__(self, dice: random.Random, column: Object) -> None:
        sort = family(str(getattr(column, "type", "")))
        self.sort = {"boolean": "few", "uuid": "unique"}.get(sort)
        self.nulls = 0.0 if getattr(column, "not_null", False) or dice.random() < 0.3 else dice.random()
        self.distinct = {"boolean": 0.3, "uuid": 4.0}.get(sort, max(0.0, dice.gauss(2.3, 1.4)))
        fixed = {"boolean": 1.0, "smallint": 4.0, "timestamp with time zone": 8.0, "uuid": 16.0}
        self.width = None if sort in fixed else dice.uniform(5, 80)
        self.shares: dict[str, float] = {}
        if self.distinct < 2:
            values = ["t", "f"] if sort == "boolean" else [f"{sort}{dice.randrange(60)}" for _ in range(6)]
            weights = [dice.random() ** 2 + 0.001 for _ in values]
            self.shares = {v: w / sum(weights) for v, w in zip(values, weights, strict=True)}

    def again(self, dice: random.Random) -> Distribution:
        """The same column as another ANALYZE would see it."""
        found = object.__new__(Distribution)
        found.sort = self.sort
        found.nulls = min(1.0, max(0.0, self.nulls + dice.gauss(0, 0.02) * (0 < self.nulls < 1)))
        found.distinct = max(0.0, self.distinct + dice.gauss(0, 0.08))
        noise = dice.gauss(0, 0.03)
        found.width = None if self.width is None else max(1.0, self.width * (1 + noise))
        found.shares = {v: max(0.0, s + dice.gauss(0, 0.02)) for v, s in self.shares.items()}
        return found

    def like(self, other: Distribution) -> float:
        """How alike the program finds two of them."""
        return alike(self.told, other.told)

    @property
    def told(self) -> Statistics:
        return Statistics(
            nulls=self.nulls, distinct=self.distinct, width=self.width, shares=self.shares, sort=self.sort
        )


def _moved(where: Address, table: Address) -> Address:
    return table.child("column", where.name)


def _mentions(obj: Object, drops: set[Address]) -> bool:
    """Whether a thing goes with a dropped column: its keys, its indexes, keys that point to it."""
    if isinstance(obj, pg.Column):
        return False
    names = getattr(obj, "columns", ())
    used = [n if isinstance(n, str) else getattr(n, "column", None) for n in names if not isinstance(n, tuple)]
    table = obj.address.root
    if any(name and table.child("column", name) in drops for name in used):
        return True
    if isinstance(obj, pg.ForeignKey):
        target = address("table", obj.to_namespace, obj.to_table)
        return any(target.child("column", name) in drops for name in obj.to_columns)
    return False


def _reworded(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value) or reworded(value, names)
    if isinstance(value, tuple):
        return tuple(_reworded(one, names) for one in value)
    if isinstance(value, msgspec.Struct):
        fields = {f: _reworded(getattr(value, f), names) for f in value.__struct_fields__}
        return msgspec.structs.replace(value, **fields)
    return value


def read(path: Path) -> Schema:
    """A snapshot's schema, or the last state of a history."""
    text = path.read_text()
    if '"trueup_snapshot"' in text[:200]:
        return snapshot.parse(text, str(path))
    return rename_data.load(path).states[-1].read()


def generated(name: str, schema: Schema, donors: Sequence[Schema], pairs: Sequence[tuple[str, str]]) -> Case:
    """One case; ``name`` is its seed too."""
    return Maker(name, schema, donors, pairs).make()
