"""The self-test of a check: changes by hand are seen, and a check that is blind is told to be."""

from __future__ import annotations

import pytest

from trueup.diff import Alter
from trueup.model import Scope
from trueup.postgres import self_test as module
from trueup.postgres.elaborate import Script, elaborate
from trueup.postgres.self_test import self_test

MADE = """
create type mood as enum ('calm');
create table users (id integer primary key, name varchar(20) not null default 'x', age integer, note text);
create index users_age on users (age);
create table posts (id integer primary key, author integer references users, body text not null);
create view bodies as select body from posts;
create function one() returns integer language sql as 'select 1';
create sequence tickets;
alter table posts enable row level security;
create policy mine on posts using (true);
create function touch() returns trigger language plpgsql as 'begin return new; end';
create trigger touched before update on posts for each row execute function touch();
"""
SORTS = 19


@pytest.fixture(scope="module")
def schema():
    return elaborate([Script("schema.sql", MADE, "schema")])


def test_every_sort_of_change_is_made_and_seen(schema):
    tried = self_test(schema)
    assert len(tried) == SORTS
    assert {one.outcome for one in tried} == {"seen"}


def test_what_is_left_out_is_not_compared(schema):
    tried = self_test(schema, scope=Scope(ignore=("table public.*",)))
    outcomes = {one.mutation.what: one.outcome for one in tried}
    assert outcomes["a column by hand"] == "not compared"
    assert outcomes["a value more"] == "seen"


def test_a_blind_differ_is_found_out(schema, monkeypatch):
    seeing = module.diff

    def blind(*arguments):
        return tuple(c for c in seeing(*arguments) if not (isinstance(c, Alter) and "type" in c.fields))

    monkeypatch.setattr(module, "diff", blind)
    missed = [one.mutation.what for one in self_test(schema) if one.outcome == "missed"]
    assert missed == ["another type"], missed


def test_names_are_quoted():
    hostile = """create table "we""ird; --" ("🐘" integer, "a b" text not null default 'x');"""
    assert {one.outcome for one in self_test(elaborate([Script("s.sql", hostile, "s")]))} == {"seen"}


def test_what_a_platform_puts_there_is_there_and_left_alone():
    made = "create table notes (id uuid primary key references auth.users, text text not null default 'x');"
    schema = elaborate([Script("schema.sql", made, "schema")], platform="supabase")
    tried = self_test(schema, platform="supabase")
    assert {one.outcome for one in tried} == {"seen"}
    assert {one.mutation.address.root for one in tried} == {"table public.notes", "table public.trueup_self_test"}


def test_an_extension_that_code_uses_and_cannot_declare_is_brought():
    made = """
    create extension pg_trgm; create table notes (id integer, text text);
    create index notes_text on notes using gin (text gin_trgm_ops);
    """
    schema = elaborate([Script("schema.sql", made, "schema")])
    alone = schema.replace(objects=[one for one in schema.objects.values() if one.address.root == "table public.notes"])
    tried = self_test(alone)
    assert {one.outcome for one in tried} == {"seen"}
    assert "an index lost" in [one.mutation.what for one in tried]
