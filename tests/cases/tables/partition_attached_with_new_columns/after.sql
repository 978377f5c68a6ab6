create table events (
    at int, size bigint, kind text not null default 'x', twice bigint generated always as (size * 2) stored,
    constraint at_ok check (at > 0)
) partition by range (at);
create table january partition of events for values from (1) to (32) partition by range (at);
create table first_week partition of january for values from (1) to (8);
