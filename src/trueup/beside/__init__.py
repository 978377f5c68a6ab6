"""What stands beside the drift in a report: remarks, files that speak of it, what a backfill asks, what agrees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from trueup.formats.live import Live
from trueup.formats.sql import Replayed

if TYPE_CHECKING:
    from trueup.beside.remarks.types import Restated
    from trueup.beside.usage import Use
    from trueup.check import Checked, Question
    from trueup.decisions import Settled
    from trueup.histories.applied import Progress
    from trueup.histories.history import History
    from trueup.model import Address, Schema
    from trueup.reports.beside import Beside


def schemas_of(checked: Checked) -> dict[str, Schema]:
    """What each place has, the truth too, as it was compared; in their order, whichever answered first."""
    found = {name: checked.readings[name].before for name in checked.verdict.names if name in checked.readings}
    truth = next((one.after for one in checked.readings.values()), None)
    return found | ({checked.verdict.truth: truth} if truth is not None else {})


def progress_of(question: Question, checked: Checked, history: History) -> Iterator[tuple[str, Progress]]:
    """How far each database is, by what its migration runner noted there."""
    from trueup.errors import ConnectionFailed
    from trueup.histories.applied import progress, written
    from trueup.postgres.applied import noted
    from trueup.postgres.connect import reader

    files = written(history)
    for name, place in question.places:
        if name in checked.readings and isinstance(place, Live):
            try:
                with reader(place.url) as conn:
                    yield name, progress(history, files, noted(conn))
            except ConnectionFailed:
                continue  # it was there a moment ago; what is told is then told without


def beside(question: Question, checked: Checked, told: Settled) -> Beside:
    """All of it, for the places a check looked at."""
    from trueup.beside.backfill import backfills
    from trueup.beside.remarks import Known, remarks
    from trueup.beside.remarks.sizes import sizes
    from trueup.beside.usage import scripts
    from trueup.drift.agreed import agreed
    from trueup.histories.back import reversible
    from trueup.reports.beside import Beside

    root, schemas, verdict = question.config.root, schemas_of(checked), checked.verdict
    sources = (*question.places, question.truth)
    histories = [source.history for _, source in sources if isinstance(source, Replayed)]
    history = histories[0] if len(histories) == 1 else None
    progress = dict(progress_of(question, checked, history)) if history is not None else {}
    code = schemas.get(next(iter(told.open.drift.named("code")), ""))
    uses = used(question, told, code)
    known = Known(
        schemas=schemas,
        roles={place.name: place.role for place in told.open.drift.places},
        progress=progress,
        migrations={one.name: one.sql for one in history.migrations} if history is not None else {},
        reversible=reversible(history) if history is not None else (),
        restated=tuple(_restated(root, code)),
        scripts=scripts(root),
        remote=remote(root),
        drifted=not verdict.equal,
    )
    return Beside(
        remarks=remarks(known),
        backfills=tuple(backfills(told.open, schemas, code, uses, root)),
        uses=uses,
        sizes={name: sizes(schema) for name, schema in schemas.items()},
        agreed=agreed(schemas, verdict.truth, [one for found in verdict.comparisons for one in found.changes]),
        progress=progress,
    )


def used(question: Question, told: Settled, schema: Schema | None) -> dict[Address, tuple[Use, ...]]:
    """Which files of the application speak of what is missing somewhere, by the address of its table."""
    from trueup.beside.usage import uses

    if schema is None:
        return {}
    wanted: dict[Address, tuple[set[str], set[str]]] = {}
    for one in told.open.disagreements:
        table, where = one.row.address.parent, one.row.address
        if one.finding.code in ("D101", "D106") and where.kind == "column" and table is not None:
            wanted.setdefault(table, (spoken(table, schema), set()))[1].update(spoken(where, schema))
    return uses(question.config.root, wanted, declaring(schema))


def spoken(where: Address, schema: Schema) -> set[str]:
    """What code may call something: its own name for it, else that in the database; as a property of a client too."""
    origin = schema.origins.get(where)
    name = origin.called if origin is not None and origin.called is not None else where.name
    return {name, f"{name[:1].lower()}{name[1:]}"}


def declaring(schema: Schema) -> set[str]:
    """The files that declare a schema."""
    return {origin.file for origin in schema.origins.values()}


def remote(root: str) -> dict[str, dict[str, str]]:
    """The hosts, other than this machine, of databases that variables in a project's .env lead to; never a password."""
    from trueup.errors import TrueupError
    from trueup.files import text_of
    from trueup.project.dotenv import parse

    path = Path(root, ".env")
    try:
        found = parse(text_of(path), {}) if path.is_file() else {}
    except TrueupError:
        return {}
    hosts = {name: host for name, value in found.items() if (host := _host(value)) not in _HERE}
    return {".env": hosts} if hosts else {}


_HERE = ("", "localhost", "127.0.0.1", "::1", "host.docker.internal")


def _host(value: str) -> str:
    """The host of a PostgreSQL URL; empty for anything else, and for a name without a dot, as in a compose file."""
    try:
        found = urlsplit(value)
        host = found.hostname if found.scheme in ("postgres", "postgresql") else None
    except ValueError:
        return ""
    return host if host is not None and ("." in host or ":" in host) else ""


def _restated(root: str, schema: Schema | None) -> Iterator[Restated]:
    """The types of the application that say once more what columns a table of the code has."""
    from trueup.beside.remarks.types import Restated
    from trueup.beside.usage import shapes

    if schema is None:
        return
    called: dict[Address, dict[str, Address]] = {}
    for where in (one for one in schema if one.kind == "column" and one.parent is not None):
        called.setdefault(where.root, {}).update(dict.fromkeys(sorted(spoken(where, schema)), where))
    wanted = {table: (spoken(table, schema), names) for table, names in called.items()}
    for table, file, shape in shapes(root, wanted, declaring(schema)):
        columns = {
            called[table][name]: (name, one.type, one.optional)
            for name, one in shape.properties.items()
            if name in called[table]
        }
        more = [name for name in shape.properties if name not in called[table]]
        yield Restated(table, file, shape.line, shape.name, columns, more)
