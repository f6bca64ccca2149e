import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Typography } from '@strapi/design-system';
import styled from 'styled-components';
import type { EventType, SessionDay } from '../../../shared/contracts';
import { Sign } from '../../components/OutcomeSigns';
import type { SignName } from '../../components/OutcomeSigns';
import { useDays } from '../../hooks/useDays';
import { useDayFormat } from '../../hooks/useFormats';
import { useListState } from '../../hooks/useListState';
import { useTranslate } from '../../hooks/useTranslate';

const Frame = styled.div`
  align-items: flex-end;
  display: flex;
  gap: ${({ theme }) => theme.spaces[2]};
`;

const Days = styled.div`
  display: flex;
`;

const DayButton = styled.button`
  align-items: center;
  border-radius: ${({ theme }) => theme.borderRadius};
  display: flex;
  flex-direction: column;
  gap: 1px;
  height: ${32 / 16}rem;
  justify-content: flex-end;
  padding: 2px 1px;
  position: relative;
  width: ${11 / 16}rem;

  &:hover,
  &[aria-pressed='true'] {
    background: ${({ theme }) => theme.colors.primary200};
  }
`;

/** Its height grows with the number of runs, by the logarithm: one run beside hundreds is visible. */
const Bar = styled.span<{ $height: number }>`
  background: ${({ theme, $height }) =>
    $height > 0 ? theme.colors.success600 : theme.colors.neutral300};
  height: ${({ $height }) => Math.max(2, $height)}px;
  width: ${8 / 16}rem;
`;

const Numbers = styled.span<{ $isRight: boolean }>`
  background: ${({ theme }) => theme.colors.neutral900};
  border-radius: ${({ theme }) => theme.borderRadius};
  color: ${({ theme }) => theme.colors.neutral0};
  display: none;
  font-size: ${({ theme }) => theme.fontSizes[1]};
  line-height: ${({ theme }) => theme.lineHeights[6]};
  left: ${({ $isRight }) => ($isRight ? 'auto' : 0)};
  padding: ${({ theme }) => `${theme.spaces[1]} ${theme.spaces[2]}`};
  position: absolute;
  right: ${({ $isRight }) => ($isRight ? 0 : 'auto')};
  text-align: left;
  top: calc(100% + ${({ theme }) => theme.spaces[1]});
  white-space: pre;
  z-index: 1;

  button:hover > &,
  button:focus-visible > & {
    display: block;
  }
`;

const MAX_BAR_PX = 12;

const barHeight = (runs: number, most: number) =>
  runs === 0 ? 0 : Math.ceil((MAX_BAR_PX * Math.log2(1 + runs)) / Math.log2(1 + most));

const SIGN_ORDER: SignName[] = ['failed', 'problems', 'inProgress'];

/** How the arrow keys move the focus among `count` days. */
const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowLeft: (index) => index - 1,
  ArrowRight: (index) => index + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

const useDayNumbers = () => {
  const t = useTranslate();
  return ({ completed, failed, problems, inProgress }: SessionDay) => {
    const numbers = [
      [failed, t('status.failed')],
      [problems, t('days.problems')],
      [completed, t('status.completed')],
      [inProgress, t('status.in-progress')],
    ] as const;
    const shown = numbers.filter(([count]) => count > 0);
    return shown.map(([count, label]) => t('days.count', { label, count }));
  };
};

const DaysOf = ({ days }: { days: SessionDay[] }) => {
  const t = useTranslate();
  const formatDay = useDayFormat();
  const numbersOf = useDayNumbers();
  const { state, change } = useListState();
  const [reached, setReached] = useState(days.length - 1);
  const most = Math.max(...days.map(({ completed }) => completed));

  const move = (event: KeyboardEvent<HTMLElement>) => {
    const next = STEPS[event.key]?.(reached, days.length);
    if (next === undefined || !days[next]) return;
    event.preventDefault();
    setReached(next);
    const button = event.currentTarget.children[next];
    if (button instanceof HTMLElement) button.focus();
  };
  const isChosen = ({ day }: SessionDay) => state.from === day && state.to === day;
  const choose = (one: SessionDay) =>
    change(isChosen(one) ? { from: undefined, to: undefined } : { from: one.day, to: one.day });

  return (
    <Days role="toolbar" aria-label={t('days.label', { count: days.length })} onKeyDown={move}>
      {days.map((one, index) => {
        const day = formatDay(one.day);
        const numbers = numbersOf(one);
        const shown = numbers.length > 0 ? numbers : [t('days.none')];
        return (
          <DayButton
            key={one.day}
            type="button"
            tabIndex={index === reached ? 0 : -1}
            aria-pressed={isChosen(one)}
            aria-label={[day, ...shown].join(', ')}
            onFocus={() => setReached(index)}
            onClick={() => choose(one)}
          >
            {SIGN_ORDER.map((name) => one[name] > 0 && <Sign key={name} name={name} />)}
            <Bar $height={barHeight(one.completed, most)} />
            <Numbers aria-hidden $isRight={index > days.length / 2}>
              {[day, ...shown].join('\n')}
            </Numbers>
          </DayButton>
        );
      })}
    </Days>
  );
};

/** A tab's last days, each with its runs by their outcome; a click on one shows its sessions alone. */
export const DayStrip = ({ tab, hasLabel }: { tab: EventType; hasLabel: boolean }) => {
  const t = useTranslate();
  const days = useDays(tab);
  if (!days?.length) return null;
  return (
    <Frame>
      {hasLabel && (
        <Typography variant="pi" textColor="neutral600" aria-hidden>
          {t('filters.days', { days: days.length })}
        </Typography>
      )}
      <DaysOf key={days[0].day} days={days} />
    </Frame>
  );
};
