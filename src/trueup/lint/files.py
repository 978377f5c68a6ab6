"""Arguments of `trueup lint` -> the files they mean, what each finds before it, and what is found in them.

A file of a migration folder finds what the migrations before it made: they are replayed on the shadow. Judging a file
is ``lint``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import msgspec

from trueup.checks.step import Facts, Step
from trueup.errors import ReplayFailed, ShadowFailed, SourceError
from trueup.files import shown, text_of
from trueup.finding import Severity
from trueup.formats.live import Live
from trueup.formats.sql import Replayed
from trueup.histories import Folder, History, Migration, convention
from trueup.lint import File, Found, lint, unfolded
from trueup.model import Note, Schema
from trueup.postgres.blocking import World, follow
from trueup.postgres.blocking.world import LATEST
from trueup.postgres.elaborate import Script, elaborate_around
from trueup.postgres.introspect import Rereading
from trueup.postgres.shadow import open_shadow
from trueup.postgres.shadow.replay import Replay, Transactions, replay
from trueup.postgres.sql.parse import statements
from trueup.progress import report
from trueup.project import configuration, named

STDIN = "<stdin>"


class Asked(NamedTuple):
    """How files are to be judged.

    ``shadow`` replays earlier migrations; ``against`` names a database or another source that the files will run on;
    ``last`` is how many of a folder's migrations are judged, all without it.
    """

    shadow: bool = True
    shadow_url: str | None = None
    against: str | None = None
    last: int | None = None
    severities: Mapping[str, Severity | None] = {}


class _Group(NamedTuple):
    """Files that run one after another. Those of a history are ``chosen`` by name, the others only come before."""

    migrations: tuple[Migration, ...]
    chosen: frozenset[str]
    source: Replayed | None = None


def lint_all(arguments: Sequence[str], asked: Asked, stdin: str = "") -> tuple[Found, ...]:
    """What is found in files, folders of migrations, or what came on stdin (``-``). Raises SourceError, ConfigError."""
    groups = list(_groups(arguments, asked, stdin))
    if asked.against is not None:
        return tuple(_against(groups, asked.against, asked))
    return tuple(found for group in groups for found in _judged(group, asked))


# ------------------------------------------------------------------ which files


def _groups(arguments: Sequence[str], asked: Asked, stdin: str) -> Iterator[_Group]:
    """What belongs together, in the order of the arguments; files of one history are one group."""
    known: dict[str, _Group] = {}
    for argument in arguments:
        found = _group(argument, asked, stdin)
        name = found.source.history.root if found.source is not None else argument
        old = known.get(name)
        known[name] = found if old is None else found._replace(chosen=old.chosen | found.chosen)
    yield from known.values()


def _group(argument: str, asked: Asked, stdin: str) -> _Group:
    if argument == "-":
        return _Group((Migration(STDIN, STDIN, stdin),), frozenset({STDIN}))
    config = configuration()
    path = Path(argument)
    if argument not in config.names and path.is_file():
        around = _around(path)
        if around is not None:
            return _Group(around.history.migrations, frozenset({shown(path)}), around)
        one = Migration(path.stem, shown(path), text_of(path))
        return _Group((one,), frozenset({one.file}))
    source = named(argument, config)
    if not isinstance(source, Replayed):
        raise SourceError("there is no SQL here to judge", where=argument, help="Name SQL files or a migration folder.")
    taken = source.history.migrations[-asked.last :] if asked.last else source.history.migrations
    return _Group(source.history.migrations, frozenset(one.file for one in taken), source)


def _around(path: Path) -> Replayed | None:
    """The history that a file is a migration of, as its folder or the one above tells."""
    for folder in list(path.absolute().parents)[:2]:
        listed = Folder(folder)
        found = convention(listed)
        if found is None or (found.KIND == "plain" and not path.name[0].isdigit()):
            continue
        history = found.read(listed)
        if any(one.file == shown(path) for one in history.migrations):
            source = named(str(folder), configuration())
            return source if isinstance(source, Replayed) else None
    return None


# ------------------------------------------------------------------ what they find


def _judged(group: _Group, asked: Asked) -> Iterator[Found]:
    """Each chosen file, after what comes before it."""
    with ExitStack() as stack:
        before = _Before(group, asked, stack)
        for number, one in enumerate(group.migrations):
            if one.file in group.chosen:
                world, left = before.world(number), before.left(number)
                found = lint(_file(one, group), world, left=left, severities=asked.severities)
                yield msgspec.structs.replace(found, notes=(*found.notes, *before.notes()))
            report("judging", number + 1, len(group.migrations))


def _against(groups: Sequence[_Group], argument: str, asked: Asked) -> Iterator[Found]:
    """Each chosen file as it finds a database or another source, after the files before it."""
    source = named(argument, configuration())
    world = World(source.read(shadow_url=asked.shadow_url))
    with ExitStack() as stack:
        facts = _facts(source, stack) if isinstance(source, Live) else None
        for group in groups:
            for one in group.migrations:
                if one.file in group.chosen:
                    yield lint(_file(one, group), world, facts=facts, severities=asked.severities)


def _facts(source: Live, stack: ExitStack) -> Callable[[list[Step]], Facts]:
    """What a database says of the tables of statements."""
    from trueup.postgres.connect import connect
    from trueup.postgres.rows.stats import facts

    conn = stack.enter_context(connect(source.url))
    return lambda steps: facts(conn, steps, "none")


def _file(one: Migration, group: _Group) -> File:
    history = group.source.history if group.source is not None else None
    return File(name=one.file, sql=one.sql, wrapped=history is not None and is_wrapped(one, history))


_UNWRAPPED = re.compile(
    r"no[-_ ]?transaction|transaction\s*[:=]\s*false|executeintransaction\s*=\s*false|disable_ddl_transaction", re.I
)


def is_wrapped(one: Migration, history: History) -> bool:
    """Whether the runner makes the file one transaction; what it is told in the file goes before its habit."""
    if history.transactions == "statement":
        return False
    found = statements(one.sql, one.file, LATEST)
    alone = [parsed for parsed in found if not parsed.transactional]
    if history.kind == "prisma":
        # Prisma sends the file as one string: a transaction unless it is one statement, or begins its own.
        return len(found) > 1 and not any(parsed.node == "TransactionStmt" for parsed in found)
    if alone and len(alone) == len(found) and history.kind == "flyway":
        return False  # Flyway looks for them itself
    return not (alone and _UNWRAPPED.search(_whole(one)))


def _whole(one: Migration) -> str:
    """The file with what does not go up."""
    try:
        return text_of(one.file)
    except SourceError:
        return one.sql


class _Before:
    """What the files of a group find, file by file: what a shadow has then, or what can be told from the files."""

    def __init__(self, group: _Group, asked: Asked, stack: ExitStack) -> None:
        self._group = group
        self._shadow = _Shadow(group, group.source, asked, stack) if group.source is not None and asked.shadow else None
        self._world = World(None)
        self._read = 0
        self._notes: tuple[Note, ...] = ()

    def world(self, number: int) -> World:
        """What the file of a number finds."""
        if self._shadow is not None:
            try:
                return World(self._shadow.before(number))
            except (ReplayFailed, ShadowFailed) as problem:
                self._shadow = None
                where = f" ({problem.where})" if problem.where else ""
                said = f"judged without the schema before it: {problem.message}{where}"
                self._notes = (Note("history", said),)
        for one in self._group.migrations[self._read : number]:
            for whole in statements(one.sql, one.file, self._world.version):
                for parsed in (*unfolded(whole)[0], whole):
                    follow(parsed, self._world)
        self._read = number + 1
        self._world.settle()
        return self._world

    def left(self, number: int) -> Schema | None:
        """What the file of a number leaves, as the shadow has it; None where there is no shadow, or it is refused."""
        return self._shadow.after(number) if self._shadow is not None else None

    def notes(self) -> tuple[Note, ...]:
        """What there is to say of it, once."""
        notes, self._notes = self._notes, ()
        return notes


class _Shadow:
    """A shadow on which the migrations are replayed one after another."""

    def __init__(self, group: _Group, source: Replayed, asked: Asked, stack: ExitStack) -> None:
        self._group = group
        self._source = source
        self._url = asked.shadow_url or source.shadow_url
        self._stack = stack
        self._run: Replay | None = None
        self._reading: Rereading | None = None
        self._done = 0
        self._schema: Schema | None = None
        self._left: Schema | None = None
        self._failed: ReplayFailed | ShadowFailed | None = None

    def before(self, number: int) -> Schema:
        """The schema that the migrations before one make; it is kept when only one is asked for."""
        if len(self._group.chosen) == 1:
            found, self._left = self._around(number)
            return found
        return self._reached(number)

    def after(self, number: int) -> Schema | None:
        """The schema that the migrations up to one make; None where one of them is refused."""
        if len(self._group.chosen) == 1:
            return self._left
        try:
            return self._reached(number + 1)
        except (ReplayFailed, ShadowFailed, SourceError):
            return None

    def _scripts(self, number: int) -> tuple[Script, ...]:
        """What is run before so many of the migrations are done, and with them."""
        scripts = tuple(self._source.scripts())
        return scripts[: len(scripts) - len(self._source.history.migrations) + number]

    def _around(self, number: int) -> tuple[Schema, Schema | None]:
        source, history = self._source, self._source.history
        return elaborate_around(
            self._scripts(number + 1),
            version=source.version,
            shadow_url=self._url,
            platform=source.platform or history.platform,
            transactions="statement" if history.transactions == "statement" else "file",
            stand_ins=source.stand_ins,
        )

    def _reached(self, number: int) -> Schema:
        """The schema after so many migrations; those that follow one that was refused are refused too."""
        if self._failed is not None:
            raise self._failed
        scripts = self._scripts(number)
        if self._schema is not None and self._done == len(scripts):
            return self._schema
        run = self._run = self._run or self._begun()
        try:
            for script in scripts[self._done :]:
                run.script(script, statements(script.sql, script.file, run.session.conn.info.server_version))
        except (ReplayFailed, ShadowFailed) as problem:
            self._failed = problem
            raise
        self._done = len(scripts)
        conn = run.finish().conn
        self._reading = self._reading or Rereading(conn)
        self._schema = self._reading.read()
        return self._schema

    def _begun(self) -> Replay:
        source, history = self._source, self._source.history
        shadow = self._stack.enter_context(open_shadow(source.version, self._url, source.stand_ins))
        database = self._stack.enter_context(shadow.database(source.platform or history.platform))
        kind: Transactions = "statement" if history.transactions == "statement" else "file"
        return self._stack.enter_context(replay(database, kind))
