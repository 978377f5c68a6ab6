"""Times ``trueup check`` of code, migrations and several environments against the same with one, and prints ratios.

The project is the clinic of ``examples/``: 81 tables, 1,609 columns, and a schema file that fell behind. Its database's
SQL is the one migration here, so every environment is as it should be and the code is not: nothing is remembered.
``python -m bench.environments`` does it on the embedded server. It asserts nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit, urlunsplit

from bench import measure
from bench.run import HERE, _trueup, inside

CLINIC = HERE / "examples" / "clinic"
MANY = 20
TIMEOUT = 5
"""Seconds that a connection may take, as the addresses here ask for."""
UNREACHED = {
    "silent": f"postgresql://postgres@127.0.0.1:{{port}}/app?connect_timeout={TIMEOUT}",
    "closed": "postgresql://postgres@127.0.0.1:9/app",
    "unknown": "postgresql://postgres@no-such-host.invalid:5432/app",
}
MOST = 1.5
"""What several environments may take of the time of one."""


def databases(admin: str, count: int) -> list[str]:
    """Equal databases as the clinic's is, made of one another; their URLs."""
    import psycopg

    urls = [urlunsplit(urlsplit(admin)._replace(path=f"/bench_clinic_{number}")) for number in range(count)]
    with psycopg.connect(admin, autocommit=True) as conn:
        for number, url in enumerate(urls):
            conn.execute(f"DROP DATABASE IF EXISTS bench_clinic_{number} WITH (FORCE)")
            conn.execute(
                f"CREATE DATABASE bench_clinic_{number} TEMPLATE {'bench_clinic_0' if number else 'template0'}"
            )
            if not number:
                with psycopg.connect(url, autocommit=True) as own:
                    own.execute((CLINIC / "databases" / "production.sql").read_bytes())
                    own.execute("VACUUM ANALYZE")
    return urls


def drop(admin: str, count: int) -> None:
    """Remove them again."""
    import psycopg

    with psycopg.connect(admin, autocommit=True) as conn:
        for number in range(count):
            conn.execute(f"DROP DATABASE IF EXISTS bench_clinic_{number} WITH (FORCE)")


def project(at: Path, environments: dict[str, str]) -> Path:
    """The clinic with a migration, and these environments."""
    shutil.copytree(CLINIC, at, ignore=shutil.ignore_patterns("databases", "*.toml", "make.py"))
    (at / "migrations").mkdir()
    shutil.copy(CLINIC / "databases" / "production.sql", at / "migrations" / "001_clinic.sql")
    lines = ["[sources]", 'migrations = "migrations"', 'code = "drizzle.config.ts"', "[environments]"]
    lines += [f'{name} = "{url}"' for name, url in environments.items()]
    (at / "trueup.toml").write_text("\n".join(lines) + "\n")
    return at


@contextlib.contextmanager
def silent() -> Iterator[int]:
    """A port whose queue is full: like that of an address nobody has, it does not even answer a connection."""
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(socket.socket())
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]


Clear = Callable[[Path], None]


def _everything(cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)


def _readings(cache: Path) -> None:
    for name in ("readings", "marks"):
        shutil.rmtree(cache / name, ignore_errors=True)


def _nothing(cache: Path) -> None:
    """All is kept."""


FROM: tuple[tuple[str, Clear], ...] = (
    ("nothing kept", _everything),
    ("databases new", _readings),
    ("repeated", _nothing),
)
"""What is thrown away before each run."""


def timed(where: Path, cache: Path, clear: Clear) -> measure.Sample:
    """One check, of which drift or places that could not be looked at are the answer."""
    clear(cache)
    env = {"TRUEUP_CACHE_DIR": str(cache)}
    return measure.run((*_trueup(), "check"), cwd=where, env=env, accepted=frozenset({1, 2}), limit=120)


def compared(one: Path, several: Path, work: Path, runs: int) -> Iterator[str]:
    """Both in turn, from each state of the cache."""
    for name, clear in FROM:
        samples: tuple[list[measure.Sample], list[measure.Sample]] = ([], [])
        for number in range(runs + 1):
            for where, found in zip((one, several), samples, strict=True):
                sample = timed(where, work / f"cache-{where.name}", clear)
                if sample.failed:
                    raise SystemExit(sample.failed)
                if number:
                    found.append(sample)
        first, second = (median(sample.wall for sample in found) for found in samples)
        part = measure.ratio(samples[1], samples[0]) or 0.0
        said = "reached" if part <= MOST else "missed"
        yield f"{name:16}{first:8.3f} s{second:10.3f} s{part:10.2f}  (at most {MOST}: {said})"


def unreached(where: Path, work: Path, runs: int, all_there: Path) -> Iterator[str]:
    """Many environments, some of which nobody answers for, beside as many that all answer."""
    for name, clear in FROM[1:]:
        walls = []
        for place in (all_there, where):
            cache = work / f"cache-{place.name}"
            timed(place, cache, _nothing)
            walls.append(median(timed(place, cache, clear).wall for _ in range(runs)))
        yield f"{name:16}{walls[0]:8.3f} s{walls[1]:10.3f} s  (at most {walls[0] + TIMEOUT:.1f} s)"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.environments", description=__doc__)
    parser.add_argument("--url", help="a server to make the databases on, as a superuser; else the embedded one")
    parser.add_argument("--several", type=int, default=3, help="environments that are compared with one")
    parser.add_argument("--runs", type=int, default=7, help="after one warm-up")
    chosen = parser.parse_args(arguments)
    os.environ["TRUEUP_TEST_RUN"] = str(os.getpid())
    admin = chosen.url or inside(["serve"])
    count = max(chosen.several, MANY)
    try:
        print("making the databases", file=sys.stderr, flush=True)
        urls = databases(admin, count)
        named = {f"env{number}": url for number, url in enumerate(urls)}
        with tempfile.TemporaryDirectory(prefix="trueup-bench-") as folder:
            work = Path(folder)
            few = project(work / "several", dict(list(named.items())[: chosen.several]))
            print(f"{'':16}{'1':>8}  {chosen.several:>10}  {'ratio':>8}")
            for line in compared(project(work / "one", {"env0": urls[0]}), few, work, chosen.runs):
                print(line, flush=True)
            there = project(work / "there", dict(list(named.items())[:MANY]))
            with silent() as port:
                nobody = {name: url.format(port=port) for name, url in UNREACHED.items()}
                some = project(work / "some", dict(list(named.items())[: MANY - len(nobody)]) | nobody)
                print(f"\n{MANY} environments, all there; and {len(nobody)} of them not ({', '.join(nobody)})")
                for line in unreached(some, work, max(chosen.runs // 2, 1), there):
                    print(line, flush=True)
    finally:
        drop(admin, count)
        if not chosen.url:
            inside(["stop"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
