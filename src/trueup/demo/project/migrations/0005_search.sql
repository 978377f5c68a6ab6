alter table tenants add column plan text not null default 'free';

create index members_email_idx on members (lower(email));
