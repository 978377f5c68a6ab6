"""What can go wrong, as one tree. Each error says where, what happened and what to do; none carries a secret.

TrueupError                 the user sees one message and exit code 2
├── ConfigError             trueup.toml, an option or an alias that cannot be used
├── SourceError             a source that cannot be read
│   ├── ConnectionFailed    the server cannot be reached, refuses us, or the connection broke
│   ├── ReplayFailed        a statement of a migration or SQL file was refused
│   └── SnapshotInvalid     a snapshot file that is not one
├── ShadowFailed            the throw-away PostgreSQL cannot be had
├── PlanFailed              a plan cannot be made (a cycle, a change PostgreSQL has no way to do)
├── Refused                 a plan is not applied: nothing was changed
└── ApplyFailed             a plan was begun and is not finished; exit code 1
"""

from __future__ import annotations


class TrueupError(Exception):
    """A problem the user can act on.

    ``where`` is a file with line and column, an address or a redacted URL; ``help`` says what to do. ``source`` is the
    label of the source that it came up in, where one was being read.
    """

    exit_code = 2
    source: str | None = None

    def __init__(self, message: str, *, where: str | None = None, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.help = help

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text}\n  {self.help}" if self.help else text


class ConfigError(TrueupError):
    """The configuration, an option or an alias cannot be used as it is."""


class SourceError(TrueupError):
    """A source of a schema cannot be read."""


class ConnectionFailed(SourceError):
    """The server cannot be reached, refuses the connection, or the connection broke while reading."""


class ReplayFailed(SourceError):
    """PostgreSQL refused a statement of a migration or SQL file.

    ``statement`` is the text that failed, ``sqlstate`` PostgreSQL's five-character code, ``reached`` how many
    files had been applied in full before it.
    """

    def __init__(
        self,
        message: str,
        *,
        where: str | None = None,
        help: str | None = None,
        statement: str | None = None,
        sqlstate: str | None = None,
        reached: int = 0,
    ) -> None:
        super().__init__(message, where=where, help=help)
        self.statement = statement
        self.sqlstate = sqlstate
        self.reached = reached

    @property
    def progress(self) -> str:
        """How far it came."""
        return f"{'1 file was' if self.reached == 1 else f'{self.reached} files were'} applied before this one"

    def __str__(self) -> str:
        said, _, advice = super().__str__().partition("\n")
        told = [f"in: {self.statement}", self.progress] if self.statement else []
        return "\n".join([said, *(f"  {line}" for line in told), *([advice] if advice else [])])


class SnapshotInvalid(SourceError):
    """A file that should be a snapshot is not one, or is from a newer trueup."""


class ShadowFailed(TrueupError):
    """A throw-away PostgreSQL could not be started, or the one given cannot be used."""


class PlanFailed(TrueupError):
    """No order of statements leads from one schema to the other."""


class Refused(TrueupError):
    """A plan is not applied as things are; nothing was changed. ``reasons`` are all there are, with what to do."""

    def __init__(
        self, message: str, *, where: str | None = None, help: str | None = None, reasons: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, where=where, help=help)
        self.reasons = reasons

    def __str__(self) -> str:
        said, newline, advice = super().__str__().partition("\n")
        return "\n".join([said, *(f"  {reason}" for reason in self.reasons)]) + newline + advice


class ApplyFailed(TrueupError):
    """A plan was begun in a database and is not finished; what was done of it stands, and it can be gone on with.

    ``number`` counts the plan's statements from 1, ``done`` says how many of ``total`` stand, ``statement`` and
    ``sqlstate`` are of the one that was refused, None where no statement is to blame.
    """

    exit_code = 1

    def __init__(
        self,
        message: str,
        *,
        where: str | None = None,
        help: str | None = None,
        number: int | None = None,
        statement: str | None = None,
        sqlstate: str | None = None,
        done: int = 0,
        total: int = 0,
    ) -> None:
        super().__init__(message, where=where, help=help)
        self.number = number
        self.statement = statement
        self.sqlstate = sqlstate
        self.done = done
        self.total = total

    def __str__(self) -> str:
        said, _, advice = super().__str__().partition("\n")
        told = [f"in statement {self.number}: {self.statement}"] if self.statement else []
        told.append(f"{self.done} of {self.total} statements are done and stay done")
        return "\n".join([said, *(f"  {line}" for line in told), *([advice] if advice else [])])
