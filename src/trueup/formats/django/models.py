"""Model classes in a project's source -> models: which classes are models, what they inherit, and what they point to.

Follows ``django.db.models.base.ModelBase`` and ``Options.contribute_to_class``. Classes of other packages are read from
where they are installed, or from ``known``; one that is in neither leaves the model unclear. Fields are in ``fields``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from trueup.formats.django.apps import App
from trueup.formats.django.fields import Fields
from trueup.formats.django.settings import Settings
from trueup.formats.django.state import Field, Key, Model, Plain, Unclear, path_of, setting_name
from trueup.formats.python import (
    Call,
    Choice,
    Class,
    Module,
    Outside,
    Project,
    Unknown,
    Value,
)
from trueup.model import Origin

_MODEL = frozenset({"django.db.models.Model", "django.db.models.base.Model", "django.contrib.gis.db.models.Model"})
_HARMLESS = (
    "abc.",
    "django.",
    "builtins.",
    "typing.",
    "typing_extensions.",
    "enum.",
    "collections.",
    "functools.",
    "dataclasses.",
)
_META = frozenset(
    """
    abstract app_label managed proxy db_table db_table_comment db_tablespace unique_together index_together indexes
    constraints order_with_respect_to swappable required_db_vendor
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)


@dataclass(slots=True)
class _Read:
    """A class as Django sees it: its fields, own and from abstract bases, and what it is a part of."""

    of: Class
    abstract: bool
    fields: dict[str, Field] = field(default_factory=dict)
    parents: list[Class] = field(default_factory=list)
    options: dict[str, Value] = field(default_factory=dict)
    unclear: list[tuple[Origin, str]] = field(default_factory=list)


