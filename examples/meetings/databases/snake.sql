-- Made when columns were still named in snake_case.
CREATE TYPE "public"."insight_kind" AS ENUM('summary', 'decision', 'action', 'risk', 'question');
CREATE TYPE "public"."meeting_status" AS ENUM('scheduled', 'recording', 'processing', 'done', 'failed');
CREATE TABLE "client_interactions" (
  "id" text PRIMARY KEY NOT NULL,
  "client_profile_id" text NOT NULL,
  "meeting_id" text,
  "channel" text NOT NULL,
  "summary" text,
  "happened_at" timestamp with time zone NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "client_profiles" (
  "id" text PRIMARY KEY NOT NULL,
  "user_id" text NOT NULL,
  "company_name" text NOT NULL,
  "contact_name" text,
  "contact_email" text,
  "preferences" jsonb,
  "last_contact_at" timestamp with time zone,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "client_profiles_contact_key" UNIQUE("user_id","contact_email")
);

CREATE TABLE "meeting_insights" (
  "id" text PRIMARY KEY NOT NULL,
  "meeting_id" text NOT NULL,
  "kind" "insight_kind" NOT NULL,
  "content" text NOT NULL,
  "confidence" real,
  "model_name" text,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "meeting_transcripts" (
  "id" text PRIMARY KEY NOT NULL,
  "meeting_id" text NOT NULL,
  "speaker_name" text,
  "content" text NOT NULL,
  "start_second" real NOT NULL,
  "end_second" real NOT NULL,
  "language" text DEFAULT 'en' NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "meetings" (
  "id" text PRIMARY KEY NOT NULL,
  "user_id" text NOT NULL,
  "project_id" text,
  "title" text NOT NULL,
  "status" "meeting_status" DEFAULT 'scheduled' NOT NULL,
  "start_time" timestamp with time zone NOT NULL,
  "end_time" timestamp with time zone,
  "meeting_url" text,
  "recording_path" text,
  "participants" jsonb,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "project" (
  "id" text PRIMARY KEY NOT NULL,
  "user_id" text NOT NULL,
  "name" text NOT NULL,
  "description" text,
  "start_date" timestamp with time zone,
  "end_date" timestamp with time zone,
  "budget_cents" integer,
  "is_archived" boolean DEFAULT false NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "session" (
  "id" text PRIMARY KEY NOT NULL,
  "user_id" text NOT NULL,
  "token" text NOT NULL,
  "ip_address" text,
  "browser_name" text,
  "expires_at" timestamp with time zone NOT NULL,
  CONSTRAINT "session_token_unique" UNIQUE("token")
);

CREATE TABLE "task" (
  "id" text PRIMARY KEY NOT NULL,
  "project_id" text NOT NULL,
  "assignee_id" text,
  "title" text NOT NULL,
  "due_date" timestamp with time zone,
  "completed_at" timestamp with time zone,
  "sort_order" integer DEFAULT 0 NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE "user" (
  "id" text PRIMARY KEY NOT NULL,
  "name" text NOT NULL,
  "email" text NOT NULL,
  "email_verified" boolean DEFAULT false NOT NULL,
  "image" text,
  "time_zone" text DEFAULT 'UTC' NOT NULL,
  "created_at" timestamp with time zone DEFAULT now() NOT NULL,
  "updated_at" timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT "user_email_unique" UNIQUE("email")
);

ALTER TABLE "client_interactions" ADD CONSTRAINT "client_interactions_client_profile_id_client_profiles_id_fk" FOREIGN KEY ("client_profile_id") REFERENCES "public"."client_profiles"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "client_interactions" ADD CONSTRAINT "client_interactions_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "client_profiles" ADD CONSTRAINT "client_profiles_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "meeting_insights" ADD CONSTRAINT "meeting_insights_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "meeting_transcripts" ADD CONSTRAINT "meeting_transcripts_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE set null ON UPDATE no action;
ALTER TABLE "project" ADD CONSTRAINT "project_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "task" ADD CONSTRAINT "task_project_id_project_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."project"("id") ON DELETE cascade ON UPDATE no action;
ALTER TABLE "task" ADD CONSTRAINT "task_assignee_id_user_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."user"("id") ON DELETE set null ON UPDATE no action;
CREATE INDEX "client_interactions_profile_idx" ON "client_interactions" USING btree ("client_profile_id","happened_at");
CREATE INDEX "meeting_insights_meeting_idx" ON "meeting_insights" USING btree ("meeting_id");
CREATE INDEX "meeting_transcripts_meeting_idx" ON "meeting_transcripts" USING btree ("meeting_id","start_second");
CREATE INDEX "meetings_user_start_idx" ON "meetings" USING btree ("user_id","start_time");
CREATE INDEX "meetings_project_idx" ON "meetings" USING btree ("project_id");
CREATE INDEX "project_user_idx" ON "project" USING btree ("user_id");
CREATE INDEX "task_project_idx" ON "task" USING btree ("project_id");
