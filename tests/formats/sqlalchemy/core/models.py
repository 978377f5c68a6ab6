# ruff: noqa: UP006, UP007, UP035, UP037, UP042, UP045 - old spellings are read, too
"""Tables, types, constraints and indexes without classes."""

import enum

from sqlalchemy import (
    ARRAY,
    BIGINT,
    CHAR,
    DECIMAL,
    JSON,
    REAL,
    TIMESTAMP,
    VARCHAR,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    DateTime,
    Double,
    Enum,
    FetchedValue,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Sequence,
    SmallInteger,
    String,
    Table,
    Text,
    Time,
    Unicode,
    UnicodeText,
    UniqueConstraint,
    Uuid,
    and_,
    case,
    cast,
    desc,
    false,
    func,
    or_,
    text,
    true,
)
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.dialects.postgresql import ExcludeConstraint

metadata = MetaData()


class Mood(enum.Enum):
    SAD = "sad"
    OK = "ok"
    HAPPY = enum.auto()


class Level(str, enum.Enum):
    low = "LOW"
    high = "HIGH"


types = Table(
    "types",
    metadata,
    Column("id", BigInteger, primary_key=True),
    Column("small", SmallInteger, nullable=False),
    Column("flag", Boolean, server_default=true()),
    Column("off", Boolean, server_default=false(), nullable=False),
    Column("born", Date, server_default=func.current_date()),
    Column("at", DateTime(timezone=True), server_default=func.now()),
    Column("naive", DateTime, server_default=text("now()")),
    Column("stamp", TIMESTAMP(timezone=True)),
    Column("pgstamp", pg.TIMESTAMP(timezone=True, precision=3)),
    Column("pgtime", pg.TIME(precision=2)),
    Column("hour", Time(timezone=True)),
    Column("span", Interval),
    Column("pgspan", pg.INTERVAL(fields="DAY TO SECOND", precision=2)),
    Column("ratio", Float),
    Column("precise", Float(53)),
    Column("double", Double),
    Column("real", REAL),
    Column("money", Numeric(10, 2), server_default="0.00"),
    Column("dec", DECIMAL(8)),
    Column("num", Numeric),
    Column("name", String(50), server_default="it's"),
    Column("free", String),
    Column("collated", String(20, collation="C")),
    Column("body", Text(collation="C")),
    Column("uni", Unicode(10)),
    Column("unitext", UnicodeText),
    Column("code", CHAR(3)),
    Column("vc", VARCHAR(7)),
    Column("big", BIGINT),
    Column("bytes", LargeBinary),
    Column("doc", JSON),
    Column("docb", pg.JSONB(astext_type=Text()), server_default=text("'{}'::jsonb")),
    Column("variant", JSON().with_variant(pg.JSONB(), "postgresql")),
    Column("other", String(9).with_variant(Text, "sqlite")),
    Column("uid", Uuid, server_default=func.gen_random_uuid()),
    Column("uid2", pg.UUID(as_uuid=True), server_default=text("gen_random_uuid()")),
    Column("chars", Uuid(native_uuid=False)),
    Column("tags", ARRAY(String(10)), server_default="{}"),
    Column("matrix", pg.ARRAY(Integer, dimensions=2)),
    Column("ip", pg.INET),
    Column("net", pg.CIDR),
    Column("mac", pg.MACADDR),
    Column("bits", pg.BIT(3)),
    Column("vbits", pg.BIT(5, varying=True)),
    Column("search", pg.TSVECTOR),
    Column("query", pg.TSQUERY),
    Column("ints", pg.INT4RANGE),
    Column("times", pg.TSTZRANGE),
    Column("many", pg.INT8MULTIRANGE),
    Column("cash", pg.MONEY),
    Column("oid", pg.OID),
    Column("mood", Enum(Mood), server_default="OK"),
    Column("level", Enum(Level, values_callable=lambda e: [m.value for m in e], name="level_kind")),
    Column("moods", ARRAY(Enum(Mood))),
    Column("word", Enum("a", "bb", name="word", native_enum=False, create_constraint=True)),
    Column("plain", Enum("a", "bb", "ccc", native_enum=False)),
    Column("pgenum", pg.ENUM("x", "y", name="xy", create_type=True)),
    Column("dom", pg.DOMAIN("positive", Integer, check=text("VALUE > 0"), not_null=True)),
    Column("server", Integer, server_default=FetchedValue()),
    Column("client", Integer, default=5, onupdate=6),
    Column("twice", Integer, Computed("small * 2")),
    Column("commented", Integer, comment="It's a number"),
    comment="Every type",
)

