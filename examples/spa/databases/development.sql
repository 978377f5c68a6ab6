-- What Prisma noted of the migrations.
CREATE TABLE "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
);

INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES
  ('6a62381c-6a83-4498-a1a5-293565daf47e', '3189a244219cae77ec8be5ee3eff3646f9e5a4e4ad445b733da48ac6fcb87d40',
   '20251221153503_initial_schema', '2025-12-21 15:35:03+00', '2025-12-21 15:35:03.8+00', 1),
  ('31a6a792-098e-4a80-a3c3-0d8e417feff2', '6897586b707f4cec4a52aaf172feeddd7721d864ef75518d53da3d3826297775',
   '20251221200200_add_messaging_tables', '2025-12-21 20:02:01+00', '2025-12-21 20:02:01.8+00', 1),
  ('3baf0c7b-efe8-4b3a-aaf8-4197994904b2', '73478be96d9486e7542e6c5b896bdd8f87107e6ce34735df2af224018a0955f4',
   '20251221200828_add_all_messaging_tables', '2025-12-21 20:08:29+00', '2025-12-21 20:08:29.8+00', 1),
  ('76e5d9be-2870-4a8e-a00a-8f4a47f4b876', '1691ee88fb566fc8628e8b43c617c3d659a83c19d861f5986d17e900f97cfab4',
   '20251221211506_complete_all_migrations', '2025-12-21 21:15:07+00', '2025-12-21 21:15:07.8+00', 1);
