CREATE SCHEMA crm;

CREATE SCHEMA other;

CREATE TYPE crm.kind AS ENUM ('PERSON', 'COMPANY');

CREATE TABLE crm.person (
	id SERIAL NOT NULL, 
	first VARCHAR(40) NOT NULL, 
	last VARCHAR(40) NOT NULL, 
	kind crm.kind DEFAULT 'PERSON' NOT NULL, 
	email_address VARCHAR(200), 
	notes TEXT, 
	settings JSONB DEFAULT '{}' NOT NULL, 
	active BOOLEAN DEFAULT true NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT person_first_uq UNIQUE (first, last), 
	CONSTRAINT person_names_check CHECK (first <> last), 
	CONSTRAINT person_email_address_uq UNIQUE (email_address)
);

CREATE INDEX person_last_idx ON crm.person (last);

CREATE INDEX person_lower ON crm.person (lower(last)) WHERE last IS NOT NULL;

COMMENT ON TABLE crm.person IS 'Somebody';

CREATE TABLE crm.note (
	id UUID DEFAULT gen_random_uuid() NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (id)
);

CREATE TABLE crm.plain (
	id SERIAL NOT NULL, 
	x FLOAT, 
	PRIMARY KEY (id)
);

CREATE TABLE other.tabled (
	id SERIAL NOT NULL, 
	PRIMARY KEY (id)
);

CREATE SEQUENCE crm.contact_number START WITH 1000;

CREATE TABLE crm.contact (
	id BIGSERIAL NOT NULL, 
	created TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	person_id INTEGER NOT NULL, 
	number INTEGER, 
	creator_id INTEGER, 
	phone VARCHAR(20), 
	PRIMARY KEY (id), 
	CONSTRAINT contact_person_id_fk_person_id FOREIGN KEY(person_id) REFERENCES crm.person (id), 
	CONSTRAINT contact_creator FOREIGN KEY(creator_id) REFERENCES crm.person (id)
);

CREATE INDEX contact_creator_id_idx ON crm.contact (creator_id);

CREATE INDEX contact_phone ON crm.contact (phone, created DESC);

CREATE TABLE crm.contact_tags (
	contact_id BIGINT NOT NULL, 
	tag VARCHAR(30) NOT NULL, 
	PRIMARY KEY (contact_id, tag), 
	CONSTRAINT contact_tags_contact_id_fk_contact_id FOREIGN KEY(contact_id) REFERENCES crm.contact (id) ON DELETE CASCADE
);

CREATE INDEX contact_tags_tag_idx ON crm.contact_tags (tag);

CREATE TABLE crm.contact_event (
	id BIGSERIAL NOT NULL, 
	created TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	contact_id BIGINT NOT NULL, 
	payload JSONB, 
	creator_id INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT contact_event_contact_id_fk_contact_id FOREIGN KEY(contact_id) REFERENCES crm.contact (id), 
	CONSTRAINT contact_event_creator FOREIGN KEY(creator_id) REFERENCES crm.person (id)
);

CREATE INDEX contact_event_creator_id_idx ON crm.contact_event (creator_id);