class Models(Fields):
    """Reads the models of apps. ``found`` has those that are not abstract, by key."""

    def __init__(self, project: Project, settings: Settings, apps: list[App], installed: list[Path]) -> None:
        super().__init__(project, installed)
        self.settings = settings
        self.apps = apps
        self.plain = Plain(settings.get)
        self.found: dict[Key, Model] = {}
        self.modules: set[str] = set()
        self._read: dict[int, _Read | None] = {}
        self._kept: list[Class] = []
        self._labels = sorted(((app.name, app) for app in apps), key=lambda pair: -len(pair[0]))

    # -------------------------------------------------------------- which classes

    def read(self) -> None:
        """Read the models of all apps whose code is here."""
        for app in self.apps:
            for module in self._start(app):
                self._collect(module, app)

    def _start(self, app: App) -> list[Module]:
        if app.folder is not None:
            for path in (app.folder / "models.py", app.folder / "models" / "__init__.py"):
                if path.is_file():
                    return [self.project.load(path)]
            return []
        virtual = self.module(f"{app.name}.models")
        return [virtual] if virtual is not None else []

    def _collect(self, start: Module, app: App) -> None:
        """The classes of a module and of those of the same app that it imports."""
        left, seen = [start], {start.path}
        while left:
            module = left.pop(0)
            failed = self.project.failed.get(module.path)
            if failed is not None:
                raise failed
            for value in list(module.made):
                if isinstance(value, Class):
                    self.take(value)
            for other in self.project.imported_by(module):
                inside = app.folder is not None and app.folder in other.path.parents
                if inside and other.path not in seen and other.path.is_file():
                    seen.add(other.path)
                    self.project.read(other)
                    left.append(other)

    def take(self, of: Class) -> Key | None:
        """A class as a model of the project, if it is one that is not abstract; its key."""
        read = self.of_class(of)
        if read is None or read.abstract:
            return None
        app = self._app_of(of, read)
        if app is None:
            return None
        key = (app.label, of.name.lower())
        if key not in self.found:
            self.found[key] = Model(app.label, of.name, of.origin)
            self._fill(self.found[key], read)
        return key

    def _app_of(self, of: Class, read: _Read) -> App | None:
        label = read.options.get("app_label")
        if label is not None:
            try:
                said = str(self.plain(label))
            except Unclear:
                return None
            return next((app for app in self.apps if app.label == said), App(said, said))
        name = self._name_of(of.module)
        return next((app for start, app in self._labels if name == start or name.startswith(f"{start}.")), None)

    def _name_of(self, module: Module) -> str:
        """The dotted name of a module as the apps are called: what stands in front of the app's folder is left out."""
        for app in self.apps:
            if app.folder is not None and app.folder in module.path.parents:
                inner = module.path.relative_to(app.folder).with_suffix("").parts
                return ".".join([app.name, *inner])
        return module.name

    def _fill(self, model: Model, read: _Read) -> None:
        model.options = read.options
        model.unclear = read.unclear
        proxy = read.options.get("proxy")
        model.proxy = proxy is not None and bool(self._plainly(proxy))
        inside = Path(self.project.root)
        for one in read.fields.values():
            own = (Path.cwd() / one.origin.file).is_relative_to(inside) and "site-packages" not in one.origin.file
            model.fields[one.name] = one if own else _moved(one, model.origin)
        for parent in read.parents:
            key = self.take(parent)
            if key is not None:
                model.parents.append((key, self._link(model, key)))

    def _plainly(self, value: Value) -> object:
        try:
            return self.plain(value)
        except Unclear:
            return None

    def _link(self, model: Model, parent: Key) -> str:
        for one in model.fields.values():
            flag = one.options.get("parent_link")
            if one.kind == "OneToOneField" and flag is not None and self._plainly(flag):
                target = self.related(model, one.options["to"]) if "to" in one.options else None
                if target == parent:
                    return one.name
        return f"{parent[1]}_ptr"

    # -------------------------------------------------------------- one class

    def of_class(self, of: Class) -> _Read | None:
        """What Django makes of a class; None when it is no model."""
        if id(of) not in self._read:
            self._read[id(of)] = None
            self._kept.append(of)
            self._resolve(of)
            if self._is_model(of):
                self._read[id(of)] = self._class(of)
        return self._read[id(of)]

    def _resolve(self, of: Class) -> None:
        """Put in the classes that are meant by bases from other packages, as far as they can be read."""
        for number, base in enumerate(of.bases):
            found: Value | None = self.settled(base)
            if isinstance(found, Outside):
                found = self.outside(found.path)
            if isinstance(found, Class):
                self.project.rebase(of, number, found)
                if found is not of:
                    self.of_class(found)

    def _is_model(self, of: Class) -> bool:
        bases = self.project.mro(of)
        if any(isinstance(base, Outside) and base.path in _MODEL for base in bases):
            return True
        unknown = any(self._is_unknown(base) for base in bases)
        return unknown and any(self._is_plainly_field(entry.value) for entry in of.body)

    def _is_plainly_field(self, value: Value | None) -> bool:
        found = self.field("", value) if isinstance(value, Call) else None
        return found is not None and found.kind != ""

    def _is_unknown(self, base: Value) -> bool:
        if isinstance(base, Class):
            return False
        path = path_of(base) or ""
        return not (path in _MODEL or path.startswith(_HARMLESS) or path == "")

    def _class(self, of: Class) -> _Read:
        meta = of.names.get("Meta")
        found = _Read(of, isinstance(meta, Class) and self._is_abstract(meta))
        found.options = self._options(of)
        self._unknown_bases(of, found)
        own = {name: one for name, one in self._own_fields(of).items() if one is not None}
        inherited = self._inherited(of, found, set(own))
        found.fields = {**inherited, **own}
        return found

    def _is_abstract(self, meta: Class) -> bool:
        """Only what a Meta says itself counts: Django takes the word back once the class is made."""
        value = meta.names.get("abstract")
        return value is not None and bool(self._plainly(value))

    def _options(self, of: Class) -> dict[str, Value]:
        meta: Value | None = self.project.inherited(of, "Meta")
        own = isinstance(of.names.get("Meta"), Class)
        if not own:
            meta = next((m for m in self._metas(of)), None)
        if not isinstance(meta, Class):
            return {}
        found = {}
        for name in sorted(_META):
            value = self.project.inherited(meta, name)
            if value is not None and name != "abstract":
                found[name] = value
        return found

    def _metas(self, of: Class) -> Iterator[Value]:
        """The Meta classes a class may inherit: those of abstract models and of plain classes."""
        for base in self.project.mro(of)[1:]:
            if isinstance(base, Class) and "Meta" in base.names:
                read = self.of_class(base)
                if read is None or read.abstract:
                    yield base.names["Meta"]

    def _unknown_bases(self, of: Class, found: _Read) -> None:
        for base in of.bases:
            if isinstance(base, Class):
                inner = self.of_class(base)
                if inner is not None and inner.abstract:
                    found.unclear += [(of.origin, why) for _, why in inner.unclear]
            elif self._is_unknown(base) or isinstance(base, Unknown | Choice | Call):
                name = path_of(base) or getattr(base, "why", "") or "one of its bases"
                found.unclear.append(
                    (
                        of.origin,
                        f"{of.name} may have columns from {name}, whose source is not here; install it in .venv",
                    )
                )
        if of.doubt is not None:
            found.unclear.append((of.doubt, f"whether there is a model {of.name} depends on the condition here"))

    def _own_fields(self, of: Class) -> dict[str, Field | None]:
        """The fields of the class body by name; None for a name that is bound to something else."""
        found: dict[str, Field | None] = {}
        for entry in of.body:
            if entry.name == "Meta":
                continue
            if entry.value is None:
                continue
            one = self.field(entry.name, entry.value)
            if one is not None and entry.doubt is not None:
                one.doubt = entry.doubt
            found.pop(entry.name, None)
            found[entry.name] = one
        return found

    def _inherited(self, of: Class, found: _Read, own: set[str]) -> dict[str, Field]:
        """Fields of abstract bases that nothing in between takes the name of; models it is a part of."""
        parents = [base for base in of.bases if isinstance(base, Class)]
        fields: dict[str, Field] = {}
        hidden: set[str] = set()
        for base in self.project.mro(of):
            read = self.of_class(base) if isinstance(base, Class) and base is not of else None
            if base is of or not isinstance(base, Class):
                continue
            if read is None or base not in parents:
                hidden |= base.names.keys()
                continue
            if not read.abstract:
                found.parents.append(base)
                hidden |= read.fields.keys()
                continue
            for name, one in read.fields.items():
                if name not in own and name not in of.names and name not in hidden and name not in fields:
                    fields[name] = one
            found.parents += [parent for parent in read.parents if parent not in found.parents]
        return fields

    # -------------------------------------------------------------- relations

    def related(self, model: Model, value: Value) -> Key | None:
        """The model a relation of a model points to; None when it cannot be told."""
        value = self.settled(value)
        if isinstance(value, Class):
            self.of_class(value)
            return self.take(value) or self._abstract_key(value)
        name = setting_name(value)
        if name is None and isinstance(value, Call) and (path_of(value.callee) or "").endswith("get_user_model"):
            name = "AUTH_USER_MODEL"
        if name is not None:
            return self._setting(name)
        if isinstance(value, Outside):
            found = self.outside(value.path)
            return self.related(model, found) if isinstance(found, Class) else None
        try:
            said = self.plain(value)
        except Unclear:
            return None
        return self.named(model, str(said)) if isinstance(said, str) else None

    def _abstract_key(self, of: Class) -> Key | None:
        """The key of a model of another package that no installed app has taken up."""
        read = self.of_class(of)
        if read is None or read.abstract:
            return None
        parts = of.module.name.split(".")
        label = parts[-2] if parts[-1] == "models" and len(parts) > 1 else parts[-1]
        key = (label, of.name.lower())
        if key not in self.found:
            self.found[key] = Model(label, of.name, of.origin, foreign=True)
            self._fill(self.found[key], read)
        return key

    def _setting(self, name: str) -> Key | None:
        value = self.settings.get(name)
        said = self._plainly(value) if value is not None else None
        said = said or ("auth.User" if name == "AUTH_USER_MODEL" else None)
        return self._by_label(str(said)) if said else None

    def named(self, model: Model, said: str) -> Key | None:
        """A model by the text a relation has for it: ``self``, ``Model`` or ``app.Model``."""
        if said == "self":
            return model.key
        return self._by_label(said if "." in said else f"{model.app}.{said}")

    def _by_label(self, said: str) -> Key | None:
        app, _, name = said.rpartition(".")
        key = (app, name.lower())
        if key in self.found:
            return key
        for source in (f"django.contrib.{app}.models", f"{app}.models"):
            found = self.outside(f"{source}.{name}")
            if isinstance(found, Class):
                return self.take(found) or self._abstract_key(found)
        return None

    def is_contrib(self, model: Model) -> bool:
        """Whether a model is of an app of Django's own."""
        app = next((app for app in self.apps if app.label == model.app), None)
        return app.name.startswith("django.contrib.") if app is not None else model.foreign


def _moved(one: Field, origin: Origin) -> Field:
    """A field of another package's class, at the place of the project's class that takes it up."""
    return Field(one.name, one.kind, one.options, origin, one.type, one.unclear, one.doubt)
