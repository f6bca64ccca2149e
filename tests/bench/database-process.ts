// A process of its own for each database and size: after many Strapis had started and stopped in one
// process, its event loop was held for longer, with ten sessions too, than by anything measured here.
import { benchSize, type SizeJob } from './run';

process.on('message', async ({ id, options }: { id: number; options: SizeJob }) => {
  try {
    process.send?.({ id, result: await benchSize(options) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
  }
});
process.on('disconnect', () => process.exit());
