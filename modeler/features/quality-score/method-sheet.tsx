import type { ReactElement } from 'react';
import { QUALITY_COMPONENTS } from '../../../api/contract.ts';
import type { QualityMethodJson, QualityScoresJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { ComponentTable } from './component-table.tsx';
import { percent, periodWords, titleOf } from './component-words.ts';
import './quality-score.css';

interface MethodSheetProps {
  readonly of: QualityMethodJson;
  /** For the worked example; undefined as long as it is not known. */
  readonly scores: QualityScoresJson | undefined;
}

/** The method on one sheet, generated from what is in force: formula, weights, goalposts, thresholds, version, an example. */
export function MethodSheet({ of: { version, method, history }, scores }: MethodSheetProps): ReactElement {
  const { t, format } = useLanguage();
  const [newest] = history;
  const total = QUALITY_COMPONENTS.reduce((sum, component) => sum + method.components[component].weight, 0);
  const rules = {
    months: format.number(method.months),
    leastCases: format.number(method.leastCases),
    leastAnswers: format.number(method.leastAnswers),
    leastWeight: percent(method.leastWeight, format),
    costPerHour: format.number(method.costPerHour, 2),
    good: format.number(method.bands.good),
    fair: format.number(method.bands.fair),
  };
  return (
    <div className="stack method-sheet">
      <p>
        {newest === undefined || version === 0
          ? t('score.sheet.isDefault')
          : t('score.sheet.declared', {
              version: format.number(version),
              by: newest.changedBy,
              at: format.instant(newest.changedAt),
            })}
      </p>
      <section className="stack" aria-labelledby="formula">
        <h2 id="formula">{t('score.sheet.formula')}</h2>
        <p className="score-formula">{t('score.sheet.sum')}</p>
        <p className="score-formula">{t('score.sheet.points')}</p>
        <p>{t('score.sheet.clipped')}</p>
      </section>
      <section className="stack" aria-labelledby="weights">
        <h2 id="weights">{t('score.sheet.weights')}</h2>
        <FigureTable
          caption={t('score.sheet.weights')}
          file={t('score.sheet.file')}
          rows={QUALITY_COMPONENTS.map((component) => ({ component, ...method.components[component] }))}
          keyOf={({ component }) => component}
          columns={[
            {
              head: t('score.part'),
              show: ({ component }) => t(`score.component.${component}`),
              file: ({ component }) => t(`score.component.${component}`),
            },
            { head: t('score.sheet.measures'), show: ({ component }) => t(`score.measures.${component}`) },
            {
              head: t('score.field.weight'),
              show: ({ weight }) => format.number(weight, 2),
              file: ({ weight }) => weight,
              isNumber: true,
            },
            {
              head: t('score.weightPart'),
              show: ({ weight }) => percent(weight / total, format),
              file: ({ weight }) => weight / total,
              isNumber: true,
            },
            {
              head: t('score.sheet.worst'),
              show: ({ worst }) => percent(worst, format),
              file: ({ worst }) => worst,
              isNumber: true,
            },
            { head: t('score.sheet.best'), show: ({ best }) => percent(best, format), file: ({ best }) => best, isNumber: true },
          ]}
        />
      </section>
      <section className="stack" aria-labelledby="rules">
        <h2 id="rules">{t('score.rules')}</h2>
        <ul>
          <li>{t('score.sheet.period', { count: method.months, months: rules.months })}</li>
          <li>{t('score.sheet.least', rules)}</li>
          <li>{method.leastWeight === 1 ? t('score.sheet.allWeight') : t('score.sheet.leastWeight', rules)}</li>
          <li>{t('score.sheet.complaints')}</li>
          <li>{t('score.sheet.cost', rules)}</li>
          <li>{t('score.sheet.bands', rules)}</li>
          <li>{t('score.sheet.interval')}</li>
        </ul>
      </section>
      <Example scores={scores} version={version} />
      <section className="stack" aria-labelledby="limits">
        <h2 id="limits">{t('score.sheet.limits')}</h2>
        <p>{t('score.sheet.says')}</p>
        <p className="small soft">{t('score.sheet.sources')}</p>
      </section>
      {history.length === 0 ? null : (
        <section className="stack" aria-labelledby="versions">
          <h2 id="versions">{t('score.sheet.versions')}</h2>
          <FigureTable
            caption={t('score.sheet.versions')}
            file={t('score.sheet.versionFile')}
            rows={history}
            keyOf={(one) => String(one.version)}
            columns={[
              { head: t('score.sheet.version'), show: (one) => format.number(one.version), file: (one) => one.version },
              {
                head: t('score.sheet.weightsHead'),
                show: (one) => weightsText(one.method, (component) => t(`score.component.${component}`), format.number),
                file: (one) => weightsText(one.method, (component) => t(`score.component.${component}`), format.number),
              },
              { head: t('score.sheet.changedBy'), show: (one) => one.changedBy, file: (one) => one.changedBy },
              { head: t('score.sheet.changedAt'), show: (one) => format.instant(one.changedAt), file: (one) => one.changedAt },
              { head: t('score.field.note'), show: (one) => one.note ?? '', file: (one) => one.note ?? null },
            ]}
          />
        </section>
      )}
    </div>
  );
}

function weightsText(
  { components }: QualityMethodJson['method'],
  name: (component: (typeof QUALITY_COMPONENTS)[number]) => string,
  number: (value: number) => string,
): string {
  return QUALITY_COMPONENTS.map((component) => `${name(component)} ${number(components[component].weight)}`).join(', ');
}

/** Of the rated service with the most cases, as the method in force has it. */
function Example({
  scores,
  version,
}: {
  readonly scores: QualityScoresJson | undefined;
  readonly version: number;
}): ReactElement | null {
  const { t, format, language } = useLanguage();
  if (scores?.version !== version) return null;
  const [service] = scores.items.filter(({ score }) => score !== null).sort((a, b) => b.cases - a.cases);
  const sum = (service?.components ?? []).flatMap(({ contribution }) =>
    contribution === null ? [] : [format.number(contribution, 2)],
  );
  return (
    <section className="stack" aria-labelledby="example">
      <h2 id="example">{t('score.sheet.example')}</h2>
      {service?.score == null ? (
        <p>{t('score.sheet.noExample')}</p>
      ) : (
        <>
          <p>
            {t('score.sheet.exampleOf', {
              service: titleOf(service, language),
              period: periodWords(scores.from, scores.to, format),
              cases: format.number(service.cases),
            })}
          </p>
          <ComponentTable of={service} method={scores.method} caption={t('score.sheet.example')} file={t('score.partsFile')} />
          <p className="score-formula">
            {t('score.sheet.exampleSum', { sum: sum.join(' + '), score: format.number(service.score.value, 2) })}
          </p>
          <p>
            {t('score.sheet.exampleInterval', {
              low: format.number(service.score.low),
              high: format.number(service.score.high),
              band: t(`score.band.${service.score.band}`),
            })}
          </p>
        </>
      )}
    </section>
  );
}
