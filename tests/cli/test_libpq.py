"""The first question of a check, asked through libpq itself."""

from __future__ import annotations

import socket

import pytest

from trueup.postgres import early, introspect, libpq, readings


def test_the_first_row_of_the_last_statement(server):
    with libpq.connect(server) as conn:
        assert conn.ask("select 1; select 'a', null, 'é'") == (b"a", None, "é".encode())
        assert conn.server_version >= 180000
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


def test_the_address_says_how_long_to_wait_for_a_server_that_says_nothing(monkeypatch):
    """One attempt: whoever is told that the time is over does not try again with the driver."""
    monkeypatch.setattr(libpq, "PATIENCE", 600)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(TimeoutError):
        libpq.connect(f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/nothing?connect_timeout=2")


def test_without_the_library_there_is_no_answer(server, monkeypatch):
    monkeypatch.setattr(libpq.PathFinder, "find_spec", lambda name: None)
    assert libpq.connect(server) is None


def test_the_first_row_of_every_result_set(server):
    with libpq.connect(server) as conn:
        assert conn.rows(b"begin; select 1; select null, 'b'; commit") == [[b"1"], [b"", b"b"]]
        assert conn.rows(b"select 1; select 1/0") is None
        assert conn.rows(b"select 2") == [[b"2"]]


def test_a_question_asked_ahead_is_answered_to_who_asks_the_same(server):
    with libpq.connect(server) as conn:
        conn.ask_ahead(b"select 5")
        assert conn.rows(b"select 6") is None
        assert conn.rows(b"select 5") == [[b"5"]]
        assert conn.rows(b"select 6") == [[b"6"]]


def test_a_connection_cannot_write(server):
    with libpq.connect(server) as conn:
        assert conn.rows(b"create table public.written ()") is None
        assert (conn.user, conn.url) == ("postgres", server)


def test_two_databases_are_asked_before_the_command_line_is_read(database):
    one, other = database("create table t ()"), database("create table u ()")
    early.start(["diff", one, other])
    taken = early.connection(one)
    with taken, early.connection(other) as second:
        question = introspect.questions(taken.server_version // 10000, needs=False)
        assert [b'"t"' in str(readings.rows(conn, question)).encode() for conn in (taken, second)] == [True, False]


def test_nothing_is_asked_early_for_other_command_lines(server, monkeypatch):
    asked = []
    monkeypatch.setattr(early, "begin", asked.append)
    for line in (["diff"], ["check", server, server], ["diff", "here", server], ["diff", "--shadow", server, server]):
        early.start(line)
    assert asked == []


def test_a_connection_begun_is_the_one_that_is_taken(database):
    url = database("create table t ()")
    early.begin(url)
    early.begin(url)
    with early.connection(url) as first, early.connection(url) as second:
        pids = [conn.ask("select pg_backend_pid()") for conn in (first, second)]
    assert pids[0] != pids[1]


def test_an_address_libpq_would_refuse_is_left_to_the_driver(server):
    assert early.connection(server.replace("postgresql:", "postgresql+psycopg:")) is None
    assert early.connection(server + "?schema=public") is None


def test_a_connection_made_early_is_taken_by_one_thread_only(server):
    """Where the truth and a place are one database, two readers ask for it at the same time."""
    from concurrent.futures import ThreadPoolExecutor

    early.begin(server)
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(early.connection, [server] * 8))
    assert len({id(one) for one in taken}) == 8
    for one in taken:
        one.close()
