"""What the codes of hazards, findings and notes mean: one page for each. Who raises them is elsewhere.

The pages of checks of statements are those checks' docstrings, in ``trueup.checks.hazards``.

Codes are never reused. Hazards of a statement have a letter and a number (``H1``: it loses data, ``H7``: it is not
complete), so have what code only puts differently (``C1``) and drift (``D1``: something is not there, ``D2``: a column
or type is another, ``D3``: a key or index, ``D4``: who may do what); notes about what was read have words.
"""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """What a code means and what to do about it; blank lines part paragraphs."""

    code: str
    title: str
    text: str


_PAGES = (
    Page(
        "D101",
        "The database lacks what code reads",
        """\
The code declares a table, column, view or enum that a database does not have. Its ORM names every declared column in
its queries, so that all queries of that table fail there (42703, 42P01), not only those that use it.

Bring it into the database before the code is deployed; `trueup plan` prints how. A column that code has under another
name looks the same: then rename one of the two instead.""",
    ),
    Page(
        "D102",
        "A place lacks a table, column or type",
        """\
The truth has it and this place does not, while no code is known that reads it. A migration may not have been applied
there, or it was dropped by hand.""",
    ),
    Page("D103", "A place lacks an object", "The truth has an object that this place does not have."),
    Page(
        "D105",
        "No migration makes it",
        """\
Code and databases agree, but the migrations do not make it: it was pushed or made by hand. Every new database (CI, a
colleague's machine, a restored environment) lacks it. Write the migration, guarded with IF NOT EXISTS, or mark it as
applied where it is there already.""",
    ),
    Page(
        "D106",
        "It has another name there",
        """\
Places call one thing by different names. Code that reads the one name fails where the thing has the other (42703,
42P01), and a tool that compares names alone takes it for a drop and a creation: the rows go with the drop. Rename it
in the database, or name it in the code as the database does.

Where it is only likely ("perhaps"), say what it is: `trueup decide rename OLD NEW`, or `trueup decide drop OLD`.""",
    ),
    Page(
        "D201",
        "A column the code does not know must be given",
        """\
A database has a column that is NOT NULL without a default, of which the code knows nothing. Every INSERT of the code
fails there (23502).""",
    ),
    Page(
        "D202",
        "Something is there that nobody declares",
        """\
A place has an object of which the others know nothing.""",
    ),
    Page(
        "D203",
        "A place is stricter than declared",
        """\
A constraint or unique index is in one place only. What the code writes there may be refused (23505, 23503, 23514), and
tests against other databases do not show it.""",
    ),
    Page(
        "D205",
        "A key there is narrower than the declared one",
        """\
The declared key has the same columns and more, so rows are meant that agree in the fewer ones. The key that is there
refuses them (23505). Make the wider one first, then drop the narrower.""",
    ),
    Page(
        "D204",
        "A trigger, rule or policy acts in one place only",
        "What is written or seen there is changed by something that nobody declares.",
    ),
    Page(
        "D210",
        "A column has another type",
        """\
The same column holds values of different types. Within a family (integers, texts) values mostly fit, and overflow or
cut is the danger; across families (uuid and text) comparisons and foreign keys fail.""",
    ),
    Page("D211", "A column is NOT NULL in one place only", "Code that may write null fails there (23502)."),
    Page(
        "D212",
        "A column may be null where that is not expected",
        """\
The declared type promises a value and the database does not keep the promise. Count the nulls first:

    SELECT count(*) FROM t WHERE c IS NULL;""",
    ),
    Page("D213", "A column has another default", "Rows that do not give the column get other values there."),
    Page("D214", "Identity or generation differs", "Where a column is generated, writing it is refused (428C9)."),
    Page(
        "D220", "An enum lacks a value", "Writing the value fails there (22P02). Add it before the code that writes it."
    ),
    Page("D221", "An enum has other values", "Readers may meet a value they do not know, or another order."),
    Page(
        "D301",
        "A key is missing: duplicates are possible",
        """\
A primary key, unique constraint, unique index or exclusion that is declared is not there. Count the duplicates before
you add it:

    SELECT a, b, count(*) FROM t GROUP BY a, b HAVING count(*) > 1;""",
    ),
    Page("D302", "A foreign key is missing", "Rows may refer to nothing. Look for orphans before you add it."),
    Page("D303", "A check is missing", "Values that are declared impossible may be there."),
    Page(
        "D304",
        "An index is missing",
        "Queries that rely on it scan the table. CREATE INDEX CONCURRENTLY does not block writers.",
    ),
    Page(
        "D305",
        "A constraint or index is another",
        """\
Same name, other definition: read both before one is replaced.""",
    ),
    Page(
        "D401",
        "A policy is missing",
        "With row security on, nothing is seen without a policy; with other policies, more may be.",
    ),
    Page(
        "D402", "Row security is not the same", "Off where it is declared on, every role with a grant reads all rows."
    ),
    Page("D403", "A policy is another", "Other rows may be seen or written there."),
    Page("D404", "Grants differ", "A role may do something there that it may not elsewhere, or the other way round."),
    Page("D502", "A function, trigger or view is another", "The same call gives another result there."),
    Page(
        "D601",
        "Only what is said of it differs",
        "A comment, an owner or a storage setting: no query works differently.",
    ),
    Page("D602", "An object differs", "A setting of it is not the same in all places."),
    Page(
        "pushed",
        "Pushed without a migration",
        """\
Code and a database have it, and no migration makes it: `db push` or a tool like it was used. A new database lacks it:
write the migration, and mark it as applied where it is there.""",
    ),
    Page(
        "no-migration",
        "Declared, and no migration made for it",
        """\
Only code has it. Generate the migration, then apply it.""",
    ),
    Page(
        "not-applied",
        "A migration is not applied here",
        """\
The runner's own table does not name it, or, without such a table, nothing of what it makes is there. Run the pending
migrations.""",
    ),
    Page(
        "edited-after-applied",
        "A migration was edited after it was applied",
        """\
The runner noted another checksum than the file has now. What the edit added is not in that database: move it into a
migration of its own.""",
    ),
    Page(
        "hotfix",
        "Made by hand in one environment",
        """\
One database has it, and neither code nor migrations nor the other databases. Write it down as a migration, or take it
back.""",
    ),
    Page(
        "by-hand",
        "Made by hand everywhere",
        """\
All databases have it, and neither code nor migrations: a new database lacks it.""",
    ),
    Page(
        "dropped-by-hand",
        "Dropped or changed by hand",
        """\
The migration that makes it was applied here, and it is not there, or not so, any more.""",
    ),
    Page(
        "out-of-order",
        "A migration was skipped or ran out of order",
        """\
A later migration is applied while an earlier one is not, or they ran in another order than the folder has: the result
can be another.""",
    ),
    Page(
        "extension",
        "An extension or the platform brings it",
        """\
It belongs to an extension or to the host, not to the project.""",
    ),
    Page(
        "renamed-in-code",
        "Renamed in code only",
        """\
Code has a new name for what databases still have under the old one.""",
    ),
    Page(
        "convention",
        "Named by another convention",
        """\
The same words, spelled otherwise (`user_id`, `userId`): one side follows another convention. Map the name in the code
rather than rename it in a database that others read.""",
    ),
    Page(
        "type-mismatch",
        "Types do not fit across a foreign key",
        """\
The two sides of a foreign key have types of different families (uuid and text) in one of the places: the key cannot
be made there.""",
    ),
    Page(
        "older-tool",
        "Made by an older version of the tool",
        """\
The name follows a rule of an older version of the ORM. Rename it, or leave it.""",
    ),
    Page(
        "code-behind",
        "Code is behind the database",
        """\
Migrations and databases have it, and code does not: pull it into the code.""",
    ),
    Page(
        "S101",
        "A foreign key without an index",
        """\
No index begins with the columns of the key. Deleting or changing a row of the table it refers to then reads the whole
referring table, and holds its locks for as long; joins by the key read it too. `CREATE INDEX CONCURRENTLY` blocks no
writers.""",
    ),
    Page(
        "S201",
        "A table without row security, where others have it",
        """\
The database guards rows by policies, and this table has no row security: whoever may connect and was granted the table
(on Supabase: everybody with the public key) reads all of it. How much that matters is told by its columns: one that
says whose a row is, or a key to a table that has one, is critical; what may lead to a person (a session, an address)
is a warning; the rest may well not need it.""",
    ),
    Page(
        "S301",
        "Tables in two conventions",
        "Most tables are spelled one way (`food_entries`), some another (`ChatMessage`), which must be quoted in SQL.",
    ),
    Page(
        "S302",
        "Columns in two conventions",
        "The table is named as most are, its columns are not: `user_id` here is `userId` there.",
    ),
    Page(
        "S401",
        "Migrations ran in another order than they are in",
        """\
Databases note that a migration ran after one whose name sorts later. A new database (CI, a colleague's machine, a
restored environment) gets them in the order of their names, and comes out otherwise or fails.""",
    ),
    Page(
        "S402",
        "Written by hand among generated migrations",
        """\
Some migrations have the marks of the generator, these have not. What they do is not what the schema in code was
compared with when they were written.""",
    ),
    Page(
        "S403",
        "Every new migration gets the same name",
        "The script gives `--name`, so that a folder of `init` after `init` says nothing of what each does.",
    ),
    Page(
        "S404",
        "Nothing looks for drift before deploying",
        """\
The project's scripts bring migrations to databases, and none of them compares a database with what is declared.
`trueup check` does; `trueup init --workflow` writes it for CI.""",
    ),
    Page(
        "S405",
        "Migrations without a way back",
        """\
Nothing takes these migrations back: no part of the file, no file beside it. Some runners have none (Prisma, Drizzle,
Supabase, Flyway without U files). Where one drops a table or a column, even the old schema would not bring back what
was in it. `trueup plan NEW OLD` gives the SQL that leads back; for the data, have a backup from just before.""",
    ),
    Page(
        "S406",
        "The project's .env leads to another machine",
        """\
A variable in .env is the address of a database that is not on this machine. Tools read that file by themselves: a
`migrate dev` or `db push` that was meant for a trial changes what others use.""",
    ),
    Page(
        "S501",
        "A type by hand for what the schema has",
        """\
An object type in the application lists columns of a table, and some place does not have these columns, or has them
with another type, or null where the type has none. The compiler believes the type: it says nothing when the schema
changes. Derive it from what the ORM gives (`Pick<PersonalModel, 'version' | 'isActive'>`). Compared are types of
TypeScript with three columns or more, in files that speak of the table.""",
    ),
    Page(
        "S601",
        "A backfill asks for an answer",
        """\
A migration brings a column to a table that has rows, and nobody but you knows what these rows get: there is no default,
or the default is for all and the application looks for another value (`is_active = true`, where every row gets false).
The hints are constants in the application, columns of the same type, and the index that says for what there is one.""",
    ),
    Page(
        "H302",
        "What is dropped may only have a new name",
        """\
Something that goes and something that comes look like one thing under two names: their type, place, keys and names
say so, to the degree that is told. A plan drops the one and makes the other, because nobody has said otherwise.

`trueup plan` asks before it prints such a plan, but for `--format sql`. `--rename OLD NEW` makes it rename, `--drop
ADDRESS` says that it is gone; `trueup decide` asks, and keeps the answers for everybody.""",
    ),
    Page(
        "H315",
        "A column becomes the last of its table",
        """\
A column whose type changes without blocking anybody is made anew and takes the old one's place, which puts it last.
`INSERT INTO t VALUES (…)`, `COPY t FROM` without a list of columns, and code that reads `SELECT *` by position notice.

Name the columns there, or let `--blocking` change the type in place.""",
    ),
    Page(
        "H104",
        "An enum loses a label that rows may hold",
        """\
PostgreSQL cannot remove a label from an enum, so the plan makes a new type and converts every column that uses the old
one. The conversion fails where a row holds a label that is to go; nothing is lost then, the statement is rolled back.

Give these rows another value first:

    UPDATE t SET c = 'other' WHERE c = 'removed';""",
    ),
    Page(
        "H105",
        "Dropping a sequence loses its position",
        """\
A sequence that is made again begins at its start. Note its last value (SELECT last_value FROM the_sequence) if numbers
must not be given twice.""",
    ),
    Page(
        "C101",
        "An enum lists its labels in another order",
        """\
ALTER TYPE … ADD VALUE puts a new label last, wherever the code lists it. Only comparisons with < and > and ORDER BY
tell the two apart.""",
    ),
    Page(
        "C102",
        "The sequence of a column has another name",
        """\
A sequence keeps its name when its table or column is renamed. Nothing depends on the name but SQL that spells it.""",
    ),
    Page(
        "C103",
        "A default is spelled differently",
        """\
Both spellings give the same value: now() and CURRENT_TIMESTAMP, ARRAY[]::text[] and '{}'::text[], 0 and 0.00 in a
numeric column, NULL and no default, the next value of the column's own sequence under an older name.""",
    ),
    Page(
        "C104",
        "A generated column is declared as a default",
        """\
Some ORMs have no words for a generated column, so that its expression is declared as a default there.""",
    ),
    Page(
        "C105",
        "A constraint or an index has another name",
        """\
It is the same in everything but its name: an older version of the ORM named it, or the table was renamed since, or the
name was cut at 63 bytes in another place. Statements that name it (ON CONFLICT ON CONSTRAINT, DROP CONSTRAINT) must use
the database's name.""",
    ),
    Page(
        "C106",
        "A unique constraint on one side is a unique index on the other",
        """\
Both keep the same rows out. Only a constraint can be deferred or be named in ON CONFLICT ON CONSTRAINT.""",
    ),
    Page(
        "C107",
        "An index sorts nulls at the other end",
        """\
The index is the same but for where nulls come in a descending order. It finds the same rows; a query that sorts and
wants nulls at one end may have to sort by itself.""",
    ),
    Page(
        "C108",
        "A constraint has not been validated",
        """\
The constraint holds for new rows; rows that were there when it was added were never looked at. Code cannot say that.
ALTER TABLE … VALIDATE CONSTRAINT looks at them now.""",
    ),
    Page(
        "C109",
        "A time has the usual precision, said or left out",
        """\
timestamp(6) and timestamp keep the same six digits of a second, as time(6) and time do. PostgreSQL prints what was
written, and nothing else differs.""",
    ),
    Page(
        "C110",
        "A serial on one side is an identity on the other",
        """\
Both number rows unless a row brings its number. An identity cannot lose its sequence and needs no right on it; Django
declares one since 4.1, and leaves columns that are older as they are.""",
    ),
    Page(
        "H701",
        "A subscription is made without its connection",
        """\
The connection string of a subscription holds a password and is never read, so the plan makes the subscription disabled
and unconnected. Set the connection, enable it and refresh it by hand.""",
    ),
    Page(
        "H702",
        "Dropping a subscription leaves its slot behind",
        """\
The plan detaches the subscription from its replication slot before it drops it, so that it works when the publisher
cannot be reached. The slot stays on the publisher and keeps its write-ahead log from being removed. Drop it there:

    SELECT pg_drop_replication_slot('the_slot');""",
    ),
    Page(
        "H703",
        "A secret option is not set",
        """\
Options of foreign servers, user mappings and foreign tables that hold secrets are never read. The plan cannot set what
it does not know: set the option by hand with ALTER … OPTIONS.""",
    ),
    Page(
        "H704",
        "A column or check stays, or does not become, a child's own",
        """\
A table under a parent can declare a column or check itself that it also inherits. PostgreSQL keeps that, heeds it when
the parent drops its column or check, and has no statement to take it back: a column that came before its parent, or
outlived one, stays the table's own. Neither can one column of several be made the table's own after the fact.

The plan leaves this difference. To be rid of it make the table anew under its parent and move its rows over, or declare
on the other side what the table has: repeat the column in CREATE TABLE … INHERITS.""",
    ),
    Page(
        "H705",
        "A NOT NULL stays a child's own",
        """\
A child can be NOT NULL for its own sake and for its parent's (PostgreSQL 18). Its own is taken back by dropping the
parent's for a moment, which cannot be done under a primary key, an identity column or several parents.

The plan leaves this difference; it matters only when the parent drops its NOT NULL.""",
    ),
    Page(
        "H706",
        "An index is valid after all",
        """\
The other side has an index that is not valid: CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY failed there. No
statement makes an index invalid, so the plan leaves a valid one. Drop or REINDEX the index on the other side.""",
    ),
    Page(
        "H707",
        "A child's NOT NULL keeps its name",
        """\
A NOT NULL constraint that a parent has too cannot be renamed (PostgreSQL 18), nor dropped while the parent's cannot be
dropped for a moment: under a primary key, an identity column or several parents.

The plan leaves the name. Detach the table from its parent, rename the constraint and attach it again if it matters.""",
    ),
    Page(
        "unmodelled",
        "Something is there that is not compared",
        """\
The database holds a kind of object, or a property, that trueup does not model. It is named so that you know; no
difference in it is seen and no plan touches it.""",
    ),
    Page(
        "unread",
        "Something could not be read",
        """\
The role of the connection may not see this, or it holds a secret and is never read. It is not compared. Read with
a role that may see it (its owner, or a member of pg_read_all_settings and the like) if it matters.""",
    ),
    Page(
        "not-here",
        "The code of an installed app is not here",
        """\
The project's settings name an app whose models trueup could not find, or name it under a condition it cannot decide.
What tables it has is not known, so those with the app's prefix are left out of the comparison: nothing about them is
said, and no plan touches them. Run trueup where the app's package is installed, or let the project's own Python say
what there is (django:settings).""",
    ),
    Page(
        "routers",
        "Routers decide which models are in this database",
        """\
The project keeps models in several databases, and code of its own, named in DATABASE_ROUTERS, decides which go where.
That code is not run: all models are taken to be in this one, and those kept elsewhere are said to be missing. Leave
their tables out with --ignore.""",
    ),
    Page(
        "history",
        "Something about the migration folder",
        """\
Files that are not run, numbers that are there twice, a journal that names what is not there: what the folder's own
runner would stumble over or pass over, and what trueup made of it.""",
    ),
    Page(
        "shadow-version",
        "The shadow is of another major version",
        """\
Expressions are compared as PostgreSQL prints them, and major versions print some differently. The shadow is the nearest
version that trueup carries, or the server you named. Differences that are only a matter of spelling are settled by
printing both sides on the same server. With --shadow URL you can use a server of exactly your version.""",
    ),
    Page(
        "spelling",
        "Expressions were compared as the servers write them",
        """\
PostgreSQL can write one expression in several ways, depending on its version and on how often the text went through it
(a dump and its restore are one time more). trueup settles that by printing both sides on one server. Here that could
not be done, because the shadow could not make what the expression needs, or could not be had. A difference in an
expression may be one of spelling only: look at both texts, or use --shadow with a server that has what is missing.""",
    ),
    Page(
        "psql",
        "A command of psql was passed over",
        """\
Files are run without psql. Commands that change nothing in the database (\\set, \\echo, \\connect …) are passed
over; those that do (\\i, \\copy, \\gexec) are refused with a way to write them as SQL.""",
    ),
    Page(
        "left-out",
        "A statement was left out",
        """\
The statement has no part in the schema of one database (it is about the server, a tablespace, a password …) or could
reach out of the shadow, so it was not run there.""",
    ),
    Page(
        "aside",
        "Something here was not looked at",
        """\
The project has more migration folders or schemas than belong together by what can be seen, so only the one that was
named, or was found first, is compared. Name what belongs together in trueup.toml, under [sources].""",
    ),
    Page(
        "open-transaction",
        "A file ends inside a transaction",
        """\
The file begins a transaction and does not end it. psql would throw its work away at the end; so does trueup. Add
COMMIT.""",
    ),
    Page(
        "event-trigger",
        "Event triggers were made last",
        """\
Before PostgreSQL 17 an event trigger runs as whoever executes the DDL that fires it. On the shadow they are made after
everything else, so that a script cannot have its function run with other rights than its own.""",
    ),
    Page(
        "runner-table",
        "The migration runner's own table was assumed",
        """\
A migration is about the table in which the runner notes what it ran. The runner makes that table before the first
migration, so it was made on the shadow too, with the columns the runner gives it. It is not compared.""",
    ),
    Page(
        "role-assumed",
        "A role was assumed to be there",
        """\
A script grants to, or names as an owner, a role that no script makes. Roles belong to the server, not to the schema, so
the shadow was given one of that name without any rights.""",
    ),
)

PAGES: dict[str, Page] = {found.code: found for found in _PAGES}
