"""Calls in class bodies -> fields: of Django's classes, the project's, and other packages' where they can be read.

What the ``__init__`` of a field class hands on counts; nothing is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from trueup.formats.django import known
from trueup.formats.django.state import Field, Unclear
from trueup.formats.django.types import HOMES, kind_of
from trueup.formats.python import (
    Call,
    Choice,
    Class,
    Const,
    Function,
    Items,
    Late,
    Member,
    Module,
    Outside,
    Project,
    Unknown,
    Value,
)
from trueup.formats.python.modules import parsed
from trueup.model import Origin

_POSITIONAL: Mapping[str, tuple[str, ...]] = {
    "ForeignKey": (
        "to",
        "on_delete",
        "related_name",
        "related_query_name",
        "limit_choices_to",
        "parent_link",
        "to_field",
    ),
    "OneToOneField": ("to", "on_delete", "to_field"),
    "ManyToManyField": (
        *("to", "related_name", "related_query_name", "limit_choices_to", "symmetrical", "through", "through_fields"),
        *("db_constraint", "db_table"),
    ),
    "DecimalField": ("verbose_name", "name", "max_digits", "decimal_places"),
    "ArrayField": ("base_field", "size"),
    "DateField": ("verbose_name", "name", "auto_now", "auto_now_add"),
    "DateTimeField": ("verbose_name", "name", "auto_now", "auto_now_add"),
    "TimeField": ("verbose_name", "name", "auto_now", "auto_now_add"),
    "FileField": ("verbose_name", "name", "upload_to", "storage"),
    "ImageField": ("verbose_name", "name", "width_field", "height_field"),
    "FilePathField": ("verbose_name", "name", "path", "match", "recursive", "allow_files", "allow_folders"),
    "GenericIPAddressField": ("verbose_name", "name", "protocol", "unpack_ipv4"),
    "JSONField": ("verbose_name", "name", "encoder", "decoder"),
    "UUIDField": ("verbose_name",),
}
_USUAL = ("verbose_name", "name", "primary_key", "max_length", "unique", "blank", "null", "db_index")
_NO_COLUMN = ("GenericForeignKey", "GenericRelation", "TaggableManager", "ParentalManyToManyDescriptor")


class Fields:
    """Reads fields. ``installed`` are the folders other packages are in."""

    def __init__(self, project: Project, installed: list[Path]) -> None:
        self.project = project
        self.installed = installed
        self._outside: dict[str, Value | None] = {}
        self._known: dict[str, Module] = {}

    # -------------------------------------------------------------- other packages

    def outside(self, path: str) -> Value | None:
        """What a dotted path of another package is, from where it is installed or from ``known``."""
        if path not in self._outside:
            self._outside[path] = None
            home, _, name = path.rpartition(".")
            module = self.module(home) if home and home not in HOMES else None
            if module is not None:
                found = self.project.of_module(module, name, Origin(module.file, 1))
                if isinstance(found, Outside) and found.path != path:
                    found = self.outside(found.path)
                self._outside[path] = found
        return self._outside[path]

    def module(self, name: str) -> Module | None:
        """A module of another package."""
        for folder in self.installed:
            place = folder.joinpath(*name.split("."))
            for path in (place.with_name(f"{place.name}.py"), place / "__init__.py"):
                if path.is_file():
                    return self.project.load(path)
        name = known.ALIASES.get(name, name)
        if name not in self._known and name in known.SOURCES:
            module = Module(Path(f"/known/{name.replace('.', '/')}.py"), name, Path("/known"))
            module._tree = parsed(known.SOURCES[name], name)
            self._known[name] = module
            self.project.read(module)
        return self._known.get(name)

    # -------------------------------------------------------------- fields

    def settled(self, value: Value) -> Value:
        """A value that an import in a circle had left open, now that all is read."""
        if isinstance(value, Late):
            importer = next((m for m in self.project.finder.known() if m.file == value.origin.file), None)
            return self.project.imported(value, importer, value.origin) if importer is not None else value
        if isinstance(value, Member):
            of = self.settled(value.of)
            return self.project.attribute(of, value.name, value.origin) if of is not value.of else value
        return value

    def field(self, name: str, value: Value) -> Field | None:
        """A value in a class body as a field; None when it is none."""
        if isinstance(value, Choice):
            inner = [self.field(name, one) for one in value.options]
            if any(one is not None for one in inner):
                return Field(name, "", {}, value.origin, unclear=value.why)
            return None
        if not isinstance(value, Call):
            return None
        callee = self.settled(value.callee)
        if isinstance(callee, Outside):
            kind = kind_of(callee.path)
            if kind is not None:
                return self._django(name, kind, value)
            found = self.outside(callee.path)
            if not isinstance(found, Class):
                return self._foreign(name, callee.path, value)
            callee = found
        if isinstance(callee, Class):
            return self._own_class(name, callee, value)
        return None

    def field_of(self, name: str, value: Value) -> Field:
        """A field inside a field. Raises Unclear."""
        found = self.field(name, value)
        if found is None and isinstance(value, Outside) and kind_of(value.path) is not None:
            found = Field(name, str(kind_of(value.path)), {}, value.origin)
        if found is None:
            raise Unclear("it is no field of Django's", value.origin)
        return found

    def _foreign(self, name: str, path: str, value: Call) -> Field | None:
        last = path.rpartition(".")[2]
        if last in _NO_COLUMN or last == "Field" or not last.endswith(("Field", "ForeignKey")):
            return None
        if ".forms." in path or path.startswith(("rest_framework.", "wtforms.", "django.forms.", "django_filters.")):
            return None
        return Field(
            name, "", {}, value.origin, unclear=f"{path} is of a package whose source is not here; install it in .venv"
        )

    def _django(self, name: str, kind: str, value: Call) -> Field:
        options = {key: self.settled(one) for key, one in value.kwargs.items()}
        for key, one in zip(_POSITIONAL.get(kind, _USUAL), value.args, strict=False):
            options.setdefault(key, self.settled(one))
        found = Field(name, kind, options, value.origin)
        if kind == "CompositePrimaryKey":
            found.options = {"field_names": Items(value.origin, "tuple", list(value.args))}
        if value.more is not None:
            found.unclear = "some of its arguments are not known"
        found.doubt = value.doubt
        return found

    def _own_class(self, name: str, of: Class, value: Call) -> Field | None:
        """A field of a class of the project or of a package that is here: what its ``__init__`` hands on counts."""
        self._resolve_all(of, set())
        bases = self.project.mro(of)
        base = next((b for b in bases if isinstance(b, Outside) and self._kind(b.path) is not None), None)
        if base is None:
            unknown = next((b for b in bases if isinstance(b, Outside) and b.name.endswith("Field")), None)
            return self._foreign(name, unknown.path, value) if unknown is not None else None
        kind = str(self._kind(base.path))
        options, lost = self._initialised(of, value)
        call = Call(value.origin, base, [], options, value.more or lost, doubt=value.doubt)
        found = self._django(name, kind, call)
        given = self._said(of, "db_type")
        internal = self._said(of, "get_internal_type")
        if isinstance(given, Const) and isinstance(given.value, str):
            found.type = given.value
        elif given is not None:
            found.unclear = f"{of.name}.db_type() is not known without running it"
        elif kind == "Field" and internal is None:
            return None  # a field whose class says no type has no column: Field.db_type() is None
        elif isinstance(internal, Const) and isinstance(internal.value, str):
            found.kind = internal.value if self._kind(f"django.db.models.{internal.value}") else kind
        return found

    def _kind(self, path: str) -> str | None:
        return kind_of(path) if path.rpartition(".")[2] not in ("",) else None

    def _resolve_all(self, of: Class, seen: set[int]) -> None:
        if id(of) in seen:
            return
        seen.add(id(of))
        for number, base in enumerate(of.bases):
            found: Value | None = base
            if isinstance(base, Outside) and kind_of(base.path) is None:
                found = self.outside(base.path)
            if isinstance(found, Class):
                self.project.rebase(of, number, found)
                self._resolve_all(found, seen)

    def _said(self, of: Class, method: str) -> Value | None:
        """What a method of a field class returns, of the classes that are the project's; None when there is none."""
        found = self.project.inherited(of, method)
        if not isinstance(found, Function):
            return None
        given: list[Value] = [Unknown(of.origin, "it is the field")]
        if method == "db_type":
            given.append(Unknown(of.origin, "it is the connection"))
        return self.project.call(found, given)

    def _initialised(self, of: Class, value: Call) -> tuple[dict[str, Value], Value | None]:
        """The arguments that come to Django's own class, by name, through each ``__init__`` on the way."""
        positions = self._positions(of)
        options = dict(value.kwargs)
        args = list(value.args)
        for base in self.project.mro(of):
            if not isinstance(base, Class):
                break
            init = base.names.get("__init__")
            if isinstance(init, Function):
                passed = self._handed_on(init, args, options)
                if passed is None:
                    return options, Unknown(of.origin, "its arguments go through code")
                args, options = passed
        for key, one in zip(positions, args, strict=False):
            options.setdefault(key, one)
        return options, None

    def _positions(self, of: Class) -> tuple[str, ...]:
        for base in self.project.mro(of):
            kind = kind_of(base.path) if isinstance(base, Outside) else None
            if kind is not None:
                return _POSITIONAL.get(kind, _USUAL)
        return _USUAL

    def _handed_on(
        self, init: Function, args: list[Value], options: dict[str, Value]
    ) -> tuple[list[Value], dict[str, Value]] | None:
        """The arguments of ``super().__init__`` inside an ``__init__``; the same when it calls none."""
        made = init.module.made
        before = len(made)
        self.project.call(init, [Unknown(init.origin, "it is the field"), *args], dict(options))
        calls = [one for one in made[before:] if isinstance(one, Call) and _is_init(one)]
        del made[before:]
        if not calls:
            return args, options
        last = calls[-1]
        if last.more is not None:
            return None
        given = last.args[1:] if isinstance(last.callee, Member) and not isinstance(last.callee.of, Call) else last.args
        return list(given), dict(last.kwargs)


def _is_init(call: Call) -> bool:
    callee = call.callee
    return isinstance(callee, Member | Outside) and callee.name == "__init__"
