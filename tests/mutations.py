# ruff: noqa: E501 - a statement reads better on one line
"""One SQL mutation of the kitchen database for every kind and field of the model, with exactly what it changes."""

from __future__ import annotations

from typing import NamedTuple

PLAIN = "table app.plain"


class Mutation(NamedTuple):
    """``covers`` is ``Class.field``, ``+Class`` or ``-Class``; ``changes`` are all the changes it must come out as.

    A change is ``+ address``, ``- address`` or ``~ address: field, field``.
    """

    covers: str
    sql: str
    changes: tuple[str, ...]


MUTATIONS: list[Mutation] = []


def alters(covers: str, where: str, sql: str, *also: str, fields: str | None = None) -> None:
    """A change of one field, or of ``fields`` where PostgreSQL cannot change the one alone."""
    said = fields or covers.partition(".")[2]
    MUTATIONS.append(Mutation(covers, sql, (f"~ {where}: {said}", *also)))


def makes(kind: str, where: str, sql: str, *also: str) -> None:
    """A new object."""
    MUTATIONS.append(Mutation(f"+{kind}", sql, (f"+ {where}", *also)))


def drops(kind: str, where: str, sql: str, *also: str) -> None:
    """An object less."""
    MUTATIONS.append(Mutation(f"-{kind}", sql, (f"- {where}", *also)))


# ------------------------------------------------------------------ comment, owner and grants of every kind

# class, address, what COMMENT ON calls it, what ALTER … OWNER calls it, what GRANT calls it with a privilege
SHARED = """
Namespace | schema spare | SCHEMA spare | SCHEMA spare | USAGE ON SCHEMA spare
Extension | extension vector | EXTENSION vector | |
Language | language own | LANGUAGE own | LANGUAGE own | USAGE ON LANGUAGE own
AccessMethod | access_method heap2 | ACCESS METHOD heap2 | |
Table | table app.empty | TABLE app.empty | TABLE app.empty | INSERT ON app.empty
ForeignTable | foreign_table app.remote | FOREIGN TABLE app.remote | FOREIGN TABLE app.remote | SELECT ON app.remote
Column | table app.plain column id | COLUMN app.plain.id | | SELECT (id) ON app.plain
PrimaryKey | table app.users constraint users_pkey | CONSTRAINT users_pkey ON app.users | |
Unique | table app.users constraint users_email_key | CONSTRAINT users_email_key ON app.users | |
ForeignKey | table app.orders constraint orders_user | CONSTRAINT orders_user ON app.orders | |
Check | table app.users constraint users_other_check | CONSTRAINT users_other_check ON app.users | |
Exclusion | table app.booked constraint booked_apart | CONSTRAINT booked_apart ON app.booked | |
Index | table app.indexed index indexed_b | INDEX app.indexed_b | |
View | view app.cheap | VIEW app.cheap | VIEW app.cheap | SELECT ON app.cheap
MaterializedView | matview app.counts | MATERIALIZED VIEW app.counts | MATERIALIZED VIEW app.counts | SELECT ON app.counts
Sequence | sequence app.counter | SEQUENCE app.counter | SEQUENCE app.counter | USAGE ON SEQUENCE app.counter
Trigger | table app.orders trigger orders_touch | TRIGGER orders_touch ON app.orders | |
Rule | table app.ruled rule ruled_update | RULE ruled_update ON app.ruled | |
Policy | table app.sealed policy sealed_mine | POLICY sealed_mine ON app.sealed | |
Statistics | statistics app.plain_stats | STATISTICS app.plain_stats | STATISTICS app.plain_stats |
Enum | enum app.mood | TYPE app.mood | TYPE app.mood | USAGE ON TYPE app.mood
Domain | domain app.positive | DOMAIN app.positive | DOMAIN app.positive | USAGE ON TYPE app.positive
DomainCheck | domain app.positive constraint positive_check | CONSTRAINT positive_check ON DOMAIN app.positive | |
Composite | type app.shape | TYPE app.shape | TYPE app.shape | USAGE ON TYPE app.shape
Attribute | type app.shape attribute side | COLUMN app.shape.side | |
Range | range app.floatrange | TYPE app.floatrange | TYPE app.floatrange | USAGE ON TYPE app.floatrange
Function | function app.many() | FUNCTION app.many() | FUNCTION app.many() | EXECUTE ON FUNCTION app.many()
Procedure | procedure app.work(integer) | PROCEDURE app.work(int) | PROCEDURE app.work(int) | EXECUTE ON PROCEDURE app.work(int)
Aggregate | aggregate app.total(integer) | AGGREGATE app.total(int) | AGGREGATE app.total(int) | EXECUTE ON FUNCTION app.total(int)
Operator | operator app."==="(app.address, app.address) | OPERATOR app.===(app.address, app.address) \
 | OPERATOR app.===(app.address, app.address) |
OperatorFamily | operator_family app.empty_family(hash) | OPERATOR FAMILY app.empty_family USING hash \
 | OPERATOR FAMILY app.empty_family USING hash |
OperatorClass | operator_class app.int_backwards(btree) | OPERATOR CLASS app.int_backwards USING btree \
 | OPERATOR CLASS app.int_backwards USING btree |
Cast | cast (app.mood as integer) | CAST (app.mood AS integer) | |
Transform | transform (app.address for plpgsql) | TRANSFORM FOR app.address LANGUAGE plpgsql | |
Collation | collation app.plain_c | COLLATION app.plain_c | COLLATION app.plain_c |
Conversion | conversion app.latin | CONVERSION app.latin | CONVERSION app.latin |
TextSearchConfiguration | text_search_configuration app.search | TEXT SEARCH CONFIGURATION app.search \
 | TEXT SEARCH CONFIGURATION app.search |
TextSearchDictionary | text_search_dictionary app.words | TEXT SEARCH DICTIONARY app.words \
 | TEXT SEARCH DICTIONARY app.words |
TextSearchParser | text_search_parser app.splitter | TEXT SEARCH PARSER app.splitter | |
TextSearchTemplate | text_search_template app.template | TEXT SEARCH TEMPLATE app.template | |
ForeignDataWrapper | foreign_data_wrapper far | FOREIGN DATA WRAPPER far | FOREIGN DATA WRAPPER far \
 | USAGE ON FOREIGN DATA WRAPPER far
Server | server beyond | SERVER beyond | SERVER beyond | USAGE ON FOREIGN SERVER beyond
Publication | publication everything | PUBLICATION everything | PUBLICATION partly |
Subscription | subscription incoming | SUBSCRIPTION incoming | SUBSCRIPTION incoming |
EventTrigger | event_trigger on_end | EVENT TRIGGER on_end | EVENT TRIGGER on_end |
"""
# Only a superuser may own these.
_OWNED_BY = {"ForeignDataWrapper": "tt_super", "EventTrigger": "tt_super", "Subscription": "tt_super"}
# Where the object whose owner changes is another one than the one whose comment does.
_OWNED_AT = {"Publication": "publication partly"}

for line in SHARED.replace("\\\n", "").strip().split("\n"):
    kind, where, comment, owner, grant = (part.strip() for part in line.split("|"))
    alters(f"{kind}.comment", where, f"comment on {comment} is 'it''s new'")
    if owner:
        alters(f"{kind}.owner", _OWNED_AT.get(kind, where), f"alter {owner} owner to {_OWNED_BY.get(kind, 'tt_owner')}")
    if grant:
        alters(f"{kind}.acl", where, f"grant {grant} to tt_writer")

# ------------------------------------------------------------------ namespaces, extensions, languages

