CREATE TYPE role AS ENUM ('admin', 'guest');

CREATE TABLE team (
	id SERIAL NOT NULL, 
	name VARCHAR(40) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name)
);

CREATE TABLE hero2 (
	age INTEGER, 
	id SERIAL NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);

CREATE INDEX ix_hero2_age ON hero2 (age);

CREATE TABLE hero (
	name VARCHAR NOT NULL, 
	age INTEGER, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITH TIME ZONE, 
	id UUID NOT NULL, 
	secret VARCHAR NOT NULL, 
	role role NOT NULL, 
	maybe_role role, 
	rating NUMERIC(5, 2) NOT NULL, 
	price NUMERIC NOT NULL, 
	weight FLOAT NOT NULL, 
	alive BOOLEAN NOT NULL, 
	photo BYTEA, 
	born DATE NOT NULL, 
	wakes TIME WITHOUT TIME ZONE NOT NULL, 
	naps INTERVAL NOT NULL, 
	email VARCHAR(255) NOT NULL, 
	naive TIMESTAMP WITHOUT TIME ZONE NOT NULL, 
	limited VARCHAR(9) NOT NULL, 
	data JSONB DEFAULT '{}'::jsonb NOT NULL, 
	extra JSON, 
	biography TEXT, 
	title VARCHAR(30), 
	team_id INTEGER, 
	boss_id UUID, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_hero UNIQUE (name, team_id), 
	CHECK (age > 0), 
	FOREIGN KEY(team_id) REFERENCES team (id) ON DELETE SET NULL, 
	FOREIGN KEY(boss_id) REFERENCES hero (id)
);

CREATE UNIQUE INDEX ix_hero_email ON hero (email);

CREATE INDEX ix_hero_age ON hero (age);

CREATE INDEX ix_hero_name ON hero (name);

CREATE INDEX ix_hero_secret ON hero (secret) WHERE secret <> '';

CREATE INDEX ix_hero_team_id ON hero (team_id);

COMMENT ON TABLE hero IS 'People';

COMMENT ON COLUMN hero.biography IS 'long';

CREATE TABLE hero_links (
	hero_id UUID NOT NULL, 
	team_id INTEGER NOT NULL, 
	PRIMARY KEY (hero_id, team_id), 
	FOREIGN KEY(hero_id) REFERENCES hero (id) ON DELETE CASCADE, 
	FOREIGN KEY(team_id) REFERENCES team (id)
);
