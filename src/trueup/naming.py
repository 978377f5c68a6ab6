"""Which convention a schema follows in naming, and which of its names code spells in another one.

Works on names alone. Whether a column went and another came in its place is decided in ``trueup.renames``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import msgspec

from trueup.model import Address, Schema
from trueup.spelling import case, essence, number, plural, singular, spelled, words

Names = Mapping[Address, Collection[str]]
"""The tables somebody speaks of, each with the names of its columns."""


# ------------------------------------------------------------------ the convention of a schema


class Share(msgspec.Struct, frozen=True):
    """What most of some names do: ``follow`` of the ``of`` names that tell anything; the others are listed.

    ``style`` is None when no name tells. A word that suits two spellings counts for neither.
    """

    style: str | None
    follow: int = 0
    of: int = 0
    exceptions: tuple[Address, ...] = ()

    @property
    def share(self) -> float:
        """From 0 to 1; 1 when nothing tells otherwise."""
        return self.follow / self.of if self.of else 1.0


class Convention(msgspec.Struct, frozen=True):
    """How a schema names things: the case and number of its tables, the case of its columns, a prefix of its tables.

    ``of_columns`` has the case of each table's own columns.
    """

    tables: Share
    numbers: Share
    columns: Share
    of_columns: Mapping[Address, Share]
    prefix: str | None = None


def names(schema: Schema) -> dict[Address, tuple[str, ...]]:
    """The tables of a schema with the names of their columns."""
    found: dict[Address, list[str]] = {where: [] for where in schema if where.kind == "table"}
    for where in schema:
        if where.kind == "column" and where.parent in found:
            found[where.parent].append(where.name)
    return {where: tuple(inner) for where, inner in found.items()}


def convention(called: Names) -> Convention:
    """How tables and columns are named.

    >>> from trueup.model import address
    >>> found = convention({address("table", "public", "users"): ("id", "user_id", "createdAt", "last_name")})
    >>> found.columns.style, found.columns.follow, found.columns.of, found.columns.exceptions
    ('snake_case', 2, 3, ('table public.users column "createdAt"',))
    """
    columns = {where: tuple(where.child("column", name) for name in sorted(inner)) for where, inner in called.items()}
    numbers = {where: number(where.name) for where in sorted(called)}
    return Convention(
        tables=_cases(sorted(called)),
        numbers=_most({where: found for where, found in numbers.items() if found is not None}),
        columns=_cases([one for where in sorted(called) for one in columns[where]]),
        of_columns={where: _cases(columns[where]) for where in sorted(called)},
        prefix=_prefix(called),
    )


def _cases(where: Iterable[Address]) -> Share:
    """A flat name is an exception only where the others begin with a capital letter."""
    spelled = {one: case(one.name) for one in where}
    told = {one: found for one, found in spelled.items() if found != "flat"}
    share = _most(told)
    if share.style in ("PascalCase", "SCREAMING_CASE"):
        return _most(spelled)
    return share


def _most(told: Mapping[Address, str]) -> Share:
    if not told:
        return Share(None)
    counted = Counter(told.values())
    style = min(counted, key=lambda one: (-counted[one], one))
    others = tuple(sorted(where for where, found in told.items() if found != style))
    return Share(style, counted[style], len(told), others)


def _prefix(called: Names) -> str | None:
    """A first word that nearly all tables share and that is not all of their name."""
    first = Counter(found[0] for found in (words(where.name) for where in called) if len(found) > 1)
    if not first or len(called) < 4:
        return None
    word = min(first, key=lambda one: (-first[one], one))
    return word if first[word] >= 0.8 * len(called) else None


# ------------------------------------------------------------------ code against a database

Standing = Literal["exact", "other convention", "absent"]
State = Literal["same", "other convention", "not there", "mixed"]
Risk = Literal["none", "low", "medium", "high"]


class Match(msgspec.Struct, frozen=True):
    """A table or column code speaks of, and what the database calls it; ``how`` the spellings differ.

    ``how`` names: ``case``, ``number`` (singular against plural), ``prefix``.
    """

    called: Address
    standing: Standing
    found: Address | None = None
    how: tuple[str, ...] = ()


class World(msgspec.Struct, frozen=True):
    """How code and a database, or one table of it, stand to each other, and the way out.

    ``says``, ``advice`` and ``danger`` are sentences; ``danger`` says why ``risk`` is what it is.
    """

    state: State
    says: str
    advice: str
    risk: Risk
    danger: str


class Comparison(msgspec.Struct, frozen=True):
    """The answer for everything, for each table, and name by name."""

    world: World
    tables: Mapping[Address, World]
    matches: tuple[Match, ...]
    code: Convention
    database: Convention

    @property
    def pairs(self) -> tuple[Match, ...]:
        """What both have under names of different conventions."""
        return tuple(one for one in self.matches if one.standing == "other convention")


def compare(code: Names, database: Names) -> Comparison:
    """What of the names code uses a database has: as they are, in another convention, or not at all.

    A table is looked for in its own namespace. Of several with the same words the one with the most of the columns
    is taken.
    """
    ours, theirs = convention(code), convention(database)
    matches: list[Match] = []
    tables: dict[Address, World] = {}
    prefixes = frozenset(found for found in (ours.prefix, theirs.prefix) if found)
    taken = {where for where in code if where in database}
    for where in sorted(code):
        found, how = (where, ()) if where in database else _table(where, code, database, taken, prefixes)
        if found is None:
            inner = [Match(where, "absent"), *(Match(where.child("column", c), "absent") for c in sorted(code[where]))]
        else:
            taken.add(found)
            inner = [Match(where, "other convention" if how else "exact", found, how)]
            inner += _columns(where, code[where], found, database[found])
        matches += inner
        tables[where] = _world(inner, theirs)
    return Comparison(_world(matches, theirs), tables, tuple(matches), ours, theirs)


def _table(
    where: Address, code: Names, database: Names, taken: Collection[Address], prefixes: frozenset[str]
) -> tuple[Address | None, tuple[str, ...]]:
    namespace, wanted = where.names[:-1], _bare(where.name, prefixes)
    found = [
        other
        for other in sorted(database)
        if other.names[:-1] == namespace and other not in taken and _bare(other.name, prefixes) == wanted
    ]
    if not found:
        return None, ()
    columns = {essence(name) for name in code[where]}
    best = max(
        found, key=lambda one: (len(columns & {essence(name) for name in database[one]}), [-ord(c) for c in one])
    )
    return best, _how(where.name, best.name)


def _bare(name: str, prefixes: frozenset[str]) -> str:
    found = words(name)
    return essence(" ".join(found[1:])) if len(found) > 1 and found[0] in prefixes else essence(name)


def _columns(where: Address, called: Collection[str], table: Address, has: Collection[str]) -> list[Match]:
    free = {essence(name): name for name in sorted(set(has) - set(called), reverse=True)}
    found: list[Match] = []
    for name in sorted(called):
        column = where.child("column", name)
        other = name if name in has else free.pop(essence(name), None)
        if other is None:
            found.append(Match(column, "absent"))
        elif other == name:
            found.append(Match(column, "exact", table.child("column", other)))
        else:
            found.append(Match(column, "other convention", table.child("column", other), _how(name, other)))
    return found


def _how(one: str, other: str) -> tuple[str, ...]:
    """In what two names with the same essence differ."""
    left, right = words(one), words(other)
    found = []
    if [singular(w) for w in left] == [singular(w) for w in right]:
        if left != right:
            found.append("number")
    elif "".join(map(singular, left)) != "".join(map(singular, right)):
        found.append("prefix")
    if spelled(one, "snake_case") == one and spelled(other, "snake_case") == other:
        return tuple(found) or ("case",)
    if {case(one), case(other)} not in ({"flat"}, {case(one)}):
        found.append("case")
    return tuple(sorted(found)) or ("case",)


# ------------------------------------------------------------------ the way out


def _world(matches: Collection[Match], database: Convention) -> World:
    tables = Counter(one.standing for one in matches if one.called.kind == "table")
    columns = [one for one in matches if one.called.kind == "column"]
    there = [one for one in columns if one.standing != "absent"]
    other = [one for one in matches if one.standing == "other convention"]
    if not other and not tables["absent"]:
        return _same(matches)
    if not other:
        return _not_there(tables, matches, database)
    decided = [one for one in there if one.standing == "other convention" or case(one.called.name) != "flat"]
    share = sum(one.standing == "other convention" for one in decided) / len(decided) if decided else 0.0
    columns_agree = not any(one.called.kind == "column" for one in other) or share >= 0.9
    if columns_agree and not tables["absent"] and _agree(other):
        return _other(other, len(there))
    return _mixed(matches, other, tables)


def _agree(other: Collection[Match]) -> bool:
    """Whether all columns that are spelled otherwise are spelled in one way."""
    styles = Counter(_style(one) for one in other if one.called.kind == "column")
    return not styles or max(styles.values()) >= 0.9 * sum(styles.values())


def _style(one: Match) -> str:
    if one.found is None or "case" not in one.how:
        return "other words" if one.how == ("prefix",) else ", ".join(one.how)
    return case(one.found.name)


def _same(matches: Collection[Match]) -> World:
    absent = sum(one.standing == "absent" for one in matches)
    if not absent:
        return World("same", "Every name the code uses is there as it is written.", "Nothing is to be done.", "none",
                     "No name differs.")  # fmt: skip
    return World(
        "same",
        f"The names agree; {_count(absent, 'column')} of the code {_is(absent)} not there under any spelling.",
        "Add what is missing to the database, or take it out of the code: it is drift, not a matter of names.",
        "medium",
        "Until then the code asks for columns that do not exist.",
    )


def _not_there(tables: Counter[Standing], matches: Collection[Match], database: Convention) -> World:
    absent = tables["absent"]
    inner = [one.called for one in matches if one.standing == "absent" and one.called.kind == "column"]
    style, have = _cases(inner).style, database.columns.style
    suits = "" if style is None or have is None or style == have else (
        f" Existing tables spell columns in {have}, the new ones would in {style}: choose before they are created."
    )  # fmt: skip
    whole = "The table does not exist yet" if absent == 1 else f"{absent} tables do not exist yet"
    return World(
        "not there",
        f"{whole}, under no spelling; what else the code names is there as it is written.",
        f'Create {"it" if absent == 1 else "them"} by a migration; where a tool asks, answer "create", not "rename".'
        + suits,
        "low",
        "New tables touch no rows and no query that runs today.",
    )


def _other(other: Collection[Match], there: int) -> World:
    columns = [one for one in other if one.called.kind == "column"]
    tables = [one for one in other if one.called.kind == "table"]
    says, advice = [], []
    if columns:
        style = Counter(_style(one) for one in columns).most_common(1)[0][0]
        says.append(f"the database uses {style}: {len(columns)} of {there} columns are spelled otherwise in the code")
        advice.append("give the code the names of the database" + _example(columns[0]))
    if tables:
        says.append(f"{_count(len(tables), 'table')} {_is(len(tables))} there under another name" + _example(tables[0]))
        advice.append("name the tables in the code as the database does")
    return World(
        "other convention",
        _sentence("; ".join(says)),
        _sentence(" and ".join(advice)) + " Change nothing in the database.",
        "low",
        f"Only code changes. Renaming {_count(len(other), 'object')} in the database instead is of high risk: every "
        "query of a running release that uses the old names fails, and a tool that is answered wrongly drops the data.",
    )


def _mixed(matches: Collection[Match], other: Collection[Match], tables: Counter[Standing]) -> World:
    parts = [f"{_count(len(other), 'name')} {_is(len(other))} there in another convention"]
    if tables["absent"]:
        parts.append(f"{_count(tables['absent'], 'table')} {_is(tables['absent'])} not there at all")
    exact = sum(one.standing == "exact" for one in matches)
    parts.append(f"{_count(exact, 'name')} {_is(exact)} there as written")
    return World(
        "mixed",
        _sentence("The database is mixed: " + ", ".join(parts)),
        "Go table by table: map the names of those that are there in the code, name by name, and create those that are "
        "not there by a migration. Let no tool guess.",
        "high" if tables["absent"] else "medium",
        "A tool that compares names alone takes each pair for a drop and a creation, and the data go with the drop.",
    )


def _example(one: Match) -> str:
    return f" ({one.called.name} is {one.found.name})" if one.found is not None else ""


def _count(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else plural(noun)}"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
