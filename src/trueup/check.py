"""Is the database what the migrations make? Asked first in a way that costs one query, and only then by reading.

A verdict "true" is remembered for one project, one database and one version of trueup, together with the database's
change token. While both stand still, that is the answer: no server is started, no catalog read, no driver imported.
A verdict of drift is never remembered.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from trueup import __version__, cache
from trueup.formats.live import Live
from trueup.project import configuration, database, migrations, named

if TYPE_CHECKING:
    from trueup.comparison import Comparison
    from trueup.config import Config
    from trueup.model import Scope
    from trueup.sources import Source

GROUP = "verdicts"

_PLAIN = {
    ("check",): "console",
    ("check", "-q"): "console",
    ("check", "--quiet"): "console",
    ("check", "--format", "console"): "console",
    ("check", "--format", "json"): "json",
    ("check", "--format=json"): "json",
}
"""Ways to ask that need no parser of options, and the form of the answer."""


class Question(NamedTuple):
    """What is asked: which database, which migrations, within which scope."""

    database: Source
    migrations: Source
    config: Config
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    shadow_url: str | None = None

    @property
    def key(self) -> str | None:
        """What the answer depends on besides the database's content; None when that cannot be said cheaply."""
        digest = self.migrations.digest()
        if digest is None or not isinstance(self.database, Live):
            return None
        settings = [self.only, self.ignore, self.config.only, self.config.ignore, self.config.shadow, self.shadow_url]
        where = [self.database.label, self.database.url, self.migrations.label]
        return cache.key([__version__, digest, repr(settings), *where])


class Remembered(NamedTuple):
    """A verdict "true" as it was reported, and what tells that it still holds."""

    major: int
    question: str
    token: str
    reports: dict[str, str]


def ask(
    against: str | None = None,
    *,
    only: Sequence[str] = (),
    ignore: Sequence[str] = (),
    shadow_url: str | None = None,
) -> Question:
    """The question of the project in the current folder. Raises ConfigError, SourceError."""
    config = configuration()
    return Question(
        database=named(against, config) if against is not None else database(config),
        migrations=migrations(config),
        config=config,
        only=tuple(only),
        ignore=tuple(ignore),
        shadow_url=shadow_url,
    )


def remembered(question: Question, key: str | None) -> dict[str, str] | None:
    """The reports of the last verdict "true", if it still holds; None when the database must be read."""
    kept = cache.get(GROUP, key) if key is not None else None
    if kept is None or not isinstance(question.database, Live):
        return None
    last = Remembered(*json.loads(kept))
    return last.reports if _token(question.database.url, last.major, last.question) == last.token else None


def again(arguments: Sequence[str]) -> int | None:
    """Print what was remembered for a plain ``check`` and give its exit code; None when there is more to do.

    This is the whole of a check while nothing changes, and comes before the command line is loaded. Problems are left
    to the usual way, which meets them again and says what they are.
    """
    form = _PLAIN.get(tuple(arguments))
    if form is None or os.environ.get("TRUEUP_SHADOW"):
        return None
    from trueup.errors import TrueupError

    try:
        question = ask()
        reports = remembered(question, question.key)
    except TrueupError:
        return None
    if reports is None:
        return None
    show(reports, form, None, None)
    return 0


def show(reports: dict[str, str], form: str, output: str | None, color: bool | None) -> None:
    """Print a check's report in the form asked for."""
    from trueup import output as out

    if form == "json":
        out.write(reports["json"], output)
    else:
        out.show(json.loads(reports["console"]), output, color)


def compare(question: Question) -> tuple[Comparison, str | None]:
    """Read both sides: the difference from the database to the migrations, and the token from before the reading."""
    from trueup.compare import compare_sources, project_scope
    from trueup.comparison import with_unapplied
    from trueup.sources import shadow_url

    token = _token(question.database.url, None, None) if isinstance(question.database, Live) else None
    found = compare_sources(
        question.database,
        question.migrations,
        scope=project_scope(question.config, _scope(question)),
        shadow_url=question.shadow_url or shadow_url(question.config),
        stand_ins=question.config.shadow.stand_ins,
    )
    return with_unapplied(found.comparison, found.after.origins), token


def remember(key: str | None, token: str | None, found: Comparison, reports: dict[str, str]) -> None:
    """Keep a verdict "true" with its reports."""
    if key is None or token is None or not found.equal or found.before.version is None:
        return
    major = found.before.version // 10000
    kept = Remembered(major, _script(major), token, reports)
    cache.put(GROUP, key, json.dumps(kept).encode())


def _scope(question: Question) -> Scope | None:
    from trueup.model import Scope

    return Scope(only=question.only, ignore=question.ignore) if question.only or question.ignore else None


def _script(major: int) -> str:
    from trueup.postgres import catalog

    return catalog.text("token", major)


def _token(url: str, major: int | None, script: str | None) -> str | None:
    """The database's change token; None when it cannot be had this way, or the server has another major version."""
    from trueup.postgres import libpq

    conn = libpq.connect(url)
    if conn is None:
        return None
    with conn:
        found = conn.server_version // 10000
        if major is not None and found != major:
            return None
        row = conn.ask(script or _script(found))
    return None if row is None else hashlib.sha256(repr(row).encode()).hexdigest()
