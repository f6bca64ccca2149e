import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedApp, startStrapi, startTransfer, until, type RunningStrapi } from '../harness';
import { ARTICLE_UID } from '../playground/runner/seed';

describe('the stand-in of Localazy’s API', () => {
  let app: RunningStrapi;
  beforeEach(async () => {
    app = await startStrapi();
    await seedApp(app, { articles: 3 });
  });
  afterEach(() => app?.stop());

  const articlesIn = (locale: string) =>
    app.strapi.db.query(ARTICLE_UID).findMany({
      where: { locale },
      populate: { seo: true, sections: true },
      orderBy: { id: 'asc' },
    });

  const upload = async () => {
    expect((await startTransfer(app, 'upload')).status).toBe(200);
    await until('the content is imported', () => app.localazy.state.sources.size);
  };

  it('takes titles, texts and components from an upload', async () => {
    await upload();
    const keys = [...app.localazy.state.sources.keys()].join('\n');
    expect(keys).toMatch(/^api::article\.article\[1\]\.title$/m);
    expect(keys).toMatch(/^api::article\.article\[1\]\.seo\[\d+\]\.metaTitle$/m);
    expect(keys).toMatch(/^api::article\.article\[1\]\.sections\[\d+\]\.body$/m);
    expect(app.localazy.state.sources.size).toBe(3 * 8);
  });

  it('gives a download made-up translations of every language, page by page', async () => {
    await upload();
    app.localazy.state.pageSize = 10;
    await startTransfer(app, 'download');
    await until('the last article is there', async () => (await articlesIn('de')).length === 3);

    const [first] = await articlesIn('cs');
    expect(first).toMatchObject({
      title: '[cs] Coffee in Lisbon, part 1',
      seo: { metaTitle: '[cs] Coffee in Lisbon | Playground' },
      sections: [{ heading: '[cs] Before you go' }, { heading: '[cs] What to bring' }],
    });
    const pages = app.localazy.requests.filter(({ path }) => path.endsWith('/keys/de'));
    expect(pages).toHaveLength(3);
  });

  it('delivers webhooks that the official plugin accepts, and forged ones that it refuses', async () => {
    await upload();
    expect(await app.localazy.deliverWebhook(app.url, { forge: true })).toMatchObject({
      status: 200,
      body: { success: false },
    });
    expect(await app.localazy.deliverWebhook(app.url)).toMatchObject({
      status: 200,
      body: { streamIdentifier: expect.any(String) },
    });
    await until('the last article is there', async () => (await articlesIn('de')).length === 3);
  });

  it('makes the trouble that a test asks for, as often as it asks', async () => {
    const { localazy, url } = app;
    const message = async () =>
      ((await localazy.deliverWebhook(url)).body as { message?: string }).message;

    localazy.failOn({ path: '/webhooks/secret', times: 1, trouble: { status: 401, error: 'No' } });
    expect(await message()).toBe('Request failed with status code 401: No');
    localazy.failNext('reset');
    expect(await message()).toBe('fetch failed');
    expect(await message()).toBeUndefined();
  });
});
