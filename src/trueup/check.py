"""Are the database and the code what the migrations make? Asked first at the cost of one query, then by reading.

A verdict "true" is remembered for one project, its databases and one version of trueup, together with the databases'
change tokens. While all stand still, that is the answer: no server is started, no catalog read, no driver imported.
A verdict of drift is never remembered.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trueup import __version__, cache, project
from trueup.formats.live import Live
from trueup.project import configuration

if TYPE_CHECKING:
    from concurrent.futures import Future

    from trueup.compare import Reading
    from trueup.comparison import Comparison, Verdict
    from trueup.model import Scope
    from trueup.project import Lost, Place
    from trueup.project.config import Config
    from trueup.project.sources import Source

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
    """What is asked: is each of the ``places`` what ``truth`` says, within which scope; each with its name.

    ``lost`` are places that cannot even be asked, with why. Without any place, nothing but the truth is known.
    """

    places: tuple[Place, ...]
    truth: Place
    config: Config
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    shadow_url: str | None = None
    lost: tuple[Lost, ...] = ()
    counts: bool = True
    """Whether rows that break what is expected are counted where something differs."""

    @property
    def databases(self) -> tuple[Live, ...]:
        """The databases that are looked at, the truth too if it is one."""
        return tuple(source for _, source in (*self.places, self.truth) if isinstance(source, Live))

    @property
    def key(self) -> str | None:
        """What the answer depends on besides the databases' content; None when that cannot be said cheaply."""
        if not self.databases or self.lost:
            return None
        written = [source for _, source in (*self.places, self.truth) if not isinstance(source, Live)]
        digests = [source.digest() for source in written]
        known = [digest for digest in digests if digest is not None]
        if len(known) < len(digests):
            return None
        settings = [self.only, self.ignore, self.config.only, self.config.ignore, self.config.shadow, self.shadow_url]
        names = [name for name, _ in (*self.places, self.truth)]
        where = [part for one in self.databases for part in (one.alias or "", one.url)]
        labels = [source.label for source in written]
        return cache.key([__version__, *known, repr(settings), *names, *where, *labels, _decided(self.config.root)])


_asked: list[Question] = []
"""What ``again`` asked and got no answer to, for who comes after it."""


class Remembered(NamedTuple):
    """A verdict "true" as it was reported, and the databases' change tokens it holds for."""

    tokens: list[str]
    reports: dict[str, str]


def ask(
    against: str | None = None,
    *,
    only: Sequence[str] = (),
    ignore: Sequence[str] = (),
    shadow_url: str | None = None,
) -> Question:
    """The question of the project in the current folder. Raises ConfigError, SourceError."""
    if _asked and not (against or only or ignore or shadow_url):
        return _asked.pop()
    config = configuration()
    databases, lost = project.looked_at(config, against)
    for _, source in databases:
        if isinstance(source, Live):
            from trueup.postgres import early

            early.begin(source.url)
    truth, written, more = project.sides(config)
    return Question(
        places=(*databases, *written),
        truth=truth,
        config=config,
        only=tuple(only),
        ignore=tuple(ignore),
        shadow_url=shadow_url,
        lost=(*lost, *more),
    )


def remembered(question: Question, key: str | None) -> dict[str, str] | None:
    """The reports of the last verdict "true", if it still holds; None when a database must be read."""
    kept = cache.get(GROUP, key) if key is not None else None
    if kept is None:
        return None
    last = Remembered(*json.loads(kept))
    return last.reports if _tokens(question.databases) == last.tokens else None


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
    if reports is None or form not in reports:
        _asked.append(question)
        return None
    show(reports, form, None, None)
    return 0


def show(reports: dict[str, str], form: str, output: str | None, color: bool | None) -> None:
    """Print a check's report in the form asked for."""
    from trueup import output as out

    if form == "console":
        out.show(json.loads(reports["console"]), output, color)
    else:
        out.write(reports[form], output)


class Checked(NamedTuple):
    """What a check read: the verdict, each place with the truth as they were read, and what the databases' tokens were.

    ``tokens`` is None when one could not be had.
    """

    verdict: Verdict
    readings: dict[str, Reading]
    tokens: list[str] | None