makes("Namespace", "schema extra", "create schema extra")
drops(
    "Namespace",
    'schema "We""ird; --"',
    'drop schema "We""ird; --" cascade',
    *(
        f'- table "We""ird; --"."tab ""le 🐘"{inside}'
        for inside in ("", ' column "sel ect"', ' column "Üñ"', ' constraint "p""k"')
    ),
)
alters("Namespace.acl", "schema spare", "revoke all on schema spare from postgres")
alters("Namespace.acl", "schema spare", "grant usage on schema spare to tt_writer with grant option")
alters("Namespace.acl", "schema spare", "grant usage on schema spare to public")
drops(
    "Extension",
    "extension vector",
    "drop extension vector cascade",
    "- table app.indexed column v",
    "- table app.indexed index indexed_v",
)
alters(
    "Extension.namespace",
    "extension vector",
    "alter extension vector set schema spare",
    "~ table app.indexed column v: type",
    "~ table app.indexed index indexed_v: columns",
)
makes("Language", "language more", "create language more handler app.handler")
drops("Language", "language own", "drop language own")
alters("Language.trusted", "language own", "create or replace language own handler app.handler")
alters("Language.handler", "language own", "create or replace trusted language own handler app.handler2")
alters(
    "Language.inline", "language own", "create or replace trusted language own handler app.handler inline app.inline"
)
alters(
    "Language.validator",
    "language own",
    "create or replace trusted language own handler app.handler validator app.validator",
)
makes("AccessMethod", "access_method heap3", "create access method heap3 type table handler heap_tableam_handler")
drops("AccessMethod", "access_method heap2", "drop access method heap2")
alters(
    "AccessMethod.type",
    "access_method heap2",
    "drop access method heap2; create access method heap2 type index handler bthandler",
    fields="type, handler",
)
alters(
    "AccessMethod.handler",
    "access_method tree2",
    "drop access method tree2; create access method tree2 type index handler hashhandler",
)

# ------------------------------------------------------------------ tables

makes("Table", "table app.fresh", "create table app.fresh ()")
drops("Table", "table app.empty", "drop table app.empty")
alters("Table.acl", PLAIN, "revoke select on app.plain from tt_reader")
alters("Table.acl", PLAIN, "revoke insert on app.plain from postgres")
alters("Table.acl", PLAIN, "grant select on app.plain to tt_reader with grant option")
alters("Table.acl", PLAIN, 'grant select on app.plain to "tt weird ""role"""')
alters("Table.unlogged", "table app.empty", "alter table app.empty set unlogged")
alters(
    "Table.partition_by",
    "table app.watched",
    """
    drop table app.watched; create table app.watched (k integer) partition by hash (k);
    create trigger watched_touch after insert on app.watched for each row execute function app.touch()""",
)
alters(
    "Table.bound",
    "table app.rooms_1",
    """
    alter table app.rooms detach partition app.rooms_1;
    alter table app.rooms attach partition app.rooms_1 for values in (1, 7)""",
)
alters(
    "Table.parents",
    "table app.grown",
    "alter table app.grown inherit app.base",
    *(f"~ table app.grown {inside}: inherited" for inside in ("column code", "column id", "constraint base_check")),
)
alters("Table.of_type", "table app.like_address", "alter table app.like_address of app.address")
alters("Table.options", PLAIN, "alter table app.plain set (fillfactor = 80)")
alters("Table.options", PLAIN, "alter table app.plain reset (fillfactor)")
alters("Table.toast_options", PLAIN, "alter table app.plain set (toast.autovacuum_enabled = off)")
alters("Table.access_method", "table app.empty", "alter table app.empty set access method heap2")
alters("Table.tablespace", "table app.empty", "alter table app.empty set tablespace tt_space")
alters("Table.rls", "table app.empty", "alter table app.empty enable row level security")
alters("Table.rls", "table app.sealed", "alter table app.sealed disable row level security")
alters("Table.rls_forced", "table app.empty", "alter table app.empty force row level security")
alters("Table.replica_identity", "table app.logged", "alter table app.logged replica identity full")
alters("Table.replica_identity", "table app.logged", "alter table app.logged replica identity nothing")
alters(
    "Table.replica_identity",
    "table app.logged",
    "alter table app.logged replica identity using index logged_id",
    fields="replica_identity, replica_index",
)
alters(
    "Table.replica_index",
    "table app.identified",
    "alter table app.identified replica identity using index identified_b",
)
alters("Table.clustered_on", "table app.clustered", "alter table app.clustered cluster on clustered_id2")
alters("Table.clustered_on", "table app.clustered", "alter table app.clustered set without cluster")

makes("ForeignTable", "foreign_table app.remote2", "create foreign table app.remote2 () server away")
drops(
    "ForeignTable",
    "foreign_table app.remote",
    "drop foreign table app.remote",
    "- foreign_table app.remote column id",
    "- foreign_table app.remote column t",
)
alters(
    "ForeignTable.server",
    "foreign_table app.events_far",
    """
    drop foreign table app.events_far;
    create foreign table app.events_far (id bigint, at timestamptz not null, kind text) server beyond""",
)
alters(
    "ForeignTable.options",
    "foreign_table app.remote",
    "alter foreign table app.remote options (set table_name 'z', add schema_name 's')",
)
alters(
    "ForeignTable.parents",
    "foreign_table app.remote_base2",
    "alter foreign table app.remote_base2 inherit app.base",
    *(
        f"~ foreign_table app.remote_base2 {inside}: inherited"
        for inside in ("column code", "column id", "constraint base_check")
    ),
)
alters(
    "ForeignTable.bound",
    "foreign_table app.events_far",
    "alter table app.events attach partition app.events_far for values from ('2026-01-01') to ('2027-01-01')",
    "~ foreign_table app.events_far column at: inherited, local, not_null_local",
    *(f"~ foreign_table app.events_far column {name}: inherited, local" for name in ("id", "kind")),
    fields="bound, parents",
)

# ------------------------------------------------------------------ columns


def column(field: str, name: str, sql: str, *also: str, table: str = PLAIN, fields: str | None = None) -> None:
    alters(f"Column.{field}", f"{table} column {name}", f"alter {table} {sql}", *also, fields=fields)


makes("Column", "table app.empty column a", "alter table app.empty add column a integer")
makes("Column", "view app.cheap column id", "alter view app.cheap alter id set default 1")
drops("Column", f"{PLAIN} column note", "alter table app.plain drop column note")
drops("Column", "view app.cheap_ids column id", "alter view app.cheap_ids alter id drop default")
column("type", "born", "alter born type timestamp")
column("type", "at", "alter at type timestamptz(3)")
column("type", "note", "alter note type app.mood using null")
column("acl", "name", "drop column born; revoke update (name) on app.plain from tt_writer", f"- {PLAIN} column born")
column(
    "acl",
    "note",
    "alter id set statistics 5; alter table app.plain alter id set statistics -1; grant select (note) on app.plain to tt_writer with grant option",
)
column("not_null", "born", "alter born set not null")
column("not_null", "tags", "alter tags drop not null")
column("not_null_name", "born", "add constraint born_said not null born", fields="not_null, not_null_name")
column("not_null_name", "flag", "rename constraint plain_flag_set to flag_is_set")
column("not_null_name", "tags", "rename constraint plain_tags_not_null to tags_said")
column("not_null_valid", "id", "validate constraint late_nn", table="table app.late")
column(
    "not_null_no_inherit",
    "tags",
    "drop constraint plain_tags_not_null; alter table app.plain add constraint plain_tags_not_null not null tags no inherit",
)
column("not_null_local", "id", "alter id set not null", table="table app.noted_child")
column("default", "price", "alter price set default 1")
column("default", "price", "alter price drop default")
column("default", "at", "alter at set default now()")
column("generated", "total", "alter total set expression as (price * 4)")
column("generated", "doubled", "alter doubled set expression as (price * 4)")
column("generated", "total", "alter total drop expression")
column(
    "virtual", "total", "drop total; alter table app.plain add total numeric generated always as (price * 2) virtual"
)
column("identity", "id", "alter id set generated always", table="table app.users")
column("identity", "id", "alter id drop identity", "- sequence app.users_id_seq", table="table app.users")
column("collation", "wide", "alter wide type text")
column("collation", "note", 'alter note type text collate "C"')
column("storage", "doc", "alter doc set storage external")
column("storage", "doc", "alter doc set storage main")
column("compression", "doc", "alter doc set compression pglz")
column("statistics", "born", "alter born set statistics 200")
column("statistics", "born", "alter born set statistics 0")
column("options", "born", "alter born set (n_distinct = -0.5)")
alters(
    "Column.fdw_options",
    "foreign_table app.remote column id",
    "alter foreign table app.remote alter id options (set column_name 'Id')",
)
alters(
    "Column.fdw_options",
    "foreign_table app.remote column t",
    "alter foreign table app.remote alter t options (add column_name 'T')",
)
alters(
    "Column.local",
    "table app.child column id",
    """
    alter table app.child no inherit app.base; alter table app.child inherit app.base""",
    "~ table app.child column code: local",
    "~ table app.child constraint base_check: local",
)
alters(
    "Column.inherited",
    "table app.noted_child column id",
    "alter table app.noted_child no inherit app.noted",
    "~ table app.noted_child: parents",
    fields="inherited, local, not_null_local",
)

