insert into t values ('sad'), ('happy');
