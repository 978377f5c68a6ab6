"""Python source read without being run: what names come to, and that reading always ends and never acts."""

import time
from pathlib import Path
from textwrap import dedent

import pytest

from trueup.errors import SourceError
from trueup.formats.python import Call, Choice, Class, Const, Dict, EnumMember, Items, Outside, Project, Unknown, Value


def names(tmp_path: Path, text: str, **others: str) -> dict[str, Value]:
    """The names of a module with this text; ``others`` are texts of modules beside it."""
    for name, other in (others | {"main": text}).items():
        path = tmp_path / (name.replace("_in_", "/").replace("init", "__init__") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(other))
    project = Project(tmp_path)
    module = project.load(tmp_path / "main.py")
    return {name: project.lookup(name, module.scope, module.origin(module.tree)) for name in module.scope.names}


def plain(value: Value) -> object:
    """A value that is known, as Python's own."""
    match value:
        case Const():
            return value.value
        case Items(unsure=None):
            return [plain(item) for item in value.items]
        case Dict(unsure=None):
            return {plain(key): plain(one) for key, one in value.pairs}
        case EnumMember():
            return f"{value.of.name}.{value.name}"
        case Outside():
            return value.path
    return type(value).__name__


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3", 7),
        ("2 ** 16", 65536),
        ("'a' + 'b' * 2", "abb"),
        ("f'{1}-{\"x\"}'", "1-x"),
        ("'%s_%d' % ('a', 3)", "a_3"),
        ("'{}_{x}'.format('a', x='b')", "a_b"),
        ("'-'.join(c.upper() for c in 'ab')", "A-B"),
        ("[n * 2 for n in range(4) if n % 2]", [2, 6]),
        ("{**{'a': 1}, 'b': [1, 2][0]}", {"a": 1, "b": 1}),
        ("[*(1, 2), 3][-1]", 3),
        ("'abcdef'[1:3]", "bc"),
        ("dict(a=1)['a']", 1),
        ("sorted({'b', 'a'})", ["a", "b"]),
        ("(lambda x, y=2: x + y)(1)", 3),
        ("'x' if 1 > 2 else 'y'", "y"),
        ("None or 'z'", "z"),
        ("not []", True),
        ("1 < 2 <= 2", True),
        ("'a' in ('a', 'b')", True),
        ("[i for i, c in enumerate('ab')]", [0, 1]),
        ("__import__('re').sub", "Member"),
        ("int", "builtins.int"),
    ],
)
def test_expressions(tmp_path: Path, expression: str, value: object) -> None:
    assert plain(names(tmp_path, f"x = {expression}")["x"]) == value


def test_what_is_outside_stays_a_symbol(tmp_path: Path) -> None:
    found = names(tmp_path, "import os\nfrom lib import make as m\nx = m(1, key='v').then\ny = os.environ['A']")
    assert plain(found["m"]) == "lib.make"
    call = found["x"].of
    assert isinstance(call, Call)
    assert plain(call.callee) == "lib.make"
    assert plain(call.kwargs["key"]) == "v"
    assert found["y"].origin.line == 4


def test_imports_between_files_are_followed(tmp_path: Path) -> None:
    found = names(
        tmp_path,
        "from pkg import ONE, inner\nfrom pkg.inner import *\nimport pkg.inner as i\nx = (ONE, inner.TWO, THREE, i.TWO)",
        pkg_in_init="from .inner import TWO as ONE",
        pkg_in_inner="TWO = 2\nTHREE = 3\n_HIDDEN = 4",
    )
    assert plain(found["x"]) == [2, 2, 3, 2]


def test_a_circle_of_imports_ends(tmp_path: Path) -> None:
    found = names(
        tmp_path, "from a import x, y, z", a="from b import x, z\ny = 1", b="from a import y\nfrom a import z\nx = y"
    )
    assert plain(found["y"]) == 1
    assert plain(found["x"]) == 1 or isinstance(found["x"], Unknown)
    assert isinstance(found["z"], Unknown)


def test_functions_are_followed(tmp_path: Path) -> None:
    found = names(
        tmp_path,
        """
        def f(a, *rest, b=1, **more):
            total = a
            for one in rest:
                total += one
            if b > 5:
                return "big"
            return [total, b, more]
        x = f(1, 2, 3, b=4, c=5)
        y = f(1, b=6)
        def forever(): return forever()
        z = forever()
        """,
    )
    assert plain(found["x"]) == [6, 4, {"c": 5}]
    assert plain(found["y"]) == "big"
    assert isinstance(found["z"], Unknown)


def test_classes_have_their_order_of_bases_and_enumerations_their_members(tmp_path: Path) -> None:
    text = """
    import enum
    class A: x = 1; y = 1
    class B(A): y = 2
    class C(A): y = 3
    class D(B, C): pass
    class Color(str, enum.Enum):
        RED = "r"
        GREEN = "g"
        ALIAS = "r"
    class Number(enum.Enum):
        one = enum.auto()
        two = enum.auto()
    values = (D.y, D.x, [c.value for c in Color], Color.RED, Color("g"), Color["RED"].name, Number.two.value)
    """
    assert plain(names(tmp_path, text)["values"]) == [2, 1, ["r", "g"], "Color.RED", "Color.GREEN", "RED", 2]