# ------------------------------------------------------------------ constraints


def replaced(covers: str, table: str, name: str, definition: str, *also: str, fields: str | None = None) -> None:
    """A constraint dropped and made again under its name."""
    sql = f"alter table {table} drop constraint {name}; alter table {table} add constraint {name} {definition}"
    alters(covers, f"table {table} constraint {name}", sql, *also, fields=fields)


for kind, word, table, name, columns, more in (
    ("PrimaryKey", "primary key", "app.keyed", "keyed_pkey", "area, span", "c"),
    ("Unique", "unique", "app.users", "users_pair", "other, third", "id"),
):
    replaced(f"{kind}.columns", table, name, f"{word} ({', '.join(reversed(columns.split(', ')))})")
    replaced(f"{kind}.include", table, name, f"{word} ({columns}) include ({more})")
    replaced(f"{kind}.deferrable", table, name, f"{word} ({columns}) deferrable")
    replaced(
        f"{kind}.deferred",
        table,
        name,
        f"{word} ({columns}) deferrable initially deferred",
        fields="deferrable, deferred",
    )
    alters(f"{kind}.options", f"table {table} constraint {name}", f"alter index app.{name} set (fillfactor = 50)")
    alters(f"{kind}.tablespace", f"table {table} constraint {name}", f"alter index app.{name} set tablespace tt_space")
    alters(f"{kind}.index_comment", f"table {table} constraint {name}", f"comment on index app.{name} is 'of a key'")
makes("PrimaryKey", "table app.logged constraint logged_pkey", "alter table app.logged add primary key (id)")
drops(
    "PrimaryKey",
    "table app.users constraint users_pkey",
    """
    alter table app.orders drop constraint orders_user; alter table app.ledger_fk drop constraint ledger_fk_user;
    alter table app.ledger_fk_1 drop constraint ledger_fk_user; alter table app.users drop constraint users_pkey""",
    *(
        f"- table app.{table} constraint {name}"
        for table, name in (
            ("orders", "orders_user"),
            ("ledger_fk", "ledger_fk_user"),
            ("ledger_fk_1", "ledger_fk_user"),
        )
    ),
)
makes("Unique", "table app.plain constraint born_once", "alter table app.plain add constraint born_once unique (born)")
drops("Unique", "table app.users constraint users_pair", "alter table app.users drop constraint users_pair")
replaced("Unique.nulls_not_distinct", "app.users", "users_pair", "unique nulls not distinct (other, third)")
replaced("PrimaryKey.without_overlaps", "app.keyed", "keyed_pkey", "primary key (area, span without overlaps)")
replaced("PrimaryKey.without_overlaps", "app.spans", "spans_pkey", "primary key (area, span)")
alters(
    "Unique.without_overlaps",
    "table app.users constraint users_spans",
    "alter table app.users drop constraint users_spans,"
    " add constraint users_spans unique (score, span without overlaps)",
)
for kind, name in (("PrimaryKey", "pkey"), ("Unique", "uq")):
    for field in ("local", "inherited", "parent"):
        alters(
            f"{kind}.{field}",
            f"table app.ledger_1 constraint ledger_1_{name}",
            f"alter index app.ledger_{name} attach partition app.ledger_1_{name}",
            fields="inherited, local, parent",
        )
replaced("Unique.class", "app.keyed", "keyed_pkey", "unique (area, span)", fields="class")

makes(
    "ForeignKey",
    "table app.orders constraint orders_second",
    "alter table app.orders add constraint orders_second foreign key (second_id) references app.places (id)",
)
drops("ForeignKey", "table app.orders constraint orders_user", "alter table app.orders drop constraint orders_user")


def foreign(field: str, definition: str, fields: str | None = None) -> None:
    replaced(f"ForeignKey.{field}", "app.orders", "orders_user", definition, fields=fields)


foreign("columns", "foreign key (second_id) references app.users (id)")
foreign("to_table", "foreign key (user_id) references app.places (id)")
foreign("to_columns", "foreign key (user_id) references app.users (serial_number)")
foreign("match", "foreign key (user_id) references app.users (id) match full")
for action in ("restrict", "cascade", "set null", "set default"):
    foreign("on_update", f"foreign key (user_id) references app.users (id) on update {action}")
    foreign("on_delete", f"foreign key (user_id) references app.users (id) on delete {action}")
foreign(
    "set_columns",
    "foreign key (user_id) references app.users (id) on delete set null (user_id)",
    fields="on_delete, set_columns",
)
foreign("deferrable", "foreign key (user_id) references app.users (id) deferrable")
foreign(
    "deferred",
    "foreign key (user_id) references app.users (id) deferrable initially deferred",
    fields="deferrable, deferred",
)
foreign("valid", "foreign key (user_id) references app.users (id) not valid")
foreign("enforced", "foreign key (user_id) references app.users (id) not enforced")
replaced(
    "ForeignKey.to_namespace", "app.orders", "orders_place", "foreign key (second_id) references spare.places (id)"
)
replaced(
    "ForeignKey.set_columns",
    "app.orders",
    "orders_two",
    "foreign key (user_id, second_id) references app.places (id, other) on delete set null (second_id)",
)
replaced(
    "ForeignKey.period",
    "app.orders",
    "orders_spans",
    "foreign key (area, period span) references app.spans (area, period span)",
    fields="period, to_table",
)
for field in ("local", "inherited"):
    alters(
        f"ForeignKey.{field}",
        "table app.ledger_fk_1 constraint ledger_fk_user",
        "alter table app.ledger_fk attach partition app.ledger_fk_1 for values in (1)",
        "~ table app.ledger_fk_1: bound, parents",
        *(f"~ table app.ledger_fk_1 column {name}: inherited, local" for name in ("k", "user_id")),
        fields="inherited, local",
    )

makes(
    "Check",
    "table app.plain constraint born_late",
    "alter table app.plain add constraint born_late check (born > '2000-01-01')",
)
drops(
    "Check", "table app.users constraint users_other_check", "alter table app.users drop constraint users_other_check"
)
replaced("Check.expression", "app.users", "users_other_check", "check (other > 1)")
replaced("Check.no_inherit", "app.users", "users_other_check", "check (other > 0) no inherit")
replaced("Check.valid", "app.users", "users_other_check", "check (other > 0) not valid")
replaced("Check.enforced", "app.users", "users_other_check", "check (other > 0) not enforced")
alters(
    "Check.local",
    "table app.child constraint base_check",
    "alter table app.child add constraint base_check check (id > 0)",
)
alters(
    "Check.inherited",
    "table app.grown constraint base_check",
    "alter table app.grown inherit app.base",
    "~ table app.grown: parents",
    *(f"~ table app.grown column {name}: inherited" for name in ("code", "id")),
)

