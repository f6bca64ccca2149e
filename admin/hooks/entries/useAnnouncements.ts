import { useEffect, useRef } from 'react';
import { useNotifyAT } from '@strapi/design-system';
import { useTranslate } from '../useTranslate';

/** New lines are told of at most this often (ms), all in one. */
const PAUSE_MS = 10_000;

interface Announced {
  /** How many lines are listed; undefined while that isn't known. */
  total: number | undefined;
  isRunning: boolean;
  search: string;
  /** How many the search finds. */
  matches: number | undefined;
}

/** Tells a screen reader politely what sighted people see happen: new lines, and what a search found. */
export const useAnnouncements = ({ total, isRunning, search, matches }: Announced) => {
  const t = useTranslate();
  const { notifyStatus } = useNotifyAT();

  const latest = useRef(total);
  latest.current = total;
  useEffect(() => {
    if (!isRunning) return undefined;
    let told = latest.current;
    const timer = window.setInterval(() => {
      const count = (latest.current ?? 0) - (told ?? 0);
      if (count > 0) notifyStatus(t('session-page.newLines', { count }));
      told = latest.current;
    }, PAUSE_MS);
    return () => window.clearInterval(timer);
  }, [isRunning, notifyStatus, t]);

  const toldSearch = useRef('');
  useEffect(() => {
    if (search === toldSearch.current || (search && matches === undefined)) return;
    toldSearch.current = search;
    if (search) notifyStatus(t('session-page.matches', { count: matches ?? 0 }));
  }, [search, matches, notifyStatus, t]);

  return notifyStatus;
};
