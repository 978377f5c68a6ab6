"""Code as a source: compared with migrations and database, with places in both, and never run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

SHAPE = json.loads((Path(__file__).parents[2] / "docs" / "json-schema.json").read_text(encoding="utf-8"))

HISTORY = """
create table users (id serial primary key, email text not null, created_at timestamp default CURRENT_TIMESTAMP not null);
create unique index users_email_key on users (email);
create table posts (id serial primary key, author_id integer not null, title varchar(200));
alter table posts add constraint posts_author foreign key (author_id) references users (id) on delete cascade;
create function touch() returns trigger language plpgsql as 'begin return new; end';
create trigger posts_touch before update on posts for each row execute function touch();
"""

DRIZZLE = """import { integer, pgTable, serial, text, timestamp, varchar } from "drizzle-orm/pg-core";

export const users = pgTable("users", {
  id: serial("id").primaryKey(),
  email: text("email").notNull().unique(),
  createdAt: timestamp("created_at").notNull().defaultNow(),
});

export const posts = pgTable("posts", {
  id: serial("id").primaryKey(),
  authorId: integer("author_id").notNull().references(() => users.id, { onDelete: "cascade" }),
  title: varchar("title", { length: 200 }),
});
"""
DRIZZLE_CONFIG = """import { defineConfig } from "drizzle-kit";
export default defineConfig({ dialect: "postgresql", schema: "./src/schema.ts", out: "./drizzle",
  dbCredentials: { url: process.env.DATABASE_URL! } });
"""

PRISMA = """datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

model users {
  id         Int      @id @default(autoincrement())
  email      String   @unique
  created_at DateTime @default(now()) @db.Timestamp
  posts      posts[]
}

model posts {
  id        Int     @id @default(autoincrement())
  author_id Int
  title     String? @db.VarChar(200)
  author    users   @relation(fields: [author_id], references: [id], onDelete: Cascade, onUpdate: NoAction)
}
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def drizzle(here: Path, schema: str = DRIZZLE) -> Path:
    write(here / "package.json", '{"dependencies": {"drizzle-orm": "^0.44.0"}}')
    write(here / "drizzle.config.ts", DRIZZLE_CONFIG)
    write(here / "src/schema.ts", schema)
    journal = {"version": "7", "dialect": "postgresql", "entries": [{"idx": 0, "when": 1, "tag": "0000_first"}]}
    write(here / "drizzle/meta/_journal.json", json.dumps(journal))
    write(here / "drizzle/0000_first.sql", HISTORY)
    return here / "src/schema.ts"


def prisma(here: Path, schema: str = PRISMA) -> Path:
    write(here / "prisma/schema.prisma", schema)
    write(here / "prisma/migrations/1_first/migration.sql", HISTORY)
    write(here / "prisma/migrations/migration_lock.toml", 'provider = "postgresql"')
    return here / "prisma/schema.prisma"


PROJECTS = {"drizzle": drizzle, "prisma": prisma}


@pytest.fixture(params=PROJECTS)
def project(run, request):
    """A project with code, migrations that make the same, and the file of its schema."""
    return PROJECTS[request.param](run.here)


def test_code_and_database_that_are_what_the_migrations_make_are_true(run, project, database):
    url = database(HISTORY)
    done = run.inside("check", env={"DATABASE_URL": url})
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("True. The database and the code are what the migrations make.")
    assert run.inside("check", env={"DATABASE_URL": url}).stdout == done.stdout


def test_code_that_changed_is_drift_with_its_place(run, project, database):
    before = project.read_text()
    line = next(n for n, text in enumerate(before.splitlines(), 1) if "title" in text)
    project.write_text(before.replace("length: 200", "length: 300").replace("VarChar(200)", "VarChar(300)"))
    done = run.inside("check", env={"DATABASE_URL": database(HISTORY)})
    assert done.code == 1
    assert done.stdout.startswith("Drift. 1 disagreement in 1 table: 1 warning.")
    assert [line.split()[-1] for line in done.stdout.splitlines()[1:3]] == ["be", "different"]
    place = project.relative_to(run.here).as_posix()
    told = next(row for row in done.stdout.splitlines() if "~ column title type  D210 warning" in row)
    assert f"  {place}:{line}  " in told
    assert "code character varying(300)  database, migrations character varying(200)" in done.stdout


