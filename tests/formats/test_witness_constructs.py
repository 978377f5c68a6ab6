"""The construct table of ``docs/drizzle.md``: complete by the list of what Drizzle exports, each read one with a case.

``--update`` writes the table anew from ``drizzle/constructs.toml`` and the cases.
"""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "drizzle"
PAGE = Path(__file__).parents[2] / "docs" / "drizzle.md"
START, END = "<!-- constructs -->\n", "<!-- end of constructs -->\n"


@cache
def constructs() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((CASES / "constructs.toml").read_text())


@cache
def sources() -> dict[str, str]:
    """What each case says, in all its files."""
    folders = sorted(file.parent.name for file in CASES.glob("*/expected.0.31.sql"))
    folders += sorted({file.parent.name for file in CASES.glob("*/expected.*.sql")} - set(folders))
    return {name: "\n".join(_told(file) for file in sorted((CASES / name).rglob("*.*s"))) for name in folders}


def _told(file: Path) -> str:
    """A file without its imports and comments: what is imported and never used is no case."""
    return re.sub(r"^import [^;]*;|//.*", "", file.read_text(), flags=re.M)


def cases_of(construct: str) -> list[str]:
    """The cases that use a construct."""
    before = r"(?<![\w$'\"])" if construct[0].isalpha() else ""
    after = r"(?![\w$'\":])" if construct.isalnum() else ""
    pattern = re.compile(before + re.escape(construct) + after)
    return [name for name, said in sources().items() if pattern.search(said)]


def functions() -> dict[str, list[str]]:
    """Every export but the classes, which have capital initials, and the versions that have it."""
    found: dict[str, list[str]] = {}
    for version, names in json.loads((CASES / "exports.json").read_text()).items():
        for name in names:
            if not name[0].isupper():
                found.setdefault(name, []).append(version)
    return found


def table() -> str:
    known = constructs()
    lines: list[str] = []
    for title, names in known["read"].items():
        lines += [f"### {title}\n", "| Export | Drizzle | Read | Cases |", "|---|---|---|---|"]
        lines += [f"| `{one}` | {', '.join(functions()[one])} | yes | {_linked(one)} |" for one in names]
        lines.append("")
    lines += ["### Not read\n", "| Export | Drizzle | Read | Why |", "|---|---|---|---|"]
    why = {name: reason for reason, names in known["unread"].items() for name in names}
    lines += [f"| `{one}` | {', '.join(functions()[one])} | no | {why[one]} |" for one in sorted(why)]
    for title, names in known["members"].items():
        lines += [f"\n### {title.strip()}\n", "| Written | Read | Cases |", "|---|---|---|"]
        lines += [f"| {_code(one)} | yes | {_linked(one)} |" for one in names]
    return "\n".join(lines) + "\n"


def _code(written: str) -> str:
    text = written.strip()
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _linked(construct: str) -> str:
    names = cases_of(construct)
    return ", ".join(f"[{one}](../tests/formats/drizzle/{one})" for one in names[:3]) + (" …" if names[3:] else "")


def test_every_export_is_told() -> None:
    known = constructs()
    told = [name for part in (known["read"], known["unread"]) for names in part.values() for name in names]
    assert sorted(told) == sorted(functions())


def test_every_construct_that_is_read_has_a_case() -> None:
    known = constructs()
    listed = [one for part in (known["read"], known["members"]) for names in part.values() for one in names]
    assert [one for one in listed if not cases_of(one)] == []


def test_the_page_has_the_table(request: pytest.FixtureRequest) -> None:
    before, _, rest = PAGE.read_text().partition(START)
    found, _, after = rest.partition(END)
    if request.config.getoption("--update"):
        PAGE.write_text(f"{before}{START}{table()}{END}{after}")
        return
    assert found == table()
