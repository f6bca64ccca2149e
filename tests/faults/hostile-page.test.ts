import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIST, startSessionWorld, type SessionWorld } from '../e2e/support/session-world';
import { HOSTILE } from './support/hostile-texts';
import { saw } from './support/saw';

const heading = 'Hostile input';

let world: SessionWorld;
beforeAll(async () => {
  world = await startSessionWorld();
}, 180_000);
afterAll(() => world?.stop());

/** Elements that markup in a text would become, and what a script in it would leave behind. */
const ACTED = `({
  elements: document.querySelectorAll('img[src="x"], iframe[src^="java"], svg[onload]').length,
  ran: 'hostile' in window,
})`;

const MARKUP =
  '<img src=x onerror="window.hostile=1"><svg onload="window.hostile=1"><script>window.hostile=1</script><iframe src="javascript:parent.hostile=1">';

it('markup in messages, data, names and summaries is shown as text, on the list and on the session’s page', async () => {
  const session = world.logger.start({ eventType: 'upload', initiatedBy: MARKUP });
  session.info(MARKUP, { [MARKUP]: MARKUP });
  Object.values(HOSTILE).forEach((text) => session.warn(text, { text }));
  session.fail(MARKUP);
  await world.logger.flush();
  const page = await world.window();

  await page.goto(LIST);
  await page.getByText('<img src=x').first().waitFor();
  const list = await page.evaluate(ACTED);
  const [{ id }] = await world.app.knex('localazy_activity_sessions').select('id');
  await page.goto(`${LIST}/sessions/${id}`);
  await page.getByText('onerror="window.hostile=1"').first().waitFor();
  await page.getByText('%s %d %o').first().waitFor(); // the templates, the last but one of the lines
  const detail = await page.evaluate(ACTED);

  expect([list, detail]).toEqual([
    { elements: 0, ran: false },
    { elements: 0, ran: false },
  ]);
  expect(world.faults).toEqual([]);
  saw({
    heading,
    done: 'markup with scripts as message, data, name and summary, in a browser',
    seen: 'shown as the text that it is, on both pages; nothing ran, no element came of it',
  });
}, 120_000);
