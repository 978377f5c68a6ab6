"""What schema files import from ``drizzle-orm`` and its parts, by module and name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trueup.formats.drizzle import columns as column_functions
from trueup.formats.drizzle import sqltext, tables, types, views
from trueup.formats.drizzle.sqltext import Sql, Verbatim
from trueup.formats.drizzle.values import (
    UNDEFINED,
    Caller,
    Function,
    Host,
    Ignored,
    Native,
    Place,
    Record,
    Text,
    Unknown,
    truthy,
)
from trueup.formats.drizzle.versions import Version

_WITHOUT_TRACE = (
    "relations",
    "defineRelations",
    "defineRelationsPart",
    "createTableRelationsHelpers",
    "extractTablesRelationalConfig",
)
_IGNORED = Ignored()
_ELSEWHERE = Place(Text("drizzle-orm", b"", [0]), 0)

Body = Callable[[list[Any], Place, Caller], Any]


class PgCore:
    """The library as one version of it is, for one project's ``casing``."""

    def __init__(self, version: Version, casing: str | None = None) -> None:
        self.version = version
        self.casing = casing if version.takes_casing else None
        self.builders = Record({name: column_functions.function(name, version) for name in types.KINDS})
        self.builders["customType"] = Native("customType", self._custom)
        self.used: set[str] = set()
        self._core: dict[str, Any] = {**self.builders, **self._functions(), **sqltext.OPERATORS}
        self._parts: dict[str, dict[str, Any]] = {}

    def lookup(self, module: str, name: str, where: Place) -> Any:
        """What a package exports under a name. Unknown for packages that are not Drizzle's."""
        self.used.add(module)
        if name == "*":
            return Package(module, self)
        if module in ("drizzle-orm/supabase", "drizzle-orm/neon"):
            return self._part(module).get(name, Unknown(f"{name} of {module}", where))
        if module == "drizzle-orm" or module.startswith(("drizzle-orm/pg-core", "drizzle-orm/sql")):
            return self._core.get(name, Unknown(f"{name} of {module}", where))
        if name in _WITHOUT_TRACE or module.startswith(("drizzle-orm/relations", "drizzle-zod", "drizzle-orm/zod")):
            return _IGNORED
        if module.startswith("drizzle-orm/") and name in self._core:
            return self._core[name]
        if module.removeprefix("node:") in ("path", "url", "fs", "process", "os"):
            from trueup.formats.drizzle import platform

            return platform.lookup(module.removeprefix("node:"), name, where)
        if module == "drizzle-kit" and name == "defineConfig":
            return Native(name, lambda args, place, caller: args[0] if args else UNDEFINED)
        return Unknown(f"{name} of the package {module}, which is not read", where)

    def names(self, module: str) -> list[str]:
        """What ``export *`` from a package brings, as far as it matters to a schema."""
        return list(self._part(module)) if module in ("drizzle-orm/supabase", "drizzle-orm/neon") else []

    # -------------------------------------------------------------- functions

    def _functions(self) -> dict[str, Any]:
        simple: dict[str, Body] = {
            "pgSchema": lambda a, p, c: tables.Namespace(_at(a, 0), p, self, None),
            "pgEnum": lambda a, p, c: self._enum(a, p, None),
            "pgSequence": lambda a, p, c: tables.Sequence(_at(a, 0), _at(a, 1), None, p),
            "pgView": lambda a, p, c: self._view(a, p, c, None, materialized=False),
            "pgMaterializedView": lambda a, p, c: self._view(a, p, c, None, materialized=True),
            "pgPolicy": lambda a, p, c: tables.Policy(_at(a, 0), _at(a, 1), p),
            "pgRole": lambda a, p, c: tables.Role(_at(a, 0), p),
            "pgTableCreator": self._creator,
            "index": lambda a, p, c: tables.Index(_at(a, 0), False, p),
            "uniqueIndex": lambda a, p, c: tables.Index(_at(a, 0), True, p),
            "unique": lambda a, p, c: tables.Unique(_at(a, 0), p),
            "check": lambda a, p, c: tables.Check(_at(a, 0), _at(a, 1), p),
            "foreignKey": lambda a, p, c: tables.ForeignKey(_at(a, 0), p),
            "primaryKey": _primary_key,
            "alias": lambda a, p, c: views.aliased(_at(a, 0), _at(a, 1)),
            "getTableColumns": lambda a, p, c: c.member(_at(a, 0), "...", p),
            "getColumns": lambda a, p, c: c.member(_at(a, 0), "...", p),
            "getTableName": lambda a, p, c: getattr(_at(a, 0), "name", Unknown("a table's name", p)),
            "getPgColumnBuilders": lambda a, p, c: self.builders,
        }
        found: dict[str, Any] = {
            name: Native(name, body, makes_schema=name.startswith("pg")) for name, body in simple.items()
        }
        found.update(dict.fromkeys(_WITHOUT_TRACE, _IGNORED))
        found["sql"] = sqltext.SQL
        found["pgTable"] = self._table_function(None, self.casing, lambda name, c, p: name)
        found["QueryBuilder"] = views.QUERY_BUILDER
        for name, casing in (("snakeCase", "snake_case"), ("camelCase", "camelCase")):
            found[name] = self._cased(casing)
        return found

    def _cased(self, casing: str) -> Record:
        """``snakeCase.table`` and the like of 1.0."""
        return Record(
            {
                "table": self._table_function(None, casing, lambda name, c, p: name),
                "view": Native("view", lambda a, p, c: self._view(a, p, c, None, materialized=False, casing=casing)),
                "materializedView": Native(
                    "materializedView", lambda a, p, c: self._view(a, p, c, None, materialized=True, casing=casing)
                ),
                "schema": Native("schema", lambda a, p, c: tables.Namespace(_at(a, 0), p, self, casing)),
            }
        )

    def _table_function(
        self, namespace: Any, casing: str | None, rename: Callable[[Any, Caller, Place], Any]
    ) -> Native:
        def make(args: list[Any], place: Place, caller: Caller) -> tables.Table:
            table = tables.Table(rename(_at(args, 0), caller, place), namespace, place, casing, self.version)
            table.extra = _at(args, 2)
            return tables.build(table, _at(args, 1), self.builders, caller, place)

        def secured(args: list[Any], place: Place, caller: Caller) -> tables.Table:
            table = make(args, place, caller)
            table.rls = True
            return table

        return Native("pgTable", make, {"withRLS": Native("withRLS", secured)}, makes_schema=True)

    def _creator(self, args: list[Any], place: Place, caller: Caller) -> Native:
        renaming = _at(args, 0)
        casing = _at(args, 1) if self.version.one and isinstance(_at(args, 1), str) else self.casing

        def rename(name: Any, caller: Caller, where: Place) -> Any:
            found = caller.call(renaming, [name], where)
            return found if isinstance(found, str | Unknown) else Unknown("the table's name", where)

        return self._table_function(None, casing, rename)

    def in_namespace(self, name: str, inside: tables.Namespace, place: Place) -> Any:
        """A function of ``pgSchema(…)``."""
        casing = inside.casing or self.casing
        match name:
            case "table":
                return self._table_function(inside.name, casing, lambda given, c, p: given)
            case "enum":
                return Native(name, lambda a, p, c: self._enum(a, p, inside.name))
            case "sequence":
                return Native(name, lambda a, p, c: tables.Sequence(_at(a, 0), _at(a, 1), inside.name, p))
            case "view" | "materializedView":
                wide = name != "view"
                return Native(name, lambda a, p, c: self._view(a, p, c, inside.name, materialized=wide, casing=casing))
        return Unknown(f"the property {name} of a schema", place)

    def _enum(self, args: list[Any], place: Place, namespace: Any) -> tables.Enum:
        labels = _at(args, 1)
        if isinstance(labels, Record):
            labels = list(labels.values())
        return tables.Enum(_at(args, 0), labels, namespace, place, self.version)

    def _view(
        self,
        args: list[Any],
        place: Place,
        caller: Caller,
        namespace: Any,
        *,
        materialized: bool,
        casing: Any = UNDEFINED,
    ) -> views.ViewBuilder:
        case = self.casing if casing is UNDEFINED else casing
        fields = None
        if _at(args, 1) is not UNDEFINED:
            fields = tables.Table(_at(args, 0), namespace, place, case, self.version)
            tables.build(fields, _at(args, 1), self.builders, caller, place)
        return views.ViewBuilder(_at(args, 0), namespace, fields, materialized, place)

    def _custom(self, args: list[Any], place: Place, caller: Caller) -> Any:
        return column_functions.custom_type(args, place, caller, self.version)

    # -------------------------------------------------------------- Supabase and Neon

    def _part(self, module: str) -> dict[str, Any]:
        if module not in self._parts:
            self._parts[module] = self._supabase() if module.endswith("supabase") else self._neon()
        return self._parts[module]

    def _supabase(self) -> dict[str, Any]:
        names = {
            "anonRole": "anon",
            "authenticatedRole": "authenticated",
            "serviceRole": "service_role",
            "postgresRole": "postgres_role",
            "supabaseAuthAdminRole": "supabase_auth_admin",
        }
        found: dict[str, Any] = {name: _existing_role(role) for name, role in names.items()}
        users = tables.Table("users", "auth", _ELSEWHERE, None, self.version)
        messages = tables.Table("messages", "realtime", _ELSEWHERE, None, self.version)
        self._fill(users, "id email phone email_confirmed_at phone_confirmed_at last_sign_in_at created_at updated_at")
        self._fill(messages, "id topic extension")
        uid, topic = Sql([Verbatim("(select auth.uid())")]), Sql([Verbatim("realtime.topic()")])
        return found | {"authUsers": users, "realtimeMessages": messages, "authUid": uid, "realtimeTopic": topic}

    def _neon(self) -> dict[str, Any]:
        synced = tables.Table("users_sync", "neon_auth", _ELSEWHERE, None, self.version)
        self._fill(synced, "raw_json id name email created_at deleted_at updated_at")
        return {
            "authenticatedRole": _existing_role("authenticated"),
            "anonymousRole": _existing_role("anonymous"),
            "authUid": Native("authUid", lambda a, p, c: sqltext.pieces("(select auth.user_id() = ", _at(a, 0), ")")),
            "crudPolicy": Native("crudPolicy", _crud_policy),
            "usersSync": synced,
        }

    def _fill(self, table: tables.Table, columns: str) -> None:
        """Columns of a table that a platform brings: only their names matter, for references."""
        for name in columns.split():
            builder = column_functions.ColumnBuilder("text", name, "text", _ELSEWHERE, self.version)
            key = "".join(word if i == 0 else word.title() for i, word in enumerate(name.split("_")))
            table.columns[key] = column_functions.Column(table, key, builder, _ELSEWHERE)


