"""The kinds of objects PostgreSQL has, as typed records. Nothing here reads a catalog or writes DDL.

The order of fields is the order of columns in the kind's catalog query. Names are unquoted; ``namespace`` is
PostgreSQL's schema. Types are as ``format_type`` prints them with an empty ``search_path``. Options are
``name=value`` texts, sorted. Fields where None means "PostgreSQL's default" say so.

``acl`` holds what differs from the built-in privileges of the kind, sorted: ``grantee=privileges/grantor`` with the
letters of ``aclitem`` (``*``: with grant option) and its quoting, ``@`` standing for the owner and nothing for
PUBLIC. A built-in entry that was revoked is there without letters: ``=/@``. So a list does not change with the owner
or the server's version.
"""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from trueup.model import Address, Expr, Object, address, part

RelationWord = Literal["table", "foreign_table", "view", "matview", "type"]
Action = Literal["no action", "restrict", "cascade", "set null", "set default"]
Enabled = Literal["origin", "disabled", "replica", "always"]

Texts = tuple[str, ...]


def _identity(*fields: str) -> frozenset[str]:
    return frozenset(fields)


# ------------------------------------------------------------------ shapes shared by several kinds


class Owned(Object, frozen=True, array_like=True, kw_only=True):
    """An object with an owner; None when the owner could not be read or is out of scope."""

    owner: str | None = None


class Granted(Owned, frozen=True, array_like=True, kw_only=True):
    """An object with an owner on which privileges are granted."""

    acl: Texts = ()


class Qualified(Granted, frozen=True, array_like=True, kw_only=True):
    """An object that lives in a namespace."""

    IDENTITY: ClassVar[frozenset[str]] = _identity("namespace", "name")

    namespace: str
    name: str

    @property
    def address(self) -> Address:
        return Address(f"{self.KIND} {part(self.namespace)}.{part(self.name)}")


class Named(Granted, frozen=True, array_like=True, kw_only=True):
    """An object that belongs to the whole database."""

    IDENTITY: ClassVar[frozenset[str]] = _identity("name")

    name: str

    @property
    def address(self) -> Address:
        return Address(f"{self.KIND} {part(self.name)}")


class OnRelation(Object, frozen=True, array_like=True, kw_only=True):
    """An object inside a relation; ``on`` is the relation's address word."""

    IDENTITY: ClassVar[frozenset[str]] = _identity("on", "namespace", "relation", "name")

    on: RelationWord
    namespace: str
    relation: str
    name: str

    @property
    def container(self) -> Address:
        return Address(f"{self.on} {part(self.namespace)}.{part(self.relation)}")

    @property
    def address(self) -> Address:
        return Address(f"{self.on} {part(self.namespace)}.{part(self.relation)} {self.KIND} {part(self.name)}")


# ------------------------------------------------------------------ namespaces, extensions, languages


class Namespace(Named, frozen=True, array_like=True, kw_only=True):
    """A PostgreSQL schema."""

    KIND: ClassVar[str] = "schema"


class Extension(Named, frozen=True, array_like=True, kw_only=True):
    """An installed extension; what belongs to it is not listed. ``acl`` is always empty.

    ``version`` is not compared, as ``pg_dump`` leaves it out too; nor is ``owner``: PostgreSQL cannot
    change it.
    """

    KIND: ClassVar[str] = "extension"
    UNCOMPARED: ClassVar[frozenset[str]] = frozenset({"version", "owner"})

    namespace: str
    version: str | None = None


class Language(Named, frozen=True, array_like=True, kw_only=True):
    """A procedural language created by hand; handler functions are qualified names."""

    KIND: ClassVar[str] = "language"

    trusted: bool = False
    handler: str | None = None
    inline: str | None = None
    validator: str | None = None


class AccessMethod(Named, frozen=True, array_like=True, kw_only=True):
    """A table or index access method; ``owner`` is always None and ``acl`` empty."""

    KIND: ClassVar[str] = "access_method"

    type: Literal["table", "index"]
    handler: str


# ------------------------------------------------------------------ relations


