-- Written by hand, and so that it runs wherever it is pasted.
CREATE TABLE IF NOT EXISTS "feature_flags" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT,
  "enabled" BOOLEAN NOT NULL DEFAULT false,
  "rolloutPercent" INTEGER NOT NULL DEFAULT 0,
  "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMP(3) NOT NULL,
  CONSTRAINT "feature_flags_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX IF NOT EXISTS "feature_flags_name_key" ON "feature_flags" ("name");

ALTER TABLE IF EXISTS "Person" ADD COLUMN IF NOT EXISTS "metadata" JSONB;

-- events lose the user and get a type; the old names go
ALTER TABLE IF EXISTS "AnalyticsEvent" RENAME TO "analytics_events";
ALTER TABLE IF EXISTS "analytics_events"
  ADD COLUMN IF NOT EXISTS "eventType" TEXT,
  ADD COLUMN IF NOT EXISTS "eventName" TEXT,
  ADD COLUMN IF NOT EXISTS "metadata" JSONB,
  ADD COLUMN IF NOT EXISTS "sessionId" TEXT;

DO $$
BEGIN
  IF to_regclass('"analytics_events"') IS NOT NULL THEN
    UPDATE "analytics_events"
    SET "eventType" = 'legacy',
        "eventName" = "name",
        "metadata" = "meta"
    WHERE "eventType" IS NULL;

    ALTER TABLE "analytics_events" RENAME CONSTRAINT "AnalyticsEvent_pkey" TO "analytics_events_pkey";
    CREATE INDEX "analytics_events_eventType_eventName_createdAt_idx"
      ON "analytics_events" ("eventType", "eventName", "createdAt");
    CREATE INDEX "analytics_events_sessionId_createdAt_idx" ON "analytics_events" ("sessionId", "createdAt");
  END IF;
END
$$;

ALTER TABLE IF EXISTS "analytics_events"
  ALTER COLUMN "eventType" SET NOT NULL,
  ALTER COLUMN "eventName" SET NOT NULL,
  DROP COLUMN IF EXISTS "userId",
  DROP COLUMN IF EXISTS "name",
  DROP COLUMN IF EXISTS "meta";
