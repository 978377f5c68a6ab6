CREATE EXTENSION citext;

CREATE SCHEMA calendar;

CREATE TYPE status AS ENUM ('active', 'gone');

CREATE TABLE users (
	id SERIAL NOT NULL, 
	name VARCHAR NOT NULL, 
	nick VARCHAR, 
	code VARCHAR(50) NOT NULL, 
	maybe VARCHAR(50), 
	handle VARCHAR(12) NOT NULL, 
	e_mail CITEXT NOT NULL, 
	balance NUMERIC(12, 4) DEFAULT 0 NOT NULL, 
	data JSONB DEFAULT '{}' NOT NULL, 
	plain JSONB NOT NULL, 
	status status DEFAULT 'active' NOT NULL, 
	kind VARCHAR(3) NOT NULL, 
	token UUID NOT NULL, 
	born DATE, 
	span INTERVAL NOT NULL, 
	raw BYTEA NOT NULL, 
	score FLOAT, 
	guid UUID, 
	short VARCHAR(8) NOT NULL, 
	sized VARCHAR(8), 
	tags VARCHAR[] NOT NULL, 
	big TEXT, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITHOUT TIME ZONE, 
	CONSTRAINT pk_users PRIMARY KEY (id), 
	CONSTRAINT ck_users_name_long CHECK (length(name) > 1), 
	CONSTRAINT ck_users_score_positive CHECK (score > 0), 
	CONSTRAINT uq_users_code UNIQUE (code)
);

CREATE INDEX ix_users_lower ON users (lower(e_mail));

CREATE INDEX ix_users_name ON users (name, nick);

CREATE UNIQUE INDEX ix_users_e_mail ON users (e_mail);

CREATE TABLE animals (
	id SERIAL NOT NULL, 
	type VARCHAR(20) NOT NULL, 
	bark VARCHAR, 
	CONSTRAINT pk_animals PRIMARY KEY (id)
);

CREATE TABLE posts (
	slug VARCHAR NOT NULL, 
	owner_id INTEGER NOT NULL, 
	id SERIAL NOT NULL, 
	CONSTRAINT pk_posts PRIMARY KEY (id), 
	CONSTRAINT uq_posts_owner_id_slug UNIQUE (owner_id, slug), 
	CONSTRAINT uq_posts_id_owner_id UNIQUE (id, owner_id), 
	CONSTRAINT fk_posts_owner_id_users FOREIGN KEY(owner_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_posts_owner_id ON posts (owner_id);

CREATE INDEX ix_post_slug ON posts (slug, owner_id DESC);

COMMENT ON TABLE posts IS 'Owned Post';

CREATE TABLE cats (
	id INTEGER NOT NULL, 
	lives INTEGER DEFAULT '9' NOT NULL, 
	CONSTRAINT pk_cats PRIMARY KEY (id), 
	CONSTRAINT fk_cats_id_animals FOREIGN KEY(id) REFERENCES animals (id)
);

CREATE TABLE a_long_table_name_that_goes_on_and_on_for_quite_a_while_indeed (
	identifier_of_considerable_length SERIAL NOT NULL, 
	reference_of_considerable_length INTEGER NOT NULL, 
	CONSTRAINT pk_a_long_table_name_that_goes_on_and_on_for_quite_a_wh_6f57 PRIMARY KEY (identifier_of_considerable_length), 
	CONSTRAINT fk_a_long_table_name_that_goes_on_and_on_for_quite_a_wh_b5dc FOREIGN KEY(reference_of_considerable_length) REFERENCES users (id)
);

CREATE UNIQUE INDEX ix_a_long_table_name_that_goes_on_and_on_for_quite_a_wh_fd0f ON a_long_table_name_that_goes_on_and_on_for_quite_a_while_indeed (reference_of_considerable_length);

CREATE TABLE blog_comments (
	body TEXT NOT NULL, 
	post_id INTEGER, 
	parent_id INTEGER, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	updated_at TIMESTAMP WITHOUT TIME ZONE, 
	id SERIAL NOT NULL, 
	CONSTRAINT pk_blog_comments PRIMARY KEY (id), 
	CONSTRAINT fk_blog_comments_post_id_posts FOREIGN KEY(post_id) REFERENCES posts (id), 
	CONSTRAINT fk_blog_comments_parent_id_blog_comments FOREIGN KEY(parent_id) REFERENCES blog_comments (id)
);

COMMENT ON COLUMN blog_comments.body IS 'what was said';

CREATE TABLE calendar.dated (
	day DATE NOT NULL, 
	slot INTEGER NOT NULL, 
	post_id INTEGER, 
	owner INTEGER, 
	CONSTRAINT pk_dated PRIMARY KEY (day, slot), 
	CONSTRAINT fk_custom FOREIGN KEY(post_id, owner) REFERENCES posts (id, owner_id), 
	CONSTRAINT named_unique UNIQUE (post_id)
);

CREATE INDEX ix_calendar_dated_owner ON calendar.dated (owner);

COMMENT ON TABLE calendar.dated IS 'days';
