"""Explained drift to make reports of: a health app's, nothing, one place only out of reach, hostile, and large."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from hypothesis import strategies as st

from trueup.comparison import Unreached
from trueup.decisions import Accepted
from trueup.drift import ABSENT, Drift, Place, Row
from trueup.drift.explained import Cause, Disagreement, Explained
from trueup.finding import Finding, Severity
from trueup.model import Address, Object, Origin, Schema, address
from trueup.postgres.objects import Column, ForeignKey, Index, IndexColumn, Policy, Table, Unique

MIGRATIONS = Place(name="migrations", label="db/migrations", role="migrations", version=180004)
CODE = Place(name="code", label="db/schema.prisma", role="code")
STAGING = Place(name="staging", label="postgresql://staging.example/app", role="database", version=160009)
PRODUCTION = Place(name="production", label="postgresql://prod.example/app", role="database", version=160009)

PLACES = (CODE, STAGING, PRODUCTION, MIGRATIONS)

NOT_MIGRATED = Cause(
    name="no-migration",
    text="The code declares it and no migration makes it.",
    evidence=("no file of db/migrations mentions it", "code and staging agree"),
)


def column(name: str, type: str = "text", table: str = "personal_models", **more: Any) -> Column:
    return Column(on="table", namespace="public", relation=table, name=name, position=1, type=type, **more)


def disagreement(
    where: Address,
    field: str | None,
    values: Mapping[str, Any],
    severity: Severity,
    message: str,
    *,
    code: str = "H102",
    cause: Cause | None = None,
    ways: Sequence[str] = (),
    origins: Mapping[str, Origin] | None = None,
) -> Disagreement:
    row = Row(address=where, field=field, values=values, origins=origins or {})
    finding = Finding(code=code, severity=severity, message=message, address=where)
    return Disagreement(row=row, finding=finding, ways=tuple(ways), **({"cause": cause} if cause is not None else {}))


def explained(found: Iterable[Disagreement], unreached: Sequence[Unreached] = (), places=PLACES) -> Explained:
    told = sorted(found, key=lambda one: (-one.finding.severity.rank, one.row.address, one.row.field or ""))
    rows = tuple(sorted((one.row for one in told), key=lambda row: (row.address, row.field or "")))
    drift = Drift(truth=places[-1].name, places=tuple(places), rows=rows, unreached=tuple(unreached))
    return Explained(drift=drift, disagreements=tuple(told))


def health() -> Explained:
    """Some of a health app's drift: columns no migration makes, a type, a policy, an index only in production."""
    model = column("model_type", not_null=True)
    return explained(
        [
            disagreement(
                model.address,
                None,
                {"code": model, "staging": ABSENT, "production": ABSENT, "migrations": ABSENT},
                Severity.CRITICAL,
                "the code reads personal_models.model_type, which no database has",
                cause=NOT_MIGRATED,
                ways=("Write a migration that adds the column.", "Take the field out of the code."),
                origins={"code": Origin("db/schema.prisma", 41, 3, "modelType")},
            ),
            disagreement(
                Address('table public."ChatMessage" column "documentId"'),
                "type",
                {"code": "text", "staging": "uuid", "production": "uuid", "migrations": "uuid"},
                Severity.ERROR,
                'the key "documentId" is uuid and "Document".id is text',
                cause=Cause(name="type-mismatch", text="The two ends of a foreign key have different types."),
                ways=('ALTER TABLE "ChatMessage" ALTER COLUMN "documentId" TYPE text',),
                origins={
                    "code": Origin("db/schema.prisma", 90),
                    "migrations": Origin("db/migrations/2025 chat/migration.sql", 6, 3),
                },
            ),
            disagreement(
                Address('table public."ChatMessage"'),
                "rls",
                {"staging": True, "production": False, "migrations": False},
                Severity.WARNING,
                "row-level security is on in staging only",
                cause=Cause(name="by-hand", text="It was changed by hand in staging."),
            ),
            disagreement(
                Index(
                    on="table",
                    namespace="public",
                    relation="personal_models",
                    name="personal_models_hot",
                    method="btree",
                    columns=(IndexColumn(column="person_id"),),
                ).address,
                None,
                {
                    "code": ABSENT,
                    "staging": ABSENT,
                    "production": Index(
                        on="table",
                        namespace="public",
                        relation="personal_models",
                        name="personal_models_hot",
                        method="btree",
                        columns=(IndexColumn(column="person_id"), IndexColumn(expression="lower(model)")),
                        predicate="(is_active)",
                    ),
                    "migrations": ABSENT,
                },
                Severity.INFO,
                "an index of production is in no source",
                code="C101",
            ),
        ],
        [
            Unreached(
                name="dev",
                label="postgresql://localhost/app",
                error="ConnectError",
                message="the server does not answer",
                where="localhost:5432",
                help="Is it running?",
            )
        ],
    )


def nothing() -> Explained:
    return explained(())


