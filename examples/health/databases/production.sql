-- What Prisma noted in production: deployed after staging, in the same order.
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
  ('3be9a5e7-82f2-4563-aa00-96ed2ab81245', 'e4cd42672331bb8ea492a80c2e064e2c9a06a3a0efaa8d35ac330335bc6f8ba6',
   '20250911081240_init', '2025-09-11 09:05:12+00', '2025-09-11 09:05:12.4+00', 1),
  ('7651a75b-9483-4056-a0ed-8fea4a9bd1b3', 'cf1e29832fdb8d8abadeef163c389250bab459972c673f6c3e10997ad012a3af',
   '20250225120000_add_chat_message', '2025-09-11 15:30:18+00', '2025-09-11 15:30:18.4+00', 1),
  ('64e458d8-2cf1-4f55-aed4-76bdf31c9616', '29808a2e5abfe6ab07c707a9b0eb867587c3c97969d630ea77beb61c99dd34b6',
   '20250610000000_add_feature_flags_and_analytics', '2025-09-11 15:30:19+00', '2025-09-11 15:30:19.4+00', 1),
  ('8ea4db84-d62c-4b4f-a64c-c2f978b381a9', 'f3d179fa82b40d1403cbb4a5aaadc7b280701f8e6b139739f9a88716361e0530',
   '20250911160708_add_source_anchor', '2025-09-12 07:45:30+00', '2025-09-12 07:45:30.4+00', 1),
  ('a50b43d3-45d6-447a-a1e1-53e02c0c7762', 'fd83556a3760726cc09c7b685ce893cb0bfe832166e6abfc6ada13abf04f8a04',
   '20251010090000_add_metabolic_insights', '2025-10-10 10:11:47+00', '2025-10-10 10:11:47.4+00', 1),
  ('880f8727-e948-4cfc-a4ed-eed1a764585d', '72cc53a6eda8cfbef8c4e63f081fd2251426553ca6ac1d49adac92eb2da9a881',
   '20251010090001_add_metabolic_rls_policies', '2025-10-10 10:11:48+00', '2025-10-10 10:11:48.4+00', 1);
