create access method heap2 type table handler heap_tableam_handler;
create table t (a integer) using heap2;
alter table t owner to tt_owner;
