"""The models of each case, read without being run, come to what SQLAlchemy's own ``create_all`` makes of them."""

from pathlib import Path

import pytest

from trueup.diff import diff
from trueup.formats.sqlalchemy import read, write
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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_written_models_read_back_the_same(case: Path, tmp_path: Path) -> None:
    schema = elaborate([Script("expected.sql", (case / "expected.sql").read_text(), "expected")])
    (tmp_path / "models.py").write_text(write(schema))
    declared = read([tmp_path / "models.py"], root=tmp_path)
    assert declared.unread == ()
    assert list(diff(declare.elaborate(declared, beside=schema), schema)) == []
