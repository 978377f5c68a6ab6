"""SQL text becomes statements with their exact place, and whatever cannot be read says where and what to do."""

from __future__ import annotations

import random
import time

import pytest

from trueup.errors import SourceError
from trueup.postgres.sql.parse import Parsed, read, statements


def one(sql: str) -> Parsed:
    (found,) = statements(sql, "a.sql")
    return found


def failure(text: str | bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        statements(text, "a.sql")
    assert caught.value.help
    return caught.value


class TestPlaces:
    def test_text_line_and_column_are_those_of_the_first_token(self) -> None:
        text = "-- about\n\n  create table a (\n    b int\n  ) ;\n/* c */ drop table a"
        first, second = statements(text, "a.sql")
        assert (first.sql, first.line, first.column) == ("create table a (\n    b int\n  )", 3, 3)
        assert (second.sql, second.line, second.column) == ("drop table a", 6, 9)
        assert text[second.start :] == second.sql

    def test_characters_of_several_bytes_do_not_move_later_statements(self) -> None:
        text = "-- 漢字 😀\ncreate table \"é😀\" (ü text default '😀');\ncomment on table \"é😀\" is 'ß';"
        first, second = statements(text, "a.sql")
        assert first.sql == "create table \"é😀\" (ü text default '😀')"
        assert (second.sql, second.line, second.column) == ("comment on table \"é😀\" is 'ß'", 3, 1)
        assert first.effects().makes == ('table public."é😀"', 'table public."é😀" column "ü"')

    def test_an_error_after_characters_of_several_bytes_is_where_it_is(self) -> None:
        assert failure("select 'é😀', '漢' fro m;").where == "a.sql:1:22"

    def test_windows_line_ends_count_once(self) -> None:
        first, second = statements("select 1;\r\n\r\nselect 2;\r\n", "a.sql")
        assert (first.line, second.line, second.column) == (1, 3, 1)

    def test_a_byte_order_mark_is_no_part_of_the_text(self) -> None:
        (found,) = statements("\ufeffselect 1".encode(), "a.sql")
        assert (found.sql, found.column) == ("select 1", 1)

    @pytest.mark.parametrize("text", ["", "  \n\t", "-- nothing", "/* nothing */", ";;", "-- a\n;\n-- b\n"])
    def test_a_file_without_statements_has_none(self, text: str) -> None:
        assert statements(text, "a.sql") == ()


class TestBroken:
    def test_a_syntax_error_has_postgresql_s_message_and_the_place(self) -> None:
        error = failure("select 1;\ncreate tabel x (a int);")
        assert (error.where, error.message) == ("a.sql:2:8", 'syntax error at or near "tabel"')

    def test_a_file_cut_off_says_so(self) -> None:
        error = failure("create table a (b int);\ncreate table c (d int")
        assert error.where == "a.sql:2:21"
        assert "cut off" in (error.help or "")

    @pytest.mark.parametrize("text", ["select 'abc", "select $$ abc", "/* abc", 'select "abc', "select $a$ $b$"])
    def test_an_open_quote_or_comment_is_named(self, text: str) -> None:
        assert failure(text).message.startswith("unterminated")

    def test_a_long_message_is_shortened(self) -> None:
        assert len(failure("select '" + "x" * 10_000).message) < 150

    def test_bytes_that_are_not_utf_8(self) -> None:
        error = failure(b"select 1;\nselect '\xe9'")
        assert (error.where, error.message) == ("a.sql:2", "byte 0xe9 at offset 18 is not UTF-8")

    def test_utf_16(self) -> None:
        assert failure("select 1".encode("utf-16")).message == "the file is UTF-16"

    def test_a_zero_byte(self) -> None:
        assert failure("select 1;\nselect \0 2").where == "a.sql:2"

    def test_nested_beyond_what_postgresql_takes(self) -> None:
        assert "nested too deeply" in (failure("select " + "(" * 20_000).help or "")

    @pytest.mark.parametrize("text", ["not " * 9000 + "true", "1+" * 100_000 + "1", "f(" * 3000 + "1" + ")" * 3000])
    def test_nested_deeply_but_acceptably_is_passed_on_to_the_server(self, text: str) -> None:
        found = one(f"select {text}")
        assert found.transactional
        assert found.effects().makes == ()
        assert found.tree() == {}

    def test_mysql_is_recognised_by_its_quotes(self) -> None:
        assert "MySQL" in (failure("create table `a` (b int)").help or "")

    def test_a_placeholder_is_explained(self) -> None:
        assert "placeholder" in (failure("create table ${schema}.a (b int)").help or "")

    def test_every_truncation_gives_an_error_with_a_place_or_whole_statements(self) -> None:
        text = (
            "create table a (b int, c text default 'it''s');\n"
            "create function f() returns int language plpgsql as $x$ begin return 1; end $x$;\n"
            "comment on table a is 'é😀'; /* end */ insert into a values (1, '(');\n"
        )
        random.seed(7)
        raw = text.encode()
        problems = []
        for end in random.sample(range(len(raw)), 200):
            try:
                found = statements(raw[:end], "a.sql")
            except SourceError as caught:
                problems.append(caught)
            else:
                assert all(text.startswith(s.sql, s.start) for s in found)
        assert problems
        assert all((e.where or "").startswith("a.sql:") and e.help for e in problems)


class TestNewerSyntax:
    NEW = "create table a (b int);\ncreate frobnicator f;\nselect 1"

    def test_an_old_server_never_sees_it(self) -> None:
        with pytest.raises(SourceError):
            statements(self.NEW, "a.sql", version=180004)

    def test_a_server_newer_than_the_parser_decides(self) -> None:
        found = statements(self.NEW, "a.sql", version=990000)
        assert [(s.sql, s.line) for s in found] == [
            ("create table a (b int)", 1),
            ("create frobnicator f", 2),
            ("select 1", 3),
        ]
        assert found[1].node == ""
        assert found[1].transactional


class TestPsql:
    DUMP = (
        "\\restrict abc\nset x.y = 1;\nCOPY public.t (a, b) FROM stdin;\n1\té😀;\n'2\n\\.\n\n"
        "create table u (a int);\nselect '\n\\i kept\n';\n\\unrestrict abc\n"
    )

    def test_a_dump_is_read_with_its_rows(self) -> None:
        found = read(self.DUMP, "d.sql")
        assert [(s.node, s.line) for s in found.statements] == [
            ("VariableSetStmt", 2),
            ("CopyStmt", 3),
            ("CreateStmt", 8),
            ("SelectStmt", 9),
        ]
        assert found.statements[1].data == "1\té😀;\n'2\n"
        assert found.statements[3].sql == "select '\n\\i kept\n'"
        assert found.notes == ()

    def test_an_empty_table_s_rows(self) -> None:
        (found,) = statements("COPY t FROM stdin;\n\\.\n", "d.sql")
        assert found.data == ""

    def test_rows_cut_off(self) -> None:
        assert failure("COPY t (a) FROM stdin;\n1\n2\n").where == "a.sql:1:17"

    def test_copy_in_a_comment_or_a_text_is_no_copy(self) -> None:
        assert len(statements("-- COPY t FROM stdin;\nselect 'COPY t FROM stdin;\n';", "a.sql")) == 1

    @pytest.mark.parametrize("command", ["\\i other.sql", "\\ir other.sql", "\\copy t from 'x'", "\\if true"])
    def test_a_command_that_would_do_something_is_refused(self, command: str) -> None:
        error = failure(f"select 1;\n  {command}\n")
        assert error.where == "a.sql:2:3"
        assert command.split(maxsplit=1)[0] in error.message

    @pytest.mark.parametrize(
        "command", ["\\echo hi", "\\set ON_ERROR_STOP on", "\\connect app", "\\timing", "\\pset x"]
    )
    def test_a_harmless_command_is_noted(self, command: str) -> None:
        found = read(f"{command}\nselect 1;", "a.sql")
        assert [s.line for s in found.statements] == [2]
        assert command in found.notes[0].message

    def test_nothing_runs_after_quit(self) -> None:
        assert [s.sql for s in statements("select 1;\n\\q\nselect 2;", "a.sql")] == ["select 1"]

    def test_a_command_after_a_statement_is_explained(self) -> None:
        assert "psql" in (failure("select 1 \\gexec").help or "")


@pytest.mark.parametrize(
    ("sql", "transactional"),
    [
        ("create index concurrently i on t (a)", False),
        ("create index i on t (a)", True),
        ("drop index concurrently i", False),
        ("drop table t", True),
        ("reindex table concurrently t", False),
        ("reindex table t", True),
        ("reindex database d", False),
        ("vacuum t", False),
        ("analyze t", True),
        ("create database d", False),
        ("alter system set x = 1", False),
        ("create tablespace s location '/x'", False),
        ("alter table t detach partition p concurrently", False),
        ("alter table t detach partition p", True),
        ("cluster", False),
        ("cluster t using i", True),
        ("create subscription s connection '' publication p", False),
        ("create subscription s connection '' publication p with (connect = false)", True),
        ("alter type e add value 'x'", True),
    ],
)
def test_what_runs_in_a_transaction(sql: str, transactional: bool) -> None:
    assert one(sql).transactional is transactional


def test_a_new_enum_value_is_marked() -> None:
    assert one("alter type e add value 'x'").adds_enum_value
    assert not one("alter type e rename value 'x' to 'y'").adds_enum_value


@pytest.mark.parametrize(
    ("sql", "makes"),
    [
        (
            "create table s.b (id serial primary key, x text unique references r, check (x <> ''), unique (id, x))",
            [
                "table s.b",
                "table s.b column id",
                "sequence s.b_id_seq",
                "table s.b constraint b_pkey",
                "table s.b column x",
                "table s.b constraint b_x_key",
                "table s.b constraint b_x_fkey",
                "table s.b constraint b_x_check",
                "table s.b constraint b_id_x_key",
            ],
        ),
        ("create unique index on t (lower(a), b)", ["table public.t index t_lower_b_idx"]),
        ("alter table t alter c set not null", ["table public.t column c"]),
        ("alter table t enable row level security", ["table public.t"]),
        ("create function f(a int, out b text, c s.t[]) language sql as ''", ["function public.f(integer, s.t[])"]),
        ("create type e as enum ('a')", ["enum public.e"]),
        ("create policy p on t using (true)", ["table public.t policy p"]),
        ("create trigger g before insert on s.t execute function f()", ["table s.t trigger g"]),
        ("create materialized view m as select 1", ["matview public.m"]),
        ("create schema x create table z (a int)", ["schema x", "table x.z", "table x.z column a"]),
        ("comment on constraint c on s.t is 'x'", ["table s.t constraint c"]),
        ("create domain d as text check (value <> '')", ["domain public.d", "domain public.d constraint d_check"]),
        ("create operator s.<+> (leftarg = int, rightarg = int, function = f)", ['operator s."<+>"(integer, integer)']),
        ("create aggregate a (int) (sfunc = f, stype = int)", ["aggregate public.a(integer)"]),
        ("create cast (int as text) with function f(int)", ["cast (integer as text)"]),
        ("create publication p for table a", ["publication p", "publication p member public.a"]),
        ("select 1", []),
    ],
)
def test_what_a_statement_makes(sql: str, makes: list[str]) -> None:
    assert list(one(sql).effects().makes) == makes


def test_what_is_renamed_dropped_and_mentioned() -> None:
    assert one("alter table s.t rename to u").effects().renames == (("table s.t", "table s.u"),)
    assert one("alter table t rename column a to b").effects().renames == (
        ("table public.t column a", "table public.t column b"),
    )
    assert one("alter table t set schema z").effects().renames == (("table public.t", "table z.t"),)
    assert one("drop table a, s.b").effects().drops == ("table public.a", "table s.b")
    assert one("alter table t drop column c").effects().drops == ("table public.t column c",)
    assert one("grant select on t to app, public").effects().roles == ("app",)
    assert one('create extension "uuid-ossp"').effects().extensions == ("uuid-ossp",)


def test_a_chosen_name_is_cut_as_postgresql_cuts_it() -> None:
    found = one(f"create table {'t' * 50} ({'c' * 50} int unique)").effects().makes[-1]
    assert found.names[-1] == f"{'t' * 29}_{'c' * 29}_key"


def test_five_megabytes_take_seconds() -> None:
    line = "create table foo_%d (id bigint primary key, name text not null default 'é', check (name <> ''));\n"
    text = "".join(line % n for n in range(47_000))
    start = time.perf_counter()
    found = statements(text, "big.sql")
    assert (len(found), found[-1].line) == (47_000, 47_000)
    assert time.perf_counter() - start < 15
