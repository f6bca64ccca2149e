import type { Strapi } from '@strapi/strapi';
import { z } from 'zod';
import { say, summaryOf, type SummaryPart } from '../domain/summaries';
import type { Recorder } from '../recorder';
import { describeInitiator } from '../recorder/initiator';
import type { RecorderSession } from '../recorder/session-handle';
import type { HookRun } from './hook-run';

/** Who saved or deleted the entry. */
interface Actor {
  name: string | null;
  initiatorId: number | null;
}

/** A session of what the plugin does by itself, and the sentence of who caused it. */
export interface AutomatedSession {
  session: RecorderSession;
  by: SummaryPart;
}

const stateSchema = z.object({
  user: z.object({}).passthrough(),
  auth: z.object({ strategy: z.object({ name: z.string() }) }),
});

const describeActor = (strapi: Strapi): Actor => {
  const { data } = stateSchema.safeParse(strapi.requestContext.get()?.state);
  if (!data) return { name: null, initiatorId: null };
  const { initiatedBy, initiatorId } = describeInitiator(data.user);
  // Users of the content API have ids of their own.
  const isAdmin = data.auth.strategy.name === 'admin';
  return { name: initiatedBy, initiatorId: isAdmin ? initiatorId : null };
};

const describeBy = (kind: HookRun['kind'], { name }: Actor): SummaryPart => {
  if (kind === 'save') return name ? say('saved-by', { name }) : say('saved-outside');
  return name ? say('deleted-by', { name }) : say('deleted-outside');
};

/** Opens the session of an entry that is sent when it was saved, or whose keys go when it is deleted. */
export const openAutomated = (
  { strapi, recorder }: { strapi: Strapi; recorder: Recorder },
  kind: HookRun['kind'],
  entry: string
): AutomatedSession => {
  const actor = describeActor(strapi);
  const by = describeBy(kind, actor);
  const doing = kind === 'save' ? say('sending-saved', { entry }) : say('deprecating', { entry });
  const session = recorder.open({
    eventType: 'upload',
    initiatedBy: 'Automation',
    initiatorId: actor.initiatorId ?? undefined,
  });
  session.summarize(summaryOf([doing, by]));
  session.info(`${doing.text} ${by.text}`);
  return { session, by };
};
