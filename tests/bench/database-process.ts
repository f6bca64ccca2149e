// A process of its own for each database and size: what a Strapi leaves behind when it stops would make
// the garbage collector hold the next one up for longer than anything that is measured.
import { benchSize, type SizeJob } from './run';

process.on('message', async ({ id, options }: { id: number; options: SizeJob }) => {
  try {
    process.send?.({ id, result: await benchSize(options) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});
process.on('disconnect', () => process.exit());
