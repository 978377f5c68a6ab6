"""What the timing does in processes of its own: servers and databases made and dropped, parts of trueup timed.

``python -m bench.inside WORD …`` prints one JSON value. It keeps the process that measures small, and gives every
timed part an interpreter and a server connection that are new.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from bench import generate


def serve() -> str:
    """Start the embedded server of the tests, which is one of this run's own; its superuser URL."""
    return str(_servers().url("18"))


def stop() -> None:
    """Stop it and remove its files."""
    servers = _servers()
    servers.stop_all(servers.home())


def _servers() -> Any:
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    return import_module("servers")


def prepare(admin: str, tables: str) -> dict[str, Any]:
    """Make the pair of databases of one size; the second has the known changes."""
    import psycopg

    made = generate.generate(int(tables))
    urls = []
    with psycopg.connect(admin, autocommit=True) as conn:
        version = conn.execute("SHOW server_version").fetchone()
        for side in "ab":
            name = f"bench_{tables}_{side}"
            conn.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            conn.execute(f"CREATE DATABASE {name} TEMPLATE template0")
            urls.append(urlunsplit(urlsplit(admin)._replace(path=f"/{name}")))
    generate.load(urls[0], [*generate.roles(), *made.statements])
    generate.load(urls[1], [*made.statements, *(change.sql for change in made.changes)])
    for url in urls:
        # As a database in use has it; no statistics would make the server plan its own catalogs badly.
        with psycopg.connect(url, autocommit=True) as conn:
            conn.execute("VACUUM ANALYZE")
    return {
        "before": urls[0],
        "after": urls[1],
        "server": version[0] if version else "",
        "columns": made.columns,
        "changes": [change.address for change in made.changes],
    }


def project(folder: str, tables: str) -> None:
    """A project whose ten migrations make the first of the pair."""
    made = generate.generate(int(tables))
    where = Path(folder) / "migrations"
    where.mkdir(parents=True, exist_ok=True)
    size = len(made.statements) // 10 + 1
    for number in range(10):
        part = made.statements[number * size : (number + 1) * size]
        (where / f"{number + 1:04d}_part.sql").write_text(generate.script(part))


def drop(admin: str, tables: str) -> None:
    """Drop the pair, and the roles when nothing else uses them."""
    import psycopg

    with psycopg.connect(admin, autocommit=True) as conn:
        for side in "ab":
            conn.execute(f"DROP DATABASE IF EXISTS bench_{tables}_{side} WITH (FORCE)")
        for role in generate.ROLES:
            try:
                conn.execute(f"DROP ROLE IF EXISTS {role}")
            except psycopg.errors.DependentObjectsStillExist:
                continue


def read(url: str) -> dict[str, float]:
    """Seconds to read a whole schema over a new connection, and to make objects of all of it."""
    from trueup.postgres.connect import connect
    from trueup.postgres.introspect import read as introspect

    with connect(url) as conn:
        started = time.perf_counter()
        schema = introspect(conn)
        done = time.perf_counter()
        count = len(schema.objects)
        return {"seconds": done - started, "decoding": time.perf_counter() - done, "objects": count}


def fingerprint(url: str) -> dict[str, float]:
    """Seconds for the fingerprint over a new connection."""
    from trueup.postgres import introspect
    from trueup.postgres.connect import connect

    with connect(url) as conn:
        started = time.perf_counter()
        introspect.fingerprint(conn)
        return {"seconds": time.perf_counter() - started}


def token(url: str) -> dict[str, float]:
    """Seconds for the change token over a new connection."""
    from trueup.postgres import introspect
    from trueup.postgres.connect import connect

    with connect(url) as conn:
        started = time.perf_counter()
        introspect.token(conn)
        return {"seconds": time.perf_counter() - started}


WORDS: dict[str, Callable[..., Any]] = {
    found.__name__: found for found in (serve, stop, prepare, project, drop, read, fingerprint, token)
}


def main(arguments: Sequence[str]) -> int:
    print(json.dumps(WORDS[arguments[0]](*arguments[1:])))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
