import type { Page } from 'playwright-core';

/** The accessible description of a link, a button, …, as Chromium computes it. */
export const describedAs = async (
  page: Page,
  role: string,
  name: string
): Promise<string | undefined> => {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument');
  const { nodes } = await session.send('Accessibility.queryAXTree', {
    nodeId: root.nodeId,
    accessibleName: name,
    role,
  });
  await session.detach();
  return nodes[0]?.description?.value;
};
