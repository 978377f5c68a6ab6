CREATE TABLE "dates" (
	"day" date DEFAULT '2024-02-29',
	"stamp" timestamp DEFAULT '2024-02-29 12:34:56.789',
	"zoned" timestamp with time zone DEFAULT '2024-02-29T12:34:56.000Z',
	"precise" timestamp (3) DEFAULT '2024-02-29T00:00:00.000Z',
	"epoch" timestamp DEFAULT '1970-01-01 00:00:00.000'
);
