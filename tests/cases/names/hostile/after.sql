create schema "we""ird; --";
create type "we""ird; --"."type" as enum ('it''s', 'a"b', '; drop');
create table "we""ird; --"."select" ("user" bigint, "a""b" text default 'it''s; --', "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" "we""ird; --"."type",
    constraint "p k" primary key ("user"), constraint "c'k" check ("a""b" <> '"'));
create index "i ""x""" on "we""ird; --"."select" (lower("a""b")) where "a""b" is not null;
create view "we""ird; --"."View.With.Dots" as select "user" as "order", "a""b" from "we""ird; --"."select";
create function "we""ird; --"."f(x)"("in" integer) returns integer language sql as $f$ select 1 /* $$ ' " */ $f$;
comment on column "we""ird; --"."select"."a""b" is '''";--';
grant select ("user") on "we""ird; --"."select" to "tt weird ""role""";
