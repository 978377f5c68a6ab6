create table events (code text);
