create table t (a integer[], b interval day to second(3), c numeric(10,2), d timestamp(3) with time zone);
