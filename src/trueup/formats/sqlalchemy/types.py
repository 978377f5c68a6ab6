"""A project's values that are types -> PostgreSQL's, and what else a type brings: an enum, a check, a domain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from trueup.formats.python import Call, Class, Const, Function, Items, Member, Outside, Value
from trueup.formats.sqlalchemy.symbols import (
    Models,
    Unreadable,
    argument,
    class_chain,
    complete,
    flag,
    is_none,
    items,
    method_of,
    number,
    optional_text,
    path,
    symbol,
    text,
    why,
)
from trueup.formats.sqlalchemy.typed import PLAIN, UTILS, Domain, Typed
from trueup.postgres.names import ident, qualified


class Types:
    """Reads types of one project."""

    def __init__(self, project: Models, sqlmodel_utc: bool = True) -> None:
        self.project = project
        self.sqlmodel_utc = sqlmodel_utc
        self._readers: dict[str, Callable[[Call], Typed]] = {
            **dict.fromkeys(("String", "VARCHAR", "Unicode", "AutoString", "NVARCHAR"), self._string),
            **dict.fromkeys(("CHAR", "NCHAR"), self._char),
            **dict.fromkeys(("Numeric", "NUMERIC", "DECIMAL"), self._numeric),
            **dict.fromkeys(("Float", "FLOAT"), self._float),
            **dict.fromkeys(("DateTime", "TIMESTAMP", "DATETIME"), self._timestamp),
            **dict.fromkeys(("Time", "TIME"), self._time),
            **dict.fromkeys(("Interval", "INTERVAL"), self._interval),
            **dict.fromkeys(("Text", "TEXT", "UnicodeText", "CITEXT"), self._text),
            **dict.fromkeys(("Uuid", "UUID"), self._uuid),
            **dict.fromkeys(("Enum", "ENUM"), self._enum),
            "ARRAY": self._array,
            "BIT": self._bit,
            "DOMAIN": self._domain,
            "Boolean": self._boolean,
            "UTCDateTime": lambda call: Typed("TIMESTAMP WITH TIME ZONE"),
        }

    def read(self, value: Value) -> Typed:
        """What a value that is a type comes to. Raises Unreadable."""
        match value:
            case Outside():
                return self._called(Call(value.origin, value, [], {}))
            case Call(callee=Member(name="with_variant") as member):
                return self._variant(value, member)
            case Call(callee=Member(name="evolve" | "copy", of=inner)):
                return self.read(inner)
            case Call(callee=Member(name="as_mutable"), args=[*_, last]):
                return self.read(last)
            case Call(callee=Outside() as callee) if callee.name in ("as_mutable", "type_coerce"):
                return self.read(value.args[-1])
            case Call():
                return self._called(value)
            case Class():
                return self._own(value, Call(value.origin, value, [], {}))
            case Function(node=node) if not node.args.args:
                return self.read(self.project.call(value, []))
        raise Unreadable(value.origin, f"its type is not known: {why(value)}")

    def _called(self, call: Call) -> Typed:
        complete(call)
        if isinstance(call.callee, Class):
            return self._own(call.callee, call)
        family, name = symbol(call.callee)
        if path(call.callee).endswith(".as_mutable"):
            return self.read(call.args[-1])
        if family in ("sqlalchemy", "sqlmodel"):
            reader = self._readers.get(name)
            if reader is not None:
                found = reader(call)
                return replace(found, origin=call.origin)
            if name in PLAIN:
                sql, affinity = PLAIN[name]
                serial = {"BIGINT": "BIGSERIAL", "SMALLINT": "SMALLSERIAL"}.get(sql, "SERIAL")
                return Typed(sql, affinity, serial, origin=call.origin)
        if family == "pgvector":
            return self._vector(call, name)
        if family == "geoalchemy2":
            return self._geo(call, name)
        if family == "utils":
            return self._utils(call, name)
        raise Unreadable(call.origin, f"the type {path(call.callee) or name or 'here'} is not known to trueup")

    # -------------------------------------------------------------- with parameters

    def _string(self, call: Call) -> Typed:
        return Typed(_sized("VARCHAR", argument(call, 0, "length")), "string", collation=self._collation(call, 1))

    def _char(self, call: Call) -> Typed:
        return Typed(_sized("CHAR", argument(call, 0, "length")), "string", collation=self._collation(call, 1))

    def _text(self, call: Call) -> Typed:
        sql = "CITEXT" if symbol(call.callee)[1] == "CITEXT" else "TEXT"
        return Typed(sql, "string", collation=self._collation(call, 1 if sql == "TEXT" else -1))

    def _collation(self, call: Call, position: int) -> str | None:
        name = optional_text(argument(call, position, "collation"), "the collation")
        return f'"{name}"' if name is not None else None  # SQLAlchemy escapes no quotes in it

    def _numeric(self, call: Call) -> Typed:
        precision, scale = (
            number(argument(call, n, key), f"the {key}") for n, key in enumerate(("precision", "scale"))
        )
        if precision is None:
            return Typed("NUMERIC", "numeric")
        return Typed(f"NUMERIC({precision})" if scale is None else f"NUMERIC({precision}, {scale})", "numeric")

    def _float(self, call: Call) -> Typed:
        return Typed(_sized("FLOAT", argument(call, 0, "precision")), "numeric")

    def _timestamp(self, call: Call) -> Typed:
        return Typed(self._zoned("TIMESTAMP", call))

    def _time(self, call: Call) -> Typed:
        return Typed(self._zoned("TIME", call))

    def _zoned(self, word: str, call: Call) -> str:
        zone = flag(argument(call, 0, "timezone"), "timezone")
        sized = _sized(word, argument(call, 1, "precision"))
        return f"{sized} WITH TIME ZONE" if zone else f"{sized} WITHOUT TIME ZONE"

    def _interval(self, call: Call) -> Typed:
        if symbol(call.callee)[1] == "Interval":
            native = flag(call.kwargs.get("native"), "native")
            if native is False:
                return Typed("TIMESTAMP WITHOUT TIME ZONE")
            return Typed(_sized("INTERVAL", argument(call, 1, "second_precision")))
        fields = optional_text(argument(call, 1, "fields"), "fields")
        precision = number(argument(call, 0, "precision"), "the precision")
        sql = "INTERVAL" + (f" {fields}" if fields else "")
        return Typed(sql if precision is None else f"{sql} ({precision})")

    def _uuid(self, call: Call) -> Typed:
        native = flag(call.kwargs.get("native_uuid"), "native_uuid")
        return Typed("CHAR(32)", "string") if native is False else Typed("UUID")

    def _bit(self, call: Call) -> Typed:
        varying = flag(argument(call, 1, "varying"), "varying")
        length = number(argument(call, 0, "length"), "the length")
        if varying:
            return Typed("BIT VARYING" if length is None else f"BIT VARYING({length})")
        return Typed(f"BIT({length or 1})")

    def _array(self, call: Call) -> Typed:
        inner = argument(call, 0, "item_type")
        if inner is None:
            raise Unreadable(call.origin, "an ARRAY needs the type of its items")
        item = self.read(inner)
        dimensions = number(call.kwargs.get("dimensions"), "dimensions") or 1
        return Typed(item.sql + "[]" * dimensions, "array", collation=item.collation, inner=(item,))

    def _boolean(self, call: Call) -> Typed:
        return Typed("BOOLEAN", "boolean")

    def _vector(self, call: Call, name: str) -> Typed:
        return Typed(_sized(name.upper(), argument(call, 0, "dim", "length")))

    def _geo(self, call: Call, name: str) -> Typed:
        kind = argument(call, 0, "geometry_type")
        srid = number(argument(call, 1, "srid"), "srid")
        spatial = flag(call.kwargs.get("spatial_index"), "spatial_index") is not False
        if name not in ("Geometry", "Geography"):
            return Typed(name.upper())
        if is_none(kind):
            return Typed(name.lower(), spatial=spatial)
        shape = text(kind, "the geometry type") if kind is not None else "GEOMETRY"
        return Typed(f"{name.lower()}({shape},{-1 if srid is None else srid})", spatial=spatial)

    def _utils(self, call: Call, name: str) -> Typed:
        if name in UTILS and (name == "TSVectorType" or not set(call.kwargs) - {"binary", "native"}):
            sql, affinity = UTILS[name]
            return Typed(sql, affinity, searchable=name == "TSVectorType")
        if name == "ChoiceType":
            impl = call.kwargs.get("impl")
            return self.read(impl) if impl is not None else Typed("VARCHAR(255)", "string")
        if name in ("EncryptedType", "StringEncryptedType"):
            return Typed("BYTEA") if name == "EncryptedType" else Typed("VARCHAR", "string")
        raise Unreadable(call.origin, f"the type {name} of sqlalchemy_utils is not known to trueup")

    def _variant(self, call: Call, member: Member) -> Typed:
        dialects = [text(one, "the dialect of a variant") for one in call.args[1:]]
        return self.read(call.args[0] if "postgresql" in dialects else member.of)

    # -------------------------------------------------------------- enums and domains

    def _enum(self, call: Call) -> Typed:
        name = optional_text(call.kwargs.get("name"), "the name of the enum")
        owner = next((arg for arg in call.args if isinstance(arg, Class)), None)
        if owner is not None:
            name = name or owner.name.lower()
            labels = self._labels(owner, call.kwargs.get("values_callable"))
        else:
            given = call.args
            if len(given) == 1 and isinstance(given[0], Items):
                given = items(given[0], "the values of the enum")
            labels = tuple(text(one, "a value of the enum") for one in given)
        native = flag(call.kwargs.get("native_enum"), "native_enum") is not False
        if not native:
            return self._text_enum(call, name, labels)
        if name is None:
            raise Unreadable(call.origin, "an enum needs a name on PostgreSQL: give it name=")
        namespace = self._namespace(call) or "public"
        return Typed(qualified(namespace, name), "enum", enum=(namespace, name), labels=labels)

    def _labels(self, owner: Class, values: Value | None) -> tuple[str, ...]:
        if values is None or is_none(values):
            return tuple(entry.name for entry in self.project.members(owner))
        if not isinstance(values, Function):
            raise Unreadable(values.origin, f"values_callable is not known: {why(values)}")
        found = self.project.call(values, [owner])
        return tuple(text(one, "a value of the enum") for one in items(found, "what values_callable gives"))

    def _text_enum(self, call: Call, name: str | None, labels: tuple[str, ...]) -> Typed:
        longest = max(map(len, labels), default=0)
        length = number(call.kwargs.get("length"), "the length") or longest
        check = bool(flag(call.kwargs.get("create_constraint"), "create_constraint"))
        return Typed(f"VARCHAR({length})", "string", labels=labels, check=check, name=name)

    def _namespace(self, call: Call) -> str | None:
        schema = optional_text(call.kwargs.get("schema"), "the schema")
        metadata = call.kwargs.get("metadata")
        if schema is None and isinstance(metadata, Call) and symbol(metadata.callee)[1] == "MetaData":
            schema = optional_text(metadata.kwargs.get("schema"), "the schema")
        return schema

    def _domain(self, call: Call) -> Typed:
        name = argument(call, 0, "name")
        under = argument(call, 1, "data_type")
        if name is None or under is None:
            raise Unreadable(call.origin, "a DOMAIN needs a name and a type")
        namespace = self._namespace(call) or "public"
        inner = self.read(under)
        collation = optional_text(call.kwargs.get("collation"), "the collation")
        strict = flag(call.kwargs.get("not_null"), "not_null")  # which then takes the name of the check
        made = Domain(
            namespace,
            text(name, "the name of the domain"),
            inner.sql,
            ident(collation) if collation is not None else inner.collation,
            call.kwargs.get("default"),
            strict,
            call.kwargs.get("check"),
            None if strict else optional_text(call.kwargs.get("constraint_name"), "the name of the check"),
        )
        return Typed(qualified(namespace, made.name), inner.affinity, domain=made, inner=(inner,))

    # -------------------------------------------------------------- the project's own types

    def _own(self, of: Class, call: Call) -> Typed:
        """A TypeDecorator or UserDefinedType of the project's."""
        chain = list(class_chain(self.project, of))
        spec = method_of(self.project, of, "get_col_spec")
        if spec is not None:
            return Typed(text(self.project.call(spec, [call]), "what get_col_spec returns"))
        if any("load_dialect_impl" in base.names for base in chain):
            return self._loaded(of, call)
        impl = next((base.names["impl"] for base in chain if "impl" in base.names), None)
        if impl is not None:
            impl = self.project.attribute(of, "impl")
            return self._implemented(of, impl, call)
        outside = next((b for b in self.project.mro(of) if symbol(b)[0] and symbol(b)[1] in self._known()), None)
        if outside is not None and not any("__init__" in base.names for base in chain):
            return self._called(Call(call.origin, outside, call.args, call.kwargs))
        if outside is not None:
            return self._called(self._initial(of, outside, call))
        raise Unreadable(call.origin, f"the type {of.name} does not say what it is on PostgreSQL")

    def _known(self) -> frozenset[str]:
        return frozenset({*self._readers, *PLAIN, *UTILS, "ChoiceType", "EncryptedType", "StringEncryptedType"})

    def _implemented(self, of: Class, impl: Value, call: Call) -> Typed:
        """``impl``, made with the arguments the decorator is made with."""
        if isinstance(impl, Call):
            return self.read(impl)
        return self.read(self._initial(of, impl, call))

    def _initial(self, of: Class, under: Value, call: Call) -> Call:
        """The call of the type beneath: what the class's own ``__init__`` hands on, else the same arguments."""
        made = Call(call.origin, under, call.args, call.kwargs)
        init = method_of(self.project, of, "__init__")
        if init is None:
            return made
        before = len(init.module.made)
        self.project.call(init, [call, *call.args], dict(call.kwargs))
        for one in init.module.made[before:]:
            if isinstance(one.callee if isinstance(one, Call) else None, Member) and isinstance(one, Call):
                member = one.callee
                if isinstance(member, Member) and member.name == "__init__":
                    return Call(call.origin, under, one.args, one.kwargs, one.more)
        return Call(call.origin, under, [], {})

    def _loaded(self, of: Class, call: Call) -> Typed:
        """What ``load_dialect_impl`` gives for PostgreSQL."""
        function = method_of(self.project, of, "load_dialect_impl")
        if function is None:
            raise Unreadable(call.origin, f"load_dialect_impl of {of.name} is no plain function")
        dialect = Call(call.origin, Outside(call.origin, "sqlalchemy.engine.Dialect"), [], {})
        dialect.attributes["name"] = Const(call.origin, "postgresql")
        found = self.project.call(function, [call, dialect])
        if isinstance(found, Call) and isinstance(found.callee, Member) and found.callee.name == "type_descriptor":
            return self.read(found.args[0])
        if isinstance(found, Member) and found.name == "impl":
            return self._implemented(of, self.project.attribute(of, "impl"), call)
        if isinstance(found, Call) and isinstance(found.callee, Member) and found.callee.name == "load_dialect_impl":
            return self._implemented(of, self.project.attribute(of, "impl"), call)
        return self.read(found)


def _sized(word: str, length: Value | None) -> str:
    size = number(length, "the length")
    return word if size is None else f"{word}({size})"
