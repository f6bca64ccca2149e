import type { Common, LoadedStrapi } from '@strapi/types';
import type { LocalazyState } from '../../localazy-api/state';

export const ARTICLE_UID = 'api::article.article';
export const CATEGORY_UID = 'api::category.category';
export const HOMEPAGE_UID = 'api::homepage.homepage';
const AUTHOR_UID = 'api::author.author';

/**
 * Every field of an article that the official plugin can translate, chosen for transfer. Its pages offer no
 * transfer unless the setup has all other fields as well, as null.
 */
export const ARTICLE_TRANSFER_SETUP = [
  {
    articles: {
      __model__: true,
      title: true,
      text: true,
      seo: { metaTitle: true, metaDescription: true },
      sections: { heading: true, body: true },
      author: null,
      category: null,
    },
  },
];

/** The same for all content types that have languages. */
export const TRANSFER_SETUP = [
  ...ARTICLE_TRANSFER_SETUP,
  { categories: { __model__: true, name: true } },
  {
    homepages: {
      __model__: true,
      title: true,
      hero: { heading: true, lead: true },
      blocks: [
        { __component__: 'article.section', heading: true, body: true },
        { __component__: 'home.quote', text: true, source: true },
      ],
      featured: null,
    },
  },
];

const TOPICS = [
  'Coffee in Lisbon',
  'Trains through the Alps',
  'Learning to bake bread',
  'A garden on the balcony',
  'Night sky over the desert',
  'Repairing old bicycles',
  'Tea houses of Kyoto',
];

const article = (number: number) => {
  const topic = TOPICS[number % TOPICS.length];
  return {
    title: `${topic}, part ${number + 1}`,
    text: `What we saw, heard and tasted: ${topic.toLowerCase()}, told in ${number + 3} minutes.`,
    seo: { metaTitle: `${topic} | Playground`, metaDescription: `Part ${number + 1}.` },
    sections: ['Before you go', 'What to bring'].map((heading) => ({
      heading,
      body: `${heading}: notes on ${topic.toLowerCase()}.`,
    })),
    locale: 'en',
    publishedAt: new Date(),
  };
};

/** Creates `count` published English articles and returns their ids. */
export const seedArticles = async (strapi: LoadedStrapi, count: number): Promise<number[]> => {
  const ids: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const created = await strapi.entityService.create(ARTICLE_UID, { data: article(number) });
    ids.push(Number(created.id));
  }
  return ids;
};

const create = async (strapi: LoadedStrapi, uid: Common.UID.ContentType, data: object) =>
  Number((await strapi.entityService.create(uid, { data })).id);

const HOMEPAGE = {
  title: 'Slow travel, good bread',
  hero: {
    heading: 'Stories from the road',
    lead: 'Written by two people who always miss the last train.',
  },
  blocks: [
    {
      __component: 'article.section',
      heading: 'This month',
      body: 'Coffee in Lisbon, and how to get there by rail.',
    },
    { __component: 'home.quote', text: 'I baked it twice.', source: 'A reader' },
  ],
  locale: 'en',
  publishedAt: new Date(),
};

interface Site {
  authors: number[];
  categories: number[];
  homepage: number;
}

/** Gives articles an author, who has no languages, and a category, which has, and creates the homepage that features them. */
export const seedSite = async (strapi: LoadedStrapi, articles: number[]): Promise<Site> => {
  const authors = [];
  const categories = [];
  for (const name of ['Maria Silva', 'Jonas Keller']) {
    authors.push(await create(strapi, AUTHOR_UID, { name }));
  }
  for (const name of ['Travel', 'Food']) {
    categories.push(await create(strapi, CATEGORY_UID, { name, locale: 'en' }));
  }
  for (const [index, id] of articles.entries()) {
    const data = { author: authors[index % 2], category: categories[index % 2] };
    await strapi.db.query(ARTICLE_UID).update({ where: { id }, data });
  }
  const data = { ...HOMEPAGE, featured: articles.slice(0, 3) };
  return { authors, categories, homepage: await create(strapi, HOMEPAGE_UID, data) };
};

const officialService = (strapi: LoadedStrapi, name: string) =>
  strapi.plugin('localazy').service(name);

/** Connects the official plugin to the stand-in's project, as signing in with Localazy does. */
export const seedIdentity = (
  strapi: LoadedStrapi,
  { accessToken, project }: Pick<LocalazyState, 'accessToken' | 'project'>
): Promise<unknown> =>
  officialService(strapi, 'localazyUserService').updateUser({
    accessToken,
    project: {
      id: project.id,
      orgId: project.orgId,
      name: project.name,
      url: project.url,
      image: '',
    },
    scope: 'admin',
    user: { id: '_a0000000000000000003', name: 'Playground' },
  });

export const seedTransferSetup = (strapi: LoadedStrapi): Promise<unknown> =>
  officialService(strapi, 'pluginSettingsService').updateContentTransferSetup(TRANSFER_SETUP);

/** Whose name new locales and entries of a webhook's download bear. */
export const seedWebhookAuthor = (strapi: LoadedStrapi, adminId: number): Promise<unknown> =>
  officialService(strapi, 'pluginSettingsService').updatePluginSettings({
    download: { processDownloadWebhook: true, webhookAuthorId: adminId },
  });

export interface Seed {
  /** How many articles; 20 where absent. */
  articles?: number;
  localazy: Pick<LocalazyState, 'accessToken' | 'project'>;
  /** The admin user whom the official plugin takes for the author of a webhook's work. */
  webhookAuthorId: number;
}

/** Everything that the official plugin needs for uploads, downloads and webhooks. Returns the articles' ids. */
export const seed = async (strapi: LoadedStrapi, given: Seed): Promise<number[]> => {
  const ids = await seedArticles(strapi, given.articles ?? 20);
  await seedIdentity(strapi, given.localazy);
  await seedTransferSetup(strapi);
  await seedWebhookAuthor(strapi, given.webhookAuthorId);
  return ids;
};
