create foreign data wrapper far options (debug 'true');
create server away type 'x' version '1' foreign data wrapper far options (host 'h', dbname 'd');
create user mapping for tt_reader server away options ("user" 'u');
create user mapping for public server away;
