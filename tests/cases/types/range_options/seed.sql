insert into t values ('[1,2.5)', '{[1,2),[5,6)}');