class Table(Qualified, frozen=True, array_like=True, kw_only=True):
    """A table: regular, partitioned (``partition_by``), or a partition (``bound``) or child (``parents``) of others.

    ``parents`` are ``(namespace, name)`` in inheritance order. ``replica_identity`` ``index`` goes with
    ``replica_index``. ``clustered_on`` is the index or constraint of ``CLUSTER ON``. None for ``access_method``
    means heap (partitioned tables: inherited choice), for ``tablespace`` the database's.
    """

    KIND: ClassVar[str] = "table"
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options", "toast_options"})

    unlogged: bool = False
    partition_by: Expr | None = None
    bound: Expr | None = None
    parents: tuple[tuple[str, str], ...] = ()
    of_type: str | None = None
    options: Texts = ()
    toast_options: Texts = ()
    access_method: str | None = None
    tablespace: str | None = None
    rls: bool = False
    rls_forced: bool = False
    replica_identity: Literal["default", "nothing", "full", "index"] = "default"
    replica_index: str | None = None
    clustered_on: str | None = None


class ForeignTable(Qualified, frozen=True, array_like=True, kw_only=True):
    """A table of another server."""

    KIND: ClassVar[str] = "foreign_table"
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options"})

    server: str
    options: Texts = ()
    parents: tuple[tuple[str, str], ...] = ()
    bound: Expr | None = None


class Column(OnRelation, frozen=True, array_like=True, kw_only=True):
    """A column of a table or foreign table; of a view only when it has a default, comment or grants of its own.

    ``position`` is PostgreSQL's attnum: it orders columns, may have holes, and is not compared.
    ``not_null_name`` is None unless the name of the NOT NULL constraint (PostgreSQL 18) is not
    ``<table>_<column>_not_null``. ``default`` excludes generation expressions. ``collation``, ``storage``,
    ``compression`` and ``statistics`` are None when they are the type's or PostgreSQL's default.
    ``local`` is false when the column exists only because a parent has it; ``inherited`` counts such parents.
    """

    KIND: ClassVar[str] = "column"
    UNCOMPARED: ClassVar[frozenset[str]] = frozenset({"position"})
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options", "fdw_options"})

    position: int
    type: str
    acl: Texts = ()
    not_null: bool = False
    not_null_name: str | None = None
    not_null_valid: bool = True
    not_null_no_inherit: bool = False
    not_null_local: bool = True
    default: Expr | None = None
    generated: Expr | None = None
    virtual: bool = False
    identity: Literal["always", "by default"] | None = None
    collation: str | None = None
    storage: Literal["plain", "external", "extended", "main"] | None = None
    compression: Literal["pglz", "lz4"] | None = None
    statistics: int | None = None
    options: Texts = ()
    fdw_options: Texts = ()
    local: bool = True
    inherited: int = 0


class Constraint(OnRelation, frozen=True, array_like=True, kw_only=True):
    """What all constraints of a relation share. ``inherited`` counts the parents that have it too."""

    KIND: ClassVar[str] = "constraint"

    local: bool = True
    inherited: int = 0


class Key(Constraint, frozen=True, array_like=True, kw_only=True):
    """What primary and unique keys share: both are kept by an index of the same name.

    ``without_overlaps`` (PostgreSQL 18) is about the last column. ``options`` and ``tablespace`` are the index's.
    ``parent`` is the key of the partitioned parent, ``(namespace, index name)``, that this one is attached to.
    """

    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options"})

    columns: Texts
    include: Texts = ()
    nulls_not_distinct: bool = False
    without_overlaps: bool = False
    deferrable: bool = False
    deferred: bool = False
    options: Texts = ()
    tablespace: str | None = None
    index_comment: str | None = None
    parent: tuple[str, str] | None = None


class PrimaryKey(Key, frozen=True, array_like=True, kw_only=True):
    """A primary key."""


class Unique(Key, frozen=True, array_like=True, kw_only=True):
    """A unique constraint."""


class ForeignKey(Constraint, frozen=True, array_like=True, kw_only=True):
    """A foreign key. ``set_columns`` are those of ``ON DELETE SET NULL (…)``; empty means all."""

    columns: Texts
    to_namespace: str
    to_table: str
    to_columns: Texts
    match: Literal["simple", "full", "partial"] = "simple"
    on_update: Action = "no action"
    on_delete: Action = "no action"
    set_columns: Texts = ()
    period: bool = False
    deferrable: bool = False
    deferred: bool = False
    valid: bool = True
    enforced: bool = True


class Check(Constraint, frozen=True, array_like=True, kw_only=True):
    """A check constraint; ``expression`` without the word CHECK, in PostgreSQL's own parentheses."""

    expression: Expr
    no_inherit: bool = False
    valid: bool = True
    enforced: bool = True