def unseen() -> Explained:
    """Nothing was found, and one place was not looked at."""
    return explained((), [Unreached(name="dev", label="somewhere", error="ConnectError", message="no answer")])


def hostile(text: str) -> Explained:
    """Drift in which every text that comes from outside is this one."""
    where = address("table", text or "public", text or "t")
    inner = where.child("column", text or "c")
    cause = Cause(name="by-hand", text=text, evidence=(text, text))
    origin = Origin(text or "f", 3, 1, text)
    places = tuple(
        Place(name=name, label=text, role=role)
        for name, role in (("code", "code"), (text or "place", "database"), ("migrations", "migrations"))
    )
    table = Table(namespace=text or "public", name=text or "t")
    unique = Unique(
        on="table", namespace=text or "public", relation=text or "t", name=text or "u", columns=(text or "c",)
    )
    one, other = ("code", text or "place")
    told = [
        disagreement(where, None, {one: ABSENT, other: table, "migrations": ABSENT}, Severity.WARNING, text),
        disagreement(
            inner,
            "default",
            {one: text, other: text * 3, "migrations": None},
            Severity.CRITICAL,
            text,
            cause=cause,
            ways=(text, text),
            origins={"code": origin, text or "place": origin},
        ),
        disagreement(unique.address, None, {one: unique, "migrations": ABSENT}, Severity.ERROR, text, code="nowhere"),
        disagreement(
            Address(f"{where} policy p"),
            None,
            {other: Policy(on="table", namespace="n", relation="r", name="p", roles=(text,)), "migrations": ABSENT},
            Severity.INFO,
            text,
        ),
    ]
    unreached = Unreached(name=text or "there", label=text, error="ConnectError", message=text, where=text, help=text)
    return explained(told, [unreached], places)


def large(tables: int, columns: int = 4) -> Explained:
    """Drift in every one of so many tables."""
    severities = list(Severity)
    told = []
    for number in range(tables):
        name = f"table_{number:04}"
        for inner in range(columns):
            found = column(f"column_{inner}", "integer", name, not_null=inner % 2 == 0)
            absent = {"code": found, "staging": found, "production": ABSENT, "migrations": found}
            types = {"code": "integer", "staging": "bigint", "production": "integer", "migrations": "integer"}
            told.append(
                disagreement(
                    found.address,
                    None if inner % 2 else "type",
                    absent if inner % 2 else types,
                    severities[(number + inner) % 4],
                    f"{name}.column_{inner} is not what it should be",
                    cause=NOT_MIGRATED,
                    ways=("Write a migration.",),
                )
            )
    return explained(told)


def schema_of(tables: int) -> Schema:
    """So many tables; each but the first few has a key to one or two of those before it, and two go round."""
    objects: list[Object] = []
    for number in range(tables):
        name = f"table_{number:04}"
        objects.append(Table(namespace="public", name=name))
        objects += [column("id", "integer", name), column("parent", "integer", name)]
        targets = [number // 3] if number else []
        targets += [number // 7] if number % 5 == 0 and number else []
        targets += [tables - 1] if number == 1 else []
        objects += [
            ForeignKey(
                on="table",
                namespace="public",
                relation=name,
                name=f"{name}_{target}_fkey",
                columns=("parent",),
                to_namespace="public",
                to_table=f"table_{target:04}",
                to_columns=("id",),
            )
            for target in targets
        ]
    return Schema(objects)


__all__ = ["column", "disagreement", "explained", "health", "hostile", "large", "nothing", "schema_of", "unseen"]


DEFINITIONS = {
    address("table", "public", "personal_models"): {
        "migrations": "CREATE TABLE personal_models (\n    id text NOT NULL\n);",
        "production": "CREATE TABLE personal_models (\n    id text NOT NULL\n);",
        "code": "CREATE TABLE personal_models (\n    id text NOT NULL,\n    model_type text NOT NULL\n);",
    }
}
ACCEPTED = [
    (
        health().disagreements[2],
        Accepted("table *", "ops|team", "kept until the *next* release", date(2026, 12, 31)),
    )
]
HOSTILE = [
    'we""ird; --',
    "</script><script>alert(1)</script>",
    "a|b\\|c `x` ``y`` |",
    "two\nlines\r\n::error::x\n# heading\n- [ ] item",
    "]]> <!-- &amp; & <![CDATA[",
    "🦆 \u202e \x00\x1b[31m \ud800 \ufffe",
    "100%0A:a,b::set-output name=x::y",
    "[click](javascript:alert(1)) {0} ![i](x) <b> @all #1 ~~s~~ **b** __c__ _d_",
    "`",
    "\\",
    "$1$",
    "e\\",
    "12. item",
    "- item",
    "---",
    "===",
    "x" * 200,
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=30),
    st.text(alphabet="`|\\\n[]()<>*_{}!#:%,&\"'; -~$@\t1.a+=)", max_size=20),
)
