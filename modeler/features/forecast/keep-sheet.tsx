import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { announce } from '../announcements/announcements.tsx';
import { Failure } from '../failure/failure.tsx';
import { Sheet } from '../page/sheet.tsx';

interface KeepSheetProps {
  /** The simulation that is kept: what it came to is not written by hand. */
  readonly jobId: string;
  readonly close: () => void;
}

/** Keeps what was simulated as a forecast, with a name and the reason. */
export function KeepSheet({ jobId, close }: KeepSheetProps): ReactElement {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const keep = useChange('createForecast', ['listForecasts']);
  const [name, setName] = useState('');
  const [why, setWhy] = useState('');
  return (
    <Sheet title={t('forecast.keep')} close={close}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          keep.mutate(
            { body: { jobId, name: name.trim(), ...(why.trim() !== '' && { why: why.trim() }) } },
            {
              onSuccess: ({ forecastKey }) => {
                announce(t('forecast.kept', { name: name.trim() }));
                void navigate({ to: '/insight/forecasts/$forecastKey', params: { forecastKey } });
              },
            },
          );
        }}
      >
        {keep.error ? <Failure error={keep.error} /> : null}
        <div className="field">
          <label htmlFor="forecast-name">{t('forecast.name')}</label>
          <input
            id="forecast-name"
            required
            maxLength={200}
            value={name}
            onChange={({ target }) => {
              setName(target.value);
            }}
          />
        </div>
        <div className="field">
          <label htmlFor="forecast-why">{t('forecast.why')}</label>
          <textarea
            id="forecast-why"
            maxLength={2000}
            value={why}
            onChange={({ target }) => {
              setWhy(target.value);
            }}
          />
        </div>
        <div className="dialog-buttons">
          <button type="button" className="button" onClick={close}>
            {t('act.cancel')}
          </button>
          <button type="submit" className="button main" disabled={keep.isPending || name.trim() === ''}>
            {t('forecast.keep')}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
