"""SQL written by hand -> what the checks find in it, statement by statement. Which files and how shown is for others.

Each statement is judged by what it finds: the schema before the file, where there is one, and what earlier statements
of the file did. Tables that the file made are new: nobody waits for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

import msgspec

from trueup.checks import judge
from trueup.checks.step import Facts, Step
from trueup.finding import Finding, Severity
from trueup.model import Address, Note, Schema
from trueup.postgres.blocking import World, assured, follow, work
from trueup.postgres.sql.parse import Parsed, read
from trueup.postgres.sql.plpgsql import block
from trueup.statement import MODES, Lock, Work


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it is to be judged. ``wrapped`` is whether its runner makes it one transaction."""

    name: str
    sql: str
    wrapped: bool = False


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in a file, in the order of its statements. ``allowed`` were found and allowed by a comment."""

    file: str
    statements: int
    findings: tuple[Finding, ...] = ()
    allowed: tuple[Finding, ...] = ()
    notes: tuple[Note, ...] = ()


def lint(
    file: File,
    world: World,
    *,
    left: Schema | None = None,
    facts: Callable[[list[Step]], Facts] | None = None,
    severities: Mapping[str, Severity | None] | None = None,
) -> Found:
    """Judge a file whose statements find ``world``, which is afterwards as they leave it. Raises SourceError.

    ``left`` is the schema that the file leaves, where somebody ran it. ``facts`` says what a database knows of the
    tables that the statements are about.
    """
    reading = read(file.sql, file.name, world.version)
    steps = list(steps_of(reading.statements, world, wrapped=file.wrapped))
    if file.wrapped or len(steps) == 1:  # of what is done and undone in one transaction nobody sees anything
        steps = [replace(step, left=left) for step in steps]
    if facts is not None:
        known = facts(steps)
        steps = [replace(step, facts=known) for step in steps]
    allowing = _Allowing(file.sql, reading.statements)
    findings: list[Finding] = []
    allowed: list[Finding] = []
    for step, told in zip(steps, judge(steps, severities), strict=True):
        for one in told:
            placed = msgspec.structs.replace(one, origin=step.parsed.origin)
            (allowed if allowing(step.parsed, one.code) else findings).append(placed)
    return Found(
        file=file.name,
        statements=len(reading.statements),
        findings=tuple(findings),
        allowed=tuple(allowed),
        notes=reading.notes,
    )


def steps_of(script: Iterable[Parsed], world: World, *, wrapped: bool = False) -> Iterator[Step]:
    """Each statement of a script in its place; ``world`` is what it finds, and is taken along.

    A DO block is taken for the statements written in it, and for itself where it runs more than those.
    """
    transaction = _Transaction(wrapped)
    locked = False
    script = tuple(script)
    for number, whole in enumerate(script):
        parts, alone = unfolded(whole)
        with transaction.of(parts):
            for parsed in (*parts, whole) if alone else parts:
                found = work(parsed, world)
                yield Step(
                    address=None,
                    parsed=parsed,
                    work=found,
                    before=world.schema,
                    new=frozenset(world.made),
                    in_transaction=transaction.open and parsed.node != "TransactionStmt",
                    wrapped=wrapped,
                    added_values=tuple(transaction.added_values),
                    held=tuple(lock for lock in transaction.locks if world.at(lock.relation) is not None),
                    lock_timeout=world.settings.get("lock_timeout"),
                    first_lock=not locked,
                    path=world.path,
                    script=script,
                    number=number,
                    assured=assured(parsed, world),
                )
                follow(parsed, world)
                transaction.take(parsed, found)
                if not transaction.open:
                    world.end_transaction()
                locked = locked or any(MODES.index(one.mode) >= MODES.index("ShareLock") for one in found.locks)


def unfolded(parsed: Parsed) -> tuple[tuple[Parsed, ...], bool]:
    """The statements in a DO block, and whether it does more; of another statement none, and itself."""
    if parsed.node != "DoStmt":
        return (), True
    found = block(parsed)
    return tuple(found.statements), not found.whole


class _Transaction:
    """The transaction that the next statement is in, and what it holds."""

    def __init__(self, wrapped: bool) -> None:
        self._wrapped = wrapped
        self._begun = False
        self._held: dict[Address, str] = {}
        self.added_values: list[str] = []

    @property
    def open(self) -> bool:
        return self._wrapped or self._begun

    @contextmanager
    def of(self, parts: Sequence[Parsed]) -> Iterator[None]:
        """A DO block is a transaction if there is none."""
        if not parts:
            yield
            return
        before, self._begun = self._begun, True
        yield
        self._begun = before
        if not self.open:
            self._held = {}
            self.added_values = []

    @property
    def locks(self) -> tuple[Lock, ...]:
        return tuple(Lock(where, mode) for where, mode in sorted(self._held.items()))

    def take(self, parsed: Parsed, found: Work) -> None:
        """Take in what a statement began, ended or locked."""
        if parsed.node == "TransactionStmt":
            kind = parsed.tree().get("kind", "")
            if kind in ("TRANS_STMT_BEGIN", "TRANS_STMT_START"):
                self._begun = True
            elif kind in ("TRANS_STMT_COMMIT", "TRANS_STMT_ROLLBACK"):
                self._begun = False
                self._held = {}
                self.added_values = []
        elif self.open:
            if parsed.adds_enum_value:
                self.added_values.append(parsed.tree().get("newVal", ""))
            for one in found.locks:
                if MODES.index(one.mode) >= MODES.index(self._held.get(one.relation, MODES[0])):
                    self._held[one.relation] = one.mode


# ------------------------------------------------------------------ what a comment allows

_COMMENT = re.compile(
    r"--[ \t]*trueup:[ \t]*allow(?P<file>-file)?[ \t]+(?P<codes>[A-Za-z]\d+(?:[ \t,]+[A-Za-z]\d+)*)", re.I
)


class _Allowing:
    """Which codes comments allow: before a statement or on one of its lines for that one, anywhere for the file."""

    def __init__(self, text: str, statements: tuple[Parsed, ...]) -> None:
        self._everywhere: set[str] = set()
        self._by_start: dict[int, set[str]] = {}
        ends = [_end_of_line(text, one.start + len(one.sql)) for one in statements]
        for match in _COMMENT.finditer(text):
            codes = {code.upper() for code in re.split(r"[ \t,]+", match["codes"])}
            if match["file"]:
                self._everywhere |= codes
                continue
            about = next((one for one, end in zip(statements, ends, strict=True) if match.start() < end), None)
            if about is not None:
                self._by_start.setdefault(about.start, set()).update(codes)

    def __call__(self, parsed: Parsed, code: str) -> bool:
        return code in self._everywhere or code in self._by_start.get(parsed.start, ())


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
