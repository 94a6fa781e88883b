import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { SourceJson } from '../../../api/contract.ts';
import type { ChoicesView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';
import { PageHead } from '../page/page-head.tsx';
import { InsightFilters } from './insight-filters.tsx';
import { InsightNavigation } from './insight-navigation.tsx';
import { ClockChoice } from './clock-choice.tsx';
import { ALL_VERSIONS, caseQuery, chosenHours } from './insight-search.ts';
import type { CaseQuery, CaseSearch, TimedQuery } from './insight-search.ts';
import { chosenSource } from './source-choice.ts';
import { useElementName } from './use-element-name.ts';
import type { ElementName } from './use-element-name.ts';
import './insight.css';

/** What a view of a source is told by the page around it. */
export interface Asked {
  readonly source: SourceJson;
  readonly query: CaseQuery;
  /** The same for views of durations. */
  readonly timed: TimedQuery;
  readonly choices: ChoicesView | undefined;
  readonly nameOf: ElementName;
  /** Cases of a process have a page each; those of an imported log have none. */
  readonly isLinked: boolean;
}

interface InsightPageProps {
  readonly title: string;
  readonly lead: string;
  /** Steps differ from version to version: ask for the newest one unless another, or all, are chosen. */
  readonly isNewestFirst?: boolean;
  /** The views show durations: on which clock, and by whose working hours, is chosen among the filters. */
  readonly hasClock?: boolean;
  /** Between the menu and the filters: tabs. */
  readonly above?: ReactNode;
  /** Choices of the page's own beside the filters. */
  readonly own?: (asked: Asked) => ReactNode;
  readonly children: (asked: Asked) => ReactNode;
}

/** A page about the cases of one source: its heading, the menu of insight, the filters in the address, and the view. */
export function InsightPage({ title, lead, above, ...rest }: InsightPageProps): ReactElement {
  const { t } = useLanguage();
  const sources = useAnswer('listSources', {});
  const search: CaseSearch = useSearch({ strict: false });
  return (
    <>
      <PageHead title={title} lead={lead} />
      <InsightNavigation />
      {above}
      <Answered question={sources}>
        {({ items }) => {
          const source = chosenSource(items, search.source);
          return source === undefined ? (
            <Empty title={t('heat.emptyTitle')}>{t('heat.empty')}</Empty>
          ) : (
            <OfSource {...rest} sources={items} source={source} search={search} />
          );
        }}
      </Answered>
    </>
  );
}

interface OfSourceProps extends Pick<InsightPageProps, 'isNewestFirst' | 'hasClock' | 'own' | 'children'> {
  readonly sources: readonly SourceJson[];
  readonly source: SourceJson;
  readonly search: CaseSearch;
}

function OfSource({
  isNewestFirst = false,
  hasClock = false,
  own,
  children,
  sources,
  source,
  search,
}: OfSourceProps): ReactElement {
  const navigate = useNavigate();
  const newest = isNewestFirst ? source.versions[0]?.version.toString() : undefined;
  const version = search.version === ALL_VERSIONS ? undefined : (search.version ?? newest);
  const query = caseQuery(source, { ...search, version });
  const choices = useAnswer('getChoices', { query: sourceQuery(query) }, { keep: true }).data?.view;
  const nameOf = useElementName(source, query.version);
  const timed = { ...query, ...chosenHours(search) };
  const asked: Asked = { source, query, timed, choices, nameOf, isLinked: source.kind === 'process' };
  return (
    <>
      <InsightFilters
        sources={sources}
        source={source}
        search={search}
        version={version}
        choices={choices}
        nameOf={nameOf}
        choose={(change) => {
          void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
        }}
      >
        {own?.(asked)}
        {hasClock ? <ClockChoice isOwn={source.kind === 'process'} /> : null}
      </InsightFilters>
      {children(asked)}
    </>
  );
}

/** What can be chosen depends on source, version and period, not on what was chosen. */
function sourceQuery({ processId, logKey, version, from, to }: CaseQuery): CaseQuery {
  return {
    ...(processId !== undefined && { processId }),
    ...(logKey !== undefined && { logKey }),
    ...(version !== undefined && { version }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}