makes(
    "Exclusion",
    "table app.plain constraint born_apart",
    "alter table app.plain add constraint born_apart exclude (born with =)",
)
drops("Exclusion", "table app.booked constraint booked_apart", "alter table app.booked drop constraint booked_apart")
replaced(
    "Exclusion.definition",
    "app.booked",
    "booked_apart",
    "exclude using gist (room with &&, during with &&) where (a > 0)",
)
replaced(
    "Exclusion.definition", "app.booked", "booked_apart", "exclude using gist (room with &&, during with &&) deferrable"
)
alters(
    "Exclusion.options",
    "table app.booked constraint booked_apart",
    "alter index app.booked_apart set (fillfactor = 50)",
    fields="definition, options",
)
alters(
    "Exclusion.tablespace",
    "table app.booked constraint booked_apart",
    "alter index app.booked_apart set tablespace tt_space",
)
alters(
    "Exclusion.index_comment", "table app.booked constraint booked_apart", "comment on index app.booked_apart is 'x'"
)
for field in ("local", "inherited"):
    alters(
        f"Exclusion.{field}",
        "table app.rooms_1 constraint rooms_1_k_excl",
        """
        alter table app.rooms_1 drop constraint rooms_1_k_excl;
        alter table app.rooms add exclude using btree (k with =)""",
        "+ table app.rooms constraint rooms_k_excl",
        fields="inherited, local",
    )

# ------------------------------------------------------------------ indexes


def index(field: str, name: str, definition: str, *, unique: str = "", fields: str | None = None) -> None:
    sql = f"drop index app.{name}; create {unique} index {name} on app.indexed {definition}"
    alters(f"Index.{field}", f"table app.indexed index {name}", sql, fields=fields)


def index_column(field: str, definition: str, name: str = "indexed_b") -> None:
    sql = f"drop index app.{name}; create index {name} on app.indexed {definition}"
    alters(f"IndexColumn.{field}", f"table app.indexed index {name}", sql, fields="columns")


makes("Index", "table app.plain index plain_born", "create index plain_born on app.plain (born)")
drops("Index", "table app.indexed index indexed_b", "drop index app.indexed_b")
index("method", "indexed_b", "using hash (b)")
index("columns", "indexed_b", "(b, a)")
index("columns", "indexed_sum", "(b, (a + 1))")
index("include", "indexed_b", "(b) include (a, c)")
index("unique", "indexed_b", "(b)", unique="unique")
index("nulls_not_distinct", "indexed_u", "(a, b) nulls not distinct", unique="unique")
index("predicate", "indexed_b", "(b) where a > 0")
index("options", "indexed_b", "(b) with (fillfactor = 50)")
alters("Index.options", "table app.indexed index indexed_v", "alter index app.indexed_v set (ef_construction = 32)")
index("tablespace", "indexed_b", "(b) tablespace tt_space")
alters(
    "Index.valid",
    "table app.indexed index indexed_b",
    "update pg_index set indisvalid = false where indexrelid = 'app.indexed_b'::regclass",
)
alters(
    "Index.parent",
    "table app.ledger_1 index ledger_1_n",
    "alter index app.ledger_n attach partition app.ledger_1_n",
    "~ table app.ledger index ledger_n: valid",
)
index_column("column", "(c)")
index_column("expression", "(lower(b))")
index_column("expression", "((a + 2), b)", name="indexed_sum")
index_column("collation", '(b collate "C")')
index_column("collation", '(c collate "default")')
index_column("opclass", "(b text_pattern_ops)")
index_column("opclass", "using hnsw (v ext.vector_cosine_ops) with (m = 8)", name="indexed_v")
alters(
    "IndexColumn.opclass_options",
    "table app.texts index texts_t",
    "drop index app.texts_t; create index texts_t on app.texts using gist (t tsvector_ops (siglen = 100))",
    fields="columns",
)
index_column("descending", "(b desc nulls last)")
index_column("nulls_first", "(b nulls first)")
index_column("descending", "(b desc)")
alters(
    "IndexColumn.statistics",
    "table app.indexed index indexed_sum",
    "alter index app.indexed_sum alter column 1 set statistics 300",
    fields="columns",
)

# ------------------------------------------------------------------ views, sequences

makes("View", "view app.fresh", "create view app.fresh as select 1 as one")
drops("View", "view app.cheap_ids", "drop view app.cheap_ids", "- view app.cheap_ids column id")
alters(
    "View.definition",
    "view app.cheap",
    "create or replace view app.cheap as select id, name from app.plain where price < 11",
)
alters(
    "View.definition",
    "view app.cheap",
    "create or replace view app.cheap as select id, name, born from app.plain where price < 10",
)
alters("View.options", "view app.cheap", "alter view app.cheap set (security_barrier)")
alters("View.options", "view app.cheap", "alter view app.cheap set (security_invoker = true)")
alters("View.options", "view app.cheap", "alter view app.cheap set (check_option = local)")
makes("MaterializedView", "matview app.fresh", "create materialized view app.fresh as select 1 as one")
drops(
    "MaterializedView",
    "matview app.counts",
    "drop materialized view app.counts",
    "- matview app.counts index counts_kind",
    "- matview app.counts index counts_n",
)
alters(
    "MaterializedView.definition",
    "matview app.counts",
    """
    drop materialized view app.counts;
    create materialized view app.counts as select kind, count(id) as n from app.events group by kind;
    create unique index counts_kind on app.counts (kind); create index counts_n on app.counts (n)""",
)
alters("MaterializedView.options", "matview app.counts", "alter materialized view app.counts set (fillfactor = 50)")
alters(
    "MaterializedView.access_method", "matview app.counts", "alter materialized view app.counts set access method heap2"
)
alters(
    "MaterializedView.tablespace", "matview app.counts", "alter materialized view app.counts set tablespace tt_space"
)
alters(
    "MaterializedView.clustered_on", "matview app.counts", "alter materialized view app.counts cluster on counts_kind"
)
makes("Sequence", "sequence app.fresh", "create sequence app.fresh")
drops("Sequence", "sequence app.counter", "drop sequence app.counter")
for field, words in (
    ("start", "start 5"),
    ("increment", "increment 2"),
    ("minimum", "minvalue -5"),
    ("maximum", "maxvalue 1000"),
    ("cache", "cache 20"),
    ("cycle", "cycle"),
    ("owned_by", "owned by app.plain.id"),
):
    alters(f"Sequence.{field}", "sequence app.counter", f"alter sequence app.counter {words}")
alters("Sequence.type", "sequence app.small_counter", "alter sequence app.small_counter as bigint maxvalue 2147483647")
alters("Sequence.unlogged", "sequence app.counter", "alter sequence app.counter set unlogged")
alters(
    "Sequence.identity",
    "sequence app.users_serial_id_seq",
    """
    alter sequence app.users_serial_id_seq owned by none; alter table app.users alter serial_id drop default;
    drop sequence app.users_serial_id_seq;
    alter table app.users alter serial_id add generated always as identity (sequence name app.users_serial_id_seq)""",
    "~ table app.users column serial_id: default, identity",
)
alters("Sequence.owned_by", "sequence app.users_serial_id_seq", "alter sequence app.users_serial_id_seq owned by none")

# ------------------------------------------------------------------ triggers, rules, policies, statistics


def trigger(field: str, sql: str, fields: str | None = None) -> None:
    alters(f"Trigger.{field}", "table app.orders trigger orders_touch", sql, fields=fields)


makes(
    "Trigger",
    "table app.plain trigger fresh",
    "create trigger fresh after insert on app.plain for each row execute function app.touch()",
)
drops("Trigger", "table app.orders trigger orders_touch", "drop trigger orders_touch on app.orders")
for words in (
    "after update on app.orders for each row",
    "before update or insert on app.orders for each row",
    "before update of user_id on app.orders for each row",
    "before update on app.orders for each row when (old.id > 1)",
    "before update on app.orders",
):
    trigger("definition", f"create or replace trigger orders_touch {words} execute function app.touch()")
