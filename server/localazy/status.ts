import type { Strapi } from '@strapi/strapi';
import { z } from 'zod';
import type { Connection, Session } from '../../shared/contracts';
import { LOCALAZY_PLUGIN_ID } from '../../shared/plugin-id';
import { describeError } from '../domain/describe-error';

const CHECK_TIMEOUT_MS = 10_000;

/** What the official plugin stores of a sign-in; its fields are empty after a sign-out. */
const identitySchema = z.object({
  accessToken: z.string().min(1),
  project: z.object({ id: z.string(), name: z.string().optional(), url: z.string().optional() }),
});

const settingsSchema = z.object({ download: z.object({ processDownloadWebhook: z.boolean() }) });

const projectsSchema = z.array(z.object({ id: z.string(), name: z.string().optional() }));

type SignIn = Pick<Connection, 'signIn' | 'reason' | 'project'>;

const describeFailure = (error: unknown) =>
  error instanceof DOMException && error.name === 'TimeoutError'
    ? `it took longer than ${CHECK_TIMEOUT_MS / 1_000} s`
    : describeError(error);

/** How the official plugin is set up. Asks Localazy only in `signIn`. */
export const createLocalazyStatus = (strapi: Strapi) => {
  const service = (name: string) => strapi.plugin(LOCALAZY_PLUGIN_ID).service(name);

  const identity = async () =>
    identitySchema.safeParse(await service('localazyUserService').getUser()).data ?? null;

  const settings = (): Promise<unknown> => service('pluginSettingsService').getPluginSettings();

  /** Not by the plugin's own client, which has no time limit and hides the cause of a failure. */
  const requestProjects = (accessToken: string) => {
    const api: string = strapi.plugin(LOCALAZY_PLUGIN_ID).config('LOCALAZY_PUBLIC_API_URL');
    return fetch(`${api}/projects`, {
      headers: { Authorization: `Bearer ${accessToken}` },
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    });
  };

  return {
    isEnabled: () => Object.hasOwn(strapi.plugins, LOCALAZY_PLUGIN_ID),

    /** Whether Localazy accepts the stored sign-in now. */
    async signIn(): Promise<SignIn> {
      const stored = await identity();
      if (!stored) return { signIn: 'not-signed-in', reason: null, project: null };
      const { accessToken, project } = stored;
      const name = project.name ?? project.id;
      const noResponse = (reason: string): SignIn => ({
        signIn: 'no-response',
        reason,
        project: name,
      });
      try {
        const response = await requestProjects(accessToken);
        const { status } = response;
        if (status === 401) return { signIn: 'refused', reason: null, project: name };
        if (!response.ok) return noResponse(`status ${status}`);
        const found = projectsSchema
          .parse(await response.json())
          .find(({ id }) => id === project.id);
        return found
          ? { signIn: 'accepted', reason: null, project: found.name ?? name }
          : { signIn: 'project-missing', reason: null, project: name };
      } catch (error) {
        const isUnreadable = error instanceof z.ZodError || error instanceof SyntaxError;
        return noResponse(isUnreadable ? 'it could not be read' : describeFailure(error));
      }
    },

    /** Whether a session records webhook calls that the plugin refused. */
    isRefusal: ({ summaryParts }: Session): boolean =>
      summaryParts?.some(({ id }) => id === 'webhooks-refused') ?? false,

    /** Switched on where the settings don't have it, as in the plugin. */
    async processesWebhooks() {
      const { data } = settingsSchema.safeParse(await settings());
      return data?.download.processDownloadWebhook ?? true;
    },

    /** Its settings without the sign-in. */
    async setup() {
      const stored = await identity();
      return {
        isSignedIn: stored !== null,
        project: stored?.project ?? null,
        settings: await settings(),
        transferSetup: await service('pluginSettingsService').getContentTransferSetup(),
      };
    },
  };
};

export type LocalazyStatus = ReturnType<typeof createLocalazyStatus>;
