create table tenants (
    id bigint generated always as identity primary key,
    name text not null,
    slug text not null unique,
    created_at timestamptz not null default now()
);

create type member_role as enum ('owner', 'admin', 'member');

create table members (
    id bigint generated always as identity primary key,
    tenant_id bigint not null references tenants on delete cascade,
    email text not null,
    role member_role not null default 'member',
    joined_at timestamptz not null default now(),
    unique (tenant_id, email),
    constraint email_has_at check (email like '%@%')
);
