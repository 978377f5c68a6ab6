"""Scripts run in order on a shadow, fast, with the exact place of what fails. Reading the result is ``elaborate``'s.

Statements travel in batches, each one string and one transaction. When PostgreSQL refuses something in a batch that
the scripts did not make a transaction themselves, the batch is run again statement by statement, each in a
transaction of its own as psql would: what only fails in company (a new enum value used at once, a table with pending
trigger events) then passes, and what fails on its own is reported. Before each file the session's settings are
as new, so that no file depends on another's SET.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from trueup.errors import ReplayFailed
from trueup.model import Note
from trueup.postgres.names import ident
from trueup.postgres.shadow import privilege, runners
from trueup.postgres.shadow.session import Failure, Session, session

if TYPE_CHECKING:
    from trueup.postgres.elaborate import Script
    from trueup.postgres.shadow import ShadowDatabase
    from trueup.postgres.sql.parse import Parsed

Seen = TypeVar("Seen")
Transactions = Literal["statement", "file"]

MARKS = "pg_temp.trueup_mark"
"""One row per statement, written just before it: its xmin and cmin tell which catalog rows came later (``origins``)."""

_BATCH = 200
_SHORT = 400
_RESET = "RESET ROLE;\nRESET SESSION AUTHORIZATION;\nRESET ALL"
_MAKE_MARKS = f"CREATE TEMP TABLE IF NOT EXISTS trueup_mark (n int);\nGRANT INSERT ON {MARKS} TO PUBLIC"
# A mark takes a snapshot and a transaction number, which these must come before or do not need.
_UNMARKED = frozenset({"TransactionStmt", "VariableSetStmt", "ConstraintsSetStmt", "DiscardStmt", "VariableShowStmt"})


# With an event trigger about, a trusted extension's script would call it as the superuser.
_GUARD = (
    """CREATE FUNCTION pg_catalog.trueup_guard() RETURNS event_trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    RAISE insufficient_privilege USING
      MESSAGE = 'extensions are made by statements of their own where there are event triggers';
  END IF;
