CREATE TYPE mood AS ENUM ('calm', 'loud');
CREATE TABLE rooms (mood mood, code varchar(9), PRIMARY KEY (mood, code));
CREATE TABLE talks (mood mood, code text, FOREIGN KEY (mood, code) REFERENCES rooms);