trigger(
    "function",
    "create or replace trigger orders_touch before update on app.orders for each row execute function app.touch2()",
    fields="definition, function",
)
trigger("enabled", "alter table app.orders disable trigger orders_touch")
trigger("enabled", "alter table app.orders enable always trigger orders_touch")
trigger("enabled", "alter table app.orders enable replica trigger orders_touch")
alters(
    "Trigger.inherited",
    "table app.watched_1 trigger watched_touch",
    """
    drop trigger watched_touch on app.watched_1; alter table app.watched attach partition app.watched_1 for values in (1)""",
    "~ table app.watched_1: bound, parents",
    "~ table app.watched_1 column k: inherited, local",
)
makes("Rule", "table app.plain rule fresh", "create rule fresh as on insert to app.plain do instead nothing")
drops("Rule", "table app.ruled rule ruled_update", "drop rule ruled_update on app.ruled")
alters(
    "Rule.definition",
    "table app.ruled rule ruled_update",
    "create or replace rule ruled_update as on update to app.ruled do also select 2",
)
alters("Rule.enabled", "table app.ruled rule ruled_update", "alter table app.ruled disable rule ruled_update")
makes("Policy", "table app.sealed policy fresh", "create policy fresh on app.sealed")
drops("Policy", "table app.sealed policy sealed_all", "drop policy sealed_all on app.sealed")
alters(
    "Policy.command",
    "table app.sealed policy sealed_all",
    """
    drop policy sealed_all on app.sealed; create policy sealed_all on app.sealed for select""",
)
alters(
    "Policy.permissive",
    "table app.sealed policy sealed_all",
    """
    drop policy sealed_all on app.sealed; create policy sealed_all on app.sealed as restrictive""",
)
alters(
    "Policy.roles",
    "table app.sealed policy sealed_mine",
    'alter policy sealed_mine on app.sealed to "tt weird ""role""", tt_reader',
)
alters("Policy.roles", "table app.sealed policy sealed_mine", "alter policy sealed_mine on app.sealed to public")
alters("Policy.using", "table app.sealed policy sealed_mine", "alter policy sealed_mine on app.sealed using (true)")
alters(
    "Policy.check", "table app.sealed policy sealed_mine", "alter policy sealed_mine on app.sealed with check (id > 1)"
)
makes("Statistics", "statistics app.fresh", "create statistics app.fresh on id, name from app.plain")
drops("Statistics", "statistics app.plain_stats", "drop statistics app.plain_stats")
alters(
    "Statistics.definition",
    "statistics app.plain_stats",
    "drop statistics app.plain_stats; create statistics app.plain_stats (mcv) on id, name from app.plain",
)
alters(
    "Statistics.table",
    "statistics app.plain_stats",
    "drop statistics app.plain_stats; create statistics app.plain_stats (ndistinct) on id, user_id from app.orders",
    fields="table, definition",
)
alters("Statistics.target", "statistics app.plain_stats", "alter statistics app.plain_stats set statistics 42")

# ------------------------------------------------------------------ types

makes("Enum", "enum app.fresh", "create type app.fresh as enum ()")
drops("Enum", "enum app.used_mood", "drop type app.used_mood")
alters("Enum.acl", "enum app.used_mood", "revoke usage on type app.used_mood from public")
alters("Enum.labels", "enum app.mood", "alter type app.mood add value 'fine' before 'ok'")
alters("Enum.labels", "enum app.mood", "alter type app.mood rename value 'ok' to 'okay'")
alters(
    "Enum.labels",
    "enum app.mood",
    "update pg_enum set enumsortorder = 9 where enumlabel = 'sad' and enumtypid = 'app.mood'::regtype",
)
makes("Domain", "domain app.fresh", "create domain app.fresh as integer")
drops("Domain", "domain app.email", "drop domain app.email")
alters("Domain.type", "domain app.email", "drop domain app.email; create domain app.email as varchar(20)")
alters("Domain.collation", "domain app.word", """drop domain app.word; create domain app.word as text default 'x'""")
alters("Domain.default", "domain app.email", "alter domain app.email set default 'a@b'")
alters("Domain.not_null", "domain app.email", "alter domain app.email set not null")
alters(
    "Domain.not_null_name",
    "domain app.email",
    "alter domain app.email add constraint said not null",
    fields="not_null, not_null_name",
)
makes(
    "DomainCheck",
    "domain app.email constraint has_at",
    "alter domain app.email add constraint has_at check (value ~ '@')",
)
drops(
    "DomainCheck",
    "domain app.positive constraint positive_check",
    "alter domain app.positive drop constraint positive_check",
)
alters(
    "DomainCheck.expression",
    "domain app.positive constraint positive_check",
    """
    alter domain app.positive drop constraint positive_check;
    alter domain app.positive add constraint positive_check check (value > 1)""",
)
alters(
    "DomainCheck.valid",
    "domain app.positive constraint positive_check",
    """
    alter domain app.positive drop constraint positive_check;
    alter domain app.positive add constraint positive_check check (value > 0) not valid""",
)
makes("Composite", "type app.fresh", "create type app.fresh as ()")
drops("Composite", "type app.pair", "drop type app.pair", "- type app.pair attribute a", "- type app.pair attribute b")
makes("Attribute", "type app.pair attribute c", "alter type app.pair add attribute c integer")
drops("Attribute", "type app.pair attribute b", "alter type app.pair drop attribute b")
alters("Attribute.type", "type app.pair attribute a", "alter type app.pair alter attribute a type bigint")
alters(
    "Attribute.collation", "type app.pair attribute b", 'alter type app.pair alter attribute b type text collate "C"'
)
makes("Range", "range app.fresh", "create type app.fresh as range (subtype = integer)")
drops("Range", "range app.floatrange", "drop type app.floatrange")


def ranged(field: str, name: str, parameters: str) -> None:
    alters(
        f"Range.{field}", f"range app.{name}", f"drop type app.{name}; create type app.{name} as range ({parameters})"
    )


ranged("subtype", "textrange", 'subtype = varchar, collation = "C"')
ranged("opclass", "textrange", 'subtype = text, collation = "C", subtype_opclass = text_pattern_ops')
ranged("collation", "textrange", "subtype = text")
ranged("subdiff", "textrange", 'subtype = text, collation = "C", subtype_diff = app.texts_apart')
ranged("multirange", "floatrange", "subtype = float8, subtype_diff = float8mi, multirange_type_name = app.floats")
alters(
    "Range.canonical",
    "range app.textrange",
    """
    drop type app.textrange; create type app.textrange;
    create function app.canonical(app.textrange) returns app.textrange immutable language internal as 'int4range_canonical';
    create type app.textrange as range (subtype = text, collation = "C", canonical = app.canonical)""",
    "+ function app.canonical(app.textrange)",
)

# ------------------------------------------------------------------ routines

ONE, TWO, MANY, ATOMIC = (
    "function app.one()",
    "function app.two(integer, text)",
    "function app.many()",
    "function app.atomic(integer)",
)


def function(field: str, where: str, sql: str, fields: str | None = None) -> None:
    alters(f"Function.{field}", where, sql, fields=fields)


