import type { ReactElement } from 'react';
import type { CausesAnswer } from '../../../api/contract/analytics-answers.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import type { Clock } from '../insight/working-duration.ts';
import { causeWords } from './cause-words.ts';
import { MEASURES } from './measure.ts';
import type { Measure } from './measure.ts';

export interface HeatSearch {
  readonly measure?: string | undefined;
  readonly cause?: string | undefined;
  readonly element?: string | undefined;
}

interface HeatChoicesProps {
  readonly measure: Measure;
  readonly cause: string | undefined;
  readonly clock: Clock;
  /** The causes that occur; undefined as long as they are not known. */
  readonly causes: CausesAnswer | undefined;
  readonly choose: (change: HeatSearch) => void;
}

/** By which measure, for which cause of waiting. */
export function HeatChoices({ measure, cause, clock, causes, choose }: HeatChoicesProps): ReactElement {
  const { t, format } = useLanguage();
  const sums = clock === 'working' ? causes?.whole.working : causes?.whole;
  const counted = (name: string, share: number): string =>
    t('heat.causeShare', { cause: causeWords(name, t), share: format.share(share) });
  const options = (sums?.causes ?? [])
    .filter(({ ms }) => ms > 0)
    .flatMap((one) => {
      const parts = (sums?.parts ?? []).filter((part) => part.cause === one.cause && part.ms > 0 && part.part !== one.cause);
      return [
        { value: one.cause, text: counted(one.cause, one.share) },
        ...parts.map(({ part, share }) => ({ value: part, text: `– ${counted(part, share)}` })),
      ];
    });
  const isMissing = cause !== undefined && !options.some(({ value }) => value === cause);
  return (
    <div className="filters" role="group" aria-label={t('heat.choices')}>
      <ChoiceField
        id="measure"
        label={t('heat.measure')}
        value={measure}
        choose={(value) => {
          choose({ measure: value, cause: undefined });
        }}
        options={MEASURES.map((value) => ({ value, text: t(`measureName.${value}`) }))}
      />
      {measure === 'waiting' && (options.length > 0 || cause !== undefined) ? (
        <ChoiceField
          id="cause"
          label={t('heat.ofCause')}
          value={cause ?? ''}
          choose={(value) => {
            choose({ cause: value || undefined });
          }}
          options={[
            { value: '', text: t('heat.anyCause') },
            ...options,
            ...(isMissing ? [{ value: cause, text: causeWords(cause, t) }] : []),
          ]}
        />
      ) : null}
    </div>
  );
}
