"""The first question of a check, asked through libpq itself."""

from __future__ import annotations

from trueup.postgres import libpq


def test_the_first_row_of_the_last_statement(server):
    with libpq.connect(server) as conn:
        assert conn.ask("select 1; select 'a', null, 'é'") == (b"a", None, "é".encode())
        assert conn.version >= 180000
        assert conn.ask("select 2") == (b"2",)


def test_a_failing_statement_is_no_answer_and_the_connection_lives(server):
    with libpq.connect(server) as conn:
        assert conn.ask("select 1; select 1/0") is None
        assert conn.ask("select 1") == (b"1",)


def test_no_row_is_no_answer(server):
    with libpq.connect(server) as conn:
        assert conn.ask("create temp table t ()") is None
        assert conn.ask("select where false") is None


def test_a_server_that_is_not_there_is_no_answer(tmp_path):
    assert libpq.connect(f"postgresql://nobody@/nothing?host={tmp_path}") is None
    assert libpq.connect("not a url at all://") is None


def test_without_the_library_there_is_no_answer(server, monkeypatch):
    monkeypatch.setattr(libpq.PathFinder, "find_spec", lambda name: None)
    assert libpq.connect(server) is None