makes(
    "Function",
    "function app.two(integer)",
    "create function app.two(integer) returns integer language sql as 'select 1'",
)
drops("Function", ONE, "drop function app.one()")
function("acl", ONE, "grant execute on function app.one() to public")
function("acl", MANY, "revoke execute on function app.many() from public")
function(
    "arguments",
    TWO,
    "drop function app.two; create function app.two(aa integer, b text default 'x') returns text language sql as $$ select b $$",
)
function(
    "arguments",
    TWO,
    "create or replace function app.two(a integer, b text default 'y') returns text language sql as $$ select b $$",
)
function(
    "returns",
    MANY,
    "drop function app.many(); create function app.many() returns setof bigint language sql as $$ select 1 $$",
)
function(
    "language",
    MANY,
    "set check_function_bodies = off; create or replace function app.many() returns setof integer language plpgsql as $$ select 1 $$",
)
function("body", MANY, "create or replace function app.many() returns setof integer language sql as $$ select 2 $$")
function(
    "body",
    ATOMIC,
    "create or replace function app.atomic(a integer) returns integer language sql immutable return a + 2",
)
function(
    "atomic",
    ATOMIC,
    "create or replace function app.atomic(a integer) returns integer language sql immutable as 'select 1'",
    fields="atomic, body",
)
function("volatility", MANY, "alter function app.many() stable")
function("volatility", MANY, "alter function app.many() immutable")
function("strict", MANY, "alter function app.many() strict")
function("security_definer", MANY, "alter function app.many() security definer")
function("leakproof", MANY, "alter function app.many() leakproof")
function("parallel", MANY, "alter function app.many() parallel safe")
function("parallel", MANY, "alter function app.many() parallel restricted")
function("cost", MANY, "alter function app.many() cost 7")
function("rows", MANY, "alter function app.many() rows 7")
function(
    "window",
    "function app.rows_of(anyarray)",
    """
    drop function app.rows_of(anyarray);
    create function app.rows_of(anyarray) returns bigint language internal window as 'window_row_number'""",
)
function(
    "support",
    "function app.starts(text, text)",
    "alter function app.starts(text, text) support text_starts_with_support",
)
function("config", MANY, "alter function app.many() set search_path = app, pg_temp")
function(
    "transforms",
    "function app.touch()",
    """
    create or replace function app.touch() returns trigger transform for type app.address language plpgsql as $$ begin return new; end $$""",
)
function(
    "library",
    "function app.slot()",
    """
    create or replace function app.slot() returns language_handler language c as 'plpgsql', 'plpgsql_call_handler'""",
)
WORK = "procedure app.work(integer)"


def procedure(field: str, sql: str, fields: str | None = None) -> None:
    alters(f"Procedure.{field}", WORK, sql, fields=fields)


makes("Procedure", "procedure app.fresh()", "create procedure app.fresh() language sql as ''")
drops("Procedure", WORK, "drop procedure app.work(integer)")
procedure(
    "arguments", "drop procedure app.work(integer); create procedure app.work(b integer) language sql as $$ select 1 $$"
)
procedure(
    "language",
    "set check_function_bodies = off; create or replace procedure app.work(a integer) language plpgsql as $$ select 1 $$",
)
procedure("body", "create or replace procedure app.work(a integer) language sql as $$ select 2 $$")
procedure(
    "atomic",
    "create or replace procedure app.work(a integer) language sql begin atomic select 1; end",
    fields="atomic, body",
)
procedure("security_definer", "alter procedure app.work(integer) security definer")
procedure("config", "alter procedure app.work(integer) set work_mem = '8MB'")
alters(
    "Procedure.transforms",
    "procedure app.work_plpgsql()",
    "create or replace procedure app.work_plpgsql() transform for type app.address language plpgsql as 'begin end'",
)
alters(
    "Procedure.library",
    "procedure app.work_c()",
    "create or replace procedure app.work_c() language c as 'plpgsql', 'plpgsql_call_handler'",
)
makes("Aggregate", "aggregate app.fresh(bigint)", "create aggregate app.fresh(bigint) (sfunc = int8pl, stype = bigint)")
drops("Aggregate", "aggregate app.total(integer)", "drop aggregate app.total(integer)")
alters("Aggregate.acl", "aggregate app.total(integer)", "revoke execute on function app.total(integer) from public")
for clauses in (
    "sfunc = int4pl, stype = integer, initcond = '1'",
    "sfunc = int4pl, stype = integer",
    "sfunc = int4mi, stype = integer, initcond = '0'",
    "sfunc = int4pl, stype = integer, initcond = '0', sspace = 99",
    "sfunc = int4pl, stype = integer, initcond = '0', finalfunc = int4abs",
    "sfunc = int4pl, stype = integer, initcond = '0', finalfunc = int4abs, finalfunc_modify = shareable",
    "sfunc = int4pl, stype = integer, initcond = '0', combinefunc = int4pl",
    "sfunc = int4pl, stype = integer, initcond = '0', parallel = safe",
    "sfunc = int4pl, stype = integer, initcond = '0', sortop = operator(pg_catalog.<)",
    "sfunc = int4pl, stype = integer, initcond = '0', msfunc = int4pl, minvfunc = int4mi, mstype = integer",
    "sfunc = int4_sum, stype = bigint, initcond = '0'",
):
    alters(
        "Aggregate.clauses",
        "aggregate app.total(integer)",
        f"drop aggregate app.total(integer); create aggregate app.total(integer) ({clauses})",
    )
alters(
    "Aggregate.arguments",
    "aggregate app.total(integer)",
    """
    drop aggregate app.total(integer); create aggregate app.total(a integer) (sfunc = int4pl, stype = integer, initcond = '0')""",
)
alters(
    "Aggregate.clauses",
    'aggregate app.place("any")',
    """
    drop aggregate app.place(variadic "any" order by variadic "any");
    create aggregate app.place(variadic "any" order by variadic "any")
        (sfunc = ordered_set_transition_multi, stype = internal, finalfunc = rank_final, finalfunc_extra)""",
)
alters(
    "Aggregate.clauses",
    "aggregate app.middle(double precision, anyelement)",
    """
    drop aggregate app.middle(float8 order by anyelement);
    create aggregate app.middle(float8 order by anyelement)
        (sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra,
         finalfunc_modify = shareable)""",
)

# ------------------------------------------------------------------ operators and casts

EQ = 'operator app."==="(app.address, app.address)'
NE = 'operator app."!=="(app.address, app.address)'
LT = 'operator app."<<<"(app.shape, app.shape)'


def operator(field: str, more: str, fields: str | None = None) -> None:
    sql = f"""drop operator app.===(app.address, app.address);
        create operator app.=== (leftarg = app.address, rightarg = app.address, {more})"""
    alters(f"Operator.{field}", EQ, sql, fields=fields)


makes(
    "Operator",
    'operator app."@@@"(NONE, app.shape)',
    "create function app.neg(app.shape) returns app.shape language sql as 'select $1';"
    "create operator app.@@@ (rightarg = app.shape, function = app.neg)",
    "+ function app.neg(app.shape)",
)
drops("Operator", NE, "drop operator app.!==(app.address, app.address)")
operator("function", "function = app.unlike")
operator("commutator", "function = app.same, commutator = operator(app.===)")
alters(
    "Operator.negator",
    EQ,
    "alter operator app.===(app.address, app.address) set (negator = operator(app.!==))",
    f"~ {NE}: negator",
)
operator("restrict", "function = app.same, restrict = eqsel")
operator("join", "function = app.same, join = eqjoinsel")
operator("hashes", "function = app.same, hashes")
operator("merges", "function = app.same, merges")
makes("OperatorFamily", "operator_family app.fresh(btree)", "create operator family app.fresh using btree")
drops("OperatorFamily", "operator_family app.empty_family(hash)", "drop operator family app.empty_family using hash")
alters(
    "OperatorFamily.members",
    "operator_family app.shape_family(btree)",
    """
    alter operator family app.shape_family using btree add operator 1 app.<<< (app.shape, app.shape),
        function 1 (app.shape, app.shape) app.compare(app.shape, app.shape)""",
)
makes(
    "OperatorClass",
    "operator_class app.fresh(hash)",
    """
    create operator class app.fresh for type app.mood using hash family app.empty_family as storage app.mood""",
)
drops("OperatorClass", "operator_class app.int_backwards(btree)", "drop operator class app.int_backwards using btree")


def opclass(field: str, definition: str, *also: str, fields: str | None = None) -> None:
    alters(
        f"OperatorClass.{field}",
        "operator_class app.int_backwards(btree)",
        f"drop operator class app.int_backwards using btree; create operator class app.int_backwards {definition}",
        *also,
        fields=fields,
    )


