create function check_options(text[], oid) returns void language internal as 'postgresql_fdw_validator';
create foreign data wrapper far options (verbose 'yes');
create foreign data wrapper checked validator check_options;
create server away type 'x' version '2' foreign data wrapper far options (host 'h2', port '5');
create user mapping for tt_reader server away options ("user" 'v');
create user mapping for tt_writer server away;
grant usage on foreign server away to tt_reader;
comment on server away is 'over there';
