create table t (id bigint not null, at date not null, kind text default 'x' not null, primary key (id, at, kind)) partition by range (at);
create table t_2024 partition of t for values from ('2024-01-01') to ('2025-01-01');
create table t_2025 partition of t for values from ('2025-01-01') to ('2026-01-01') partition by list (kind);
create table t_2025_x partition of t_2025 for values in ('x');
create index t_kind on t (kind);