END $$""",
    "CREATE EVENT TRIGGER trueup_guard ON ddl_command_start WHEN TAG IN ('CREATE EXTENSION', 'ALTER EXTENSION') "
    "EXECUTE FUNCTION pg_catalog.trueup_guard()",
    "ALTER EVENT TRIGGER trueup_guard ENABLE ALWAYS",
)
_UNGUARD = ("DROP EVENT TRIGGER trueup_guard", "DROP FUNCTION pg_catalog.trueup_guard()")


class Item(msgspec.Struct, frozen=True):
    """A statement on its way: its number over all scripts, where it stands, how it is run."""

    number: int
    parsed: Parsed
    step: privilege.Step
    file: int


class Batch(msgspec.Struct, frozen=True):
    """Items that are sent together. ``explicit`` ones bring their own BEGIN and COMMIT or must not be taken apart."""

    items: tuple[Item, ...]
    explicit: bool = False
    wrapped: bool = False
    """Sent between BEGIN and COMMIT of ours."""


class Replay:
    """What a replay has done so far on one shadow database."""

    def __init__(self, database: ShadowDatabase, session: Session, transactions: Transactions) -> None:
        self._database = database
        self.session = session
        self._transactions = transactions
        self._files = 0
        self._roles: set[str] = set()
        self._collations: set[str] = set()
        self._tables: set[str] = set()
        self._settings: set[str] = set()
        self._event_triggers = False
        self._guarded = False
        self._deferred: list[Item] = []
        self.items: dict[int, Item] = {}
        self.notes: dict[str, Note] = {}

    @property
    def keeps_owners(self) -> bool:
        """Whether nothing is given away: on somebody's server all is the shadow's own role's."""
        return not self._database.private

    def script(self, script: Script, statements: Sequence[Parsed]) -> None:
        """Run one file. Raises ReplayFailed."""
        self._prepare()
        for batch in self._batches(list(self._steps(statements))):
            self._run(batch)
        if not self.session.idle:
            self._note(
                "open-transaction", f"{script.file} ends inside a transaction it began: not committed", script.file
            )
            self.session.run(["ROLLBACK"])
        self._files += 1

    def one(self, parsed: Parsed, look: Callable[[], Seen]) -> Seen | None:
        """Run one statement in a transaction of its own and ``look`` before it commits; None where it has none."""
        seen = None
        for item in self._steps([parsed]):
            if item.step.who == "superuser" or not parsed.transactional or parsed.node == "TransactionStmt":
                self._run(Batch((item,)))
            else:
                seen = self._looked_at(item, look)
        return seen

    def _looked_at(self, item: Item, look: Callable[[], Seen]) -> Seen | None:
        while (failed := self.session.run(["BEGIN", item.step.sql])) is not None:
            self.session.run(["ROLLBACK"])
            if self._gives_away(item, failed):
                self._as_superuser(item)
                return None
            if not self._help_out(failed):
                raise self._refused(item, failed)
        seen = look()
        failed = self.session.run(["COMMIT"])
        if failed is not None:
            raise self._refused(item, failed)
        return seen

    def finish(self) -> Session:
        """The session, its settings as new, to read the result with."""
        self._prepare()
        for item in self._deferred:
            self._perform(item)
        if self._guarded and self._database.superuser_url is not None:
            with session(self._database.superuser_url) as superuser:
                superuser.run(_UNGUARD)
        return self.session

    def _prepare(self) -> None:
        failed = self.session.run([*_RESET.split(";\n"), *_MAKE_MARKS.split(";\n")])
        if failed is not None:
            raise ReplayFailed(
                f"the session cannot be reset: {failed.message}",
                sqlstate=failed.sqlstate,
                reached=self._files,
                help="try again; with --shadow, its server's log has the reason",
            )

    def _steps(self, statements: Iterable[Parsed]) -> Iterator[Item]:
        for parsed in statements:
            for step in self._allowed(parsed):
                item = Item(len(self.items), parsed, step, self._files)
                self.items[item.number] = item
                if step.note is not None:
                    self._note(step.note.code, step.note.message, f"{parsed.file}:{parsed.line}")
                if step.who != "nobody":
                    yield item

    def _allowed(self, parsed: Parsed) -> Iterator[privilege.Step]:
        """How a statement is run here.

        On a private server extensions are trusted, and the user makes them in the transaction at hand. Their scripts
        run as the superuser, though, and an event trigger would be called by them: with one, only the superuser, who
        has event triggers off, makes extensions.
        """
        self._event_triggers = self._event_triggers or parsed.node == "CreateEventTrigStmt"
        for step in privilege.steps(parsed.sql, parsed.node, self._database):
            if parsed.node == "CreateExtensionStmt" and self._database.private and not self._event_triggers:
                yield privilege.Step(step.sql)
            else:
                yield step

    # ------------------------------------------------------------------ batches

    def _batches(self, items: list[Item]) -> Iterator[Batch]:
        """Group statements: a transaction of the script's own is one, so is what must stand alone."""
        one = (
            self._transactions == "file"
            and all(i.parsed.transactional for i in items)
            and not any(i.parsed.node == "TransactionStmt" for i in items)
        )
        pending: list[Item] = []
        inside = False
        for item in items:
            alone = item.step.who == "superuser" or not item.parsed.transactional
            begins = item.parsed.node == "TransactionStmt" and _word(item) in {"BEGIN", "START"}
            ends = item.parsed.node == "TransactionStmt" and _word(item) in {"COMMIT", "END", "ROLLBACK", "ABORT"}
            if pending and not inside and (alone or begins or (len(pending) >= _BATCH and not one)):
                yield Batch(tuple(pending), wrapped=one)
                pending = []
            if inside and alone:
                # The superuser's statement must see what the transaction made so far: it is split there.
                yield Batch(tuple(pending), explicit=True)
                pending = []
            if alone:
                yield Batch((item,))
                continue
            pending.append(item)
            inside = inside or begins
            if (ends and not _to_savepoint(item)) or (not inside and item.parsed.adds_enum_value and not one):
                yield Batch(tuple(pending), explicit=inside)
                pending = []
                inside = False
        if pending:
            yield Batch(tuple(pending), explicit=inside, wrapped=one and not inside)

    def _run(self, batch: Batch) -> None:
        if batch.items[0].step.who == "superuser":
            self._as_superuser(batch.items[0])
            return
        failed = self._send(batch)
        while failed is not None and self._help_out(failed[1]):
            failed = self._send(batch)
        if failed is None:
            return
        if len(batch.items) == 1 and self._gives_away(*failed):
            self._as_superuser(batch.items[0])
            return
        if batch.explicit or len(batch.items) == 1:
            raise self._refused(*failed)
        for item in batch.items:
            self._run(Batch((item,)))

    def _send(self, batch: Batch) -> tuple[Item, Failure] | None:
        """Send a batch; the item that failed with what PostgreSQL said. Afterwards no transaction of ours is open."""
        texts: list[str] = []
        owners: list[Item] = []
        data: list[str | None] = []
        if not batch.items[0].parsed.transactional:
            self.session.run([_mark(batch.items[0])])
        for item in batch.items:
            if item.parsed.transactional and item.parsed.node not in _UNMARKED:
                texts.append(_mark(item))
                owners.append(item)
                data.append(None)
            texts.append(item.step.sql)
            owners.append(item)
            data.append(item.parsed.data)
        if batch.wrapped:
            texts, owners, data = ["BEGIN", *texts, "COMMIT"], [owners[0], *owners, owners[-1]], [None, *data, None]
        was_idle = self.session.idle
        failed = self.session.run(texts, data)
        if failed is None:
            return None
        if was_idle and not self.session.idle:
            self.session.run(["ROLLBACK"])
        return owners[min(failed.index, len(owners) - 1)], failed

    # ------------------------------------------------------------------ on the user's behalf

    def _as_superuser(self, item: Item) -> None:
        """Do what needs a superuser, as one. A transaction the script has open is committed before and begun after."""
        was_open = self.session.open
        self.session.run((["COMMIT"] if was_open else []) + [_mark(item)])
        if self._waits(item):
            self._deferred.append(item)
            self._note(
                "event-trigger", "event triggers are made after everything else: before 17 they cannot be run safely"
            )
        else:
            self._perform(item)
        if was_open:
            self.session.run(["BEGIN"])

    def _gives_away(self, item: Item, failed: Failure) -> bool:
        """Whether what was refused is a change of owner that the superuser may do: on a server of our own."""
        if failed.sqlstate != "42501" or not self._database.private:
            return False
        from trueup.postgres.shadow.embedded import SUPERUSER

        return privilege.gives_away(item.step.sql, item.parsed.node, {SUPERUSER})

    @property
    def _guardable(self) -> bool:
        """Whether the guard is still to be set; before 17 nothing may follow an event trigger, not even a guard."""
        return self._database.version >= 170000 and not self._guarded

    def _waits(self, item: Item) -> bool:
        """Before 17 a superuser cannot keep event triggers from running: nothing comes after they are there."""
        about = item.parsed.node in {"CreateEventTrigStmt", "AlterEventTrigStmt"} or (
            bool(self._deferred) and "EVENT_TRIGGER" in str(item.parsed.tree())
        )
        return about and self._database.version < 170000

    def _perform(self, item: Item) -> None:
        if self._database.superuser_url is None:
            failed = self.session.run([item.step.sql])
        else:
            path = self.session.value("SHOW search_path")
            with session(self._database.superuser_url) as superuser:
                superuser.conn.execute("SELECT set_config('search_path', %s, false)", [path])
                failed = superuser.alone(item.step.sql)
                while failed is not None and self._help_out(failed):
                    failed = superuser.alone(item.step.sql)
                if failed is None and item.parsed.node == "CreateEventTrigStmt" and self._guardable:
                    superuser.run(_GUARD)
                    self._guarded = True
        if failed is not None:
            raise self._refused(item, failed)

    def _make_role(self, failed: Failure) -> bool:
        """Make the role a statement names and no script made, once; whether there was one to make."""
        name = _between(failed, 'role "', '" does not exist')
        if name is None or name in self._roles or self._database.superuser_url is None:
            return False
        self._roles.add(name)
        owner = ident(self._database.owner)
        with session(self._database.superuser_url) as superuser:
            made = superuser.run([f"CREATE ROLE {ident(name)}", f"GRANT {ident(name)} TO {owner} WITH ADMIN OPTION"])
        self._note("role-assumed", f"role {name} is named but made by no script: assumed to be there")
        return made is None

    def _help_out(self, failed: Failure) -> bool:
        """Make what a statement takes for granted, once; whether there was something to make."""
        ways = (self._make_role, self._make_collation, self._make_table, self._allow_setting)
        return any(help_out(failed) for help_out in ways)

    def _allow_setting(self, failed: Failure) -> bool:
        """Let the user set a parameter of their own making for a database, as hosts do; PostgreSQL 15 and newer."""
        parts = failed.message.split('"')
        if failed.sqlstate != "42501" or parts[0] != "permission denied to set parameter " or "." not in parts[1]:
            return False
        if parts[1] in self._settings or not self._database.private or not self._database.superuser_url:
            return False
        self._settings.add(parts[1])
        with session(self._database.superuser_url) as superuser:
            failed_too = superuser.run([f"GRANT SET ON PARAMETER {ident(parts[1])} TO {ident(self._database.owner)}"])
        return failed_too is None

    def _make_table(self, failed: Failure) -> bool:
        """Make the table a migration runner keeps: it is there before the first migration."""
        name = runners.table_in(failed.message) if failed.sqlstate in ("42P01", "3F000") else None
        if name is None or name in self._tables or not self.session.idle:
            return False
        self._tables.add(name)
        self._note("runner-table", f"table {name} is the migration runner's own: assumed to be there")
        return self.session.run(runners.made(name)) is None

    def _make_collation(self, failed: Failure) -> bool:
        """Make a collation of the operating system or of ICU that this build lacks, under its name.

        It sorts by code points, which is of no consequence to a schema.
        """
        name = _between(failed, 'collation "', '" for encoding "UTF8" does not exist')
        if name is None or name in self._collations or not self._database.private or not self._database.superuser_url:
            return False
        self._collations.add(name)
        with session(self._database.superuser_url) as superuser:
            made = superuser.run([f"CREATE COLLATION pg_catalog.{ident(name)} (provider = libc, locale = 'C')"])
        return made is None

    def _note(self, code: str, message: str, where: str | None = None) -> None:
        self.notes.setdefault(message, Note(code, message, where))

    def _refused(self, item: Item, failed: Failure) -> ReplayFailed:
        line, column = _place(item, failed)
        said = failed.message + (f"\n  {failed.detail}" if failed.detail else "")
        return ReplayFailed(
            said,
            where=f"{item.parsed.file}:{line}:{column}",
            help=_advice(failed),
            statement=_shortened(item.parsed.sql),
            sqlstate=failed.sqlstate,
            reached=self._files,
        )


