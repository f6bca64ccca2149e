import { Fragment, useMemo, useState } from 'react';
import { Box, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { CarretDown } from '@strapi/icons';
import { useIntl } from 'react-intl';
import { NO_LOCALE } from '../../../shared/contracts';
import type { Outcome } from '../../../shared/contracts';
import { OUTCOME_ACTIONS, outcomeTable } from '../../console/outcome-table';
import type { OutcomeCounts } from '../../console/outcome-table';
import type { ConsoleModel } from '../../hooks/session/useConsole';
import { useTypeNames } from '../../hooks/session/useContent';
import { useTranslate } from '../../hooks/useTranslate';
import { Cell, CellButton, Counts, Scroll, Table, Toggle } from './outcome-styles';

/** Languages by their names in the interface's language, with their codes: "German (de)". */
const useLanguageNames = () => {
  const { formatDisplayName } = useIntl();
  return (locale: string) => {
    const name = formatDisplayName(locale, { type: 'language', fallback: 'none' });
    return name ? `${name} (${locale})` : locale;
  };
};

const CountsText = ({ counts }: { counts: OutcomeCounts }) => {
  const t = useTranslate();
  const shown = OUTCOME_ACTIONS.filter((action) => counts[action] > 0);
  return (
    <Counts>
      {shown.map((action, index) => (
        <Fragment key={action}>
          {index > 0 && ', '}
          <span data-action={action}>{t(`outcome.${action}`, { count: counts[action] })}</span>
        </Fragment>
      ))}
    </Counts>
  );
};

interface OutcomeProps {
  outcome: Outcome;
  model: ConsoleModel;
}

const OutcomeRows = ({ outcome, model }: OutcomeProps) => {
  const t = useTranslate();
  const nameOf = useTypeNames();
  const languageOf = useLanguageNames();
  const { types, locales } = useMemo(() => outcomeTable(outcome), [outcome]);
  const { state, changeState } = model;

  const filterBy = (type: string, locale: string) => {
    const isFiltered = state.type === type && state.locale === locale;
    const filter = isFiltered ? { type: undefined, locale: undefined } : { type, locale };
    return {
      'aria-pressed': isFiltered,
      onClick: () => changeState({ ...filter, level: [] }),
    };
  };

  return (
    <Scroll>
      <Table>
        <thead>
          <tr>
            <Cell as="th" scope="col">
              {t('outcome.type')}
            </Cell>
            {locales.map((locale) => (
              <Cell as="th" scope="col" key={locale}>
                {locale === null ? t('outcome.noLanguage') : languageOf(locale)}
              </Cell>
            ))}
          </tr>
        </thead>
        <tbody>
          {types.map(({ type, cells }) => (
            <tr key={type}>
              <Cell as="th" scope="row">
                {type === null ? t('outcome.others') : nameOf(type)}
              </Cell>
              {locales.map((locale) => {
                const counts = cells.get(locale);
                if (!counts) return <Cell key={locale}>–</Cell>;
                return (
                  <Cell key={locale}>
                    {type === null ? (
                      <CountsText counts={counts} />
                    ) : (
                      <CellButton type="button" {...filterBy(type, locale ?? NO_LOCALE)}>
                        <CountsText counts={counts} />
                        <VisuallyHidden>{t('outcome.showLines')}</VisuallyHidden>
                      </CellButton>
                    )}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </Scroll>
  );
};

const REASONS = {
  'not-translated': 'outcome.notTranslated',
  'not-chosen': 'outcome.notChosen',
  'not-supported': 'outcome.notSupported',
} as const;

const MissingLanguages = ({ outcome: { missingLanguages } }: Pick<OutcomeProps, 'outcome'>) => {
  const t = useTranslate();
  const languageOf = useLanguageNames();
  const reasons = Object.keys(REASONS) as (keyof typeof REASONS)[];
  return (
    <Flex wrap="wrap" gap={1} paddingTop={1} style={{ columnGap: '1.5rem' }}>
      {reasons.map((reason) => {
        const languages = missingLanguages.filter((missing) => missing.reason === reason);
        return languages.length > 0 ? (
          <Typography key={reason} as="p" variant="pi" textColor="neutral800">
            {t(REASONS[reason], {
              languages: languages.map(({ locale }) => languageOf(locale)).join(', '),
            })}
          </Typography>
        ) : null;
      })}
    </Flex>
  );
};

/** Lower windows begin with it folded, as it would leave the lines no room. */
const hasRoom = () => window.matchMedia('(min-width: 48rem) and (min-height: 40rem)').matches;

/** What was done to which content, by type and language, and the languages that nothing came for. */
export const OutcomeTable = ({ outcome, model }: OutcomeProps) => {
  const t = useTranslate();
  const [isOpen, setOpen] = useState(hasRoom);
  if (outcome.rows.length === 0 && outcome.missingLanguages.length === 0) return null;
  return (
    <Box as="section" aria-label={t('outcome.label')}>
      <Toggle type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <CarretDown aria-hidden />
        {t('outcome.label')}
      </Toggle>
      {isOpen && (
        <>
          {outcome.rows.length > 0 && <OutcomeRows outcome={outcome} model={model} />}
          <MissingLanguages outcome={outcome} />
        </>
      )}
    </Box>
  );
};
