-- What Prisma noted on staging: init first, then a branch with two older names was merged and deployed.
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
  ('d4e3f0ed-eb7e-4f7c-a290-0b90f0749951', 'e4cd42672331bb8ea492a80c2e064e2c9a06a3a0efaa8d35ac330335bc6f8ba6',
   '20250911081240_init', '2025-09-11 08:31:07+00', '2025-09-11 08:31:07.4+00', 1),
  ('52bc15f8-3ed4-4bc0-a9e2-bd95820758ac', 'cf1e29832fdb8d8abadeef163c389250bab459972c673f6c3e10997ad012a3af',
   '20250225120000_add_chat_message', '2025-09-11 14:02:40+00', '2025-09-11 14:02:40.4+00', 1),
  ('40a3260a-b15b-4778-a447-672a62ed5079', '29808a2e5abfe6ab07c707a9b0eb867587c3c97969d630ea77beb61c99dd34b6',
   '20250610000000_add_feature_flags_and_analytics', '2025-09-11 14:02:41+00', '2025-09-11 14:02:41.4+00', 1),
  ('b3c2eb5e-2e78-42fe-ac45-cf6a2229dcc0', 'f3d179fa82b40d1403cbb4a5aaadc7b280701f8e6b139739f9a88716361e0530',
   '20250911160708_add_source_anchor', '2025-09-11 16:12:55+00', '2025-09-11 16:12:55.4+00', 1),
  ('456e1abc-537e-45cb-ada2-a355fcc718e9', 'fd83556a3760726cc09c7b685ce893cb0bfe832166e6abfc6ada13abf04f8a04',
   '20251010090000_add_metabolic_insights', '2025-10-10 09:20:03+00', '2025-10-10 09:20:03.4+00', 1),
  ('1c974755-ec3d-44a8-ab2b-de02f5d71076', '72cc53a6eda8cfbef8c4e63f081fd2251426553ca6ac1d49adac92eb2da9a881',
   '20251010090001_add_metabolic_rls_policies', '2025-10-10 09:20:04+00', '2025-10-10 09:20:04.4+00', 1);
