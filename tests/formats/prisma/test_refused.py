"""What Prisma refuses is refused, at a line of which its validator complains too; what it accepts is accepted."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest

from trueup.errors import SourceError
from trueup.formats.prisma import read
from trueup.formats.prisma.reading import declare
from trueup.formats.prisma.tree import Sources

HERE = Path(__file__).parent
VERDICTS: dict[str, list[int]] = json.loads((HERE / "refused.json").read_text(encoding="utf-8"))
SCHEMAS = dict(
    block.split("\n", 1) for block in re.split(r"(?m)^//=== ", (HERE / "refused.prisma").read_text("utf-8"))[1:]
)
OTHERWISE = {
    "two ids": 6,  # the second @id, where Prisma says: the model
    "same label twice": 5,  # Prisma accepts it, PostgreSQL does not
}
"""Where the line is not Prisma's, on purpose."""
WHOLE = (HERE / "relations" / "schema.prisma").read_text(encoding="utf-8")


def refusal(text: str) -> SourceError | None:
    try:
        declare([("schema.prisma", text)], Sources())
    except SourceError as error:
        return error
    return None


def line_of(error: SourceError) -> int:
    assert error.where is not None
    file, line, column = error.where.split(":")
    assert file == "schema.prisma"
    assert int(column) >= 1
    return int(line)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_verdict_is_that_of_prismas_validator(name: str):
    error = refusal(SCHEMAS[name])
    if name in OTHERWISE:
        assert error is not None
        assert line_of(error) == OTHERWISE[name]
    elif VERDICTS[name]:
        assert error is not None, f"Prisma complains of lines {VERDICTS[name]}"
        assert line_of(error) in VERDICTS[name], error
        assert error.help
    else:
        assert error is None, error


def test_the_verdicts_are_about_these_schemas():
    assert set(VERDICTS) == set(SCHEMAS), "run regenerate.mjs"


def test_all_mistakes_are_counted_and_the_first_is_told():
    error = refusal(SCHEMAS["native arguments"])
    assert error is not None
    assert error.message == "@db.VarChar: it takes one argument or none, not 2"
    assert "There are 8 more errors in the schema: schema.prisma:7, schema.prisma:8" in (error.help or "")


@pytest.mark.parametrize(
    ("wrong", "message", "help"),
    [
        ("x Strng", "type `Strng` is no scalar type, model or enum", "Correct the name"),
        ("x string", "type `string` is no scalar type, model or enum", "Did you mean `String`?"),
        ("x String @uniqe", "attribute not known: @uniqe", "@unique"),
        ("x String @db.Varchar(3)", "@db.Varchar: PostgreSQL has no native type `Varchar` in Prisma", "@db.VarChar?"),
        ("x Int @db.Text", "@db.Text does not go with the type of field `x`", "It is for String."),
        ("x String?[]", "a list cannot be optional", "Write `Type[]`"),
        ("x String @default(", "the line ends inside parentheses", "on one line"),
        ('x String @default("a', "the string is not closed on its line", "End it with"),
        ("x String @default(a)", "@default: a String value is expected, not a", "Correct the default"),
        ("@@index([y])", "@@index: there is no field `y` in model `Some`", "that of the field, not of the column"),
        ("@@fulltext([id])", "@@fulltext: only MySQL and MongoDB have fulltext indexes in Prisma", "type: Gin"),
    ],
)
def test_what_is_wrong_and_how_to_correct_it(wrong: str, message: str, help: str):
    error = refusal(f'datasource db {{\n  provider = "postgresql"\n}}\nmodel Some {{\n  id Int @id\n  {wrong}\n}}\n')
    assert error is not None
    assert error.message == message
    assert help in (error.help or "")
    assert line_of(error) == 6


@pytest.mark.parametrize("provider", ["mysql", "sqlite", "cockroachdb"])
def test_another_database_is_refused(provider: str):
    error = refusal(f'datasource db {{\n  provider = "{provider}"\n}}\n')
    assert error is not None
    assert error.message == f"the schema is for {provider}, not PostgreSQL"
    assert line_of(error) == 2


# ------------------------------------------------------------------ files that are damaged


@pytest.mark.parametrize("seed", range(60))
def test_a_file_cut_off_anywhere_is_refused_with_a_line_or_still_whole(seed: int):
    at = random.Random(seed).randrange(len(WHOLE))
    error = refusal(WHOLE[:at])
    if error is not None:
        assert 1 <= line_of(error) <= WHOLE[:at].count("\n") + 1
        assert error.help


@pytest.mark.parametrize("seed", range(100))
def test_a_character_more_or_less_is_refused_with_a_line_or_means_something(seed: int):
    chance = random.Random(seed)
    at = chance.randrange(len(WHOLE))
    damaged = (
        WHOLE[:at]
        + chance.choice(['"', "{", "}", "(", ")", "\n", "@", "\\", ",", "[", "\0", "é", ""])
        + WHOLE[at + 1 :]
    )
    error = refusal(damaged)
    if error is not None:
        assert 1 <= line_of(error) <= damaged.count("\n") + 1


def test_a_block_that_is_not_closed_is_named():
    error = refusal("model A {\n  id Int @id\n\nmodel B {\n  id Int @id\n}\n")
    assert error is not None
    assert (error.message, line_of(error)) == ("model `A` is not closed where model `B` begins", 4)
    error = refusal("model A {\n  id Int @id\n")
    assert error is not None
    assert (error.message, line_of(error)) == ("model `A` is not closed", 1)


def test_line_endings_and_a_byte_order_mark_change_nothing(tmp_path: Path):
    plain = declare([("schema.prisma", WHOLE)], Sources())
    (tmp_path / "schema.prisma").write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    found = read([tmp_path])
    assert found.objects == plain.objects
    assert {w: o.line for w, o in found.origins.items()} == {w: o.line for w, o in plain.origins.items()}


def test_bytes_that_are_not_utf8_are_refused_with_their_line(tmp_path: Path):
    (tmp_path / "schema.prisma").write_bytes(WHOLE.encode() + b"// caf\xe9\n")
    with pytest.raises(SourceError) as refused:
        read([tmp_path])
    assert f"schema.prisma:{WHOLE.count(chr(10)) + 1}" in str(refused.value)


def test_five_megabytes_are_read_in_time_that_grows_with_them(tmp_path: Path):
    """A remark, a string and a line of brackets of that size: nothing is looked at twice."""
    for text in ("// " + "x" * 5_000_000, 'model A {\n id String @id @default("' + "y\\\\" * 1_600_000 + '")\n}'):
        (tmp_path / "schema.prisma").write_text(text + "\n", encoding="utf-8")
        read([tmp_path])
    error = refusal("model A {\n  id Int @id @default(" + "[" * 50_000 + "\n}\n")
    assert error is not None


def test_a_folder_that_contains_itself_is_read_once(tmp_path: Path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "schema.prisma").write_text(WHOLE, encoding="utf-8")
    (tmp_path / "parts" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert read([tmp_path]).objects == declare([("schema.prisma", WHOLE)], Sources()).objects


def test_a_link_to_itself_is_refused(tmp_path: Path):
    (tmp_path / "schema.prisma").symlink_to(tmp_path / "schema.prisma")
    with pytest.raises(SourceError, match=r"schema\.prisma"):
        read([tmp_path / "schema.prisma"])


def test_no_schema_at_all_is_said(tmp_path: Path):
    with pytest.raises(SourceError, match="there is no Prisma schema"):
        read([tmp_path])
