export interface Language {
  id: number;
  /** Localazy's own form, e.g. `cs` or `pt_BR`. */
  code: string;
  name: string;
}

/** What the stand-in knows; a test may change any of it between requests. */
export interface LocalazyState {
  accessToken: string;
  webhookSecret: string;
  project: {
    id: string;
    orgId: string;
    name: string;
    slug: string;
    url: string;
    image: string;
    description: string;
    type: string;
    tone: string;
    role: string;
    /** Id of one of `languages`. */
    sourceLanguage: number;
    languages: Language[];
  };
  files: { id: string; type: string; name: string; path: string }[];
  /** Imported source texts, by Localazy key. */
  sources: Map<string, string>;
  /** Translations that differ from the made-up ones, by `<language code>:<key>`. */
  translations: Map<string, string>;
  /** Keys per page of a listing. */
  pageSize: number;
}

export const createState = (changes: Partial<LocalazyState> = {}): LocalazyState => ({
  accessToken: 'localazy-access-token-of-the-stand-in',
  webhookSecret: 'webhook-secret-of-the-stand-in',
  project: {
    id: '_a0000000000000000001',
    orgId: '_a0000000000000000002',
    name: 'Playground',
    slug: 'playground',
    url: 'http://127.0.0.1/p/playground',
    image: '',
    description: '',
    type: 'public',
    tone: 'not_specified',
    role: 'owner',
    sourceLanguage: 1,
    languages: [
      { id: 1, code: 'en', name: 'English' },
      { id: 2, code: 'cs', name: 'Czech' },
      { id: 3, code: 'de', name: 'German' },
    ],
  },
  files: [{ id: '_e000000000001', type: 'json', name: 'strapi.json', path: '' }],
  sources: new Map(),
  translations: new Map(),
  pageSize: 100,
  ...changes,
});
