import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { DimensionGapJson } from '../../../api/contract.ts';
import type { AnswerOf } from '../../api-client.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Recommend } from '../change-plan/to-plan.tsx';
import { FigureTable } from '../figures/figure-table.tsx';
import { GapChart } from './gap-chart.tsx';
import { useServiceName } from './use-service-name.ts';

type Figures = Pick<DimensionGapJson, 'expectation' | 'perception' | 'gap'>;

interface ExpectedAndMetProps {
  readonly results: AnswerOf<'getWaveResults'>;
  /** Of some of the answers alone: then no recommendation, which is of all. */
  readonly isFiltered: boolean;
}

/** By dimension what people expected and what they got; the widest gap leads to the service where it is widest. Nothing where it was not asked. */
export function ExpectedAndMet({ results, isFiltered }: ExpectedAndMetProps): ReactElement | null {
  const { t, language, format } = useLanguage();
  const serviceName = useServiceName();
  const gaps = results.gaps.filter(({ gap }) => gap.value !== null);
  const [worst] = gaps;
  if (worst === undefined) return null;
  const two = (value: number | null) => (value === null ? '–' : format.number(value, 2));
  const words = ({ expectation, perception, gap }: Figures) => ({
    ...{ expected: two(expectation.value), met: two(perception.value), gap: two(gap.value) },
    ...{ low: two(gap.low), high: two(gap.high), n: format.number(gap.n) },
  });
  const name = t(`survey.dimension.${worst.dimension}`);
  const isShort = (worst.gap.value ?? 0) < 0;
  const [service] = worst.services;
  const from = { kind: 'survey', wave: results.wave.wave, measure: 'gap', dimension: worst.dimension } as const;
  const link = (code: string) => (
    <Link to="/catalogue/$code" params={{ code }}>
      {serviceName(code)}
    </Link>
  );
  return (
    <section className="stack" aria-labelledby="expected-and-met">
      <h2 id="expected-and-met">{t('survey.gap.title')}</h2>
      <p className="lead">{isShort ? t('survey.gap.worst', { name, ...words(worst) }) : t('survey.gap.none')}</p>
      {isShort && !isFiltered ? <Recommend from={from} about={`${t('survey.measure.gap')}: ${name}`} /> : null}
      <div className="card">
        <GapChart gaps={gaps} />
      </div>
      <FigureTable
        caption={t('survey.gap.title')}
        file={`${results.wave.body.title[language]} ${t('survey.measure.gap')}`}
        rows={gaps}
        keyOf={({ dimension }) => dimension}
        columns={[
          {
            head: t('survey.field.dimension'),
            show: ({ dimension }) => t(`survey.dimension.${dimension}`),
            file: ({ dimension }) => t(`survey.dimension.${dimension}`),
          },
          ...(['expectation', 'perception', 'gap'] as const).map((measure) => ({
            head: t(`survey.measure.${measure}`),
            show: (row: DimensionGapJson) => two(row[measure].value),
            file: (row: DimensionGapJson) => row[measure].value,
            isNumber: true,
          })),
          {
            head: t('survey.gap.interval'),
            show: ({ gap }) => `${two(gap.low)} – ${two(gap.high)}`,
            isNumber: true,
          },
          { head: t('survey.low'), file: ({ gap }) => gap.low },
          { head: t('survey.high'), file: ({ gap }) => gap.high },
          { head: 'n', show: ({ gap }) => format.number(gap.n), file: ({ gap }) => gap.n, isNumber: true },
          {
            head: t('survey.gap.widestAt'),
            show: ({ services: [first] }) =>
              first === undefined ? (
                '–'
              ) : (
                <>
                  {link(first.service)} ({two(first.gap.value)})
                </>
              ),
            file: ({ services: [first] }) => (first === undefined ? null : serviceName(first.service)),
          },
        ]}
      />
      <p className="small soft">{t('survey.gap.how')}</p>
      {isShort && !isFiltered ? (
        <div className="card stack">
          {service === undefined ? (
            <p className="soft">{t('survey.gap.noService')}</p>
          ) : (
            <>
              <p>
                {t('survey.gap.service', { dimension: name })} {link(service.service)}.{' '}
                {t('survey.gap.serviceFigures', words(service))}{' '}
                {t(service.isLow ? 'survey.gap.serviceLow' : 'survey.gap.serviceUnproven')}
              </p>
              <Recommend
                from={{ ...from, group: { by: 'service', value: service.service, name: serviceName(service.service) } }}
                about={`${t('survey.measure.gap')}: ${name}, ${serviceName(service.service)}`}
              />
            </>
          )}
        </div>
      ) : null}
    </section>
  );
}
