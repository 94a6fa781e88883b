import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { Sheet } from '../page/sheet.tsx';
import { AmountField } from './amount-field.tsx';
import { HoursFields } from './hours-fields.tsx';
import { hoursFault } from './hours.ts';
import type { Hours } from './hours.ts';
import type { Gathering } from './scenario-edits.ts';

const KINDS = ['none', 'size', 'hours'] as const;

interface GatheringSheetProps {
  readonly step: string;
  readonly now: string;
  readonly choose: (gathering: Gathering) => void;
  readonly close: () => void;
}

/** Whether a step is begun as it comes, by so many at once, or on some days of the week. */
export function GatheringSheet({ step, now, choose, close }: GatheringSheetProps): ReactElement {
  const { t } = useLanguage();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('none');
  const [size, setSize] = useState(5);
  const [hours, setHours] = useState<Hours>({ weekdays: [2, 4], from: '08:00', to: '12:00' });
  const isWrong = kind === 'hours' && hoursFault(hours) !== undefined;
  const chosen = (): Gathering => {
    switch (kind) {
      case 'none':
        return { kind };
      case 'size':
        return { kind, size };
      case 'hours':
        return { kind, hours };
      default:
        return kind satisfies never;
    }
  };
  return (
    <Sheet title={t('whatIf.gather.title', { step })} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isWrong) choose(chosen());
        }}
      >
        <p>{t('whatIf.gather.now', { how: now })}</p>
        <fieldset className="gathering">
          <legend>{t('whatIf.gather.how')}</legend>
          {KINDS.map((one) => (
            <label key={one} className="row check">
              <input
                type="radio"
                name="gathering"
                checked={kind === one}
                onChange={() => {
                  setKind(one);
                }}
              />
              <span>{t(`whatIf.gather.kinds.${one}`)}</span>
            </label>
          ))}
        </fieldset>
        {kind === 'size' ? (
          <AmountField
            id="gather-size"
            label={t('whatIf.gather.sizeField')}
            value={size}
            least={2}
            most={10_000}
            isWhole
            choose={(value) => {
              setSize(value ?? size);
            }}
          />
        ) : null}
        {kind === 'hours' ? <HoursFields id="gather-hours" hours={hours} choose={setHours} /> : null}
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main" disabled={isWrong}>
            {t('whatIf.set')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
