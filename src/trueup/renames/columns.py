"""Evidence about two columns of one table: type, place, the keys and indexes they take part in, and their names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import Any

from trueup.model import Address, Object, Schema, Scope
from trueup.renames import evidence
from trueup.renames.pair import Pair
from trueup.renames.similar import similarity
from trueup.renames.state import Names, State, position, record, referenced, reworded, texts, tokens
from trueup.spelling import essence, words

_FAMILIES = (
    ("text", "varchar", "character varying", "character", "citext", "name", "bpchar"),
    ("smallint", "integer", "bigint"),
    ("numeric", "real", "double precision", "money"),
    ("timestamp with time zone", "timestamp without time zone", "date"),
    ("json", "jsonb"),
)
_MODIFIER = re.compile(r"\([^)]*\)")
_PLAIN = re.compile(
    r"(now\(\)|CURRENT_\w+|-?\d+(\.\d+)?|'[^']{0,12}'(::.+)?|true|false|NULL.*|\w+\(\)|nextval\(.*|ARRAY\[.*)\Z"
)
_BOX = "\N{WHITE SQUARE}"


class Columns:
    """What can be said of the columns of one container, which may have another name on the other side."""

    def __init__(
        self,
        state: State,
        before: Address,
        gone: Sequence[Address],
        came: Sequence[Address],
        mentions: evidence.Mentions,
    ) -> None:
        self.state, self.gone, self.came = state, gone, came
        self.before, self.after = before, state.now(before)
        same = state.same_columns(before)
        self.survivors = len(same)
        self.order = _in_order([(position(one), position(other)) for one, other in same])
        self.old = {where: _rank(state.drops[where], [one for one, _ in same]) for where in gone}
        self.new = {where: _rank(state.creates[where], [other for _, other in same]) for where in came}
        self.names = {**state.words, **state.columns(before)}
        self.old_roles = _roles(state.before, before, self.names, state, state.says)
        self.new_roles = _roles(state.after, self.after, {}, None, state.says)
        self.common = _counted(self.old_roles) | _counted(self.new_roles)
        self.went = Counter(family(self._now(state.drops[where])) for where in gone)
        self.new_ones = Counter(family(self._type(state.creates[where])) for where in came)
        self.mentions = mentions

    def pairs(self) -> list[Pair]:
        """Every pair worth a look. A column that is there in another convention is compared with that one alone."""
        alone = self._spelled_otherwise()
        settled = set(alone.values())
        found = [
            self.pair(one, other)
            for one in self.gone
            for other in ([alone[one]] if one in alone else [each for each in self.came if each not in settled])
        ]
        return [pair for pair in found if pair is not None]

    def _spelled_otherwise(self) -> dict[Address, Address]:
        """Columns with exactly one partner of the same words and type, and that with no other."""
        groups: dict[tuple[str, str], tuple[list[Address], list[Address]]] = defaultdict(lambda: ([], []))
        for where in self.gone:
            groups[(essence(where.name), self._now(self.state.drops[where]))][0].append(where)
        for where in self.came:
            groups[(essence(where.name), self._type(self.state.creates[where]))][1].append(where)
        return {old[0]: new[0] for old, new in groups.values() if len(old) == len(new) == 1}

    def pair(self, before: Address, after: Address) -> Pair | None:
        """The evidence about two columns; None when their types have nothing in common and their names neither."""
        one, other = self.state.drops[before], self.state.creates[after]
        pair = Pair(before, after, "column", {}, {})
        if not self._types(pair, one, other):
            return None
        conversion = pair.veto
        evidence.known(pair, self.state, coarse=family(self._type(other)) == "boolean")
        evidence.names(pair, before.name, after.name)
        if evidence.same_data(pair):
            pair.veto = conversion
        self._split(pair)
        self._values(pair, one, other)
        self._place(pair)
        self._use(pair)
        evidence.dependents(pair, self.mentions(before.name, after.name))
        evidence.comments(pair, one, other)
        self._crowd(pair)
        evidence.in_spite(pair)
        return pair

    def _type(self, obj: Object) -> str:
        return str(getattr(obj, "type", ""))

    def _now(self, obj: Object) -> str:
        return reworded(self._type(obj), self.state.words)

    def _types(self, pair: Pair, one: Object, other: Object) -> bool:
        was, now = self._now(one), self._type(other)
        if was == now:
            pair.add("type", 1.0, f"both are {now}")
        elif family(was) == family(now):
            pair.add("family", 1.0, f"{was} and {now} hold the same sort of value")
        elif similarity(pair.before.name, pair.after.name) >= 0.8:
            pair.veto = f"{was} became {now}: the values would have to be converted"
        else:
            return False
        return True

    def _values(self, pair: Pair, one: Object, other: Object) -> None:
        """What rows may hold, as far as both sides have words for it."""
        if self._said("not_null", pair):
            was, now = (bool(getattr(obj, "not_null", False)) for obj in (one, other))
            same = "both are NOT NULL" if now else "both may be NULL"
            pair.add("null" if was == now else "null differs", 1.0, same if was == now else "only one is NOT NULL")
        if self._said("default", pair):
            self._defaults(pair, one, other)
        made = [(getattr(obj, "generated", None), getattr(obj, "identity", None)) for obj in (one, other)]
        told = self._said("generated", pair) and self._said("identity", pair)
        if told and [x is None for x in made[0]] != [x is None for x in made[1]]:
            pair.add("generation differs", 1.0, "one is generated by the database, the other is not")
            pair.veto = pair.veto or "one is generated by the database, the other is not"

    def _said(self, field: str, pair: Pair) -> bool:
        says, word = self.state.says, pair.after.kind
        return says.says(word, field, pair.before) and says.says(word, field, pair.after)

    def _defaults(self, pair: Pair, one: Object, other: Object) -> None:
        old, new = reworded(getattr(one, "default", None) or "", self.names), getattr(other, "default", None) or ""
        if old == new and old:
            plain = _PLAIN.match(old) is not None
            pair.add("plain default" if plain else "default", 1.0, f"both default to {new}")
        elif old != new and not (old.startswith("nextval(") and new.startswith("nextval(")):
            pair.add("default differs", 1.0, f"the defaults differ: {old or 'none'} and {new or 'none'}")

    def _place(self, pair: Pair) -> None:
        """Ranks among the columns both sides have: holes in column numbers do not count."""
        if not self.survivors or self.order < 0.8:
            return
        old, new = self.old[pair.before], self.new[pair.after]
        if old != new:
            pair.add("elsewhere", 1.0, "they stand at different places among the other columns")
            return
        here = [where for where in self.gone if self.old[where] == old]
        there = [where for where in self.came if self.new[where] == new]
        if old == self.survivors:
            pair.add("at the end", 1.0, "both come after all other columns")
        else:
            pair.add("place", 1.0, "both stand at the same place among the other columns")
        if len(here) == len(there) and self._turn(here, pair.before, old=True) == self._turn(
            there, pair.after, old=False
        ):
            inside = old != self.survivors
            pair.add("only in place" if inside else "turn at the end", 1.0, "nothing else could stand for it there")

    def _turn(self, where: Sequence[Address], one: Address, *, old: bool) -> int:
        objects = self.state.drops if old else self.state.creates
        return sorted(where, key=lambda each: position(objects[each])).index(one)

    def _use(self, pair: Pair) -> None:
        ours, theirs = self.old_roles.get(pair.before.name, ()), self.new_roles.get(pair.after.name, ())
        shared = Counter(ours) & Counter(theirs)
        weight = sum(1 / self.common[role] for role in shared.elements())
        total = sum((Counter(ours) | Counter(theirs)).values())
        if weight:
            what = ", ".join(sorted({role[0] for role in shared}))
            pair.add("roles", min(2.0, weight), f"both take part in the same {what}")
        if total > sum(shared.values()):
            share = 1 - sum(shared.values()) / total
            pair.add("roles differ", share, "they take part in different keys, indexes or checks")
        if self._points(ours) and self._points(theirs) and not self._points(ours) & self._points(theirs):
            pair.veto = pair.veto or "they point to different tables"

    def _points(self, roles: Sequence[tuple[Any, ...]]) -> set[Any]:
        return {target for role in roles for field, target in role[1:] if field == "to_table"}

    def _crowd(self, pair: Pair) -> None:
        sort = family(self._type(self.state.creates[pair.after]))
        if self.went[sort] == self.new_ones[sort] == 1 and family(self._now(self.state.drops[pair.before])) == sort:
            pair.add("alone", 1.0, "no other column that went or came has such a type")

    def _split(self, pair: Pair) -> None:
        """Whether one column went and several came that carry its name, or the other way round."""
        if "carries" not in pair.features or pair.features.get("samples", 0.0) >= 0.5:
            return
        old, new = set(words(pair.before.name)), set(words(pair.after.name))
        parts = [where.name for where in self.came if old < set(words(where.name))]
        whole = [where.name for where in self.gone if new < set(words(where.name))]
        if len(parts) > 1 and pair.after.name in parts:
            pair.veto = pair.veto or f"{pair.before.name} may have been split into {' and '.join(parts)}"
        elif len(whole) > 1 and pair.before.name in whole:
            pair.veto = pair.veto or f"{' and '.join(whole)} may have been joined in {pair.after.name}"


@cache
def family(declared: str) -> str:
    """What sort of value a type holds; arrays are families of their own.

    >>> family("character varying(20)"), family("integer[]"), family("public.mood")
    ('text', 'smallint[]', 'public.mood')
    """
    array = "[]" if declared.endswith("[]") else ""
    bare = re.sub(r"\s+", " ", _MODIFIER.sub("", declared.removesuffix("[]"))).strip()
    return next((group[0] for group in _FAMILIES if bare in group), bare) + array


def _in_order(positions: Collection[tuple[int, int]]) -> float:
    """The share of neighbours on either side that are in the same order on the other."""
    steps = [a[1] < b[1] for a, b in pairwise(sorted(positions))]
    steps += [a[0] < b[0] for a, b in pairwise(sorted(positions, key=itemgetter(1)))]
    return sum(steps) / len(steps) if steps else 1.0


def _counted(roles: Mapping[str, Collection[Role]]) -> Counter[Role]:
    return Counter(role for some in roles.values() for role in some)


def _rank(obj: Object, survivors: Sequence[Object]) -> int:
    return sum(position(other) < position(obj) for other in survivors)


Role = tuple[Any, ...]


def _roles(schema: Schema, container: Address, names: Names, state: State | None, says: Scope) -> dict[str, list[Role]]:
    """For each column the records of what uses it in its table and of keys that point to it, its own name boxed.

    Only what both sides have words for.
    """
    found: dict[str, list[Role]] = defaultdict(list)
    columns = {inner.name for inner in schema.contents.get(container, ()) if inner.kind == "column"}
    inside = schema.contents.get(container, ())
    inner = [schema[where] for where in inside if where.kind != "column" and says.admits(where)]
    for obj in inner:
        for name in sorted(columns & _mentioned(obj)):
            found[name].append(_role(obj, {**names, name: _BOX}, state, says))
    for obj in (one for one in schema.derived(_keys).get(container, ()) if says.admits(one.address)):
        for name in getattr(obj, "to_columns", ()):
            pointing = record(obj, {}, says)
            fields = dict(pointing[1:])
            table = obj.address.parent
            moved = state.now(table) if state is not None and table is not None else table
            found[name].append((f"{pointing[0]} of others", ("from", moved), ("action", fields.get("on_delete"))))
    return found


def _role(obj: Object, names: Names, state: State | None, says: Scope) -> Role:
    """The record of a thing, its target as the second schema calls it."""
    found = record(obj, names, says)
    target = referenced(obj)
    if target is None:
        return found
    now = state.now(target) if state is not None else target
    fields = dict(found[1:]) | {"to_namespace": now.names[0], "to_table": now.name, "to_columns": ()}
    return (found[0], *fields.items())


def _mentioned(obj: Object) -> set[str]:
    columns = getattr(obj, "columns", ())
    exact = {one if isinstance(one, str) else getattr(one, "column", None) or "" for one in columns}
    return tokens(texts(obj)) | exact


def _keys(schema: Schema) -> dict[Address, list[Object]]:
    """The keys that point to each table from another one."""
    found: dict[Address, list[Object]] = defaultdict(list)
    for where in schema:
        target = referenced(schema[where])
        if target is not None and target != where.parent:
            found[target].append(schema[where])
    return found
