import type { ReactElement } from 'react';
import type { ForecastJson } from '../../../api/contract/forecasts.ts';
import type { SourceJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { Failure } from '../failure/failure.tsx';
import { ChoiceField } from '../insight/choice-field.tsx';
import { DayField } from '../page/day-field.tsx';

interface RealisedFieldsProps {
  readonly forecast: ForecastJson;
  readonly source: SourceJson | undefined;
}

/** Since which version, or which day, the change is in force. */
export function RealisedFields({ forecast: { forecastKey, realised }, source }: RealisedFieldsProps): ReactElement {
  const { t } = useLanguage();
  const change = useChange('changeForecast', ['getForecast', 'listForecasts']);
  const set = (told: { readonly version: number } | { readonly changeOn: string } | null): void => {
    change.mutate({ params: { forecastKey }, body: { realised: told } });
  };
  const day = realised?.kind === 'changeOn' ? realised.day : undefined;
  return (
    <>
      <div className="filters">
        <ChoiceField
          id="realised-version"
          label={t('forecast.inForceVersion')}
          value={realised?.kind === 'version' ? String(realised.version) : ''}
          choose={(value) => {
            set(value === '' ? null : { version: Number(value) });
          }}
          options={[
            { value: '', text: t('forecast.noVersion') },
            ...(source?.versions ?? []).map(({ version }) => ({
              value: String(version),
              text: t('whatIf.modelVersion', { version }),
            })),
          ]}
        />
        <DayField
          key={day ?? 'none'}
          id="realised-day"
          label={t('forecast.inForceDay')}
          value={day}
          choose={(chosen) => {
            set(chosen === undefined ? null : { changeOn: chosen });
          }}
        />
      </div>
      {change.error ? <Failure error={change.error} /> : null}
    </>
  );
}
