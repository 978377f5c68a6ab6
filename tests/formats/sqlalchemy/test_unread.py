"""What the source does not say by itself is named with its place and object, and nothing is guessed."""

from pathlib import Path

import pytest

from trueup.declaration import Declaration
from trueup.errors import SourceError
from trueup.formats.sqlalchemy import read

HEAD = """\
import os
from sqlalchemy import *
from sqlalchemy.orm import *
class Base(DeclarativeBase): pass
class T(Base):
    __tablename__ = "t"
    id: Mapped[int] = mapped_column(primary_key=True)
"""


def declared(tmp_path: Path, text: str, head: str = HEAD) -> Declaration:
    (tmp_path / "models.py").write_text(head + text)
    return read([tmp_path / "models.py"], root=tmp_path)


@pytest.mark.parametrize(
    ("text", "address", "said"),
    [
        ("    a = Column(external.Type)", "table public.t column a", "orm.external.Type"),
        ("    a = Column(String(int(os.environ['N'])))", "table public.t column a", "not a plain number"),
        ("    a: Mapped[complex]", "table public.t column a", "no type for builtins.complex"),
        ("    a = Column(Integer, server_default=os.environ['D'])", "table public.t column a", "os.environ"),
        ("    a = Column(Integer, server_default=5)", "table public.t column a", "not a number"),
        ("    a = Column(Integer, nullable=bool(os.environ.get('N')))", "table public.t column a", "True or False"),
        ("    a = Column(Integer, **options())", "table public.t column a", "not known"),
        ("    a = Column(ForeignKey('u.id'))", "table public.t column a", "table u"),
        ("    a = Column(Integer, ForeignKey('u.id'))", "table public.t constraint t_a_fkey", "table u"),
        ("    if os.environ.get('X'):\n        a = Column(Integer)", "table public.t column a", "models.py:8"),
        (
            "    a = Column(Integer)\n    __table_args__ = (Index('i', func.f(other.x)),)",
            "table public.t index i",
            "other",
        ),
        ("    __table_args__ = (CheckConstraint(make(), name='c'),)", "table public.t constraint c", "make"),
    ],
)
def test_what_is_not_known_is_named(tmp_path: Path, text: str, address: str, said: str) -> None:
    found = declared(tmp_path, text)
    (unread,) = found.unread
    assert unread.address == address
    assert said in unread.why
    assert unread.origin.file.endswith("models.py")
    assert unread.origin.line >= 8
    assert address not in {one.address for one in found.objects}
    assert "table public.t column id" in {one.address for one in found.objects}


def test_a_table_whose_name_is_not_known_is_named_by_its_class(tmp_path: Path) -> None:
    found = declared(
        tmp_path, "class U(Base):\n    __tablename__ = os.environ['T']\n    id = Column(Integer, primary_key=True)"
    )
    assert found.unread[0].why.startswith("The table of class U was not read: __tablename__")
    assert found.unread[0].origin.line == 9


def test_a_base_class_from_outside_leaves_the_table_open(tmp_path: Path) -> None:
    found = declared(
        tmp_path,
        "from lib import Mixin\nclass U(Mixin, Base):\n    __tablename__ = 'u'\n    id = Column(Integer, primary_key=True)",
    )
    (unread,) = found.unread
    assert unread.address == "table public.u"
    assert "lib.Mixin" in unread.why


def test_client_side_defaults_are_none_of_the_database(tmp_path: Path) -> None:
    text = """
        a = Column(Integer, default=os.environ.get("X"), onupdate=compute)
        b = Column(DateTime, default=lambda: now(), server_onupdate=FetchedValue())
        c = relationship("Other", secondary=lambda: absent)
    """
    found = declared(tmp_path, text.replace("\n        ", "\n    "))
    assert found.unread == ()
    assert {one.name: one.default for one in found.objects if one.KIND == "column"} == {
        "id": None,
        "a": None,
        "b": None,
    }


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"class A(Base)\n    pass\n", "models.py:1:"),
        (b"x = 'a\n", "models.py:1:"),
        (b"\xff\xfe\x00", "models.py"),
    ],
)
def test_a_file_that_is_no_python_says_where(tmp_path: Path, data: bytes, where: str) -> None:
    (tmp_path / "models.py").write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read([tmp_path / "models.py"], root=tmp_path)
    assert where in (caught.value.where or "")


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t])
def test_line_endings_and_marks_change_nothing(tmp_path: Path, change: object) -> None:
    plain = declared(tmp_path, "    a: Mapped[str]")
    other = declared(tmp_path, change(HEAD + "    a: Mapped[str]"), head="")  # type: ignore[operator]
    assert other.objects == plain.objects
    assert other.origins == plain.origins


def test_reading_models_runs_nothing(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    found = declared(tmp_path, f"    a = Column(Integer, open({str(marker)!r}, 'w'))\nopen({str(marker)!r}, 'w')\n")
    assert not marker.exists()
    assert len(found.unread) == 1


@pytest.mark.parametrize(
    "text",
    [
        "    a = Column(Integer)\n    __table_args__ = (ForeignKeyConstraint(['a', 'id'], ['t.id']),)",
        "    a = Column(Integer)\n    __table_args__ = (ForeignKeyConstraint([], []),)",
        "    a = Column(Numeric().with_variant('postgresql'))\n    b = Column(Enum(*5))",
        "class U(Base):\n    __abstract__ = text('b')\n    __tablename__ = 'u'",
        "    __table_args__ = (ExcludeConstraint(('a',)),)",
    ],
)
def test_what_sqlalchemy_would_refuse_is_unread_with_its_place(tmp_path: Path, text: str) -> None:
    found = declared(tmp_path, text)
    assert {one.origin.file.endswith("models.py") and one.origin.line >= 8 for one in found.unread} == {True}
    assert "table public.t column id" in {one.address for one in found.objects}
