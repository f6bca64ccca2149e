import type { Session, SummaryPart } from '../../../shared/contracts';
import { LANGUAGES_ROUTE, LOCALAZY_ROUTES } from '../../utils/routes';

const SIGN_IN = { to: LOCALAZY_ROUTES.plugin, text: 'session-page.goToSignIn' } as const;
const PLUGIN = { to: LOCALAZY_ROUTES.plugin, text: 'session-page.goToPlugin' } as const;
const SETUP = { to: LOCALAZY_ROUTES.settings, text: 'session-page.goToSetup' } as const;
const SETTINGS = { to: LOCALAZY_ROUTES.globalSettings, text: 'session-page.goToSettings' } as const;
const LANGUAGES = { to: LANGUAGES_ROUTE, text: 'session-page.goToLanguages' } as const;

type FailureLink =
  | typeof SIGN_IN
  | typeof PLUGIN
  | typeof SETUP
  | typeof SETTINGS
  | typeof LANGUAGES;

/** The page on which a problem that a summary names can be solved, by the id of the sentence. */
const LINKS: Record<string, FailureLink> = {
  'signed-out': SIGN_IN,
  'sign-in-expired': SIGN_IN,
  'not-allowed': SIGN_IN,
  'not-found': PLUGIN,
  'no-project': PLUGIN,
  'no-file': PLUGIN,
  'check-webhook-project': PLUGIN,
  'check-clock': PLUGIN,
  'webhook-secret-missing': SIGN_IN,
  'no-setup': SETUP,
  'too-large': SETUP,
  'too-many-keys': SETUP,
  'setup-unreadable': SETUP,
  'setup-collection-gone': SETUP,
  'setup-lacks': SETUP,
  'left-out-off': SETUP,
  'left-out-empty': SETUP,
  'left-out-unchosen': SETUP,
  'nothing-chosen': SETTINGS,
  'webhooks-off': SETTINGS,
  'webhook-author-missing': SETTINGS,
  'locale-missing': LANGUAGES,
};

/** The first page on which something can be done about a failure; undefined where there is none. */
export const failureLink = (parts: readonly SummaryPart[] | null): FailureLink | undefined =>
  parts?.map(({ id }) => LINKS[id]).find((link) => link !== undefined);

/** Sentences on what the official plugin did by itself, when an entry was saved or deleted. */
const BY_ITSELF = new Set(['saved-by', 'saved-outside', 'deleted-by', 'deleted-outside']);

const RUN_AGAIN = {
  upload: 'session-page.uploadAgain',
  download: 'session-page.downloadAgain',
} as const;

/**
 * What the official plugin's page offers after a failure; null where it can't do again what has failed. What
 * the plugin did by itself for one entry, its page does for all content.
 */
export const runAgainText = ({
  eventType,
  summaryParts,
  outcome,
}: Pick<Session, 'eventType' | 'summaryParts' | 'outcome'>) => {
  if (eventType === 'webhook' || !summaryParts) return null;
  if (summaryParts.some(({ id }) => BY_ITSELF.has(id))) return 'session-page.uploadAll';
  // Other code's operations have no sentences of ours, or no outcome where they were interrupted.
  return outcome ? RUN_AGAIN[eventType] : null;
};
