"""The models of each case, read without being run, come to what SQLAlchemy's own ``create_all`` makes of them."""

from pathlib import Path

import pytest

from trueup.diff import diff
from trueup.formats.sqlalchemy import read
from trueup.postgres import declare
from trueup.postgres.elaborate import Script, elaborate

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/models.py"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reading_equals_create_all(case: Path) -> None:
    declared = read([case / "models.py"], root=case, sqlmodel=(0, 0, 50))
    assert [one.why for one in declared.unread] == []
    theirs = elaborate([Script("expected.sql", (case / "expected.sql").read_text(), "expected")])
    ours = declare.elaborate(declared, beside=theirs)
    assert list(diff(ours, theirs)) == []
    assert any(where.kind == "column" for where in ours.objects)
