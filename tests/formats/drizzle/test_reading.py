"""Reading Drizzle schemas: what files, imports and expressions come to, with the places they are written at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from trueup.declaration import Declaration
from trueup.errors import SourceError
from trueup.formats.drizzle import read
from trueup.formats.drizzle.versions import Version
from trueup.model import Address
from trueup.postgres import objects as pg

BEFORE_ONE = Version(0, 45)
IMPORTS = 'import { pgTable, pgEnum, pgSchema, text, integer, serial, varchar, timestamp, index, check } from "drizzle-orm/pg-core";\nimport { sql, eq } from "drizzle-orm";\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(tmp_path)

    def make(schema: str, *, version: Version = BEFORE_ONE, **files: str) -> Declaration:
        for name, content in {"schema.ts": IMPORTS + schema, **files}.items():
            path = tmp_path / name.replace("__", "/").replace("_ts", ".ts").replace("_json", ".json")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
        return read(["schema.ts"], version=version)

    return make


def columns(found: Declaration, table: str = "t") -> dict[str, str]:
    return {o.name: o.type for o in found.objects if isinstance(o, pg.Column) and o.relation == table}


def test_a_table_with_its_places(project: Any) -> None:
    found = project('export const users = pgTable("users", {\n  id: serial("id").primaryKey(),\n  name: text(),\n});\n')
    assert columns(found, "users") == {"id": "serial", "name": "text"}
    assert str(found.origins[Address("table public.users")]) == "schema.ts:3"
    place = found.origins[Address("table public.users column name")]
    assert (place.file, place.line, place.column) == ("schema.ts", 5, 3)
    assert found.unread == ()


def test_what_is_not_exported_is_no_part_of_the_schema(project: Any) -> None:
    found = project(
        'const a = pgTable("a", { x: text() });\nexport const b = pgTable("b", { x: text() });\nexport { b as c };'
    )
    assert [o.name for o in found.objects if isinstance(o, pg.Table)] == ["b"]


def test_spreads_constants_and_helpers(project: Any) -> None:
    found = project(
        """
        import { timestamps, named } from "./shared";
        const LENGTH = 10 * 2;
        const id = (name = "id", { size } = { size: LENGTH }) => varchar(name, { length: size });
        export const t = pgTable(`t`, { id: id(), other: id("o", { size: 3 }), ...timestamps, ...named("owner") });
        """,
        shared_ts="""
        import { text, timestamp } from "drizzle-orm/pg-core";
        export const timestamps = { createdAt: timestamp("created_at", { withTimezone: true }).notNull() } as const;
        export function named(prefix: string) {
            const names = ["first", "last"].map((n) => [`${prefix}_${n}`, text()]);
            return Object.fromEntries(names);
        }
        """,
    )
    assert columns(found) == {
        "id": "varchar(20)",
        "o": "varchar(3)",
        "created_at": "timestamp with time zone",
        "owner_first": "text",
        "owner_last": "text",
    }
    assert found.origins[Address("table public.t column created_at")].file == "shared.ts"
    assert {"schema.ts", "shared.ts"} <= set(found.files)


def test_enums_of_typescript(project: Any) -> None:
    found = project(
        """
        export enum Role { Admin = "admin", User = "user" }
        const states = ["on", "off"] as const;
        const map = { A: "a", B: "b" } as const;
        export const role = pgEnum("role", Role);
        export const state = pgEnum("state", states);
        export const kind = pgEnum("kind", Object.values(map) as [string, ...string[]]);
        export const t = pgTable("t", { role: role("role").default(Role.User), state: state().array() });
        """
    )
    assert {o.name: o.labels for o in found.objects if isinstance(o, pg.Enum)} == {
        "role": ("admin", "user"),
        "state": ("on", "off"),
        "kind": ("a", "b"),
    }
    assert columns(found) == {"role": "public.role", "state": "public.state[]"}


def test_circular_imports_between_tables(project: Any) -> None:
    found = project(
        'import { b } from "./b";\nexport * from "./b";\nexport const a = pgTable("a", { id: serial().primaryKey(), b: integer().references(() => b.id) });',
        b_ts='import { pgTable, serial, integer } from "drizzle-orm/pg-core";\nimport { a } from "./schema";\n'
        'export const b = pgTable("b", { id: serial().primaryKey(), a: integer().references(() => a.id, { onDelete: "cascade" }) });',
    )
    keys = {o.name: (o.to_table, o.on_delete) for o in found.objects if isinstance(o, pg.ForeignKey)}
    assert keys == {"a_b_b_id_fk": ("b", "no action"), "b_a_a_id_fk": ("a", "cascade")}


def test_what_cannot_be_told_is_listed_and_never_guessed(project: Any) -> None:
    found = project(
        """
        import { cuid } from "some-package";
        export const t = pgTable("t", {
            id: cuid("id"),
            name: text().default(process.env.NAME!),
        });
        export const u = pgTable(process.env.TABLE!, { id: text() });
        """
    )
    told = {str(one.address): one.why for one in found.unread}
    assert "some-package" in told["table public.t column id"]
    assert "environment variable NAME" in told["table public.t column name"]
    assert "environment variable TABLE" in told["None"]
    assert [one.origin.line for one in found.unread] == [6, 7, 9]


def test_a_value_for_the_case_that_the_environment_says_nothing(project: Any) -> None:
    found = project('export const t = pgTable(process.env.TABLE ?? "t", { id: text() });')
    assert columns(found) == {"id": "text"}


def test_nothing_is_executed(project: Any, tmp_path: Path) -> None:
    project(
        """
        import fs from "node:fs";
        fs.writeFileSync("made.txt", "x");
        (() => { throw new Error("no"); })();
        while (true) {}
        export const loop = (() => { for (;;) {} })();
        const f = (n: number): number => f(n + 1);
        export const deep = f(1);
        export const t = pgTable("t", { id: text() });
        """
    )
    assert not (tmp_path / "made.txt").exists()


def test_a_mistake_has_its_place(project: Any) -> None:
    with pytest.raises(SourceError) as caught:
        project('export const t = pgTable("t", { id: text() \n')
    assert str(caught.value).startswith("schema.ts:")


def test_crlf_and_a_byte_order_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = IMPORTS + 'export const t = pgTable("t", {\n id: text(),\n});'
    (tmp_path / "schema.ts").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    found = read(["schema.ts"])
    assert found.origins[Address("table public.t column id")].line == 4


def test_paths_of_tsconfig_and_packages_of_the_workspace(project: Any) -> None:
    found = project(
        'import { a } from "@/shared/a";\nimport { b } from "@acme/b/columns";\nimport { c } from "#c.js";\n'
        'export const t = pgTable("t", { ...a, ...b, ...c });',
        tsconfig_json='{ "extends": "./base.json", /* no */ }',
        base_json='{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./src/*"], }, }, }',
        package_json='{ "name": "root", "workspaces": ["packages/*"], "imports": { "#*.js": "./src/*.ts" } }',
        packages__b__package_json='{ "name": "@acme/b", "exports": { "./columns": { "default": "./dist/columns.js" } } }',
        packages__b__src__columns_ts='import { text } from "drizzle-orm/pg-core"; export const b = { b: text() };',
        src__shared__a_ts='import { text } from "drizzle-orm/pg-core"; export const a = { a: text() };',
        src__c_ts='import { text } from "drizzle-orm/pg-core"; const c = { c: text() }; export { c };',
    )
    assert columns(found) == {"a": "text", "b": "text", "c": "text"}


def test_a_builder_that_two_tables_share(project: Any) -> None:
    """Up to 0.x the second table's constraint is called like the first one's, as Drizzle would have it."""
    schema = (
        "const slug = { slug: text().unique() };\n"
        'export const a = pgTable("a", slug);\nexport const b = pgTable("b", slug);'
    )
    before, after = (project(schema, version=version) for version in (Version(0, 45), Version(1, 0)))
    names = [sorted(o.name for o in found.objects if isinstance(o, pg.Unique)) for found in (before, after)]
    assert names == [["a_slug_unique", "a_slug_unique"], ["a_slug_key", "b_slug_key"]]


def test_keys_of_the_same_columns_are_one(project: Any) -> None:
    """CREATE TABLE makes one index of them: the key without a name gets the other's."""
    found = project(
        'export const t = pgTable("t", { id: text().primaryKey().unique(), n: text().unique("a").unique() });'
    )
    assert [(type(o).__name__, o.name) for o in found.objects if isinstance(o, pg.Key)] == [
        ("PrimaryKey", "t_id_unique"),
        ("Unique", "t_n_unique"),
    ]


