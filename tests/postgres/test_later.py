"""What is missing where a replay fails is looked for in the files that come later."""

from __future__ import annotations

import pytest

from trueup.errors import ReplayFailed
from trueup.postgres.shadow.later import made_later

FILES = [
    ("1.sql", "create table early ();"),
    ("2.sql", "alter table late add a int;"),
    ("3.sql", "create table other (late int); select 'create table late';"),
    ("4.sql", 'create table late (); create type "Mood" as enum (); create schema shop; create table shop.item ();'),
]


@pytest.mark.parametrize(
    ("message", "where", "file"),
    [
        ('relation "late" does not exist', "2.sql:1:1", "4.sql"),
        ('type "Mood" does not exist', "2.sql:1:1", "4.sql"),
        ('schema "shop" does not exist', "2.sql:1:1", "4.sql"),
        ('relation "shop.item" does not exist', "2.sql:1:1", "4.sql"),
        ('relation "early" does not exist', "2.sql:1:1", None),
        ('relation "late" does not exist', "4.sql:1:1", None),
        ('relation "never" does not exist', "1.sql:1:1", None),
        ('relation "late" already exists', "1.sql:1:1", None),
        ('relation "late" does not exist', "elsewhere.sql:1:1", None),
    ],
)
def test_what_is_missing_and_made_later(message, where, file):
    assert made_later(ReplayFailed(message, where=where), FILES) == file


def test_files_that_cannot_be_read_make_nothing():
    failed = ReplayFailed('relation "late" does not exist', where="1.sql:1:1")
    assert made_later(failed, [("1.sql", ""), ("2.sql", "create table late (")]) is None
