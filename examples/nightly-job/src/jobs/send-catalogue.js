'use strict';

const BATCH_SIZE = 50;

const send = async (url, entries) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(entries),
  });
  if (!response.ok) throw new Error(`The catalogue service responded with ${response.status}`);
};

/**
 * Sends all entries of a content type to another service. The session is Completed when this returns
 * and Failed when it throws; either way the caller gets the same result or error.
 */
module.exports = ({ strapi, uid, url }) => {
  const logger = strapi.plugin('localazy-activity-logs').service('logger');
  const meta = {
    eventType: 'upload',
    initiatedBy: 'Nightly job',
    summary: 'Sending the catalogue',
  };

  return logger.run(meta, async (session) => {
    const total = await strapi.entityService.count(uid);
    if (total === 0) session.warn('There is nothing to send', { uid });

    for (let start = 0; start < total; start += BATCH_SIZE) {
      const entries = await strapi.entityService.findMany(uid, {
        sort: 'id',
        start,
        limit: BATCH_SIZE,
      });
      await send(url, entries);
      const sent = start + entries.length;
      session.info(`Sent ${sent} of ${total} entries`);
      session.progress(sent, total);
      // Which entries it was, so that the session links to them.
      for (const { id } of entries) session.about({ type: uid, id, action: 'sent' });
    }

    session.summarize(`Sent ${total} entries`);
    return total;
  });
};