MEMBERS = (
    "operator 1 >, operator 2 >=, operator 3 =, operator 4 <=, operator 5 <, function 1 btint4cmp(integer, integer)"
)
opclass(
    "members",
    "for type integer using btree family app.int_backwards as operator 1 >, function 1 btint4cmp(integer, integer)",
)
opclass("family", f"for type integer using btree family app.shape_family as {MEMBERS}")
alters(
    "OperatorClass.default",
    "operator_class app.shapes(btree)",
    """
    drop operator class app.shapes using btree;
    create operator class app.shapes for type app.shape using btree family app.shapes as function 1 app.compare(app.shape, app.shape)""",
)
alters(
    "OperatorClass.type",
    "operator_class app.loose(hash)",
    """
    drop operator class app.loose using hash;
    create operator class app.loose for type app.used_mood using hash family app.loose as storage app.used_mood""",
)
alters(
    "OperatorClass.storage",
    "operator_class app.stored(gist)",
    """
    drop operator class app.stored using gist;
    create operator class app.stored for type app.mood using gist family app.stored as storage text""",
)
makes("Cast", "cast (app.used_mood as integer)", "create cast (app.used_mood as integer) with inout")
drops("Cast", "cast (app.mood as integer)", "drop cast (app.mood as integer)")
for field, how, fields in (
    ("function", "with function app.address_text2(app.address) as assignment", None),
    ("context", "with function app.address_text(app.address) as implicit", None),
    ("context", "with function app.address_text(app.address)", None),
    ("method", "with inout as assignment", "function, method"),
):
    alters(
        f"Cast.{field}",
        "cast (app.address as text)",
        f"drop cast (app.address as text); create cast (app.address as text) {how}",
        fields=fields,
    )
makes(
    "Transform",
    "transform (app.shape for plpgsql)",
    "create transform for app.shape language plpgsql (from sql with function app.from_sql(internal))",
)
drops("Transform", "transform (app.address for plpgsql)", "drop transform for app.address language plpgsql")
alters(
    "Transform.from_sql",
    "transform (app.address for plpgsql)",
    """
    create or replace transform for app.address language plpgsql (from sql with function prsd_lextype(internal))""",
)
alters(
    "Transform.to_sql",
    "transform (app.address for plpgsql)",
    """
    create function app.to_address(internal) returns app.address immutable language internal as 'prsd_lextype';
    create or replace transform for app.address language plpgsql
    (from sql with function app.from_sql(internal), to sql with function app.to_address(internal))""",
    "+ function app.to_address(internal)",
)

# ------------------------------------------------------------------ collations, conversions, text search


def collation(field: str, name: str, definition: str, fields: str | None = None) -> None:
    alters(
        f"Collation.{field}",
        f"collation app.{name}",
        f"drop collation app.{name}; create collation app.{name} ({definition})",
        fields=fields,
    )


makes("Collation", "collation app.fresh", "create collation app.fresh (provider = libc, locale = 'POSIX')")
drops("Collation", "collation app.plain_c", "drop collation app.plain_c")
collation("collate", "plain_c", "provider = libc, lc_collate = 'POSIX', lc_ctype = 'C'")
collation("ctype", "plain_c", "provider = libc, lc_collate = 'C', lc_ctype = 'POSIX'")
collation("locale", "unicode", "provider = builtin, locale = 'PG_UNICODE_FAST'")
collation("provider", "plain_c", "provider = builtin, locale = 'C'", fields="provider, collate, ctype, locale")
makes("Conversion", "conversion app.fresh", "create conversion app.fresh for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8")
drops("Conversion", "conversion app.latin", "drop conversion app.latin")


def conversion(field: str, definition: str, fields: str | None = None) -> None:
    alters(
        f"Conversion.{field}", "conversion app.latin", f"drop conversion app.latin; create {definition}", fields=fields
    )


conversion("default", "default conversion app.latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8")
alters(
    "Conversion.source",
    "conversion app.iso",
    """
    drop conversion app.iso; create conversion app.iso for 'LATIN3' to 'UTF8' from iso8859_to_utf8""",
)
alters(
    "Conversion.target",
    "conversion app.iso2",
    """
    drop conversion app.iso2; create conversion app.iso2 for 'UTF8' to 'LATIN3' from utf8_to_iso8859""",
)
conversion("function", "conversion app.latin for 'LATIN1' to 'UTF8' from app.latin_to_utf8")

SEARCH = "text_search_configuration app.search"
makes(
    "TextSearchConfiguration",
    "text_search_configuration app.fresh",
    "create text search configuration app.fresh (copy = pg_catalog.simple)",
)
drops("TextSearchConfiguration", SEARCH, "drop text search configuration app.search")
alters(
    "TextSearchConfiguration.parser",
    "text_search_configuration app.unmapped",
    """
    drop text search configuration app.unmapped; create text search configuration app.unmapped (parser = app.splitter)""",
)
for words in (
    "add mapping for email with app.words",
    "drop mapping for word",
    "alter mapping for word with pg_catalog.english_stem, app.words",
    "alter mapping for word with pg_catalog.simple",
):
    alters("TextSearchConfiguration.mappings", SEARCH, f"alter text search configuration app.search {words}")
makes(
    "TextSearchDictionary",
    "text_search_dictionary app.fresh",
    "create text search dictionary app.fresh (template = pg_catalog.simple)",
)
drops("TextSearchDictionary", "text_search_dictionary app.few", "drop text search dictionary app.few")
alters(
    "TextSearchDictionary.options",
    "text_search_dictionary app.words",
    "alter text search dictionary app.words (accept = false)",
)
alters(
    "TextSearchDictionary.options",
    "text_search_dictionary app.words",
    "alter text search dictionary app.words (stopwords)",
)
alters(
    "TextSearchDictionary.template",
    "text_search_dictionary app.few",
    "drop text search dictionary app.few; create text search dictionary app.few (template = app.template)",
)
PARTS = {"start": "prsd_start", "gettoken": "prsd_nexttoken", "end": "prsd_end", "lextypes": "prsd_lextype"}


def splitter(field: str, parts: dict[str, str]) -> None:
    said = ", ".join(f"{word} = {name}" for word, name in (PARTS | parts).items())
    alters(
        f"TextSearchParser.{field}",
        "text_search_parser app.splitter",
        f"drop text search parser app.splitter; create text search parser app.splitter ({said})",
    )


makes(
    "TextSearchParser",
    "text_search_parser app.fresh",
    f"create text search parser app.fresh ({', '.join(f'{word} = {name}' for word, name in PARTS.items())})",
)
drops("TextSearchParser", "text_search_parser app.splitter", "drop text search parser app.splitter")
splitter("start", {"start": "app.prs_start"})
splitter("token", {"gettoken": "app.prs_token"})
splitter("end", {"end": "app.prs_end"})
splitter("headline", {"headline": "prsd_headline"})
splitter("lextypes", {"lextypes": "app.from_sql"})
makes(
    "TextSearchTemplate",
    "text_search_template app.fresh",
    "create text search template app.fresh (lexize = dsimple_lexize)",
)
drops("TextSearchTemplate", "text_search_template app.template", "drop text search template app.template")
alters(
    "TextSearchTemplate.init",
    "text_search_template app.template",
    """
    drop text search template app.template; create text search template app.template (lexize = dsimple_lexize)""",
)
alters(
    "TextSearchTemplate.lexize",
    "text_search_template app.template",
    """
    drop text search template app.template;
    create text search template app.template (lexize = dsynonym_lexize, init = dsimple_init)""",
)

# ------------------------------------------------------------------ foreign data