class Exclusion(Constraint, frozen=True, array_like=True, kw_only=True):
    """An exclusion constraint; ``definition`` from the word EXCLUDE on, as ``pg_get_constraintdef`` prints it.

    Deferrability is in the definition. ``options`` and ``tablespace`` are the index's.
    """

    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options"})

    definition: Expr
    options: Texts = ()
    tablespace: str | None = None
    index_comment: str | None = None


class IndexColumn(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """One key of an index: a column or an expression. None means the default of the type or column."""

    column: str | None = None
    expression: Expr | None = None
    collation: str | None = None
    opclass: str | None = None
    opclass_options: Texts = ()
    descending: bool = False
    nulls_first: bool = False
    statistics: int | None = None


class Index(OnRelation, frozen=True, array_like=True, kw_only=True):
    """An index that no constraint owns. ``parent`` is the partitioned index it is attached to, ``(namespace, name)``.

    ``valid`` is false after a failed concurrent build, and for a partitioned index whose partitions lack theirs.
    """

    KIND: ClassVar[str] = "index"
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options"})

    method: str
    columns: tuple[IndexColumn, ...]
    include: Texts = ()
    unique: bool = False
    nulls_not_distinct: bool = False
    predicate: Expr | None = None
    options: Texts = ()
    tablespace: str | None = None
    valid: bool = True
    parent: tuple[str, str] | None = None


class View(Qualified, frozen=True, array_like=True, kw_only=True):
    """A view. ``columns`` are ``(name, type)`` pairs, not compared: they follow from the definition.

    OR REPLACE can change no type and no collation; one that is not the default is behind the type. ``options`` hold
    ``security_barrier``, ``security_invoker`` and ``check_option``.
    """

    KIND: ClassVar[str] = "view"
    UNCOMPARED: ClassVar[frozenset[str]] = frozenset({"columns"})
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options"})

    definition: Expr
    columns: tuple[tuple[str, str], ...] = ()
    options: Texts = ()


class MaterializedView(Qualified, frozen=True, array_like=True, kw_only=True):
    """A materialized view. Whether it is populated is data, not schema, and not compared."""

    KIND: ClassVar[str] = "matview"
    UNCOMPARED: ClassVar[frozenset[str]] = frozenset({"columns", "populated"})
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options"})

    definition: Expr
    columns: tuple[tuple[str, str], ...] = ()
    options: Texts = ()
    access_method: str | None = None
    tablespace: str | None = None
    clustered_on: str | None = None
    populated: bool = True


class Sequence(Qualified, frozen=True, array_like=True, kw_only=True):
    """A sequence. ``owned_by`` is ``(namespace, table, column)``; ``identity`` when that is an identity column."""

    KIND: ClassVar[str] = "sequence"

    type: str = "bigint"
    start: int = 1
    increment: int = 1
    minimum: int = 1
    maximum: int = 9223372036854775807
    cache: int = 1
    cycle: bool = False
    unlogged: bool = False
    owned_by: tuple[str, str, str] | None = None
    identity: bool = False


# ------------------------------------------------------------------ what hangs on relations


class Trigger(OnRelation, frozen=True, array_like=True, kw_only=True):
    """A trigger as ``pg_get_triggerdef`` prints it. ``function`` is the qualified name it calls.

    ``inherited`` is true for the copy a partition has of its parent's trigger.
    """

    KIND: ClassVar[str] = "trigger"

    definition: Expr
    function: str
    enabled: Enabled = "origin"
    inherited: bool = False


class Rule(OnRelation, frozen=True, array_like=True, kw_only=True):
    """A rewrite rule other than a view's own, as ``pg_get_ruledef`` prints it."""

    KIND: ClassVar[str] = "rule"

    definition: Expr
    enabled: Enabled = "origin"


class Policy(OnRelation, frozen=True, array_like=True, kw_only=True):
    """A row-level security policy; ``roles`` empty means PUBLIC."""

    KIND: ClassVar[str] = "policy"

    command: Literal["all", "select", "insert", "update", "delete"] = "all"
    permissive: bool = True
    roles: Texts = ()
    using: Expr | None = None
    check: Expr | None = None


class Statistics(Qualified, frozen=True, array_like=True, kw_only=True):
    """Extended statistics as ``pg_get_statisticsobjdef`` prints them, but with columns by name, not in the table's
    order, which has no meaning and changes when a column moves; ``target`` None is the default. No ``acl``.
    """

    KIND: ClassVar[str] = "statistics"

    table: tuple[str, str]
    definition: Expr
    target: int | None = None


# ------------------------------------------------------------------ types


class Enum(Qualified, frozen=True, array_like=True, kw_only=True):
    """An enumerated type; labels in their sort order."""

    KIND: ClassVar[str] = "enum"

    labels: Texts


class Domain(Qualified, frozen=True, array_like=True, kw_only=True):
    """A domain. Its checks are objects of their own; NOT NULL is a property."""

    KIND: ClassVar[str] = "domain"

    type: str
    collation: str | None = None
    default: Expr | None = None
    not_null: bool = False
    not_null_name: str | None = None


class DomainCheck(Object, frozen=True, array_like=True, kw_only=True):
    """A check of a domain."""

    KIND: ClassVar[str] = "constraint"
    IDENTITY: ClassVar[frozenset[str]] = _identity("namespace", "domain", "name")

    namespace: str
    domain: str
    name: str
    expression: Expr
    valid: bool = True

    @property
    def container(self) -> Address:
        return address("domain", self.namespace, self.domain)

    @property
    def address(self) -> Address:
        return self.container.child("constraint", self.name)


class Composite(Qualified, frozen=True, array_like=True, kw_only=True):
    """A composite type; its attributes are objects of their own."""

    KIND: ClassVar[str] = "type"


class Attribute(Object, frozen=True, array_like=True, kw_only=True):
    """An attribute of a composite type. ``position`` orders and is not compared."""

    KIND: ClassVar[str] = "attribute"
    IDENTITY: ClassVar[frozenset[str]] = _identity("namespace", "composite", "name")
    UNCOMPARED: ClassVar[frozenset[str]] = frozenset({"position"})

    namespace: str
    composite: str
    name: str
    position: int
    type: str
    collation: str | None = None

    @property
    def container(self) -> Address:
        return address("type", self.namespace, self.composite)

    @property
    def address(self) -> Address:
        return self.container.child("attribute", self.name)


class Range(Qualified, frozen=True, array_like=True, kw_only=True):
    """A range type. None means PostgreSQL's default; functions and operator classes are qualified names."""

    KIND: ClassVar[str] = "range"

    subtype: str
    opclass: str | None = None
    collation: str | None = None
    canonical: str | None = None
    subdiff: str | None = None
    multirange: str | None = None


# ------------------------------------------------------------------ routines


class Routine(Qualified, frozen=True, array_like=True, kw_only=True):
    """A function or procedure. ``takes`` are the input types that, with the name, identify it: ``text, integer``.

    ``arguments`` and ``returns`` are as PostgreSQL prints them, names and defaults included. ``body`` is the source
    text, or the SQL of a ``BEGIN ATOMIC`` body. ``definition`` is the whole CREATE statement; it is not compared, as
    the other fields say the same.
    """

    IDENTITY: ClassVar[frozenset[str]] = _identity("namespace", "name", "takes")
    UNCOMPARED: ClassVar[frozenset[str]] = frozenset({"definition"})

    takes: str
    arguments: str
    returns: str | None = None
    language: str
    body: str
    atomic: bool = False
    volatility: Literal["volatile", "stable", "immutable"] = "volatile"
    strict: bool = False
    security_definer: bool = False
    leakproof: bool = False
    parallel: Literal["unsafe", "restricted", "safe"] = "unsafe"
    cost: float = 0
    rows: float = 0
    window: bool = False
    support: str | None = None
    config: Texts = ()
    transforms: Texts = ()
    library: str | None = None
    definition: Expr = ""

    @property
    def address(self) -> Address:
        return Address(f"{self.KIND} {part(self.namespace)}.{part(self.name)}({self.takes})")


class Function(Routine, frozen=True, array_like=True, kw_only=True):
    """A function, window functions included."""

    KIND: ClassVar[str] = "function"


class Procedure(Routine, frozen=True, array_like=True, kw_only=True):
    """A procedure."""

    KIND: ClassVar[str] = "procedure"


class Aggregate(Qualified, frozen=True, array_like=True, kw_only=True):
    """An aggregate; ``clauses`` are its CREATE AGGREGATE options in PostgreSQL's order, as ``NAME = value``."""

    KIND: ClassVar[str] = "aggregate"
    IDENTITY: ClassVar[frozenset[str]] = _identity("namespace", "name", "takes")

    takes: str
    arguments: str
    clauses: Texts

    @property
    def address(self) -> Address:
        return Address(f"aggregate {part(self.namespace)}.{part(self.name)}({self.takes})")


# ------------------------------------------------------------------ operators and casts


class Operator(Qualified, frozen=True, array_like=True, kw_only=True):
    """An operator; ``left`` None makes it a prefix operator. No ``acl``."""

    KIND: ClassVar[str] = "operator"
    IDENTITY: ClassVar[frozenset[str]] = _identity("namespace", "name", "left", "right")

    left: str | None
    right: str | None
    function: str
    commutator: str | None = None
    negator: str | None = None
    restrict: str | None = None
    join: str | None = None
    hashes: bool = False
    merges: bool = False

    @property
    def address(self) -> Address:
        takes = f"{self.left or 'NONE'}, {self.right or 'NONE'}"
        return Address(f"operator {part(self.namespace)}.{part(self.name)}({takes})")


class OperatorFamily(Qualified, frozen=True, array_like=True, kw_only=True):
    """An operator family; ``members`` are those of no class, as ALTER OPERATOR FAMILY ADD spells them. No ``acl``."""

    KIND: ClassVar[str] = "operator_family"
    IDENTITY: ClassVar[frozenset[str]] = _identity("namespace", "name", "method")

    method: str
    members: Texts = ()

    @property
    def address(self) -> Address:
        return Address(f"operator_family {part(self.namespace)}.{part(self.name)}({part(self.method)})")


class OperatorClass(Qualified, frozen=True, array_like=True, kw_only=True):
    """An operator class; ``members`` as CREATE OPERATOR CLASS spells them. ``family`` is qualified. No ``acl``."""

    KIND: ClassVar[str] = "operator_class"
    IDENTITY: ClassVar[frozenset[str]] = _identity("namespace", "name", "method")

    method: str
    default: bool = False
    type: str
    family: tuple[str, str]
    storage: str | None = None
    members: Texts = ()

    @property
    def address(self) -> Address:
        return Address(f"operator_class {part(self.namespace)}.{part(self.name)}({part(self.method)})")


class Cast(Object, frozen=True, array_like=True, kw_only=True):
    """A cast between two types."""

    KIND: ClassVar[str] = "cast"
    IDENTITY: ClassVar[frozenset[str]] = _identity("source", "target")

    source: str
    target: str
    function: str | None = None
    context: Literal["explicit", "assignment", "implicit"] = "explicit"
    method: Literal["function", "inout", "binary"] = "function"

    @property
    def address(self) -> Address:
        return Address(f"cast ({self.source} as {self.target})")


class Transform(Object, frozen=True, array_like=True, kw_only=True):
    """A transform of a type for a language."""

    KIND: ClassVar[str] = "transform"
    IDENTITY: ClassVar[frozenset[str]] = _identity("type", "language")

    type: str
    language: str
    from_sql: str | None = None
    to_sql: str | None = None

    @property
    def address(self) -> Address:
        return Address(f"transform ({self.type} for {part(self.language)})")


class Collation(Qualified, frozen=True, array_like=True, kw_only=True):
    """A collation. ``locale`` is the ICU or builtin locale, else ``collate`` and ``ctype`` say it. No ``acl``."""

    KIND: ClassVar[str] = "collation"

    provider: Literal["default", "libc", "icu", "builtin"]
    deterministic: bool = True
    collate: str | None = None
    ctype: str | None = None
    locale: str | None = None
    rules: str | None = None


class Conversion(Qualified, frozen=True, array_like=True, kw_only=True):
    """An encoding conversion. No ``acl``."""

    KIND: ClassVar[str] = "conversion"

    source: str
    target: str
    function: str
    default: bool = False


# ------------------------------------------------------------------ text search


class TextSearchConfiguration(Qualified, frozen=True, array_like=True, kw_only=True):
    """A text search configuration; ``mappings`` are ``(token type, dictionaries)``. No ``acl``."""

    KIND: ClassVar[str] = "text_search_configuration"

    parser: str
    mappings: tuple[tuple[str, Texts], ...] = ()


class TextSearchDictionary(Qualified, frozen=True, array_like=True, kw_only=True):
    """A text search dictionary; ``options`` is the text between the parentheses after TEMPLATE. No ``acl``."""

    KIND: ClassVar[str] = "text_search_dictionary"

    template: str
    options: str | None = None


class TextSearchParser(Qualified, frozen=True, array_like=True, kw_only=True):
    """A text search parser; functions are qualified names. ``owner`` is always None and ``acl`` empty."""

    KIND: ClassVar[str] = "text_search_parser"

    start: str
    token: str
    end: str
    headline: str | None = None
    lextypes: str


class TextSearchTemplate(Qualified, frozen=True, array_like=True, kw_only=True):
    """A text search template; functions are qualified names. ``owner`` is always None and ``acl`` empty."""

    KIND: ClassVar[str] = "text_search_template"

    init: str | None = None
    lexize: str


# ------------------------------------------------------------------ foreign data


class ForeignDataWrapper(Named, frozen=True, array_like=True, kw_only=True):
    """A foreign-data wrapper; functions are qualified names."""

    KIND: ClassVar[str] = "foreign_data_wrapper"
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options"})

    handler: str | None = None
    validator: str | None = None
    options: Texts = ()


class Server(Named, frozen=True, array_like=True, kw_only=True):
    """A foreign server. Option values that look like secrets are read as ``***``."""

    KIND: ClassVar[str] = "server"
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options"})

    wrapper: str
    type: str | None = None
    version: str | None = None
    options: Texts = ()


class UserMapping(Object, frozen=True, array_like=True, kw_only=True):
    """A user mapping; ``user`` None is PUBLIC. Passwords are read as ``***``."""

    KIND: ClassVar[str] = "mapping"
    IDENTITY: ClassVar[frozenset[str]] = _identity("server", "user")
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"options"})

    server: str
    user: str | None
    options: Texts = ()

    @property
    def address(self) -> Address:
        return address("server", self.server).child("mapping", self.user or "public")


