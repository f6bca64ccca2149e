import type { LocalazyState } from './state';
import { translate } from './translate';

export interface ApiRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: NodeJS.Dict<string | string[]>;
  body: unknown;
}

export interface ApiResponse {
  status: number;
  body: unknown;
}

type Handler = (request: ApiRequest, params: string[], state: LocalazyState) => ApiResponse;

const ok = (body: unknown): ApiResponse => ({ status: 200, body });
const refuse = (status: number, error: string): ApiResponse => ({
  status,
  body: { success: false, error },
});

interface ImportBody {
  files?: { content?: Record<string, unknown> }[];
}

const importContent: Handler = ({ body }, _params, state) => {
  const source = sourceCode(state);
  const { files = [] } = (body ?? {}) as ImportBody;
  files.forEach(({ content = {} }) => {
    Object.entries(content[source] ?? {}).forEach(([key, value]) => {
      state.sources.set(key, String(value));
    });
  });
  return ok({ result: `_b${String(state.sources.size).padStart(12, '0')}` });
};

const sourceCode = ({ project }: LocalazyState) =>
  project.languages.find(({ id }) => id === project.sourceLanguage)?.code ?? '';

const listProjects: Handler = ({ query }, _params, { project }) => {
  const { languages, ...rest } = project;
  return ok([query.get('languages') === 'true' ? { ...rest, languages } : rest]);
};

const textIn = (state: LocalazyState, code: string, key: string, source: string) => {
  if (code === sourceCode(state)) return source;
  return state.translations.get(`${code}:${key}`) ?? translate(source, code);
};

/** The official plugin asks with Strapi's form of a language (`pt-BR`), Localazy's own is `pt_BR`. */
const findLanguage = ({ project }: LocalazyState, asked: string) =>
  project.languages.find(({ code }) => code === asked.replace('-', '_'));

const listKeys: Handler = ({ query }, [, fileId, asked], state) => {
  if (!state.files.some(({ id }) => id === fileId)) return refuse(404, 'File not found');
  const language = findLanguage(state, decodeURIComponent(asked));
  if (!language) return refuse(404, 'Language not found');

  const start = Number(query.get('next') || 0);
  const end = start + state.pageSize;
  const keys = [...state.sources].slice(start, end).map(([key, source], index) => ({
    id: `_k${start + index}`,
    key: [key],
    value: textIn(state, language.code, key, source),
  }));
  return ok({ keys, ...(end < state.sources.size ? { next: String(end) } : {}) });
};

const ROUTES: { method: string; path: RegExp; handle: Handler }[] = [
  { method: 'GET', path: /^\/projects$/, handle: listProjects },
  { method: 'POST', path: /^\/projects\/([^/]+)\/import$/, handle: importContent },
  {
    method: 'GET',
    path: /^\/projects\/([^/]+)\/files$/,
    handle: (_request, _params, state) => ok(state.files),
  },
  { method: 'GET', path: /^\/projects\/([^/]+)\/files\/([^/]+)\/keys\/([^/]+)$/, handle: listKeys },
  {
    method: 'GET',
    path: /^\/projects\/([^/]+)\/webhooks\/secret$/,
    handle: (_request, _params, state) => ok({ secret: state.webhookSecret }),
  },
  {
    method: 'PUT',
    path: /^\/projects\/([^/]+)\/keys\/([^/]+)$/,
    handle: () => ok({ success: true }),
  },
];

/** Responds to one request as Localazy's API does: 401 without the token, 404 for what isn't there. */
export const respond = (request: ApiRequest, state: LocalazyState): ApiResponse => {
  if (request.headers.authorization !== `Bearer ${state.accessToken}`) {
    return refuse(401, 'Invalid or expired access token');
  }
  for (const { method, path, handle } of ROUTES) {
    const match = request.method === method ? path.exec(request.path) : null;
    if (!match) continue;
    const [, projectId] = match;
    return projectId && projectId !== state.project.id
      ? refuse(404, 'Project not found')
      : handle(request, match.slice(1), state);
  }
  return refuse(404, 'Not found');
};
