create type mood as enum ('awful', 'sad', 'fine', 'happy', 'great');
create table t (m mood default 'fine');