# ------------------------------------------------------------------ replication, events, privileges


class Publication(Named, frozen=True, array_like=True, kw_only=True):
    """A publication. Its tables are objects of their own. ``acl`` is always empty."""

    KIND: ClassVar[str] = "publication"

    all_tables: bool = False
    publish: tuple[Literal["insert", "update", "delete", "truncate"], ...] = ("insert", "update", "delete", "truncate")
    via_partition_root: bool = False
    generated_columns: Literal["none", "stored"] = "none"
    schemas: Texts = ()


class PublicationTable(Object, frozen=True, array_like=True, kw_only=True):
    """A table in a publication; ``columns`` empty means all."""

    KIND: ClassVar[str] = "member"
    IDENTITY: ClassVar[frozenset[str]] = _identity("publication", "namespace", "table")

    publication: str
    namespace: str
    table: str
    columns: Texts = ()
    where: Expr | None = None

    @property
    def container(self) -> Address:
        return address("publication", self.publication)

    @property
    def address(self) -> Address:
        return Address(f"publication {part(self.publication)} member {part(self.namespace)}.{part(self.table)}")


class Subscription(Named, frozen=True, array_like=True, kw_only=True):
    """A subscription without its connection string, which nobody but its owner may read. ``acl`` is always empty."""

    KIND: ClassVar[str] = "subscription"
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"publications"})

    publications: Texts
    enabled: bool = False
    options: Texts = ()


