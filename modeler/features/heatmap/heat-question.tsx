import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { CausesAnswer } from '../../../api/contract/analytics-answers.ts';
import type { TimesView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Asked } from '../insight/insight-page.tsx';
import { sourceText } from '../insight/source-choice.ts';
import { useClock } from '../insight/shown-time.ts';
import { causeWords } from './cause-words.ts';
import { HeatChoices } from './heat-choices.tsx';
import type { HeatSearch } from './heat-choices.tsx';
import { HeatDiagram } from './heat-diagram.tsx';
import { HeatLegend } from './heat-legend.tsx';
import { HeatTable } from './heat-table.tsx';
import { heatOf, MEASURES, timesBy, waitsBy } from './measure.ts';

interface HeatQuestionProps extends Asked {
  readonly times: TimesView;
  readonly causes: CausesAnswer | undefined;
}

/** Where the time goes, on the diagram and in figures; of waiting, for which cause. */
export function HeatQuestion({ source, query, nameOf, times, causes }: HeatQuestionProps): ReactElement {
  const { t } = useLanguage();
  const search: HeatSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (change: HeatSearch): void => {
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const chosenClock = useClock();
  const clock = times.dayMs === null ? 'calendar' : chosenClock;
  const isWaitKnown = times.elements.some(({ waiting }) => waiting.totalMs > 0);
  const measure = MEASURES.find((one) => one === search.measure) ?? (isWaitKnown ? 'waiting' : 'sojourn');
  const cause = measure === 'waiting' ? search.cause : undefined;
  const heats = useMemo(
    () =>
      heatOf(
        cause === undefined || causes === undefined
          ? timesBy(times.elements, measure, clock)
          : waitsBy(causes.elements, cause, clock),
      ),
    [times, causes, measure, cause, clock],
  );
  const held = causes?.elements.filter(({ suppressed }) => suppressed).length ?? 0;
  const what = cause === undefined ? t(`measure.${measure}`) : t('heat.waitingFor', { cause: causeWords(cause, t) });
  const version = source.versions.find((one) => one.version === query.version) ?? source.versions[0];
  const isMixed = source.versions.length > 1 && query.version === undefined;
  return (
    <>
      <section className="stack" aria-labelledby="heat-diagram">
        <h2 id="heat-diagram">
          {version === undefined ? t('heat.spread', { measure: what }) : t('heat.diagram', { measure: what })}
        </h2>
        <HeatChoices measure={measure} cause={cause} clock={clock} causes={causes} choose={choose} />
        {isWaitKnown ? null : <p className="notice">{t('heat.noStarts')}</p>}
        {cause !== undefined && causes !== undefined && held > 0 ? (
          <p className="small soft">{t('heat.suppressed', { count: held })}</p>
        ) : null}
        {version === undefined ? (
          <p className="notice">
            {t('heat.noDiagram')}{' '}
            <Link to="/insight/discovery" search={{ source: sourceText(source) }}>
              {t('heat.discover')}
            </Link>
          </p>
        ) : (
          <>
            {isMixed ? <p className="notice">{t('heat.mixed')}</p> : null}
            <HeatLegend />
            <HeatDiagram
              definitionKey={version.definitionKey}
              heats={heats}
              label={t('heat.diagramLabel')}
              chosen={(element) => {
                choose({ element });
              }}
            />
          </>
        )}
      </section>
      <section className="stack" aria-labelledby="heat-table">
        <h2 id="heat-table">{t('heat.table')}</h2>
        <HeatTable
          heats={heats}
          what={what}
          times={times}
          causes={causes}
          clock={clock}
          nameOf={nameOf}
          chosen={search.element}
          file={source.name}
        />
      </section>
    </>
  );
}
