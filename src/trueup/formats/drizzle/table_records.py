"""One table of Drizzle as records: its columns, and the keys, indexes, checks and policies that hang on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from trueup.formats.drizzle import naming, sequences, tables
from trueup.formats.drizzle.columns import Column, IndexedColumn
from trueup.formats.drizzle.defaults import default_sql
from trueup.formats.drizzle.says import CHECKS_SINCE
from trueup.formats.drizzle.sqltext import Sql, Untold, Wrapped, rendered, told
from trueup.formats.drizzle.values import UNDEFINED, Function, Native, Place, Record, Unknown
from trueup.model import Address, Object, address
from trueup.postgres import objects as pg
from trueup.postgres.names import cut

if TYPE_CHECKING:
    from trueup.formats.drizzle.records import Records

_ACTIONS: dict[str, pg.Action] = {
    "cascade": "cascade",
    "restrict": "restrict",
    "no action": "no action",
    "set null": "set null",
    "set default": "set default",
}
_COMMANDS = ("all", "select", "insert", "update", "delete")
_RUNNERS = frozenset({"current_user", "current_role", "session_user"})
_HOSTED = {"auth": "supabase", "realtime": "supabase", "storage": "supabase", "neon_auth": "neon"}


class Key(NamedTuple):
    """A primary or unique key of a table; without a name PostgreSQL chooses one."""

    kind: type[pg.Key]
    name: str | None
    columns: tuple[str, ...]
    place: Place
    nulls_not_distinct: bool

    def record(self, table: TableRecords) -> pg.Key:
        """The constraint."""
        name = self.name
        if name is None and self.kind is pg.PrimaryKey:
            name = naming.by_server(table.table.name, None, "pkey")
        elif name is None:
            name = naming.by_server(table.table.name, "_".join(self.columns), "key")
        return self.kind(
            on="table",
            namespace=table.namespace,
            relation=table.name,
            name=cut(name, 63),
            columns=self.columns,
            nulls_not_distinct=self.nulls_not_distinct,
        )


def merged(keys: list[Key]) -> list[Key]:
    """The keys that CREATE TABLE makes: one of the same columns as an earlier one only gives that its name."""
    kept: list[Key] = []
    for key in sorted(keys, key=lambda key: key.kind is not pg.PrimaryKey):
        same = (key.columns, key.nulls_not_distinct)
        prior = next((i for i, one in enumerate(kept) if (one.columns, one.nulls_not_distinct) == same), None)
        if prior is None:
            kept.append(key)
        elif kept[prior].name is None:
            kept[prior] = kept[prior]._replace(name=key.name)
    return kept


class TableRecords:
    """The records of one table."""

    def __init__(self, records: Records, table: tables.Table, known: set[tuple[str, str]]) -> None:
        self.records = records
        self.table = table
        self.version = records.version
        self.known = known
        self.namespace = records.inside(table.namespace, table.place)
        self.name = cut(table.name, 63)
        self.address = address("table", self.namespace, self.name)
        self.keyed = False
        self.keys: list[Key] = []
        self.policies: list[tables.Policy] = []
        self.uniques: set[tuple[str, ...]] = set()

    def add(self) -> None:
        """All of it: columns first, then what stands in the third argument."""
        extras = self.table.extras(self.records.caller)
        self.policies = [item for item in extras if isinstance(item, tables.Policy)]
        self.policies += [policy for policy in self.records.policies if policy.table is self.table]
        secured = self.table.rls or bool(self.policies)
        self._put(pg.Table(namespace=self.namespace, name=self.name, rls=secured), self.table.place)
        keys = [item for item in extras if isinstance(item, tables.PrimaryKey)]
        in_key = {name for key in keys for name in self._names(key.columns) or ()}
        for position, column in enumerate(self.table.columns.values(), 1):
            self._column(column, position, in_key)
        for key, unknown in self.table.unread.items():
            self._unread_column(key, unknown)
        for item in extras:
            self._extra(item)
        for column in self.table.columns.values():
            self._of_column(column)
        for made in merged(self.keys):
            self._put(made.record(self), made.place)
        for policy in self.policies:
            self._policy(policy)

    def _put(self, obj: Object, place: Place, needs: tuple[Address, ...] = ()) -> Address:
        return self.records.add(obj, place, needs)

    def _skip(self, place: Place, why: str, where: Address | None = None) -> None:
        self.records.skip(place, why, where or self.address)

    def _named(self, word: str, name: str) -> Address:
        return self.address.child(word, name)

    # -------------------------------------------------------------- columns

    def _unread_column(self, key: str, unknown: Unknown) -> None:
        place = unknown.place or self.table.place
        if key.startswith("..."):
            self._skip(place, f"columns spread from {unknown.why}")
        else:
            where = self._named("column", naming.cased(key, self.table.casing))
            self._skip(place, f"a column made by {unknown.why}", where)

    def _column(self, column: Column, position: int, in_key: set[str]) -> None:
        builder = column.builder
        type = column.sql_type(self.records.caller)
        if isinstance(builder.enum, tables.Enum) and builder.enum.unread is not None:
            type = builder.enum.unread
        where = self._named("column", column.db_name)
        if isinstance(type, Unknown):
            self._skip(column.place, f"a column whose type depends on {type.why}", where)
            return
        default = generated = None
        try:
            if builder.default is not UNDEFINED:
                default = default_sql(builder.default, type, self.version)
            if builder.generated is not UNDEFINED:
                generated = self._generated(builder.generated, column.place)
        except Untold as untold:
            self._skip(column.place, f"a column whose default or expression has {untold.unknown.why}", where)
        not_null = builder.not_null or builder.primary or column.db_name in in_key
        made = pg.Column(
            on="table",
            namespace=self.namespace,
            relation=self.name,
            name=cut(column.db_name, 63),
            position=position,
            type=type,
            not_null=not_null or builder.identity is not None,
            default=default if generated is None and builder.identity is None else None,
            generated=generated,
            identity="always" if builder.identity and builder.identity[0] == "always" else None,
        )
        if builder.identity is not None and builder.identity[0] != "always":
            made = _replace(made, identity="by default")
        where = self._put(made, column.place)
        self.records.builder.called(where, column.key)
        if builder.identity is not None:
            owner = (self.namespace, self.name, made.name)
            sequence = sequences.identity(owner, type, builder.identity[1])
            self._put(sequence, column.place, (where,))

    def _generated(self, value: Any, place: Place) -> str:
        if isinstance(value, Function | Native):
            value = self.records.caller.call(value, [], place)
        return value if isinstance(value, str) else rendered(value)

    def _of_column(self, column: Column) -> None:
        """The key, the unique constraint and the references a column brings itself."""
        builder = column.builder
        if builder.primary and not self.keyed:
            self.keyed = True
            columns = tuple(cut(c.db_name, 63) for c in self.table.columns.values() if c.builder.primary)
            self._key(pg.PrimaryKey, None, columns, column.place)
        if builder.is_unique and (not self.version.one or (column.db_name,) not in self.uniques):
            given: Any = column.unique_name
            if isinstance(given, Unknown):
                self._skip(column.place, f"a unique constraint named by {given.why}")
            elif isinstance(given, str):
                self._key(pg.Unique, given, (column.db_name,), column.place, builder.nulls_not_distinct)
            else:
                self._key(pg.Unique, None, (column.db_name,), column.place, builder.nulls_not_distinct)
        for reference in builder.references:
            options = reference.options if isinstance(reference.options, Record) else Record()
            target = reference.target
            if isinstance(target, Function | Native):
                target = self.records.caller.call(target, [], reference.place)
            named = options.get("name", UNDEFINED) if self.version.one else UNDEFINED
            actions = options.get("onUpdate", UNDEFINED), options.get("onDelete", UNDEFINED)
            self._foreign_key(named, [column], [target], actions, column.place)

    # -------------------------------------------------------------- the third argument

    def _extra(self, item: Any) -> None:
        match item:
            case tables.Index():
                self._index(item)
            case tables.Unique():
                self._unique(item)
            case tables.PrimaryKey():
                self._primary_key(item)
            case tables.ForeignKey():
                self._long_foreign_key(item)
            case tables.Check():
                self._check(item)
            case Unknown():
                self._skip(item.place or self.table.place, f"a part of the table made by {item.why}")

    def _names(self, columns: Any) -> tuple[str, ...] | None:
        """The names of columns; None if one is not known."""
        items = columns if isinstance(columns, list) else list(columns.values()) if isinstance(columns, Record) else []
        names = tuple(cut(column.db_name, 63) for column in items if isinstance(column, Column))
        return names if len(names) == len(items) and names else None

    def _recased(self, name: str, *groups: list[Column]) -> str:
        """A default name with the columns' names in it cased, as drizzle-kit does it."""
        for columns in groups if not self.version.one else ():
            name = naming.recased(name, [c.name for c in columns], [c.db_name for c in columns])
        return name

    def _primary_key(self, key: tables.PrimaryKey) -> None:
        names = self._names(key.columns)
        if names is None or isinstance(key.name, Unknown):
            self._skip(key.place, "a primary key over columns that are not known")
            return
        if self.keyed:
            return
        self.keyed = True
        columns = list(key.columns) if isinstance(key.columns, list) else list(key.columns.values())
        given = naming.primary_key(self.table.name, [c.name for c in columns], self.version)
        name = key.name if isinstance(key.name, str) else self._recased(given, columns)
        self._key(pg.PrimaryKey, name, names, key.place)

    def _unique(self, unique: tables.Unique) -> None:
        names = self._names(unique.columns)
        if names is None or isinstance(unique.name, Unknown):
            self._skip(unique.place, "a unique constraint over columns that are not known")
            return
        self.uniques.add(names)
        name = unique.name if isinstance(unique.name, str) else None
        if name is None and not (self.version.one and len(names) == 1):
            name = naming.unique(self.table.name, [column.name for column in unique.columns])
        self._key(pg.Unique, name, names, unique.place, unique.nulls_not_distinct)

    def _key(
        self, kind: type[pg.Key], name: str | None, columns: tuple[str, ...], place: Place, distinct: bool = False
    ) -> None:
        if kind is pg.PrimaryKey and self.version.one and name == naming.primary_key(self.table.name, (), self.version):
            name = None if len(columns) == 1 else name
        self.keys.append(Key(kind, name, tuple(cut(column, 63) for column in columns), place, distinct))

    def _long_foreign_key(self, key: tables.ForeignKey) -> None:
        config = key.config
        if isinstance(config, Function):
            config = self.records.caller.call(config, [], key.place)
        if not isinstance(config, Record):
            self._skip(key.place, "a foreign key whose columns are not known")
            return
        own, theirs = config.get("columns"), config.get("foreignColumns")
        sides = [side if isinstance(side, list) else [] for side in (own, theirs)]
        self._foreign_key(config.get("name", UNDEFINED), sides[0], sides[1], (key.on_update, key.on_delete), key.place)

    def _foreign_key(
        self, name: Any, own: list[Any], theirs: list[Any], actions: tuple[Any, Any], place: Place
    ) -> None:
        columns, others = self._names(own), self._names(theirs)
        unknown = next((v for v in (*own, *theirs, *actions, name) if isinstance(v, Unknown)), None)
        if columns is None or others is None or unknown is not None:
            why = unknown.why if unknown is not None else "columns that are not known"
            self._skip(place, f"a foreign key with {why}", self._unknown_key(name, columns))
            return
        target = theirs[0].table
        if not isinstance(target.name, str):
            self._skip(place, "a foreign key to a table whose name is not known", self._unknown_key(name, columns))
            return
        if not isinstance(name, str):
            one = self.version.one
            theirs_named, own_named = ([c.db_name if one else c.name for c in side] for side in (theirs, own))
            given = naming.foreign_key(self.table.name, own_named, target.name, theirs_named, self.version)
            name = self._recased(given, own, theirs)
        where = (target.namespace if isinstance(target.namespace, str) else "public", target.name)
        if where not in self.known and not self._is_hosted(where):
            said = f"a foreign key to {'.'.join(where)}, a table that the schema files do not export"
            self._skip(place, said, self._named("constraint", cut(name, 63)))
            return
        update, delete = (_ACTIONS.get(action if isinstance(action, str) else "no action") for action in actions)
        made = pg.ForeignKey(
            on="table",
            namespace=self.namespace,
            relation=self.name,
            name=cut(name, 63),
            columns=columns,
            to_namespace=where[0],
            to_table=cut(where[1], 63),
            to_columns=others,
            on_update=update or "no action",
            on_delete=delete or "no action",
        )
        self._put(made, place)

    def _is_hosted(self, where: tuple[str, str]) -> bool:
        """Whether a table is one that a platform brings along."""
        host = _HOSTED.get(where[0])
        self.records.host = self.records.host or host
        return host is not None

    def _unknown_key(self, name: Any, columns: tuple[str, ...] | None) -> Address | None:
        if isinstance(name, str):
            return self._named("constraint", cut(name, 63))
        return self._named("column", columns[0]) if columns else None

    def _check(self, check: tables.Check) -> None:
        if self.version < CHECKS_SINCE:
            self.records.unmade(check.place, f"the check {check.name}")
            return
        if not isinstance(check.name, str):
            self._skip(check.place, "a check whose name is not known")
            return
        name = cut(check.name, 63)
        try:
            expression = rendered(check.expression, bare=self.version.one)
        except Untold as untold:
            where = self._named("constraint", name)
            self._skip(check.place, f"a check whose condition has {untold.unknown.why}", where)
            return
        made = pg.Check(
            on="table", namespace=self.namespace, relation=self.name, name=name, expression=f"({expression})"
        )
        self._put(made, check.place)

    # -------------------------------------------------------------- indexes

    def _index(self, index: tables.Index) -> None:
        keys = index.keys or []
        unknown = next((v for v in (index.name, index.method, *keys) if isinstance(v, Unknown)), None)
        if unknown is not None or not keys:
            why = unknown.why if unknown is not None else "no columns"
            where = self._named("index", cut(index.name, 63)) if isinstance(index.name, str) else None
            self._skip(index.place, f"an index with {why}", where)
            return
        name = index.name
        if not isinstance(name, str):
            name = naming.index(self.table.name, [c.db_name for c in keys if isinstance(c, Column)])
        name = cut(name, 63)
        try:
            predicate = None
            if index.where is not UNDEFINED and index.where is not None:
                predicate = rendered(index.where, bare=self.version.one)
            columns = tuple(self._index_key(key) for key in keys)
            options = tuple(sorted(_storage(index.options)))
        except Untold as untold:
            where = self._named("index", name)
            self._skip(index.place, f"an index whose expression or options have {untold.unknown.why}", where)
            return
        made = pg.Index(
            on="table",
            namespace=self.namespace,
            relation=self.name,
            name=name,
            method=str(index.method),
            columns=columns,
            unique=index.unique,
            predicate=predicate,
            options=options,
        )
        self._put(made, index.place)

    def _index_key(self, key: Any) -> pg.IndexColumn:
        if not isinstance(key, Column):
            return pg.IndexColumn(expression=rendered(key, bare=True))
        if not isinstance(key, IndexedColumn):
            return pg.IndexColumn(column=key.db_name)
        if isinstance(key.opclass, Unknown):
            raise Untold(key.opclass)
        opclass = key.opclass if isinstance(key.opclass, str) else None
        if opclass is not None and not self.version.one:
            return pg.IndexColumn(column=key.db_name, opclass=opclass)
        return pg.IndexColumn(
            column=key.db_name, opclass=opclass, descending=key.order == "desc", nulls_first=key.nulls == "first"
        )

    # -------------------------------------------------------------- policies

    def _policy(self, policy: tables.Policy) -> None:
        if not isinstance(policy.name, str):
            self._skip(policy.place, "a policy whose name is not known")
            return
        name = cut(policy.name, 63)
        config = policy.config if isinstance(policy.config, Record) else Record()
        where = self._named("policy", name)
        given = config.get("to", UNDEFINED)
        named = given if isinstance(given, list) else [] if given is UNDEFINED or given is None else [given]
        roles = [role.name if isinstance(role, tables.Role) else role for role in named]
        command = str(config.get("for", "all")).lower()
        try:
            if isinstance(policy.config, Unknown):
                raise Untold(policy.config)
            for part in (*roles, config.get("as", ""), config.get("for", "")):
                told(part)
            using, check = (_condition(config.get(key)) for key in ("using", "withCheck"))
        except Untold as untold:
            self._skip(policy.place, f"a policy with {untold.unknown.why}", where)
            return
        texts = sorted({str(role) for role in roles}) if "public" not in roles else []
        if _RUNNERS & set(texts):
            self._skip(policy.place, "a policy for whoever creates it", where)
            return
        kind = str(config.get("as", "permissive")).lower()
        if command not in _COMMANDS or kind not in ("permissive", "restrictive"):
            self._skip(policy.place, f"a policy as {kind!r} for {command!r}, which PostgreSQL does not have", where)
            return
        self.records.builder.roles |= set(texts)
        made = pg.Policy(
            on="table",
            namespace=self.namespace,
            relation=self.name,
            name=name,
            command=command,  # type: ignore[arg-type]  # one of the five
            permissive=kind == "permissive",
            roles=tuple(texts),
            using=using,
            check=check,
        )
        self._put(made, policy.place)


def _condition(value: Any) -> str | None:
    if isinstance(value, Unknown):
        raise Untold(value)
    return rendered(value) if isinstance(value, Sql | Wrapped) else None


def _storage(options: Any) -> Iterator[str]:
    for key, value in options.items() if isinstance(options, Record) else ():
        yield f"{key}={told(value)}"


def _replace(column: pg.Column, **changes: Any) -> pg.Column:
    import msgspec

    return msgspec.structs.replace(column, **changes)