makes("ForeignDataWrapper", "foreign_data_wrapper fresh", "create foreign data wrapper fresh")
drops("ForeignDataWrapper", "foreign_data_wrapper lonely", "drop foreign data wrapper lonely")
alters(
    "ForeignDataWrapper.handler",
    "foreign_data_wrapper lonely",
    "alter foreign data wrapper lonely handler app.fdw_handler",
)
alters(
    "ForeignDataWrapper.validator",
    "foreign_data_wrapper lonely",
    "alter foreign data wrapper lonely validator app.fdw_check",
)
alters(
    "ForeignDataWrapper.options",
    "foreign_data_wrapper far",
    "alter foreign data wrapper far options (set debug 'false')",
)
makes("Server", "server fresh", "create server fresh foreign data wrapper far")
drops("Server", "server beyond", "drop server beyond")
alters("Server.wrapper", "server beyond", "drop server beyond; create server beyond foreign data wrapper lonely")
alters("Server.type", "server beyond", "drop server beyond; create server beyond type 'x' foreign data wrapper far")
alters("Server.version", "server away", "alter server away version '2'")
alters("Server.options", "server away", "alter server away options (set host 'h2')")
alters("Server.options", "server away", "alter server away options (drop host, add password 'secret')")
makes("UserMapping", "server away mapping tt_writer", "create user mapping for tt_writer server away")
drops("UserMapping", "server away mapping tt_reader", "drop user mapping for tt_reader server away")
alters(
    "UserMapping.options",
    "server away mapping tt_reader",
    "alter user mapping for tt_reader server away options (set \"user\" 'v')",
)
alters(
    "UserMapping.options",
    "server away mapping tt_reader",
    "alter user mapping for tt_reader server away options (add password 'secret')",
)

# ------------------------------------------------------------------ replication, events, default privileges

PARTLY = "publication partly"
makes("Publication", "publication fresh", "create publication fresh")
drops("Publication", PARTLY, "drop publication partly", f"- {PARTLY} member app.orders")
alters("Publication.all_tables", "publication everything", "drop publication everything; create publication everything")
alters("Publication.publish", PARTLY, "alter publication partly set (publish = 'insert, delete')")
alters("Publication.via_partition_root", PARTLY, "alter publication partly set (publish_via_partition_root = true)")
alters("Publication.generated_columns", PARTLY, "alter publication partly set (publish_generated_columns = stored)")
alters("Publication.schemas", "publication by_schema", "alter publication by_schema add tables in schema app")
makes("PublicationTable", f"{PARTLY} member app.empty", "alter publication partly add table app.empty")
drops("PublicationTable", f"{PARTLY} member app.orders", "alter publication partly drop table app.orders")
alters(
    "PublicationTable.columns",
    f"{PARTLY} member app.orders",
    "alter publication partly set table app.orders (id, second_id, user_id) where (id > 0)",
)
alters(
    "PublicationTable.where",
    f"{PARTLY} member app.orders",
    "alter publication partly set table app.orders (id, user_id) where (id > 1)",
)
makes(
    "Subscription",
    "subscription fresh",
    "create subscription fresh connection 'host=nowhere.invalid' publication a with (connect = false, slot_name = none)",
)
drops("Subscription", "subscription incoming", "drop subscription incoming")
alters(
    "Subscription.publications",
    "subscription incoming",
    "alter subscription incoming set publication a with (refresh = false)",
)
alters(
    "Subscription.enabled",
    "subscription incoming",
    "update pg_subscription set subenabled = true where subname = 'incoming'"
    " and subdbid = (select oid from pg_database where datname = current_database())",
)
alters("Subscription.options", "subscription incoming", "alter subscription incoming set (binary = true)")
alters("Subscription.options", "subscription incoming", "alter subscription incoming set (origin = none)")
makes("EventTrigger", "event_trigger fresh", "create event trigger fresh on sql_drop execute function app.on_ddl()")
drops("EventTrigger", "event_trigger on_end", "drop event trigger on_end")
for field, definition, state in (
    ("event", "on ddl_command_start execute function app.on_ddl()", "disable"),
    ("function", "on ddl_command_end execute function app.on_ddl2()", "disable"),
    ("tags", "on ddl_command_end when tag in ('CREATE TABLE', 'DROP TABLE') execute function app.on_ddl()", "disable"),
    ("enabled", "on ddl_command_end execute function app.on_ddl()", "enable always"),
):
    alters(
        f"EventTrigger.{field}",
        "event_trigger on_end",
        f"drop event trigger on_end; create event trigger on_end {definition}; alter event trigger on_end {state}",
    )
for objects in ("tables", "sequences", "functions", "types", "schemas"):
    makes(
        "DefaultPrivileges",
        f"role tt_writer default_privileges {objects}",
        f"alter default privileges for role tt_writer revoke all on {objects} from tt_writer",
    )
makes(
    "DefaultPrivileges",
    'role tt_writer default_privileges "large objects"',
    "alter default privileges for role tt_writer grant select on large objects to tt_reader",
)
makes(
    "DefaultPrivileges",
    "role tt_writer schema app default_privileges types",
    "alter default privileges for role tt_writer in schema app grant usage on types to tt_reader",
)
drops(
    "DefaultPrivileges",
    "role tt_owner schema app default_privileges tables",
    "alter default privileges for role tt_owner in schema app revoke select on tables from tt_reader",
)
alters(
    "DefaultPrivileges.acl",
    "role tt_owner schema app default_privileges tables",
    "alter default privileges for role tt_owner in schema app grant insert on tables to tt_reader",
)
alters(
    "DefaultPrivileges.acl",
    "role tt_owner default_privileges functions",
    "alter default privileges for role tt_owner grant execute on functions to tt_reader",
)

# ------------------------------------------------------------------ what is not mutated here, and why

UNTOUCHED: dict[str, str] = {}
for _names, _reason in {
    "AccessMethod.owner TextSearchParser.owner TextSearchTemplate.owner": "PostgreSQL keeps no owner of these",
    "DefaultPrivileges.comment PublicationTable.comment UserMapping.comment": "there is no COMMENT ON for these",
    "AccessMethod.acl Collation.acl Conversion.acl EventTrigger.acl Extension.acl Operator.acl OperatorClass.acl"
    " OperatorFamily.acl Publication.acl Statistics.acl Subscription.acl TextSearchConfiguration.acl"
    " TextSearchDictionary.acl TextSearchParser.acl TextSearchTemplate.acl": "nothing can be granted on these",
    "PrimaryKey.nulls_not_distinct": "a primary key has no nulls",
    "Procedure.cost Procedure.leakproof Procedure.parallel Procedure.rows Procedure.strict Procedure.support"
    " Procedure.volatility Procedure.window": "ALTER PROCEDURE refuses these attributes (42P13)",
    "Procedure.returns": "a procedure returns nothing",
}.items():
    UNTOUCHED |= dict.fromkeys(_names.split(), _reason)


class Elsewhere(NamedTuple):
    """A mutation that the embedded server cannot do; ``able`` is the query that tells whether another one can."""

    covers: str
    able: str
    before: str
    sql: str
    changes: tuple[str, ...]


_ICU = "select exists (select from pg_collation where collprovider = 'i')"
_FRESH = "create collation public.c (provider = icu, locale = 'und'{})"
_AGAIN = "drop collation public.c; " + _FRESH

ELSEWHERE = (
    Elsewhere(
        "Collation.deterministic",
        _ICU,
        _FRESH.format(""),
        _AGAIN.format(", deterministic = false"),
        ("~ collation public.c: deterministic",),
    ),
    Elsewhere(
        "Collation.rules",
        f"{_ICU} and current_setting('server_version_num')::int >= 160000",
        _FRESH.format(""),
        _AGAIN.format(", rules = '&a < b'"),
        ("~ collation public.c: rules",),
    ),
    Elsewhere(
        "Collation.provider",
        _ICU,
        "create collation public.c (provider = libc, locale = 'C')",
        _AGAIN.format(""),
        ("~ collation public.c: collate, ctype, locale, provider",),
    ),
    Elsewhere(
        "Column.compression",
        "select 'lz4' = any (enumvals) from pg_settings where name = 'default_toast_compression'",
        "create table public.t (a text)",
        "alter table public.t alter a set compression lz4",
        ("~ table public.t column a: compression",),
    ),
)
