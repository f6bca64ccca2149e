import type { LoadedStrapi } from '@strapi/types';
import type { Context } from 'koa';
import {
  contentHistoryQuerySchema,
  contentLinksQuerySchema,
  type ContentHistory,
  type ContentLinksResponse,
  type ContentTypesResponse,
  type Touch,
} from '../../shared/contracts';
import { isSending } from '../domain/content-touch';
import { contentOf, storeOf } from '../services';
import type { LocalizedEntry } from '../services/content';
import type { ContentTouch } from '../store/types';
import { parsed } from './requests';

const toTouch = ({ id: _, locale: __, ...touch }: ContentTouch): Touch => touch;

/** Each language with what was sent and received last; none where nothing was recorded of any. */
const toLanguages = (
  entries: LocalizedEntry[],
  touches: ContentTouch[]
): ContentHistory['languages'] => {
  if (touches.length === 0) return [];
  const localized = entries.filter(({ locale }) => locale !== null);
  const locales = new Set([...localized, ...touches].map(({ locale }) => locale));
  return [...locales].map((locale) => {
    const own = touches.filter((touch) => touch.locale === locale);
    const sent = own.find(isSending);
    const received = own.find((touch) => !isSending(touch));
    return {
      locale,
      id: entries.find((entry) => entry.locale === locale)?.id ?? own[0].id,
      sent: sent ? toTouch(sent) : null,
      received: received ? toTouch(received) : null,
    };
  });
};

/** The content that lines are about, for the Content Manager's panel and for links into it. */
export const createContentController = ({ strapi }: { strapi: LoadedStrapi }) => {
  const store = () => storeOf(strapi);

  return {
    history: parsed(
      contentHistoryQuerySchema,
      (ctx) => ctx.query,
      async (ctx, { type, id }) => {
        const entries = await contentOf(strapi).localizations(type, id);
        const ids = entries.map((entry) => entry.id);
        const { touches, lastDownload } = await store().content.history({ type, ids });
        const response: ContentHistory = { languages: toLanguages(entries, touches), lastDownload };
        ctx.body = response;
      }
    ),

    links: parsed(
      contentLinksQuerySchema,
      (ctx) => ctx.query,
      async (ctx, { content }) => {
        const results = await contentOf(strapi).links(content, ctx.state.userAbility);
        const response: ContentLinksResponse = { results };
        ctx.body = response;
      }
    ),

    async types(ctx: Context) {
      const response: ContentTypesResponse = { results: contentOf(strapi).types() };
      ctx.body = response;
    },
  };
};
