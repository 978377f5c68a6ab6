"""What is known of two sources besides their schemas, for the search for renames: all of it cheap, most of it facts.

Answers in ``trueup.decisions.toml``, remarks in source, the numbers of one database in a snapshot and now, and what
the migrations say they renamed. Data are measured only when there is something open that they can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trueup.diff import Change
from trueup.errors import ConnectionFailed, SourceError
from trueup.formats.live import Live
from trueup.formats.sql import Replayed
from trueup.model import Address, Identity, Schema
from trueup.renames.found import Facts
from trueup.renames.sides import gone_and_came

if TYPE_CHECKING:
    from trueup.decisions import Decisions
    from trueup.project.sources import Source
    from trueup.renames.annotated import Remark


class Sides(NamedTuple):
    """Two sources as they were read, and what differs."""

    sources: tuple[Source, Source]
    schemas: tuple[Schema, Schema]
    changes: tuple[Change, ...]

    @property
    def databases(self) -> bool:
        """Whether both are databases: then there may be data on both sides."""
        return all(isinstance(one, Live) for one in self.sources)

    @property
    def gone(self) -> frozenset[Address]:
        """What only the first has; values of enums too."""
        return gone_and_came(self.changes)[0]

    @property
    def came(self) -> frozenset[Address]:
        """What only the second has."""
        return gone_and_came(self.changes)[1]


def facts(sides: Sides, decisions: Decisions | None = None) -> Facts:
    """All that is known without looking at data. Raises SourceError for a remark that says no names."""
    gone, came = sides.gone, sides.came
    proved = _identity(sides)
    why: dict[Address, str] = {}
    told: dict[Address, Address | None] = {}
    remarked = _remarked(sides, gone, came)
    for was, (now, where) in remarked.items():
        told[was], why[was] = now, f"a remark at {where} says so"
    for was, to in (answered(decisions, sides) if decisions is not None else {}).items():
        told[was], why[was] = to, "trueup.decisions.toml says so"
    history: dict[Address, Address] = {}
    if proved is None and came:
        for was, (now, where) in _renamed_by_history(sides, gone, came).items():
            history[was], why[was] = now, why.get(was, f"{where} renames it")
    kinds = frozenset(where.kind for where in proved) if proved is not None else frozenset()
    return Facts(identity=proved or {}, complete=kinds, told=told, history=history, why=why)


# ------------------------------------------------------------------ answers


def answered(decisions: Decisions, sides: Sides) -> Mapping[Address, Address | None]:
    """The decisions that say something about what went and came here, whichever way round; None is gone for good.

    The old name may be there on both sides, used again for something else. Both the same: it is what it was.
    """
    gone, came = sides.gone, sides.came
    found: dict[Address, Address | None] = {}
    for old, new in decisions.renames.items():
        if old == new or (new in came and (old in gone or old in sides.schemas[0])):
            found[old] = new
        elif new in gone and old in came:
            found[new] = old
    return found | {where: None for where in decisions.drops if where in gone}


# ------------------------------------------------------------------ remarks in source


def _remarked(
    sides: Sides, gone: frozenset[Address], came: frozenset[Address]
) -> Mapping[Address, tuple[Address, str]]:
    """What remarks say, from the first schema to the second."""
    from trueup.renames.annotated import told

    if not gone or not came:
        return {}
    old, new = sides.schemas
    found = {was: (now, where) for was, (now, where) in told(_remarks(old), old.origins, gone, came).items()}
    back = told(_remarks(new), new.origins, came, gone)
    return found | {was: (now, where) for now, (was, where) in back.items()}


def _remarks(schema: Schema) -> Mapping[str, tuple[Remark, ...]]:
    """The remarks in the files a schema was declared in."""
    from trueup.renames.annotated import Unclear, remarks

    found = {}
    for file in sorted({origin.file for origin in schema.origins.values()}):
        try:
            text = Path(file).read_text(encoding="utf-8", errors="replace")
        except (OSError, ValueError):
            continue  # a name that stands for no file, or a file of another machine
        try:
            some = remarks(text)
        except Unclear as problem:
            raise SourceError(
                "this remark says no names",
                where=f"{file}:{problem.line}",
                help="write `trueup: renamed from OLD` above what has a new name, or `renamed TABLE.OLD to NEW`",
            ) from None
        if some:
            found[file] = some
    return found


# ------------------------------------------------------------------ numbers of one database


def _identity(sides: Sides) -> Mapping[Address, Address] | None:
    """What has the same number in a snapshot and in the same database now; None where that is not what is compared."""
    from trueup.renames.proof import same

    kept = [schema.identity for schema in sides.schemas]
    if kept.count(None) == 2:
        return None
    before, after = (
        one if one is not None else numbers(source, schema)
        for one, source, schema in zip(kept, sides.sources, sides.schemas, strict=True)
    )
    return same(before, after)


def numbers(source: Source, schema: Schema) -> Identity | None:
    """By which numbers a database knows what is in a schema that was read there; None for another source."""
    if not isinstance(source, Live):
        return None
    from trueup.postgres.connect import connect
    from trueup.postgres.identity import identity

    try:
        with connect(source.url) as conn:
            return identity(conn, schema)
    except ConnectionFailed:
        return None  # it was there a moment ago: nothing is proved then


# ------------------------------------------------------------------ migrations


def _renamed_by_history(
    sides: Sides, gone: frozenset[Address], came: frozenset[Address]
) -> Mapping[Address, tuple[Address, str]]:
    """What the migrations on one side renamed, and the other side still calls by its old name.

    Where the second side has the old name too, for something else perhaps, that is no proof.
    """
    from trueup.histories.renaming import renamed

    found: dict[Address, tuple[Address, str]] = {}
    old, new = (source.history if isinstance(source, Replayed) else None for source in sides.sources)
    if new is not None:
        for was, ends in renamed(new).items():
            there = [end for end in ends if end.now in came]
            if (was in gone or was in sides.schemas[0]) and len(there) == 1:
                found[was] = there[0].now, there[0].where
    if old is not None:
        back: dict[Address, list[tuple[Address, str]]] = {}
        for was, ends in renamed(old).items():
            for end in ends:
                if was in came and end.now in gone:
                    back.setdefault(end.now, []).append((was, end.where))
        found |= {was: some[0] for was, some in back.items() if len(some) == 1 and was not in found}
    return found
