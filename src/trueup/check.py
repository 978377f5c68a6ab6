"""Are the database and the code what the migrations make? Asked first at the cost of one query, then by reading.

A verdict "true" is remembered for one project, one database and one version of trueup, together with the database's
change token. While both stand still, that is the answer: no server is started, no catalog read, no driver imported.
A verdict of drift is never remembered.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trueup import __version__, cache, project
from trueup.formats.live import Live
from trueup.project import configuration

if TYPE_CHECKING:
    from trueup.comparison import Verdict
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
    """What is asked: is each of the ``places`` what ``truth`` says, within which scope; each with its name."""

    places: tuple[tuple[str, Source], ...]
    truth: tuple[str, Source]
    config: Config
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    shadow_url: str | None = None

    @property
    def database(self) -> Live | None:
        """The database that is looked at, if one is."""
        return next((source for _, source in self.places if isinstance(source, Live)), None)

    @property
    def key(self) -> str | None:
        """What the answer depends on besides the database's content; None when that cannot be said cheaply."""
        if self.database is None:
            return None
        written = [source for _, source in (*self.places, self.truth) if not isinstance(source, Live)]
        digests = [source.digest() for source in written]
        known = [digest for digest in digests if digest is not None]
        if len(known) < len(digests) or len(self.places) > len(written) + 1:
            return None
        settings = [self.only, self.ignore, self.config.only, self.config.ignore, self.config.shadow, self.shadow_url]
        where = [self.database.alias or "", self.database.url, *(source.label for source in written)]
        return cache.key([__version__, *known, repr(settings), *where])


class Remembered(NamedTuple):
    """A verdict "true" as it was reported, and the change token it holds for."""

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
    at = project.looked_at(config, against)
    if isinstance(at, Live):
        from trueup.postgres import early

        early.begin(at.url)
    truth, places = project.sides(config, at)
    return Question(
        places=places,
        truth=truth,
        config=config,
        only=tuple(only),
        ignore=tuple(ignore),
        shadow_url=shadow_url,
    )


def remembered(question: Question, key: str | None) -> dict[str, str] | None:
    """The reports of the last verdict "true", if it still holds; None when the database must be read."""
    kept = cache.get(GROUP, key) if key is not None else None
    if kept is None or question.database is None:
        return None
    last = Remembered(*json.loads(kept))
    return last.reports if _token(question.database.url) == last.token else None


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


def compare(question: Question) -> tuple[Verdict, str | None]:
    """Read every place and the truth: the differences, and the database's token from before the reading."""
    from trueup.errors import ConnectionFailed

    try:
        return _compared(question)
    except ConnectionFailed as failed:
        failed.help = "\n  ".join([*([failed.help] if failed.help else []), *_without_database(question)]) or None
        raise


def _without_database(question: Question) -> Iterator[str]:
    """Where the address of a database came from that nobody named, and what can be asked without it."""
    import shlex

    if question.database is not None and question.database.found is not None:
        yield f"The address is {question.database.found}."
        for _, place in question.places:
            if not isinstance(place, Live):
                sides = shlex.join([place.label, question.truth[1].label])
                yield f"Without a database: trueup diff {sides}"


def _compared(question: Question) -> tuple[Verdict, str | None]:
    from trueup.compare import compare_sources, project_scope
    from trueup.comparison import Verdict, with_unapplied
    from trueup.sources import shadow_url

    token = _token(question.database.url) if question.database is not None else None
    name, truth = question.truth
    found = []
    for _, place in question.places:
        reading = compare_sources(
            place,
            truth,
            scope=project_scope(question.config, _scope(question)),
            shadow_url=question.shadow_url or shadow_url(question.config),
            stand_ins=question.config.shadow.stand_ins,
        )
        told = reading.comparison
        found.append(with_unapplied(told, reading.after.origins) if isinstance(place, Live) else told)
    return Verdict(truth=name, comparisons=tuple(found), names=tuple(name for name, _ in question.places)), token


def remember(key: str | None, token: str | None, found: Verdict, reports: dict[str, str]) -> None:
    """Keep a verdict "true" with its reports."""
    if key is None or token is None or not found.equal or found.comparisons[0].before.version is None:
        return
    cache.put(GROUP, key, json.dumps(Remembered(token, reports)).encode())


def _scope(question: Question) -> Scope | None:
    from trueup.model import Scope

    return Scope(only=question.only, ignore=question.ignore) if question.only or question.ignore else None


def _token(url: str) -> str | None:
    """The database's change token; None when it cannot be had this way."""
    from trueup.postgres import early

    conn = early.connection(url)
    if conn is None:
        return None
    with conn:
        from trueup.postgres.token import look

        seen = look(conn)
    return None if seen is None else seen.token
