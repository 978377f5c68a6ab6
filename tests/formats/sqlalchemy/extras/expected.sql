CREATE EXTENSION vector;

CREATE TYPE color_type AS ENUM ('red', 'light blue');

CREATE TABLE items (
	id SERIAL NOT NULL, 
	embedding VECTOR(3), 
	anything VECTOR, 
	half HALFVEC(8) NOT NULL, 
	color color_type DEFAULT 'light blue' NOT NULL, 
	other color_type, 
	text_color VARCHAR(30), 
	tree tsquery, 
	json JSONB, 
	price NUMERIC(12, 2) DEFAULT 0, 
	code VARCHAR(4), 
	uid UUID, 
	mail VARCHAR(255), 
	url TEXT NOT NULL, 
	doc JSON, 
	search TSVECTOR GENERATED ALWAYS AS (to_tsvector('english', coalesce(code, ''))) STORED, 
	ranges DATERANGE[], 
	PRIMARY KEY (id), 
	CONSTRAINT color CHECK (text_color IN ('RED', 'LIGHT_BLUE'))
);

CREATE INDEX items_red ON items (id) WHERE color = 'red';

CREATE UNIQUE INDEX items_priced ON items (price DESC) WHERE price > 0 AND code IS NOT NULL;

CREATE INDEX items_embedding ON items USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = 64);

CREATE INDEX items_search ON items USING gin (search);
