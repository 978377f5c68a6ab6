create type order_status as enum ('draft', 'placed', 'paid', 'shipped', 'cancelled');

create table orders (
    id bigint generated always as identity primary key,
    tenant_id bigint not null references tenants on delete cascade,
    placed_by bigint references members on delete set null,
    status order_status not null default 'draft',
    total_cents integer not null default 0 check (total_cents >= 0),
    note varchar(200),
    placed_at timestamptz
);

create index orders_tenant_idx on orders (tenant_id, placed_at desc);

create table order_lines (
    order_id bigint not null references orders on delete cascade,
    line integer not null,
    sku text not null,
    quantity integer not null check (quantity > 0),
    cents integer not null,
    primary key (order_id, line)
);
