"""Which MetaData a table belongs to, with its schema and naming convention; the type map of a declarative base."""

from __future__ import annotations

from dataclasses import dataclass, field

from trueup.formats.python import Call, Class, Dict, Member, Subscript, Value
from trueup.formats.sqlalchemy.symbols import (
    Models,
    Unreadable,
    argument,
    is_none,
    optional_text,
    path,
    symbol,
    text,
    why,
)
from trueup.model import Origin

ROOTS = frozenset({"DeclarativeBase", "DeclarativeBaseNoMeta"})
_BASE_MAKERS = frozenset({"declarative_base", "automap_base", "registry", "generate_base", "SQLAlchemy", "SQLA"})
_SQLMODEL = "sqlmodel.SQLModel"


@dataclass(slots=True)
class Meta:
    """A MetaData: ``key`` tells it from others; names of its conventions are ``ix``, ``uq``, ``ck``, ``fk``, ``pk``."""

    key: object
    schema: str | None = None
    conventions: dict[str, Value] = field(default_factory=dict)
    type_map: list[tuple[Value, Value]] = field(default_factory=list)


class Metas:
    """Finds the MetaData that a value stands for; the same value, the same Meta."""

    def __init__(self, project: Models) -> None:
        self.project = project
        self._known: dict[object, Meta] = {}

    def of(self, value: Value) -> Meta:
        """The MetaData of a MetaData, a registry, a declarative base or a mapped class. Raises Unreadable."""
        found = self._find(value, 0)
        if found is None:
            raise Unreadable(value.origin, f"which MetaData it belongs to is not known: {why(value)}")
        return found

    def _find(self, value: Value, depth: int) -> Meta | None:
        if depth > 20:
            return None
        if isinstance(value, Subscript):
            value = value.of
        if path(value) in (_SQLMODEL, f"{_SQLMODEL}.metadata"):
            return self._sqlmodel(value, depth)
        if isinstance(value, Class):
            return self._of_class(value, depth)
        if isinstance(value, Member) and value.name in ("metadata", "Model", "__table__", "registry", "_sa_registry"):
            return self._find(value.of, depth + 1)
        if not isinstance(value, Call):
            return None
        if isinstance(value.callee, Member) and value.callee.name == "generate_base":
            return self._find(value.callee.of, depth + 1)
        name = symbol(value.callee)[1] or (path(value.callee).rpartition(".")[2])
        if self.project.is_flask(value):
            name = "SQLAlchemy"
        if name in ("MetaData", "FlaskMetaData") or self._is_metadata_class(value.callee):
            return self._metadata(value)
        return self._base(value, depth) if name in _BASE_MAKERS else None

    def _is_metadata_class(self, callee: Value) -> bool:
        return isinstance(callee, Class) and self.project.derives(callee, "MetaData")

    def _sqlmodel(self, value: Value, depth: int) -> Meta:
        for of, name, given in self.project.set_outside:
            if path(of) == _SQLMODEL and name == "metadata" and path(given) != f"{_SQLMODEL}.metadata":
                found = self._find(given, depth + 1)
                if found is not None:
                    return found
        return self._kept("sqlmodel", None, value)

    def _of_class(self, value: Class, depth: int) -> Meta | None:
        """A class says it by ``metadata`` or ``registry``, or has one of its own, or inherits it."""
        for decorator in value.decorators:
            callee = decorator.callee if isinstance(decorator, Call) else decorator
            if isinstance(callee, Member) and callee.name in ("mapped", "mapped_as_dataclass", "as_declarative_base"):
                return self._find(callee.of, depth + 1)
        for base in self.project.mro(value):
            if isinstance(base, Class):
                for name in ("metadata", "registry", "_sa_registry"):
                    given = base.names.get(name) or (base.keywords.get(name) if name == "registry" else None)
                    if given is not None:
                        found = self._find(
                            self.project.attribute(base, name) if name in base.names else given, depth + 1
                        )
                        if found is not None:
                            return self._mapped(base, found)
                if is_root(base):
                    return self._mapped(base, self._kept(base, None, base))
            else:
                found = self._find(base, depth + 1)
                if found is not None:
                    return self._mapped(value, found)
        return None

    def _mapped(self, base: Class, meta: Meta) -> Meta:
        """The type map of a declarative base, taken up once."""
        given = self.project.inherited(base, "type_annotation_map")
        if isinstance(given, Dict) and not meta.type_map:
            meta.type_map += given.pairs
        return meta

    def _metadata(self, call: Call) -> Meta:
        return self._kept(call, call, call)

    def _base(self, call: Call, depth: int) -> Meta | None:
        """What ``declarative_base(…)``, ``registry(…)`` and Flask's ``SQLAlchemy(…)`` belong to."""
        given = call.kwargs.get("metadata")
        under = call.kwargs.get("cls", call.kwargs.get("model_class"))
        if given is None and isinstance(under, Class):
            given = under.names.get("metadata")
            if given is None and is_root(under):
                return self._find(under, depth + 1)
        meta = (
            self._find(given, depth + 1) if given is not None and not is_none(given) else self._kept(call, None, call)
        )
        types = call.kwargs.get("type_annotation_map")
        if meta is not None and isinstance(types, Dict) and not meta.type_map:
            meta.type_map += types.pairs
        return meta

    def _kept(self, key: object, call: Call | None, value: Value) -> Meta:
        known = self._known.get(id(key) if not isinstance(key, str) else key)
        if known is not None:
            return known
        meta = Meta(key)
        self._known[id(key) if not isinstance(key, str) else key] = meta
        if call is not None:
            meta.schema = optional_text(argument(call, 0, "schema"), "the schema of the MetaData")
            self._convention(meta, call.kwargs.get("naming_convention"), call.origin)
            self._settings(meta, call.attributes)
        for of, name, given in self.project.set_outside:
            if name in ("naming_convention", "schema") and self._find(of, 1) is meta:
                self._settings(meta, {name: given})
        return meta

    def _settings(self, meta: Meta, given: dict[str, Value]) -> None:
        if "schema" in given:
            meta.schema = optional_text(given["schema"], "the schema of the MetaData")
        if "naming_convention" in given:
            self._convention(meta, given["naming_convention"], given["naming_convention"].origin)

    def _convention(self, meta: Meta, given: Value | None, origin: Origin) -> None:
        if given is None or is_none(given):
            return
        if not isinstance(given, Dict) or given.unsure is not None:
            raise Unreadable(given.origin, f"the naming convention is no plain dictionary: {why(given)}")
        words = {"Index": "ix", "UniqueConstraint": "uq", "CheckConstraint": "ck"}
        words |= {"ForeignKeyConstraint": "fk", "PrimaryKeyConstraint": "pk"}
        for key, value in given.pairs:
            word = words.get(symbol(key)[1]) or text(key, "a key of the naming convention")
            meta.conventions[word] = value


def is_root(of: Class) -> bool:
    """Whether a class is a declarative base itself, which is not mapped."""
    if any(symbol(base) in {("sqlalchemy", name) for name in ROOTS} for base in of.bases):
        return True
    if any(symbol(one.callee if isinstance(one, Call) else one)[1] == "as_declarative" for one in of.decorators):
        return True
    if any(isinstance(o, Member) and o.name == "as_declarative_base" for o in _callees(of.decorators)):
        return True
    return symbol(of.keywords.get("metaclass"))[1] == "DeclarativeMeta"


def _callees(values: list[Value]) -> list[Value]:
    return [one.callee if isinstance(one, Call) else one for one in values]
