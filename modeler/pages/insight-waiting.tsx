import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SourceJson } from '../../api/contract.ts';
import { ALL_VERSIONS, HeatFilters } from '../features/heatmap/heat-filters.tsx';
import type { HeatChoice } from '../features/heatmap/heat-filters.tsx';
import { HeatView } from '../features/heatmap/heat-view.tsx';
import { MEASURES } from '../features/heatmap/measure.ts';
import { InsightNavigation } from '../features/insight/insight-navigation.tsx';
import { chosenSource } from '../features/insight/source-choice.ts';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/insight/waiting');

/** Where cases wait, and why. */
export function InsightWaiting(): ReactElement {
  const { t } = useLanguage();
  const sources = useAnswer('listSources', {});
  const search = route.useSearch();
  return (
    <>
      <PageHead title={t('heat.title')} lead={t('heat.lead')} />
      <InsightNavigation />
      <Answered question={sources}>
        {({ items }) => {
          const source = chosenSource(items, search.source);
          return source === undefined ? (
            <Empty title={t('heat.emptyTitle')}>{t('heat.empty')}</Empty>
          ) : (
            <Heat sources={items} source={source} />
          );
        }}
      </Answered>
    </>
  );
}

function Heat({ sources, source }: { readonly sources: readonly SourceJson[]; readonly source: SourceJson }): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const measure = MEASURES.find((one) => one === search.measure) ?? 'waiting';
  const of = source.kind === 'log' ? { logKey: source.id } : { processId: source.id };
  const heatmap = useAnswer(
    'getHeatmap',
    { query: { ...of, version: versionAsked(search.version, source), from: search.from, to: search.to } },
    { keep: true },
  );
  const choose = (change: HeatChoice): void => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  return (
    <>
      <HeatFilters
        sources={sources}
        source={source}
        measure={measure}
        choice={{ ...search, version: versionAsked(search.version, source) }}
        choose={choose}
      />
      <Answered question={heatmap}>
        {(answer) => (
          <HeatView
            mixed={source.versions.length > 1 && versionAsked(search.version, source) === undefined}
            heatmap={answer}
            measure={measure}
            element={search.element}
            choose={(element) => {
              choose({ element });
            }}
          />
        )}
      </Answered>
    </>
  );
}

/** Versions differ in their steps, so one at a time unless all are asked for: the newest that has cases. */
function versionAsked(asked: string | undefined, source: SourceJson): string | undefined {
  if (asked === ALL_VERSIONS) return undefined;
  return asked ?? source.versions[0]?.version.toString();
}
