CREATE TABLE "dates" (
	"day" date DEFAULT '2024-02-29',
	"stamp" timestamp DEFAULT '2024-02-29 12:34:56.789',
	"zoned" timestamp with time zone DEFAULT '2024-02-29 12:34:56.000+00',
	"precise" timestamp(3) DEFAULT '2024-02-29 00:00:00.000',
	"epoch" timestamp DEFAULT '1970-01-01 00:00:00.000'
);
