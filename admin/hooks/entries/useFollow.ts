import { useRef } from 'react';
import type { UIEvent } from 'react';
import { isAtEnd } from './useLineList';

interface FollowOptions {
  isRunning: boolean;
  isFollowing: boolean;
  onFollow: (isFollowing: boolean) => void;
}

/** Scrolling up stops following a running session's lines; scrolling back to the end resumes. */
export const useFollow = ({ isRunning, isFollowing, onFollow }: FollowOptions) => {
  const top = useRef(0);
  return (event: UIEvent<HTMLElement>) => {
    const { currentTarget } = event;
    const isUp = currentTarget.scrollTop < top.current;
    top.current = currentTarget.scrollTop;
    if (!isRunning || isUp === !isFollowing) return;
    if (isUp !== isAtEnd(currentTarget)) onFollow(!isUp);
  };
};
