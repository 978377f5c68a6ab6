create schema "we""ird; --";
create table "we""ird; --"."select" ("user" integer, "a""b" text, "Üñ 🐘" date);
