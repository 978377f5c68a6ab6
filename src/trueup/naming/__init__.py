"""Which of the names of the code a database has: as they are written, in another convention, or not at all.

Works on names alone. Whether a column went and another came in its place is decided in ``trueup.renames``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from trueup.model import Address
from trueup.naming.convention import Convention, Names, cases, convention, numbers
from trueup.spelling import case, essence, plural, singular, spelled, words

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


class Parties(NamedTuple):
    """What the two sides are called in sentences."""

    code: str = "the code"
    database: str = "the database"


PARTIES = Parties()


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


class Naming(msgspec.Struct, frozen=True):
    """By place how it names things, and by places of the same names what they have of the names of the code."""

    conventions: Mapping[str, Convention] = {}
    answers: Mapping[tuple[str, ...], Comparison] = {}

    @property
    def open(self) -> dict[tuple[str, ...], Comparison]:
        """The answers that tell of tables and columns which are not there as the code writes them."""
        return {places: found for places, found in self.answers.items() if found.world.state != "same"}


NOTHING = Naming()
"""Of no place is it known how it names things."""


def naming(called: Mapping[str, Names], code: str | None, places: Collection[str]) -> Naming:
    """How each place names things, and which names of the code the other places have; None: nobody is the code."""
    alike: list[tuple[Names, list[str]]] = []
    for place in places if code is not None else ():
        same = next((them for other, them in alike if other == called[place]), None)
        if same is None:
            alike.append((called[place], [place]))
        else:
            same.append(place)
    return Naming(
        _conventions(called),
        {
            tuple(them): compare(called[code], found, Parties(the(code), " and ".join(map(the, them))))
            for found, them in alike
            if code is not None
        },
    )


def _conventions(called: Mapping[str, Names]) -> dict[str, Convention]:
    """By place; what places of the same names have in common is worked out once."""
    found: dict[str, Convention] = {}
    for place, its in called.items():
        alike = next((other for other in found if called[other] == its), None)
        found[place] = convention(its) if alike is None else found[alike]
    return found


def the(name: str) -> str:
    """What is called by a common word has an article; environments have names."""
    return f"the {name}" if name in ("database", "migrations", "code") else name


def compare(code: Names, database: Names, called: Parties = PARTIES) -> Comparison:
    """What of the names code uses a database has: as they are, in another convention, or not at all.

    A table is looked for in its own namespace. Of several with the same words the one with the most of the columns
    is taken.
    """
    ours = convention(code)
    theirs = ours if database == code else convention(database)
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
        tables[where] = _world(inner, theirs, called)
    return Comparison(_world(matches, theirs, called), tables, tuple(matches), ours, theirs)


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


def _world(matches: Collection[Match], database: Convention, called: Parties) -> World:
    tables = Counter(one.standing for one in matches if one.called.kind == "table")
    columns = [one for one in matches if one.called.kind == "column"]
    there = [one for one in columns if one.standing != "absent"]
    other = [one for one in matches if one.standing == "other convention"]
    if not other and not tables["absent"]:
        return _same(matches, called)
    if not other:
        return _not_there(tables["absent"], matches, database, called)
    decided = [one for one in there if one.standing == "other convention" or case(one.called.name) != "flat"]
    share = sum(one.standing == "other convention" for one in decided) / len(decided) if decided else 0.0
    columns_agree = not any(one.called.kind == "column" for one in other) or share >= 0.9
    if columns_agree and not tables["absent"] and _agree(other):
        return _other(other, len(there), called)
    return _mixed(matches, other, tables["absent"], called)


def _agree(other: Collection[Match]) -> bool:
    """Whether all columns that are spelled otherwise are spelled in one way."""
    styles = Counter(_style(one) for one in other if one.called.kind == "column")
    return not styles or max(styles.values()) >= 0.9 * sum(styles.values())


def _style(one: Match) -> str:
    if one.found is None or "case" not in one.how:
        return "other words" if one.how == ("prefix",) else ", ".join(one.how)
    return case(one.found.name)


def _same(matches: Collection[Match], called: Parties) -> World:
    absent = sum(one.standing == "absent" for one in matches)
    if not absent:
        says = f"Every name {called.code} uses is in {called.database} as it is written."
        return World("same", says, "Nothing is to be done.", "none", "No name differs.")
    return World(
        "same",
        f"The names agree; {_count(absent, 'column')} of {called.code} {_is(absent)} not in {called.database} under "
        "any spelling.",
        f"Add what is missing to {called.database}, or take it out of {called.code}: it is drift, not a matter of "
        "names.",
        "medium",
        f"Until then {called.code} asks for columns that do not exist.",
    )


def _not_there(absent: int, matches: Collection[Match], database: Convention, called: Parties) -> World:
    new = [one.called for one in matches if one.standing == "absent"]
    whole = "1 table does not exist yet" if absent == 1 else f"{absent} tables do not exist yet"
    advice = (
        f'Create {"it" if absent == 1 else "them"} by a migration; where a tool asks, answer "create", not "rename".'
    )
    return World(
        "not there",
        f"{whole} in {called.database}, under no spelling; what else {called.code} names is there as it is written.",
        " ".join([advice, *_suits(new, database)]),
        "low",
        "New tables touch no rows and no query that runs today.",
    )


def _suits(new: Collection[Address], database: Convention) -> Iterator[str]:
    """Whether new tables are named as those that are there; nothing where either does not tell."""
    style, have = cases(one for one in new if one.kind == "column").style, database.columns.style
    if style is not None and style == have:
        yield f"They spell columns in {style}, as the tables that are there do."
    elif style is not None and have is not None:
        yield f"Existing tables spell columns in {have}, the new ones would in {style}: choose before they are created."
    number = numbers(one for one in new if one.kind == "table")
    if {number.style, database.numbers.style} == {"singular", "plural"}:
        yield (
            f"Most tables that are there are in the {database.numbers.style}, most new ones in the {number.style}: "
            "that breaks nothing, and is easiest changed now."
        )


def _other(other: Collection[Match], there: int, called: Parties) -> World:
    columns = [one for one in other if one.called.kind == "column"]
    tables = [one for one in other if one.called.kind == "table"]
    says, advice = [], []
    if columns:
        style = Counter(_style(one) for one in columns).most_common(1)[0][0]
        says.append(
            f"{called.database} uses {style}: {len(columns)} of {there} columns are spelled otherwise in {called.code}"
        )
        advice.append(f"give {called.code} the names of {called.database}" + _example(columns[0]))
    if tables:
        says.append(f"{_count(len(tables), 'table')} {_is(len(tables))} there under another name" + _example(tables[0]))
        advice.append(f"name the tables in {called.code} as {called.database} does")
    return World(
        "other convention",
        _sentence("; ".join(says)),
        _sentence(" and ".join(advice)) + f" Change nothing in {called.database}.",
        "low",
        f"Only what {called.code} calls a column in SQL changes. Renaming {_count(len(other), 'object')} in "
        f"{called.database} instead is of high risk: every query of a running release that uses the old names fails, "
        "and a tool that is answered wrongly drops the data.",
    )


def _mixed(matches: Collection[Match], other: Collection[Match], absent: int, called: Parties) -> World:
    parts = [f"{_count(len(other), 'name')} {_is(len(other))} there in another convention"]
    if absent:
        parts.append(f"{_count(absent, 'table')} {_is(absent)} not there at all")
    exact = sum(one.standing == "exact" for one in matches)
    parts.append(f"{_count(exact, 'name')} {_is(exact)} there as written")
    return World(
        "mixed",
        _sentence(f"{called.database} is mixed: " + ", ".join(parts)),
        f"Go table by table: map the names of those that are there in {called.code}, name by name, and create those "
        "that are not there by a migration. Let no tool guess.",
        "high" if absent else "medium",
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
