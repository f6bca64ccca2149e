import { describe, expect, it } from 'vitest';
import { failureLink, runAgainText } from '../../admin/pages/SessionPage/failure-links';
import type { EventType, Outcome } from '../../shared/contracts';

const NOTHING_DONE: Outcome = { rows: [], missingLanguages: [] };

const offered = (
  parts: string[] | null,
  outcome: Outcome | null,
  eventType: EventType = 'upload'
) =>
  runAgainText({
    eventType,
    summaryParts: parts?.map((id) => ({ id, values: {} })) ?? null,
    outcome,
  });

describe('the page on which a cause can be mended', () => {
  const pathFor = (...ids: string[]) =>
    failureLink(ids.map((id) => ({ id, values: {} })))?.to ?? null;

  it.each([
    ['no-file', '/plugins/localazy'],
    ['check-clock', '/plugins/localazy'],
    ['webhook-secret-missing', '/plugins/localazy'],
    ['left-out-unchosen', '/settings/localazy/content-transfer-setup'],
    ['locale-missing', '/settings/internationalization'],
    ['server-error', null],
  ])('%s: %s', (id, path) => {
    expect(pathFor('download-stopped', id)).toBe(path);
  });
});

describe('running a failed operation again on the Localazy plugin’s page', () => {
  it.each([
    ['upload', 'session-page.uploadAgain'],
    ['download', 'session-page.downloadAgain'],
    ['webhook', null],
  ] as const)('is offered for an %s: %s', (eventType, text) => {
    expect(offered(['upload-unconfirmed'], NOTHING_DONE, eventType)).toBe(text);
    expect(offered(['interrupted'], NOTHING_DONE, eventType)).toBe(text);
  });

  it.each(['saved-by', 'saved-outside', 'deleted-by', 'deleted-outside'])(
    'is offered for all content, where the plugin sent one entry by itself (%s)',
    (id) => {
      expect(offered(['not-sent', id], null)).toBe('session-page.uploadAll');
    }
  );

  it('is not offered for other code’s operations, ended or interrupted', () => {
    expect(offered(null, null)).toBeNull();
    expect(offered(null, NOTHING_DONE)).toBeNull();
    expect(offered(['interrupted'], null)).toBeNull();
  });
});