parents = Table(
    "parents",
    metadata,
    Column("a", Integer, primary_key=True),
    Column("b", Integer, primary_key=True),
    Column("code", String(20), unique=True, index=True),
    Column("email", String(200), unique=True),
    Column("rank", Integer, index=True),
    UniqueConstraint("a", "code"),
    UniqueConstraint("b", "code", name="uq_b_code", deferrable=True, initially="DEFERRED"),
    CheckConstraint("a > 0"),
    CheckConstraint("a > b", name="a_above_b"),
    CheckConstraint(text("length(code) > 2"), name="code_long"),
)

children = Table(
    "children",
    metadata,
    Column("id", Integer, Identity(always=True, start=100, increment=5), primary_key=True),
    Column("second", BigInteger, Identity()),
    Column("parent_a", Integer),
    Column("parent_b", Integer),
    Column("type_id", ForeignKey("types.id", ondelete="CASCADE", onupdate="RESTRICT"), nullable=False),
    Column("other_id", ForeignKey(types.c.id, name="fk_other", deferrable=True, initially="DEFERRED")),
    Column("self_id", Integer, ForeignKey("children.id", ondelete="SET NULL", use_alter=True, name="fk_self")),
    Column("during", pg.TSRANGE),
    Column("room", Integer, CheckConstraint("room > 0")),
    Column("number", Integer, Sequence("number_seq", start=10)),
    Column("label", Text, key="lbl"),
    ForeignKeyConstraint(["parent_a", "parent_b"], ["parents.a", "parents.b"], match="FULL"),
    ExcludeConstraint(("during", "&&"), name="no_overlap", using="gist", where=text("room > 3")),
    Index("ix_desc", desc("parent_a"), text("parent_b NULLS FIRST")),
    Index("ix_label", "lbl", postgresql_using="hash"),
)
Index("ix_expr", func.lower(children.c.lbl), unique=True)
Index(
    "ix_where",
    children.c.parent_a.desc().nulls_last(),
    children.c.lbl,
    postgresql_ops={"lbl": "text_pattern_ops"},
    postgresql_where=and_(children.c.room > 3, or_(children.c.parent_a.is_(None), children.c.lbl != "x")),
    postgresql_include=["room"],
    postgresql_with={"fillfactor": 70},
)
Index("ix_in", children.c.room, postgresql_where=children.c.room.in_([1, 2]) & ~(children.c.parent_b == 7))
Index("ix_unique_nulls", children.c.room, unique=True, postgresql_nulls_not_distinct=True)
Index("ix_coalesce", func.coalesce(children.c.room, 0), cast(children.c.room, Text))
Index("ix_concat", children.c.lbl + "x")
Index("ix_json", types.c.docb, postgresql_using="gin", postgresql_ops={"docb": "jsonb_path_ops"})
Index("ix_astext", types.c.docb["a"].astext, (types.c.big + 1).label("s"))

association = Table(
    "association",
    metadata,
    Column("left_id", ForeignKey("types.id"), primary_key=True),
    Column("right_id", ForeignKey("children.id"), primary_key=True),
)
keys = Table(
    "keys",
    metadata,
    Column("x", Integer, nullable=False),
    Column("y", String(3)),
    PrimaryKeyConstraint("y", "x", name="keys_key"),
)
small = Table(
    "small",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    (v := Column("v", Integer, default=1)),
    CheckConstraint(case((v > 1, v < 5), else_=true()), name="v_small"),
)
manual = Table("manual", metadata, Column("id", Integer, primary_key=True, autoincrement=False))
composite = Table(
    "composite",
    metadata,
    Column("org", Integer, primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=True),
)
text_key = Table("text_key", metadata, Column("id", String(5), primary_key=True))
referring = Table("referring", metadata, Column("id", ForeignKey("small.id"), primary_key=True))
counted = Table(
    "counted", metadata, Column("id", Integer, Sequence("counted_ids", start=5, increment=2), primary_key=True)
)
partitioned = Table(
    "partitioned",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    postgresql_partition_by="RANGE (id)",
)

positional = Table(
    "positional",
    metadata,
    Column("a", Integer, Identity(True, None, 5, 2), primary_key=True),
    Column("b", ForeignKey("small.id", None, False, "fk_positional", "CASCADE", "SET NULL")),
    Column("c", Integer, CheckConstraint("c > 1", "c_above")),
    Column("d", Integer, Computed("c + 1", True)),
    ForeignKeyConstraint(["c"], ["small.id"], "fk_named", None, "RESTRICT"),
)
