import type { Strapi } from '@strapi/strapi';
import type { EndedSession, SessionEvent } from '../../shared/contracts';
import { SESSION_EVENTS } from '../../shared/events';
import type { Config } from '../config/schema';
import { createMailer, type WarnLog } from './mailer';
import { createFailureMails } from './mails';
import { sessionUrl } from './session-url';

interface NotificationsOptions {
  strapi: Strapi;
  config: Config['notifications'];
  /** Not there before the recorder is. */
  log: () => WarnLog;
}

/** Lets Strapi's webhooks have the session events. Only in `bootstrap`. Returns how to restore the list. */
export const allowSessionEvents = ({ strapi }: { strapi: Strapi }) => {
  const { webhookStore } = strapi;
  const events = Object.values(SESSION_EVENTS);
  events.forEach((event) => webhookStore?.addAllowedEvent(event, event));
  return () => events.forEach((event) => webhookStore?.removeAllowedEvent(event));
};

/** What is reported outside when a session ends: Strapi's events, and mails where addresses are configured. */
export const createNotifications = ({ strapi, config, log }: NotificationsOptions) => {
  const urlOf = ({ id }: EndedSession) => sessionUrl(strapi, id);
  const mailer = createMailer({
    send: async (mail) => strapi.plugin('email').service('email').send(mail),
    to: config.mailTo,
    log,
  });
  const mails = createFailureMails({
    intervalMinutes: config.intervalMinutes,
    urlOf,
    send: mailer.send,
  });

  /** A subscriber that throws is nobody else's problem. */
  const emit = async (session: EndedSession) => {
    const event: SessionEvent = { session, url: urlOf(session) };
    try {
      await strapi.eventHub.emit(SESSION_EVENTS[session.status], event);
    } catch (error) {
      log().warn(`A subscriber of ${SESSION_EVENTS[session.status]} failed`, error);
    }
  };

  return {
    /** Never throws; nothing waits for it. */
    sessionEnded(session: EndedSession): void {
      void emit(session);
      if (config.mailTo.length > 0) mails.sessionEnded(session);
    },

    start() {
      if (config.mailTo.length > 0 && !strapi.plugins.email) {
        log().warn('notifications.mailTo has no effect: Strapi’s email plugin is not enabled');
      }
    },

    stop() {
      mails.stop();
      mailer.stop();
    },
  };
};

export type Notifications = ReturnType<typeof createNotifications>;