def test_what_is_true_once_is_told_anew_when_the_code_changes(run, project, database):
    """The remembered verdict holds for the code as it was, and for the files beside it."""
    url = database(HISTORY)
    assert run.inside("check", env={"DATABASE_URL": url}).code == 0
    project.write_text(project.read_text().replace("length: 200", "length: 300").replace("(200)", "(300)"))
    assert run.inside("check", env={"DATABASE_URL": url}).code == 1


def test_without_a_database_code_is_compared_with_migrations(run, project):
    done = run.inside("check", env={"DATABASE_URL": ""})
    assert (done.code, done.stdout.split("\n")[0]) == (0, "True. The code is what the migrations make.")


def test_a_database_that_is_not_there_is_said_with_where_its_address_was_found(run, project):
    write(run.here / ".env.dev", "DATABASE_URL=postgresql://me:hush@127.0.0.1:1/app\n")
    done = run.inside("check", env={"DATABASE_URL": ""})
    assert (done.code, done.stdout.split("\n")[0]) == (2, "True. The code is what the migrations make.")
    assert "The address is DATABASE_URL in .env.dev." in done.stdout
    assert "hush" not in done.stdout + done.stderr


def test_without_migrations_the_code_is_the_truth(run, project, database):
    for file in sorted((run.here / "drizzle").rglob("*")) + sorted((run.here / "prisma/migrations").rglob("*")):
        if file.is_file():
            file.unlink()
    url = database(HISTORY + "alter table posts add column body text;")
    done = run.inside("check", env={"DATABASE_URL": url})
    assert done.code == 1
    assert "  1 only there\n" in done.stdout
    assert "  only in the database\n    - column body  text  D" in done.stdout


def test_the_report_for_programs_has_both_comparisons(run, project, database):
    url = database(HISTORY + "create table extra (id int);")
    found = json.loads(run.inside("check", "--format", "json", env={"DATABASE_URL": url}).stdout)
    jsonschema.validate(found, SHAPE)
    assert (found["judged"], found["truth"], found["equal"]) == ("database", "migrations", False)
    (code,) = found["others"]
    assert (code["judged"], code["equal"], code["changes"]) == ("code", True, [])
    assert {one["code"] for one in code["cosmetic"]} <= {"C103", "C105", "C106"}


def test_what_is_only_put_differently_is_named_while_it_is_little(run, project):
    for file in [*run.here.glob("drizzle/*.sql"), *run.here.glob("prisma/migrations/*/*.sql")]:
        write(file, file.read_text().replace("email_key on", "email_old on"))
    done = run.inside("check", env={"DATABASE_URL": ""})
    assert done.code == 0
    assert "users_email_old  " in done.stdout.partition("which is no drift:")[2]


def test_a_plan_leads_from_the_database_to_the_code(run, project, database):
    url = database(HISTORY + "alter table posts alter title type text; create table kept (id int);")
    done = run.inside("plan", url, str(project), "--blocking", "--format", "sql", "--ignore", "table public.kept")
    assert (done.code, done.stdout) == (0, "ALTER TABLE public.posts ALTER COLUMN title TYPE character varying(200);\n")


