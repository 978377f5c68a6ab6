alter table orders enable row level security;

create policy tenant_only on orders
    using (tenant_id = current_setting('app.tenant')::bigint);
