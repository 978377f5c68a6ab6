import { boolean, index, integer, jsonb, pgEnum, pgTable, real, text, timestamp, unique } from "drizzle-orm/pg-core";

export const meetingStatus = pgEnum("meeting_status", ["scheduled", "recording", "processing", "done", "failed"]);
export const insightKind = pgEnum("insight_kind", ["summary", "decision", "action", "risk", "question"]);

// ------------------------------------------------------------------ people

export const user = pgTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("emailVerified").notNull().default(false),
  image: text("image"),
  timeZone: text("timeZone").notNull().default("UTC"),
  createdAt: timestamp("createdAt", { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp("updatedAt", { withTimezone: true }).notNull().defaultNow(),
});

export const session = pgTable("session", {
  id: text("id").primaryKey(),
  userId: text("userId").notNull().references(() => user.id, { onDelete: "cascade" }),
  token: text("token").notNull().unique(),
  ipAddress: text("ipAddress"),
  browserName: text("browserName"),
  expiresAt: timestamp("expiresAt", { withTimezone: true }).notNull(),
});

// ------------------------------------------------------------------ work

export const project = pgTable(
  "project",
  {
    id: text("id").primaryKey(),
    userId: text("userId").notNull().references(() => user.id),
    name: text("name").notNull(),
    description: text("description"),
    startDate: timestamp("startDate", { withTimezone: true }),
    endDate: timestamp("endDate", { withTimezone: true }),
    budgetCents: integer("budgetCents"),
    isArchived: boolean("isArchived").notNull().default(false),
    createdAt: timestamp("createdAt", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updatedAt", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("project_user_idx").on(t.userId)],
);

export const task = pgTable(
  "task",
  {
    id: text("id").primaryKey(),
    projectId: text("projectId").notNull().references(() => project.id, { onDelete: "cascade" }),
    assigneeId: text("assigneeId").references(() => user.id, { onDelete: "set null" }),
    title: text("title").notNull(),
    dueDate: timestamp("dueDate", { withTimezone: true }),
    completedAt: timestamp("completedAt", { withTimezone: true }),
    sortOrder: integer("sortOrder").notNull().default(0),
    createdAt: timestamp("createdAt", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("task_project_idx").on(t.projectId)],
);

// ------------------------------------------------------------------ meetings

export const meetings = pgTable(
  "meetings",
  {
    id: text("id").primaryKey(),
    userId: text("userId").notNull().references(() => user.id),
    projectId: text("projectId").references(() => project.id, { onDelete: "set null" }),
    title: text("title").notNull(),
    status: meetingStatus("status").notNull().default("scheduled"),
    startTime: timestamp("startTime", { withTimezone: true }).notNull(),
    endTime: timestamp("endTime", { withTimezone: true }),
    meetingUrl: text("meetingUrl"),
    recordingPath: text("recordingPath"),
    participants: jsonb("participants"),
    createdAt: timestamp("createdAt", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updatedAt", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("meetings_user_start_idx").on(t.userId, t.startTime), index("meetings_project_idx").on(t.projectId)],
);

export const meetingTranscripts = pgTable(
  "meeting_transcripts",
  {
    id: text("id").primaryKey(),
    meetingId: text("meetingId").notNull().references(() => meetings.id, { onDelete: "cascade" }),
    speakerName: text("speakerName"),
    content: text("content").notNull(),
    startSecond: real("startSecond").notNull(),
    endSecond: real("endSecond").notNull(),
    language: text("language").notNull().default("en"),
    createdAt: timestamp("createdAt", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("meeting_transcripts_meeting_idx").on(t.meetingId, t.startSecond)],
);

export const meetingInsights = pgTable(
  "meeting_insights",
  {
    id: text("id").primaryKey(),
    meetingId: text("meetingId").notNull().references(() => meetings.id, { onDelete: "cascade" }),
    kind: insightKind("kind").notNull(),
    content: text("content").notNull(),
    confidence: real("confidence"),
    modelName: text("modelName"),
    createdAt: timestamp("createdAt", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("meeting_insights_meeting_idx").on(t.meetingId)],
);

export const clientProfiles = pgTable(
  "client_profiles",
  {
    id: text("id").primaryKey(),
    userId: text("userId").notNull().references(() => user.id),
    companyName: text("companyName").notNull(),
    contactName: text("contactName"),
    contactEmail: text("contactEmail"),
    preferences: jsonb("preferences"),
    lastContactAt: timestamp("lastContactAt", { withTimezone: true }),
    createdAt: timestamp("createdAt", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updatedAt", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [unique("client_profiles_contact_key").on(t.userId, t.contactEmail)],
);

export const clientInteractions = pgTable(
  "client_interactions",
  {
    id: text("id").primaryKey(),
    clientProfileId: text("clientProfileId").notNull().references(() => clientProfiles.id, { onDelete: "cascade" }),
    meetingId: text("meetingId").references(() => meetings.id, { onDelete: "set null" }),
    channel: text("channel").notNull(),
    summary: text("summary"),
    happenedAt: timestamp("happenedAt", { withTimezone: true }).notNull(),
    createdAt: timestamp("createdAt", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index("client_interactions_profile_idx").on(t.clientProfileId, t.happenedAt)],
);