BROKEN = {
    "drizzle": (DRIZZLE.replace('serial("id").primaryKey(),\n  email', 'serial("id".primaryKey(),\n  email'), ":5:"),
    "prisma": (PRISMA.replace("String?", "Sting?"), ":16:"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_code_that_cannot_be_read_is_said_with_its_place(run, name, database):
    text, place = BROKEN[name]
    schema = PROJECTS[name](run.here, text)
    done = run.inside("check", env={"DATABASE_URL": database(HISTORY)})
    assert (done.code, done.stderr) == (2, "")
    assert done.stdout.startswith("True. The database is what the migrations make.")
    row = next(line for line in done.stdout.splitlines() if line.startswith("  code "))
    assert "not looked at: " in row
    assert f"({schema.relative_to(run.here).as_posix()}{place}" in row


def test_code_is_never_run(run, database):
    """A schema that writes files, reads the environment and ends the process is only read."""
    marks = [run.here / "written-by-schema", run.here / "written-by-config"]
    effects = f"""
import {{ writeFileSync }} from "node:fs";
import net from "node:net";
writeFileSync({json.dumps(str(marks[0]))}, "x");
net.connect(9, "127.0.0.1");
if (!process.env.NEVER_SET) process.exit(3);
"""
    drizzle(run.here, effects + DRIZZLE)
    config = run.here / "drizzle.config.ts"
    config.write_text(f'require("fs").writeFileSync({json.dumps(str(marks[1]))}, "x");\n' + config.read_text())
    done = run.inside("check", env={"DATABASE_URL": database(HISTORY)})
    assert done.code == 0, done.stdout + done.stderr
    assert not any(mark.exists() for mark in marks)


def test_init_names_the_code(run, project):
    done = run.inside("init", env={"DATABASE_URL": "postgresql://u:secret@h/d"})
    assert done.code == 0
    text = (run.here / "trueup.toml").read_text()
    assert 'truth = "migrations"' in text
    assert "\ncode = " in text
    assert "secret" not in text


def test_the_url_in_a_configuration_is_never_shown(run, database):
    drizzle(run.here)
    config = run.here / "drizzle.config.ts"
    config.write_text(config.read_text().replace("process.env.DATABASE_URL!", '"postgresql://u:s3cret@h/d"'))
    done = run.inside("check", "--format", "json", env={"DATABASE_URL": database(HISTORY)})
    assert done.code == 0
    assert "s3cret" not in done.stdout + done.stderr


def test_a_column_is_told_by_the_name_code_has_for_it_too(run, database):
    drizzle(run.here, DRIZZLE.replace('timestamp("created_at")', 'timestamp("created_at", { withTimezone: true })'))
    done = run.inside("check", env={"DATABASE_URL": database(HISTORY)})
    told = next(row for row in done.stdout.splitlines() if "~ column created_at type" in row)
    assert told.endswith("  src/schema.ts:6 (createdAt)  drizzle/0000_first.sql:2")


KIT = """#!/bin/sh
echo "$@" > called
for word in "$@"; do case "$word" in --out=*) out="${word#--out=}";; esac; done
mkdir -p "$out"
cat drizzle/0000_first.sql > "$out/0000_made.sql"
"""


def as_kit(here: Path, script: str) -> None:
    write(here / "node_modules/.bin/drizzle-kit", script)
    (here / "node_modules/.bin/drizzle-kit").chmod(0o755)


def test_the_projects_own_drizzle_kit_is_asked_when_wanted(run, database):
    """What it generates for an empty database is the schema; the static reading still says where."""
    schema = drizzle(run.here)
    as_kit(run.here, KIT)
    schema.write_text(DRIZZLE.replace("length: 200", "length: 300"))
    url = database(HISTORY)
    assert run.inside("check", env={"DATABASE_URL": url}).code == 1
    assert not (run.here / "called").exists(), "nothing of the project is run unasked"
    done = run.inside("check", "--via", "drizzle-kit", env={"DATABASE_URL": url})
    assert (done.code, done.stderr) == (0, "")
    assert (run.here / "called").read_text().startswith("generate --dialect=postgresql --out=")
    (run.here / "drizzle/0000_first.sql").write_text(HISTORY.replace("varchar(200)", "varchar(100)"))
    (run.here / "kept.sql").write_text(HISTORY)
    done = run.inside("diff", "kept.sql", "drizzle.config.ts", "--via", "drizzle-kit")
    assert "~ column title  kept.sql:4  src/schema.ts:12" in done.stdout


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("#!/bin/sh\necho 'Error: the schema is broken' >&2; exit 1\n", "the schema is broken"),
        ("#!/bin/sh\nexit 0\n", "drizzle-kit failed"),
        (None, "no drizzle-kit installed"),
    ],
)
def test_a_drizzle_kit_that_fails_is_told(run, script, said):
    drizzle(run.here)
    if script is not None:
        as_kit(run.here, script)
    done = run.inside("diff", "drizzle", "drizzle.config.ts", "--via", "drizzle-kit")
    assert (done.code, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_of_several_schemas_the_one_that_names_the_migrations_is_compared(run, database):
    drizzle(run.here)
    write(run.here / "other/prisma/schema.prisma", PRISMA.replace("200", "300"))
    done = run.inside("check", env={"DATABASE_URL": database(HISTORY)})
    assert done.code == 0, done.stdout + done.stderr
    assert "  code        drizzle.config.ts\n" in done.stdout


def test_of_several_histories_the_one_that_the_code_names_is_compared(run):
    drizzle(run.here)
    for name in ("drizzle_backup", "drizzle_old"):
        shutil.copytree(run.here / "drizzle", run.here / name)
    done = run.inside("check", env={"DATABASE_URL": ""})
    assert (done.code, done.stderr) == (0, "")
    assert "  migrations  drizzle\n" in done.stdout
    config = run.here / "drizzle.config.ts"
    write(config, config.read_text().replace("./drizzle", "./elsewhere"))
    done = run.inside("check", env={"DATABASE_URL": ""})
    assert done.code == 2
    assert "3 sources are here; name one of them" in done.stderr


def test_what_nothing_pairs_with_the_code_is_told_and_can_be_named(run, database):
    drizzle(run.here)
    shutil.move(run.here / "drizzle", run.here / "a")
    shutil.copytree(run.here / "a", run.here / "b")
    config = run.here / "drizzle.config.ts"
    write(config, config.read_text().replace("./drizzle", "./elsewhere"))
    env = {"DATABASE_URL": database(HISTORY)}
    done = run.inside("check", env=env)
    assert (done.code, done.stderr) == (0, "")
    (told,) = [line for line in done.stdout.split("\n") if line.startswith("  aside ")]
    assert "also here and not looked at: a, b." in told
    assert "unique index users_email_key in the database" in done.stdout
    lines = re.findall(r'(\w+ = "[^"]+")', told)
    assert lines == ['migrations = "a"', 'code = "drizzle.config.ts"']
    write(run.here / "trueup.toml", "\n".join(["[sources]", *lines, "[environments]", 'dev = "env:DATABASE_URL"']))
    done = run.inside("check", env=env)
    assert (done.code, done.stdout.count("aside")) == (0, 0), done.stdout + done.stderr
    assert done.stdout.startswith("True. The database and the code are what the migrations make.\n")
    assert "unique index users_email_key in the migrations" in done.stdout


def test_partitioned_tables_are_nothing_that_code_lacks(run, project):
    more = """
create table parts (at date not null, body text, primary key (at)) partition by range (at);
create table parts_rest partition of parts default;
create index on parts (body);
"""
    (file,) = [*run.here.glob("drizzle/*.sql"), *run.here.glob("prisma/migrations/*/*.sql")]
    write(file, HISTORY + more)
    done = run.inside("check", env={"DATABASE_URL": ""})
    assert (done.code, done.stdout.split("\n")[0]) == (0, "True. The code is what the migrations make.")


def test_a_snapshot_of_code_that_stands_still_is_given_again(run, project, tmp_path):
    first = run("snapshot", str(project))
    assert (first.code, first.stderr) == (0, "")
    script = "import sys; from trueup.__main__ import main\ntry:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    again = subprocess.run(
        [sys.executable, "-c", script, "snapshot", str(project)],
        cwd=run.here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert not {"click", "msgspec", "pglast", "lark", "tree_sitter"} & set(again.stderr.split())
    into = tmp_path / "kept.json"
    assert run("snapshot", str(project), "-o", str(into)).code == 0
    assert into.read_text() == first.stdout


def test_and_made_anew_when_the_code_has_changed(run, project):
    assert "varying(200)" in run("snapshot", str(project)).stdout
    project.write_text(project.read_text().replace("length: 200", "length: 300").replace("(200)", "(300)"))
    assert "varying(300)" in run("snapshot", str(project)).stdout


def test_a_snapshot_of_a_database_is_always_read(run, database, sql):
    url = database("create table one ();")
    assert "table public.two" not in run("snapshot", url).stdout
    sql(url, "create table two ()")
    assert "table public.two" in run("snapshot", url).stdout