def test_an_enum_that_is_not_known_takes_its_columns_along(project: Any) -> None:
    found = project(
        'import { words } from "elsewhere";\nexport const e = pgEnum("e", words);\n'
        'export const t = pgTable("t", { id: text(), word: e("word") });'
    )
    assert columns(found) == {"id": "text"}
    assert {str(one.address) for one in found.unread} == {"enum public.e", "table public.t column word"}


def test_an_export_that_may_be_a_table_is_not_passed_over(project: Any) -> None:
    found = project(
        'import { make } from "elsewhere";\nimport { z } from "zod";\nexport const checked = z.object({});\n'
        'export const t = make("t", { id: text() });\nconst f = (n: number): number => f(n) + 1;\n'
        "export const number = f(1);"
    )
    assert [(one.origin.line, one.why.partition(",")[0]) for one in found.unread] == [(6, "not read: t")]


def test_work_without_end_is_given_up(project: Any) -> None:
    doubled = "".join(f"const a{n + 1} = a{n} + a{n} + a{n};" for n in range(40))
    found = project(
        f'const a0 = "aaaaaaaaaa"; {doubled}\nconst f = (n: number): number => (n < 2 ? n : f(n - 1) + f(n - 2));\n'
        'export const t = pgTable("t" + a40, { id: text() });\nexport const u = pgTable("u" + f(40), { id: text() });\n'
        f'export const v = pgTable("v", {{ id: text(){".notNull()" * 3000} }});'
    )
    assert found.objects == ()
    assert [one.origin.line for one in found.unread] == [5, 6, 7]


