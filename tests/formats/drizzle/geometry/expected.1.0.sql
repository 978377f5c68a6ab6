CREATE TABLE "places" (
	"id" serial PRIMARY KEY,
	"at" geometry(point),
	"tuple" geometry(point) NOT NULL,
	"object" geometry(point),
	"wgs84" geometry(point,4326)
);