def compare(question: Question) -> Checked:
    """Read every place and the truth, and say what differs.

    Databases are connected to and asked at the same time. Where there are several places, one that cannot be read
    leaves the others to report.
    Raises TrueupError when the truth cannot be read, or the only place.
    """
    from concurrent.futures import ThreadPoolExecutor

    from trueup.comparison import Unreached, Verdict
    from trueup.errors import TrueupError

    if not question.places and len(question.lost) < 2:
        for _, problem in question.lost:
            raise problem
        project.nothing_to_compare(question.config)
    several = len(question.places) + len(question.lost) > 1
    found: dict[str, Comparison] = {}
    readings: dict[str, Reading] = {}
    tokens: list[str | None] = []
    unreached = [Unreached.of(name, name, problem) for name, problem in question.lost]
    with ThreadPoolExecutor(max(len(question.databases), 1)) as pool:
        looked = {name: pool.submit(_looked, place) for name, place in question.places if isinstance(place, Live)}
        for name, place in _as_they_answer(question.places, looked):
            try:
                readings[name] = reading(question, place)
            except TrueupError as problem:
                problem.help = "\n  ".join(filter(None, [problem.help, _whence(place)])) or None
                if not several or problem.source != place.label:
                    raise
                unreached.append(Unreached.of(name, place.label, problem))
            else:
                found[name] = _told(readings[name], place)
                tokens += [looked[name].result()] if name in looked else []
    names = tuple(name for name, _ in question.places if name in found)
    known = [token for token in tokens if token is not None]
    verdict = Verdict(
        truth=question.truth[0],
        comparisons=tuple(found[name] for name in names),
        names=names,
        unreached=tuple(sorted(unreached, key=lambda one: one.name)),
    )
    return Checked(verdict, readings, known if len(known) == len(question.databases) else None)


def _as_they_answer(places: Sequence[Place], looked: Mapping[str, Future[str | None]]) -> Iterator[Place]:
    """First what needs no connection, then databases in the order in which they answer: those that do not come last."""
    from concurrent.futures import as_completed

    yield from ((name, place) for name, place in places if name not in looked)
    named, at = dict(places), {future: name for name, future in looked.items()}
    yield from ((at[future], named[at[future]]) for future in as_completed(looked.values()))


def _whence(place: Source) -> str | None:
    """Where the address of a database came from that nobody named."""
    return f"The address is {place.found}." if isinstance(place, Live) and place.found is not None else None


def _looked(place: Live) -> str | None:
    """The change token of a database, and a connection under way to read it by. Nothing is decoded beside this."""
    from trueup.postgres import early, readings

    token = _token(place.url)
    early.begin(place.url, readings.glance)
    return token


def _told(read: Reading, place: Source) -> Comparison:
    """What differs; of a database also which migrations look as if they had not been applied."""
    import msgspec

    from trueup.comparison import with_unapplied
    from trueup.renaming import renames

    told = msgspec.structs.replace(read.comparison, renames=renames(read))
    return with_unapplied(told, read.after.origins) if isinstance(place, Live) else told


def remember(key: str | None, checked: Checked, reports: dict[str, str]) -> None:
    """Keep a verdict "true" with its reports."""
    found, tokens = checked.verdict, checked.tokens
    if (
        key is None
        or tokens is None
        or found.unreached
        or not found.equal
        or found.comparisons[0].before.version is None
    ):
        return
    cache.put(GROUP, key, json.dumps(Remembered(tokens, reports)).encode())


def reading(question: Question, place: Source, *, needs: bool = False) -> Reading:
    """A place and the truth; with what a plan must know if it ``needs`` that."""
    from trueup.compare import compare_sources, project_scope
    from trueup.decisions.file import load
    from trueup.project.sources import shadow_url

    return compare_sources(
        place,
        question.truth[1],
        scope=project_scope(question.config, scope(question)),
        shadow_url=question.shadow_url or shadow_url(question.config),
        stand_ins=question.config.shadow.stand_ins,
        needs=needs,
        decisions=load(question.config.root),
    )


def scope(question: Question) -> Scope | None:
    from trueup.model import Scope

    return Scope(only=question.only, ignore=question.ignore) if question.only or question.ignore else None


def _decided(root: str) -> bytes:
    """The text of the project's decisions: what a report says of them is remembered with it."""
    try:
        with open(os.path.join(root, "trueup.decisions.toml"), "rb") as file:
            return file.read()
    except OSError:
        return b""


def _tokens(databases: Sequence[Live]) -> list[str] | None:
    """The databases' change tokens; None when one cannot be had this way."""
    found = [_token(one.url) for one in databases]
    known = [token for token in found if token is not None]
    return known if len(known) == len(found) else None


def _token(url: str) -> str | None:
    """The database's change token; None when it cannot be had this way."""
    from trueup.postgres import early

    try:
        conn = early.connection(url)
    except TimeoutError:
        return None
    if conn is None:
        return None
    with conn:
        from trueup.postgres.token import look

        seen = look(conn)
    return None if seen is None else seen.token