def test_what_postgresql_or_javascript_does_not_have_is_no_guess_and_no_fault(tmp_path):
    """A policy for an unknown command stays unread, ``$3`` without a third group as written, year 10¹⁵ no date."""
    (tmp_path / "schema.ts").write_text(
        'import { pgPolicy, pgTable, text, timestamp } from "drizzle-orm/pg-core";\n'
        'export const t = pgTable("a-b".replace(/-/g, "_$3"), {\n'
        "  id: text(), d: timestamp().default(new Date(1e15, 1)),\n"
        '}, () => [pgPolicy("p", { for: "upsert" }), pgPolicy("q", { for: "select" })]);\n'
    )
    found = read([str(tmp_path / "schema.ts")])
    assert "table public.a_$3b policy q" in {obj.address for obj in found.objects}
    unread = {str(one.address) for one in found.unread}
    assert unread == {"table public.a_$3b policy p", "table public.a_$3b column d"}


@pytest.mark.parametrize(
    ("version", "column", "key"),
    [
        (Version(1, 0, 1), "first_name", "posts_author_id_users_user_id_fk"),
        (Version(1, 0, 2), "first_name", "posts_author_id_users_user_id_fkey"),
        (Version(1, 0, 24), "firstName", "posts_authorId_users_userId_fkey"),
    ],
)
def test_casing_of_the_configuration_in_betas(
    version: Version, column: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schema.ts").write_text(
        IMPORTS
        + 'export const users = pgTable("users", { userId: serial().primaryKey(), firstName: text() });\n'
        + 'export const posts = pgTable("posts", { authorId: integer().references(() => users.userId) });\n'
    )
    found = read(["schema.ts"], version=version, casing="snake_case")
    assert column in columns(found, "users")
    assert [o.name for o in found.objects if isinstance(o, pg.ForeignKey)] == [key]


