insert into t values (1, 'ok', '{ok,happy}'), (2, 'happy', null);