class EventTrigger(Named, frozen=True, array_like=True, kw_only=True):
    """An event trigger. ``acl`` is always empty."""

    KIND: ClassVar[str] = "event_trigger"
    UNORDERED: ClassVar[frozenset[str]] = frozenset({"tags"})

    event: str
    function: str
    enabled: Enabled = "origin"
    tags: Texts = ()


class DefaultPrivileges(Object, frozen=True, array_like=True, kw_only=True):
    """What is granted on objects a role will create, in one namespace or (None) everywhere.

    ``acl`` is the whole resulting list for the global form, and what is added for the per-namespace form.
    """

    KIND: ClassVar[str] = "default_privileges"
    IDENTITY: ClassVar[frozenset[str]] = _identity("role", "namespace", "objects")

    role: str
    namespace: str | None
    objects: Literal["tables", "sequences", "functions", "types", "schemas", "large objects"]
    acl: Texts = ()

    @property
    def address(self) -> Address:
        inside = f" schema {part(self.namespace)}" if self.namespace is not None else ""
        return Address(f"role {part(self.role)}{inside} default_privileges {part(self.objects)}")


KINDS: tuple[type[Object], ...] = tuple(
    found
    for found in list(globals().values())
    if isinstance(found, type) and issubclass(found, Object) and found.KIND and found not in (Constraint, Key, Routine)
)
"""Every kind that can be addressed."""
