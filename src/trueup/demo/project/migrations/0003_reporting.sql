create view open_orders as
select o.id, t.slug as tenant, o.status, o.total_cents, o.placed_at
from orders o
join tenants t on t.id = o.tenant_id
where o.status in ('placed', 'paid');

comment on view open_orders is 'What the warehouse screen shows';

create function order_total(which bigint) returns integer
    language sql stable
    as 'select coalesce(sum(quantity * cents), 0)::integer from order_lines where order_id = which';
