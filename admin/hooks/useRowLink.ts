import type { MouseEvent } from 'react';
import { useHistory } from 'react-router-dom';

interface RowTarget {
  pathname: string;
  state?: unknown;
}

const MIDDLE_BUTTON = 1;

const isOnLink = ({ target }: MouseEvent) =>
  target instanceof Element && Boolean(target.closest('a'));

const hasSelectedText = () => Boolean(window.getSelection()?.toString());

/** Handlers that make a whole table row open `target` as a link would, new tabs included. */
export const useRowLink = (target: RowTarget) => {
  const history = useHistory();
  const openTab = () => window.open(history.createHref(target), '_blank', 'noopener');
  return {
    onClick: (event: MouseEvent) => {
      // The link does it itself; and a click that selected a text was meant to copy it.
      if (isOnLink(event) || hasSelectedText()) return;
      if (event.ctrlKey || event.metaKey || event.shiftKey) openTab();
      else history.push(target);
    },
    onAuxClick: (event: MouseEvent) => {
      if (event.button === MIDDLE_BUTTON && !isOnLink(event)) openTab();
    },
  };
};
