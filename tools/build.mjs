import { buildPlugin } from './builds.mjs';
import { steps } from './run.mjs';

await steps(() => buildPlugin({ force: true }));
