"""What a Django project's source says of itself: settings, apps, versions, and what stays unread, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from trueup.declaration import Declaration
from trueup.errors import SourceError
from trueup.formats import django
from trueup.formats.django.settings import read as read_settings
from trueup.formats.django.settings import variables
from trueup.formats.django.version import version
from trueup.formats.python import Project
from trueup.model import Address

MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\nimport django\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def project(models: str, *, settings: str = 'INSTALLED_APPS = ["shop"]\n', **files: str) -> Declaration:
    told = {"manage.py": MANAGE, "site/settings.py": settings, "shop/models.py": models, **files}
    for name, text in told.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return django.read(".")


def addresses(declaration: Declaration) -> set[str]:
    return {str(one.address) for one in declaration.objects}


def unread(declaration: Declaration) -> dict[str, str]:
    return {str(one.address): f"{one.origin}" for one in declaration.unread}


def test_objects_have_their_place() -> None:
    found = project("from django.db import models\n\nclass Cart(models.Model):\n    size = models.IntegerField()\n")
    assert str(found.origins[Address("table public.shop_cart")]) == "shop/models.py:3"
    assert str(found.origins[Address("table public.shop_cart column size")]) == "shop/models.py:4"
    assert "shop/models.py" in found.files


def test_source_with_effects_has_none_when_read(tmp_path: Path) -> None:
    found = project(
        "from django.db import models\nopen('written', 'w').write('x')\nimport os; os.system('touch ran')\n"
        "class Cart(models.Model):\n    size = models.IntegerField(default=open('called', 'w').close)\n"
    )
    assert "table public.shop_cart column size" in addresses(found)
    assert not [name for name in ("written", "ran", "called") if (tmp_path / name).exists()]


def test_a_file_that_is_no_python_is_an_error_with_its_place() -> None:
    with pytest.raises(SourceError) as error:
        project("from django.db import models\nclass Cart(models.Model)\n    pass\n")
    assert (error.value.where or "").startswith("shop/models.py:2")


@pytest.mark.parametrize("form", [b"\xef\xbb\xbf%s", b"%s"])
def test_marks_and_line_ends_of_other_systems(form: bytes) -> None:
    project("")
    text = b"from django.db import models\r\n\r\nclass Cart(models.Model):\r\n    size = models.IntegerField()\r\n"
    Path("shop/models.py").write_bytes(form % text)
    assert "table public.shop_cart column size" in addresses(django.read("."))


def test_a_field_of_a_package_that_is_not_here_is_named_and_left_out() -> None:
    found = project(
        "from django.db import models\nfrom money.fields import MoneyField\n\n"
        "class Cart(models.Model):\n    price = MoneyField()\n    size = models.IntegerField()\n"
    )
    assert unread(found)["table public.shop_cart column price"] == "shop/models.py:5"
    assert "table public.shop_cart column size" in addresses(found)
    assert not found.says.admits(Address("table public.shop_cart index shop_cart_price_12345678"))


def test_a_base_of_a_package_that_is_not_here_leaves_the_table_open() -> None:
    found = project(
        "from django.db import models\nfrom tree.models import Node\n\n"
        "class Page(Node):\n    title = models.CharField(max_length=9)\n"
    )
    assert unread(found) == {"table public.shop_page": "shop/models.py:4"}


def test_what_depends_on_the_environment_is_not_guessed() -> None:
    found = project(
        "import os\nfrom django.db import models\n\nclass Cart(models.Model):\n"
        "    size = models.CharField(max_length=int(os.environ['SIZE']))\n"
        "    if os.environ.get('EXTRA'):\n        extra = models.IntegerField()\n"
    )
    assert unread(found)["table public.shop_cart column size"] == "shop/models.py:5"
    assert "table public.shop_cart column extra" in unread(found)


def test_fields_of_classes_of_the_project() -> None:
    found = project(
        "from django.db import models\n\n"
        "class Code(models.CharField):\n    def __init__(self, *args, **kwargs):\n"
        "        kwargs.setdefault('max_length', 12)\n        super().__init__(*args, **kwargs)\n\n"
        "class Money(models.Field):\n    def db_type(self, connection):\n        return 'money'\n\n"
        "class Virtual(models.Field):\n    pass\n\n"
        "class Cart(models.Model):\n    code = Code(unique=True)\n    long = Code(max_length=40)\n"
        "    price = Money(null=True)\n    nothing = Virtual()\n"
    )
    types = {one.name: one.type for one in found.objects if hasattr(one, "type")}
    assert (types["code"], types["long"], types["price"]) == ("varchar(12)", "varchar(40)", "money")
    assert "nothing" not in types
    assert found.unread == ()


def test_models_that_import_each_other() -> None:
    found = project(
        "from django.db import models\nfrom people.models import Person\n\n"
        "class Cart(models.Model):\n    owner = models.ForeignKey(Person, models.CASCADE)\n",
        settings='INSTALLED_APPS = ["people", "shop"]\n',
        **{
            "people/models.py": "from django.db import models\nimport shop.models\nfrom shop.models import Cart\n\n"
            "class Person(models.Model):\n    favourite = models.ForeignKey('shop.Cart', models.CASCADE)\n"
        },
    )
    assert found.unread == ()
    assert {"table public.shop_cart column owner_id", "table public.people_person column favourite_id"} <= addresses(
        found
    )


def test_tables_of_apps_that_are_not_here_are_not_the_projects_to_say() -> None:
    found = project("", settings='INSTALLED_APPS = ["shop", "axes", "django.contrib.messages"]\n')
    assert not found.says.admits(Address("table public.axes_accesslog"))
    assert not found.says.admits(Address("table public.django_migrations"))
    assert found.says.admits(Address("table public.messages_anything"))
    assert [note.message.split(":")[0] for note in found.notes] == ["the code of the app axes is not here"]


def test_a_table_that_is_not_managed_is_only_mentioned() -> None:
    found = project(
        "from django.db import models\n\nclass Old(models.Model):\n    class Meta:\n        managed = False\n"
        "        db_table = 'old'\n\nclass New(models.Model):\n    old = models.ForeignKey(Old, models.DO_NOTHING)\n"
    )
    assert "table public.old" in addresses(found)
    assert not found.says.admits(Address("table public.old"))


def test_environment_variables_of_databases_are_known_by_name() -> None:
    project(
        "",
        settings="import os, environ\nenv = environ.Env()\nINSTALLED_APPS = []\n"
        "DATABASES = {'default': env.db('PRIMARY_URL'), 'b': {'NAME': os.environ.get('DB_NAME', 'x')}}\n",
    )
    reader = Project(Path())
    assert variables(read_settings(reader, reader.root, "site.settings")) == ["PRIMARY_URL", "DB_NAME"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("requirements.txt", "psycopg\nDjango==4.2.7\n", (4, 2)),
        ("requirements.txt", "django-environ==0.11\ndjango>=5.0,<6\n", (5, 0)),
        ("pyproject.toml", '[project]\ndependencies = [\n  "django~=5.1.0",\n]\n', (5, 1)),
        ("pyproject.toml", '[tool.poetry.dependencies]\ndjango = "^4.1"\n', (4, 1)),
        ("uv.lock", '[[package]]\nname = "django"\nversion = "6.0.1"\n', (6, 0)),
        ("README", "Django 3.2", (5, 2)),
    ],
)
def test_the_version_of_django_is_what_the_project_requires(name: str, text: str, expected: tuple[int, int]) -> None:
    Path(name).write_text(text)
    assert version(Path().absolute(), []) == expected


def test_projects_are_found_where_manage_py_is() -> None:
    project("")
    (found,) = django.projects(".")
    assert (found.format, found.settings) == ("django", "site.settings")
    assert django.projects("shop") == []
    assert django.project("manage.py") == found


def test_routers_of_databases_are_not_run_and_said_so() -> None:
    found = project("", settings='INSTALLED_APPS = ["shop"]\nDATABASE_ROUTERS = ["site.routers.Archive"]\n')
    assert [(note.code, note.where) for note in found.notes] == [("routers", "site/settings.py:2:20")]


@pytest.mark.parametrize(
    "text",
    [
        "    twice = models.GeneratedField(db_persist=True)\n",
        "    code = models.IntegerField(db_default=models.F())\n",
        "    class Meta:\n        indexes = [models.Index(models.F(), name='i')]\n",
        "    class Meta:\n        indexes = [models.Index(fields=['size'], name='50%')]\n",
        "    class Meta:\n        constraints = [models.CheckConstraint(condition=models.Q(models.Case(models.When())), name='c')]\n",
        "    class Meta:\n        unique_together = 5\n",
    ],
)
def test_what_django_would_refuse_is_unread_with_its_place(text: str) -> None:
    found = project(
        f"from django.db import models\n\nclass Cart(models.Model):\n    size = models.IntegerField()\n{text}"
    )
    assert [one.origin.file for one in found.unread]
    assert {one.origin.line >= 5 for one in found.unread} == {True}
    assert "table public.shop_cart column size" in addresses(found)
