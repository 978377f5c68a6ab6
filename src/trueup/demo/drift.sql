-- a hotfix one night, kept since
create index orders_hotfix_idx on orders (status) where status = 'paid';
-- "just until the import is through"
alter table members alter column email drop not null;
-- support needed one more state
alter type order_status add value 'on_hold' after 'paid';
-- somebody looked for a bug in the tenancy
alter policy tenant_only on orders using (true);
-- notes were too short
alter table orders alter column note type varchar(500);
-- it got in the way of a backfill
alter table order_lines drop constraint order_lines_quantity_check;
-- the warehouse wanted drafts too
create or replace view open_orders as
select o.id, t.slug as tenant, o.status, o.total_cents, o.placed_at
from orders o
join tenants t on t.id = o.tenant_id
where o.status in ('draft', 'placed', 'paid');