def test_conditions_that_are_not_known_are_choices(tmp_path: Path) -> None:
    text = """
    import os
    from typing import TYPE_CHECKING
    if os.getenv("X"):
        a = 1
        listed = [1]
    else:
        a = 2
        listed = [1]
    if TYPE_CHECKING:
        b = "for checkers"
    else:
        b = "when it runs"
    try:
        import fast as json
    except ImportError:
        import json
    grown = []
    if a:
        grown.append(1)
    maybe = []
    if os.getenv("Y"):
        maybe.append(1)
    """
    found = names(tmp_path, text)
    choice = found["a"]
    assert isinstance(choice, Choice)
    assert [plain(option) for option in choice.options] == [1, 2]
    assert "main.py:4" in choice.why
    assert plain(found["listed"]) == [1]
    assert plain(found["b"]) == "when it runs"
    assert plain(found["json"]) == "fast"
    assert isinstance(found["maybe"], Items)
    assert found["maybe"].unsure is not None


def test_reading_has_no_effects(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    text = f"""
    import os, socket
    open({str(marker)!r}, "w").write("ran")
    os.system("touch {marker}")
    [].__class__.__base__.__subclasses__()
    exec("open({str(marker)!r}, 'w')")
    socket.create_connection(("localhost", 1))
    x = 1
    """
    assert plain(names(tmp_path, text)["x"]) == 1
    assert not marker.exists()


@pytest.mark.parametrize(
    "text",
    [
        "while True: x = 1",
        "x = 'a' * 10 ** 9",
        "x = 2 ** 10 ** 10",
        "x = '{:>1000000000}'.format(1)",
        "x = '%1000000000d' % 1",
        "x = [0] * 10 ** 9",
        "x = list(range(10 ** 12))",
        "import re\nx = re.sub('(a*)*b', '', 'a' * 60)",
        "x = [a for a in range(3000) for b in range(3000) for c in range(3000)]",
        "x = " + "-" * 5000 + "1",
        "x = 1" + " + 1" * 3000,
        "x = " + "[" * 80 + "]" * 80,
        "class A(A): pass\nclass B(B, A): pass\nx = B.y",
        "def f(n): return f(n) + f(n)\nx = f(1)",
        "x = [1]\nfor y in x: x.append(y)",
    ],
)
def test_reading_ends(tmp_path: Path, text: str) -> None:
    began = time.monotonic()
    try:
        names(tmp_path, text)
    except SourceError as refused:
        assert "main.py" in (refused.where or "")
    assert time.monotonic() - began < 60


def test_a_big_file_takes_time_in_proportion(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("x = [\n" + "    'some words of data',\n" * 150_000 + "]\n")
    began = time.monotonic()
    found = names(tmp_path, (tmp_path / "main.py").read_text())["x"]
    assert isinstance(found, Items)
    assert len(found.items) == 150_000
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("text", ["x = 1\r\ny = 2\r\n", "\ufeffx = 1\ny = 2\n"])
def test_line_endings_and_marks_do_not_matter(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.py").write_bytes(text.encode())
    module = Project(tmp_path).load(tmp_path / "m.py")
    assert plain(module.scope.names["y"]) == 2
    assert module.scope.names["y"].origin.line == 2


@pytest.mark.parametrize(
    ("data", "where"), [(b"x = (\n", "m.py:1"), (b"x = 1\nclass A\n", "m.py:2:"), (b"x = '\xff'\n", "m.py")]
)
def test_what_is_no_python_says_where(tmp_path: Path, data: bytes, where: str) -> None:
    (tmp_path / "m.py").write_bytes(data)
    with pytest.raises(SourceError) as caught:
        Project(tmp_path).load(tmp_path / "m.py")
    assert where in (caught.value.where or "")


def test_newer_syntax_is_read(tmp_path: Path) -> None:
    text = """
    class Box[T: (int, str)](list): size = 1
    def first[T](x: list[T]) -> T: return x[0]
    type Pair[A] = tuple[A, A]
    try:
        pass
    except ValueError, TypeError:
        pass
    x = first([Box.size])
    """
    found = names(tmp_path, text)
    assert plain(found["x"]) == 1
    assert isinstance(found["Box"], Class)


def test_a_module_that_fails_is_named_where_it_is_missed(tmp_path: Path) -> None:
    found = names(tmp_path, "from broken import x", broken="x = (")
    assert isinstance(found["x"], Unknown)
    assert "broken.py:1" in found["x"].why


def test_links_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert plain(names(tmp_path, "import absent.thing\nx = absent.thing.y")["x"]) == "absent.thing.y"