@contextlib.contextmanager
def replay(database: ShadowDatabase, transactions: Transactions) -> Iterator[Replay]:
    """A replay on a shadow database, with a connection of its own as the unprivileged role."""
    with session(database.url) as mine:
        yield Replay(database, mine, transactions)


def _mark(item: Item) -> str:
    return f"INSERT INTO {MARKS} VALUES ({item.number})"


def _word(item: Item) -> str:
    return item.parsed.sql.split(None, 1)[0].rstrip(";").upper()


def _to_savepoint(item: Item) -> bool:
    words = item.parsed.sql.upper().split()
    return words[0] in {"ROLLBACK", "ABORT"} and "TO" in words


def _between(failed: Failure, head: str, tail: str) -> str | None:
    """The name in PostgreSQL's message for something that is not there (undefined_object)."""
    if failed.sqlstate == "42704" and failed.message.startswith(head) and failed.message.endswith(tail):
        return failed.message[len(head) : -len(tail)]
    return None


def _place(item: Item, failed: Failure) -> tuple[int, int]:
    """Line and column of the character PostgreSQL points at, or of the statement."""
    if failed.position is None or item.step.sql != item.parsed.sql:
        return item.parsed.line, item.parsed.column
    before = item.parsed.sql[: failed.position - 1]
    lines = before.count("\n")
    column = len(before) - before.rfind("\n") if lines else item.parsed.column + len(before)
    return item.parsed.line + lines, column


def _advice(failed: Failure) -> str | None:
    name = _unavailable_extension(failed)
    if name is not None:
        from trueup.postgres.shadow import stubs

        return stubs.unknown(name)
    if failed.sqlstate == "57014":
        return "the statement ran longer than the shadow allows, or was cancelled"
    if failed.sqlstate == "42501" and "SET ROLE" in failed.message:
        return "what scripts give to other roles cannot be made on somebody's server: leave --shadow out"
    if failed.sqlstate == "42501":
        return failed.hint or "scripts run without superuser rights on the shadow"
    from trueup.postgres.shadow.stubs.providers import missed

    brought = missed(failed.message)
    if brought is not None:
        return (
            f"The extension {brought} brings it, and nothing makes that before. If the database has it from elsewhere, "
            f'name it under [shadow] in trueup.toml: extensions = ["{brought}"]'
        )
    return failed.hint


def _unavailable_extension(failed: Failure) -> str | None:
    parts = failed.message.split('"')
    return parts[1] if failed.message.startswith("extension ") and "is not available" in failed.message else None


def _shortened(sql: str) -> str:
    text = " ".join(sql.split())
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
