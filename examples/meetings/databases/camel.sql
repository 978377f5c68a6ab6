-- What drizzle-kit push makes of the schema.
CREATE TYPE "public"."insight_kind" AS ENUM('summary', 'decision', 'action', 'risk', 'question');
CREATE TYPE "public"."meeting_status" AS ENUM('scheduled', 'recording', 'processing', 'done', 'failed');
CREATE TABLE "client_interactions" (
  "id" text PRIMARY KEY NOT NULL,
  "clientProfileId" text NOT NULL,
  "meetingId" text,
  "channel" text NOT NULL,
  "summary" text,
  "happenedAt" timestamp with time zone NOT NULL,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "client_profiles" (
  "id" text PRIMARY KEY NOT NULL,
  "userId" text NOT NULL,
  "companyName" text NOT NULL,
  "contactName" text,
  "contactEmail" text,
  "preferences" jsonb,
  "lastContactAt" timestamp with time zone,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "client_profiles_contact_key" UNIQUE("userId","contactEmail")
);

CREATE TABLE "meeting_insights" (
  "id" text PRIMARY KEY NOT NULL,
  "meetingId" text NOT NULL,
  "kind" "insight_kind" NOT NULL,
  "content" text NOT NULL,
  "confidence" real,
  "modelName" text,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "meeting_transcripts" (
  "id" text PRIMARY KEY NOT NULL,
  "meetingId" text NOT NULL,
  "speakerName" text,
  "content" text NOT NULL,
  "startSecond" real NOT NULL,
  "endSecond" real NOT NULL,
  "language" text DEFAULT 'en' NOT NULL,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "meetings" (
  "id" text PRIMARY KEY NOT NULL,
  "userId" text NOT NULL,
  "projectId" text,
  "title" text NOT NULL,
  "status" "meeting_status" DEFAULT 'scheduled' NOT NULL,
  "startTime" timestamp with time zone NOT NULL,
  "endTime" timestamp with time zone,
  "meetingUrl" text,
  "recordingPath" text,
  "participants" jsonb,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "project" (
  "id" text PRIMARY KEY NOT NULL,
  "userId" text NOT NULL,
  "name" text NOT NULL,
  "description" text,
  "startDate" timestamp with time zone,
  "endDate" timestamp with time zone,
  "budgetCents" integer,
  "isArchived" boolean DEFAULT false NOT NULL,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "session" (
  "id" text PRIMARY KEY NOT NULL,
  "userId" text NOT NULL,
  "token" text NOT NULL,
  "ipAddress" text,
  "browserName" text,
  "expiresAt" timestamp with time zone NOT NULL,
  CONSTRAINT "session_token_unique" UNIQUE("token")
);

CREATE TABLE "task" (
  "id" text PRIMARY KEY NOT NULL,
  "projectId" text NOT NULL,
  "assigneeId" text,
  "title" text NOT NULL,
  "dueDate" timestamp with time zone,
  "completedAt" timestamp with time zone,
  "sortOrder" integer DEFAULT 0 NOT NULL,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "user" (
  "id" text PRIMARY KEY NOT NULL,
  "name" text NOT NULL,
  "email" text NOT NULL,
  "emailVerified" boolean DEFAULT false NOT NULL,
  "image" text,
  "timeZone" text DEFAULT 'UTC' NOT NULL,
  "createdAt" timestamp with time zone DEFAULT now() NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "user_email_unique" UNIQUE("email")
);

ALTER TABLE "client_interactions" ADD CONSTRAINT "client_interactions_clientProfileId_client_profiles_id_fk" FOREIGN KEY ("clientProfileId") REFERENCES "public"."client_profiles"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "client_interactions" ADD CONSTRAINT "client_interactions_meetingId_meetings_id_fk" FOREIGN KEY ("meetingId") REFERENCES "public"."meetings"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "client_profiles" ADD CONSTRAINT "client_profiles_userId_user_id_fk" FOREIGN KEY ("userId") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "meeting_insights" ADD CONSTRAINT "meeting_insights_meetingId_meetings_id_fk" FOREIGN KEY ("meetingId") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "meeting_transcripts" ADD CONSTRAINT "meeting_transcripts_meetingId_meetings_id_fk" FOREIGN KEY ("meetingId") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_userId_user_id_fk" FOREIGN KEY ("userId") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_projectId_project_id_fk" FOREIGN KEY ("projectId") REFERENCES "public"."project"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "project" ADD CONSTRAINT "project_userId_user_id_fk" FOREIGN KEY ("userId") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "session" ADD CONSTRAINT "session_userId_user_id_fk" FOREIGN KEY ("userId") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "task" ADD CONSTRAINT "task_projectId_project_id_fk" FOREIGN KEY ("projectId") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "task" ADD CONSTRAINT "task_assigneeId_user_id_fk" FOREIGN KEY ("assigneeId") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;
CREATE INDEX "client_interactions_profile_idx" ON "client_interactions" USING btree ("clientProfileId","happenedAt");
CREATE INDEX "meeting_insights_meeting_idx" ON "meeting_insights" USING btree ("meetingId");
CREATE INDEX "meeting_transcripts_meeting_idx" ON "meeting_transcripts" USING btree ("meetingId","startSecond");
CREATE INDEX "meetings_user_start_idx" ON "meetings" USING btree ("userId","startTime");
CREATE INDEX "meetings_project_idx" ON "meetings" USING btree ("projectId");
CREATE INDEX "project_user_idx" ON "project" USING btree ("userId");
CREATE INDEX "task_project_idx" ON "task" USING btree ("projectId");
