import { describe, expect, it } from 'vitest';
import type { ApiActivity } from '../../server/localazy/api-requests';
import { createTransferReport, readMessage } from '../../server/localazy/transfer-report';
import { transferResult } from '../../server/localazy/transfer-result';

const refusing = (language: string): ApiActivity => ({
  open: 0,
  sent: 1,
  importSent: false,
  importResponse: null,
  last: null,
  updatedKeys: 0,
  language,
  failedLanguages: new Map([[language, { response: { status: 500, isJson: true, body: {} } }]]),
  onChange: () => {},
});

describe('a download of which a language was not received and another not saved', () => {
  it('says both, and that nothing was saved', () => {
    const report = createTransferReport('download');
    const message = 'Cannot update an api::article.article[5] (de): The title is taken.';
    readMessage(report, message, { isEnd: false, success: false });
    const { status, sentences } = transferResult(report, refusing('cs'), 1);
    expect(status).toBe('failed');
    expect(sentences.map(({ id }) => id)).toEqual([
      ...['server-error', 'not-received'],
      ...['other', 'not-saved', 'nothing-saved'],
      'detail',
    ]);
  });
});
