import { useEffect, useRef } from 'react';
import { useNotifyAT } from '@strapi/design-system';
import type { LogView } from '../../console/outline';
import { useTranslate } from '../useTranslate';

/** New lines are announced at most this often (ms), all in one. */
const INTERVAL_MS = 10_000;

/** Announces new lines and search results to screen readers, politely; returns what announces a text. */
export const useAnnouncements = (view: LogView | null, isRunning: boolean, search: string) => {
  const t = useTranslate();
  const { notifyStatus } = useNotifyAT();

  const latest = useRef(0);
  latest.current = view?.listed.length ?? 0;
  useEffect(() => {
    if (!isRunning) return undefined;
    let announced = latest.current;
    const timer = window.setInterval(() => {
      const count = latest.current - announced;
      if (count > 0) notifyStatus(t('session-page.newLines', { count }));
      announced = latest.current;
    }, INTERVAL_MS);
    return () => window.clearInterval(timer);
  }, [isRunning, notifyStatus, t]);

  const count = view?.matches?.length;
  const announcedSearch = useRef('');
  useEffect(() => {
    if (search === announcedSearch.current || (search && count === undefined)) return;
    announcedSearch.current = search;
    if (search) notifyStatus(t('session-page.matches', { count: count ?? 0 }));
  }, [search, count, notifyStatus, t]);

  return notifyStatus;
};