def test_a_date_that_depends_on_the_machine_is_no_guess(project: Any) -> None:
    """``new Date`` of numbers, or of a text without a zone, is in the zone of the machine that runs drizzle-kit."""
    local = (
        "2024, 0, 29",
        "2024, 0",
        "'2024-01-29T10:00'",
        "'2024-01-29 10:00'",
        "'Jan 29, 2024'",
        "8.65e15",
        "'2024-13'",
    )
    told = (
        "0",
        "'2024-01-29'",
        "'2024-01'",
        "'2024-01-29T10:00:00.1239+01:00'",
        "Date.UTC(2024, 0, 29)",
        "Date.UTC(99, 0)",
    )
    lines = [f"  c{n}: timestamp().default(new Date({given}))," for n, given in enumerate((*told, *local))]
    found = project('export const t = pgTable("t", {\n' + "\n".join(lines) + "\n});")
    assert [one.default for one in found.objects if isinstance(one, pg.Column) and one.default is not None] == [
        "'1970-01-01 00:00:00.000'",
        "'2024-01-29 00:00:00.000'",
        "'2024-01-01 00:00:00.000'",
        "'2024-01-29 09:00:00.123'",
        "'2024-01-29 00:00:00.000'",
        "'1999-01-01 00:00:00.000'",
    ]
    unread = [(str(one.address), f"{one.origin.file}:{one.origin.line}") for one in found.unread]
    places = range(len(told), len(told) + len(local))
    assert unread == [(f"table public.t column c{n}", f"schema.ts:{n + 4}") for n in places]
    assert "time zone of the machine" in found.unread[0].why


def test_numbers_beyond_all_measure_are_no_fault(project: Any) -> None:
    numbers = ("1e999", "0x" + "f" * 5000, "(9**999)**999", "0x" + "f" * 5000 + "n", "7n ** 999n ** 9n", "(-8) ** 0.5")
    lines = [f"  c{n}: text().default(`${{{given}}}`)," for n, given in enumerate(numbers)]
    found = project('export const t = pgTable("t", {\n' + "\n".join(lines) + "\n});")
    defaults = [one.default for one in found.objects if isinstance(one, pg.Column)]
    assert defaults == ["'Infinity'", "'Infinity'", "'Infinity'", None, None, "'NaN'"]
    assert [one.origin.line for one in found.unread] == [7, 8]


@pytest.mark.parametrize(
    "statement",
    [
        "if (process.env.WIDE) { width = 50; }",
        "for (const n of [1, 2]) width += n;",
        "try { width = 50 } catch {}",
        "{ width++; }",
        "switch (process.env.X) { case 'a': width = 2 }",
    ],
)
def test_what_a_branch_at_the_top_of_the_file_changes_is_unread(project: Any, statement: str) -> None:
    found = project(
        f'let width = 20;\n{statement}\nexport const t = pgTable("t", {{ a: varchar({{ length: width }}), b: text() }});'
    )
    assert columns(found) == {"b": "text"}
    assert ["statement at the top of the file" in one.why for one in found.unread] == [True]


def test_what_it_only_uses_is_read(project: Any) -> None:
    found = project(
        'const cols = { a: text() };\nif (process.env.DEBUG) { console.log(cols); }\nexport const t = pgTable("t", cols);'
    )
    assert columns(found) == {"a": "text"}


def test_a_list_that_a_loop_fills_is_unread(project: Any) -> None:
    found = project(
        'const words: string[] = [];\nfor (const w of ["a", "b"]) { words.push(w); }\n'
        'export const e = pgEnum("e", words as [string, ...string[]]);\nexport const t = pgTable("t", { b: text() });'
    )
    assert [str(o.address) for o in found.objects if isinstance(o, pg.Enum)] == []
    assert len(found.unread) == 1
