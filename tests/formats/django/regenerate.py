"""Writes each case's ``expected`` files: what Django itself makes of the case. Run by a Python that has Django and psycopg.

    python tests/formats/django/regenerate.py [case …]

A case lists in ``versions`` for which Django its file is; ``expected.sql`` is of the version that runs this, in its name.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import django

HERE = Path(__file__).parent
SOURCE = HERE.parents[2] / "src" / "trueup" / "formats" / "django" / "imported.py"


def program() -> str:
    """The program that trueup has a project's own Python run."""
    names: dict[str, object] = {"__name__": "imported"}
    text = SOURCE.read_text()
    start = text.index("PROGRAM = ")
    exec(text[start : text.index('"""Run by')], names)
    return str(names["PROGRAM"])


def ask(case: Path) -> dict:
    read, write = os.pipe()
    done = subprocess.Popen(
        [sys.executable, "-c", program(), str(write), "settings", "180000"], cwd=case, pass_fds=(write,)
    )
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    assert done.wait() == 0, case
    return json.loads(text)


def main() -> None:
    version = ".".join(map(str, django.VERSION[:2]))
    wanted = sys.argv[1:] or sorted(path.parent.name for path in HERE.glob("*/settings.py"))
    for name in wanted:
        case = HERE / name
        only = case / "versions"
        if only.exists() and version not in only.read_text().split():
            continue
        models = ask(case)["models"]
        before = case / "before.sql"
        lines = [before.read_text().strip()] if before.exists() else []
        lines += [f"{sql};" for one in models for sql in one["create"]]
        lines += [f"{sql};" for one in models for sql in one["after"]]
        (case / f"expected-{version}.sql").write_text("\n".join(lines) + "\n")
        print(case.name, version, len(lines))


main()
