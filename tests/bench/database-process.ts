// A process of its own for each database and size: in one for all, after many Strapis had started and
// stopped in it, the event loop was held for longer, with ten sessions too, than anything measured here.
import { benchSize, type SizeJob } from './run';

process.on('message', async ({ id, options }: { id: number; options: SizeJob }) => {
  try {
    process.send?.({ id, result: await benchSize(options) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});
process.on('disconnect', () => process.exit());
