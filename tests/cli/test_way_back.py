"""What a plan says of undo: that it gives everything back, or what it does not."""

from __future__ import annotations

import json

import pytest

REMOTE = "create foreign data wrapper w; create server s foreign data wrapper w options (host 'h'{});"
USERS = "create table users (id int primary key, name text{});"

LOST = {
    "a column": (USERS.format(", nick text"), USERS.format(""), ["H102 table public.users column nick"]),
    "a secret of what goes": (REMOTE.format(", password 'x'"), "", ["H605 server s"]),
    "a secret of what stays": (REMOTE.format(", password 'x'"), REMOTE.format(""), ["H703 server s"]),
    "a child's column": (
        "create table users (name text); create table more () inherits (users)",
        "create table users (name text); create table more (name text)",
        ["H704 table public.more column name"],
    ),
}

KEPT = {
    "nothing": ("", REMOTE.format(", password 'x'")),
    "a server without secrets": (REMOTE.format(""), ""),
    "an index": (USERS.format("") + "create index i on users (name)", USERS.format("")),
    "a value of an enum": ("create type mood as enum ('a')", "create type mood as enum ('a', 'b')"),
}


@pytest.mark.parametrize("lost", LOST)
def test_what_undo_does_not_give_back_is_told(lost, run, database):
    before, after, keys = LOST[lost]
    urls = database(before), database(after)
    told = json.loads(run.inside("plan", *urls, "--format", "json").stdout)["irreversible"]
    assert [f"{one['code']} {one['address']}" for one in told] == keys
    seen = run.inside("plan", *urls).stdout
    assert "It can be undone, but not all comes back:" in seen
    assert "It can be undone." not in seen
    page = run.inside("plan", *urls, "--format", "markdown").stdout
    assert told[0]["message"] in page.partition("Not all comes back:")[2]


@pytest.mark.parametrize("kept", KEPT)
def test_that_all_can_be_undone_is_told(kept, run, database):
    before, after = KEPT[kept]
    urls = database(before), database(after)
    assert json.loads(run.inside("plan", *urls, "--format", "json").stdout)["irreversible"] == []
    assert run.inside("plan", *urls).stdout.endswith("\nIt can be undone.\n")
    assert "Not all comes back" not in run.inside("plan", *urls, "--format", "markdown").stdout


def test_it_is_left_open_where_nobody_looked_for_the_way_back(run, database):
    urls = database(USERS.format("")), database("")
    assert json.loads(run.inside("plan", *urls, "--undo", "--format", "json").stdout)["irreversible"] is None
    assert "undone" not in run.inside("plan", *urls, "--undo").stdout


def test_apply_says_what_undo_will_not_give_back(run, database):
    target, goal = database(USERS.format(", nick text")), database(USERS.format(""))
    done = run.inside("apply", target, goal, "--allow", "H102")
    assert "it can be taken back with `trueup undo`, but for what is lost (H102)." in done.stdout
    assert "but for" not in run.inside("undo", target).stdout
