import type { ReactElement } from 'react';
import type { StandingMeasureJson } from '../../../api/contract.ts';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { processText } from '../standards/process-name.tsx';
import { valueWords } from './indicator-words.ts';
import { useAmongWords } from './use-among-words.ts';

interface PlanPrintProps {
  readonly measures: readonly StandingMeasureJson[];
  readonly unitName: (unit: string) => string;
}

/** The plan as one table on paper; the screen has the cards. */
export function PlanPrint({ measures, unitName }: PlanPrintProps): ReactElement {
  const { t, language, format } = useLanguage();
  const amongWords = useAmongWords();
  const heads = ['titleLt', 'owner', 'dueOn', 'kind'] as const;
  return (
    <table className="list plan-print">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {t(head === 'titleLt' ? 'plan.measure' : `plan.field.${head}`)}
            </th>
          ))}
          <th scope="col">{t('plan.baseline')}</th>
          <th scope="col">{t('plan.field.target')}</th>
          <th scope="col">{t('plan.achieved')}</th>
          <th scope="col">{t('plan.field.budget')}</th>
          <th scope="col">{t('plan.field.status')}</th>
        </tr>
      </thead>
      <tbody>
        {measures.map(({ number, body, standing, ...named }) => (
          <tr key={number}>
            <th scope="row">
              {number}. {inLanguage(body.title, language)}
            </th>
            <td>{[unitName(body.owner), body.responsible].filter((text) => text !== undefined).join(', ')}</td>
            <td>
              {format.isoDay(`${body.dueOn}T12:00:00Z`)}
              {standing.overdue ? ` (${t('plan.overdue')})` : ''}
            </td>
            <td>
              {[t(`plan.indicator.${body.indicator.kind}`), processText(named, language), ...amongWords(body.indicator)].join(
                ', ',
              )}
            </td>
            <td>{valueWords(body.indicator.kind, body.before.value, format)}</td>
            <td>{valueWords(body.indicator.kind, body.target, format)}</td>
            <td>{valueWords(body.indicator.kind, standing.achieved.value, format)}</td>
            <td>{body.budgetCents === undefined ? '–' : `${format.number(body.budgetCents / 100, 2)} €`}</td>
            <td>{t(`plan.status.${body.status}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
