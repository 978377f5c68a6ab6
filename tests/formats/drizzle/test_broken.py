"""Files that are cut off, garbled or senseless: a mistake with its place, or a declaration, and never anything else."""

from __future__ import annotations

import random
import re
from pathlib import Path

import msgspec
import pytest

from trueup.errors import SourceError
from trueup.formats.drizzle import read
from trueup.formats.drizzle.versions import Version

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/schema.ts"))
TOKEN = re.compile(r"""\s+|\w+|"[^"\n]*"|'[^'\n]*'|=>|\?\.|\.\.\.|.""", re.S)
VALUE = re.compile(r"""(?<=[(,\[{:])\s*(\w+|"[^"\n]*"|'[^'\n]*')\s*(?=[,)\]])""")
ODD = [
    *(
        "undefined",
        "null",
        "NaN",
        "1e999",
        "-1",
        "1.5",
        "10n",
        "''",
        "'\\ud83d'",
        "{}",
        "[]",
        "[[]]",
        "(() => 1)",
        "this",
    ),
    *("sql``", "sql`${1}${{ a: 1 }}`", "sql.raw(1)", "sql.identifier(5)", "sql.join([1, 2])", "new Date()", "/[^]/g"),
    *("new Date(1e18)", "new Set([1])", "'x'.replace(/[^]/g, 'y')", "'a'.repeat(1e9)", "Array.from({ length: 1e9 })"),
    *("text", "text()", "text(5)", "pgTable", "pgTable('q', {})", "pgEnum('e', ['a'])('x')", "pgEnum()()", "index()"),
    *("index('i').on()", "unique().on(1)", "primaryKey()", "foreignKey(1)", "check()", "pgPolicy()", "pgSequence()"),
    *(
        "pgView('v').as(1)",
        "(x => x(x))(x => x(x))",
        "{ ...undefined }",
        "process.env.X",
        "~NaN",
        "[...Array(9).keys()]",
    ),
]


def garbled(text: str, dice: random.Random) -> str:
    """The text cut off, or with a few of its tokens lost, doubled, swapped or moved."""
    tokens = TOKEN.findall(text)
    if dice.random() < 0.2:
        return "".join(tokens[: dice.randrange(len(tokens))])
    for _ in range(dice.randint(1, 4)):
        at, to, size = dice.randrange(len(tokens)), dice.randrange(len(tokens)), dice.randint(1, 9)
        match dice.randrange(4):
            case 0:
                del tokens[at : at + size]
            case 1:
                tokens[at:at] = tokens[at : at + size]
            case 2:
                tokens[at], tokens[to] = tokens[to], tokens[at]
            case _:
                tokens[to:to] = tokens[at : at + size]
        tokens = tokens or [" "]
    return "".join(tokens)


def senseless(text: str, dice: random.Random) -> str:
    """The text with some of its values replaced by what does not belong there; it is still TypeScript."""
    places = list(VALUE.finditer(text))
    for place in sorted(dice.sample(places, min(len(places), 3)), key=lambda one: one.start(), reverse=True):
        text = text[: place.start()] + dice.choice(ODD) + text[place.end() :]
    return text


@pytest.mark.parametrize("spoil", [garbled, senseless])
def test_whatever_a_file_says_it_is_read_or_has_a_mistake_somewhere(spoil, tmp_path: Path):
    dice, file, read_at_all = random.Random(spoil.__name__), tmp_path / "schema.ts", 0
    for _ in range(250):
        text = spoil(dice.choice(CASES).read_text(), dice)
        file.write_text(text)
        try:
            found = read([str(file)], version=dice.choice([Version(0, 45), Version(1, 0)]))
        except SourceError as mistake:
            assert re.search(r"schema\.ts:\d+", str(mistake)), text
            continue
        read_at_all += 1
        for obj in found.objects:
            assert msgspec.convert(msgspec.to_builtins(obj), type(obj)) == obj, text
            assert "object at 0x" not in str(obj), text
        assert all(one.origin.line > 0 for one in found.unread), text
    assert read_at_all > 10


@pytest.mark.parametrize(
    "text",
    [
        "const a: any[] = []; a.push(a); const t = pgTable('t', { a: jsonb().default(a), b: text().default(`${a}`) });",
        "const s = sql`a`; s.append(s); const t = pgTable('t', { a: text().default(s) }, () => [check('c', s)]);",
        f"const {'[' * 5000}x{']' * 5000} = []; const t = pgTable('t', {{ a: text() }});",
        f"const t = pgTable('t', {{ a: jsonb().default({'[' * 9000}{']' * 9000}) }});",
        f"const t = pgTable('t', {{ a: text() }}); {'sql<' * 100_000}",
    ],
    ids=["list", "sql", "pattern", "brackets", "types"],
)
def test_what_has_no_end_is_given_up(text: str, tmp_path: Path):
    file = tmp_path / "schema.ts"
    imports = 'import { check, jsonb, pgTable, text } from "drizzle-orm/pg-core";\nimport { sql } from "drizzle-orm";\n'
    file.write_text(f"{imports}{text}\nexport {{ t }};")
    try:
        found = read([str(file)], version=Version(0, 45))
    except SourceError as mistake:
        assert re.search(r"schema\.ts:\d+:\d+", str(mistake))
        return
    assert found.objects or found.unread
    assert all(one.origin.file.endswith("schema.ts") and one.origin.line >= 3 for one in found.unread)