class Package(Host):
    """A whole package, imported with ``* as``."""

    def __init__(self, module: str, core: PgCore) -> None:
        self.module = module
        self.core = core

    def member(self, name: str, place: Place, caller: Caller) -> Any:
        return self.core.lookup(self.module, name, place)


def _at(args: list[Any], index: int) -> Any:
    return args[index] if index < len(args) else UNDEFINED


def _primary_key(args: list[Any], place: Place, caller: Caller) -> tables.PrimaryKey:
    config = _at(args, 0)
    if isinstance(config, Record):
        return tables.PrimaryKey(config.get("columns", UNDEFINED), config.get("name", UNDEFINED), place)
    return tables.PrimaryKey(list(args), UNDEFINED, place)


def _existing_role(name: str) -> tables.Role:
    role = tables.Role(name, _ELSEWHERE)
    role.is_existing = True
    return role


def _crud_policy(args: list[Any], place: Place, caller: Caller) -> Any:
    """Neon's four policies of one rule for reading and one for changing."""
    options = _at(args, 0)
    if not isinstance(options, Record):
        return Unknown("the options of crudPolicy", place)
    role = options.get("role", UNDEFINED)
    rules = [_rule(options.get(key, UNDEFINED)) for key in ("read", "modify")]
    named = [getattr(one, "name", one) for one in (role if isinstance(role, list) else [role])]
    names = [name for name in named if isinstance(name, str)]
    if len(names) < len(named):
        return Unknown("the role of crudPolicy", place)
    stem = f"crud-{'-'.join(names)}-policy-"
    clauses: list[tuple[str, dict[str, Any]]] = []
    if truthy(rules[0]):
        clauses.append(("select", {"using": rules[0]}))
    if truthy(rules[1]):
        clauses.append(("insert", {"withCheck": rules[1]}))
        clauses.append(("update", {"using": rules[1], "withCheck": rules[1]}))
        clauses.append(("delete", {"using": rules[1]}))
    return [
        tables.Policy(stem + command, Record({"for": command, "to": role, **clause}), place)
        for command, clause in clauses
    ]


def _rule(value: Any) -> Any:
    return Sql([Verbatim("true" if value else "false")]) if isinstance(value, bool) else value


__all__ = ["Function", "PgCore"]
