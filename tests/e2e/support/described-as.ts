import type { Page } from 'playwright-core';

/** What a screen reader tells besides the name of a link, a button, …: Chromium's own answer to that. */
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
