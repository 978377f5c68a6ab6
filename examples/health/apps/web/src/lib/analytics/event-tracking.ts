import { createHash } from 'node:crypto';
import { Prisma, PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

/** Count that something happened. No user, no health data: sessions are hashed. */
export async function trackEvent(
  eventType: string,
  eventName: string,
  metadata?: Prisma.InputJsonObject,
  sessionId?: string,
) {
  await prisma.analyticsEvent.create({
    data: {
      eventType,
      eventName,
      metadata,
      sessionId: sessionId ? createHash('sha256').update(sessionId).digest('hex') : undefined,
    },
  });
}
