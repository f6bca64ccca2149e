import { useEffect, useRef } from 'react';
import { useNotifyAT } from '@strapi/design-system';
import { useTranslate } from '../useTranslate';

/** New lines are announced at most this often (ms), all in one. */
const INTERVAL_MS = 10_000;

interface AnnouncementOptions {
  /** How many lines are listed; undefined while that isn't known. */
  total: number | undefined;
  isRunning: boolean;
  search: string;
  matches: number | undefined;
}

/** Announces new lines and search results to screen readers, politely; returns what announces a text. */
export const useAnnouncements = (options: AnnouncementOptions) => {
  const { total, isRunning, search, matches } = options;
  const t = useTranslate();
  const { notifyStatus } = useNotifyAT();

  const latest = useRef(total);
  latest.current = total;
  useEffect(() => {
    if (!isRunning) return undefined;
    let announced = latest.current;
    const timer = window.setInterval(() => {
      const count = (latest.current ?? 0) - (announced ?? 0);
      if (count > 0) notifyStatus(t('session-page.newLines', { count }));
      announced = latest.current;
    }, INTERVAL_MS);
    return () => window.clearInterval(timer);
  }, [isRunning, notifyStatus, t]);

  const announcedSearch = useRef('');
  useEffect(() => {
    if (search === announcedSearch.current || (search && matches === undefined)) return;
    announcedSearch.current = search;
    if (search) notifyStatus(t('session-page.matches', { count: matches ?? 0 }));
  }, [search, matches, notifyStatus, t]);

  return notifyStatus;
};
