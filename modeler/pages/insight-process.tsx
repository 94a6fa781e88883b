import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { HandoversQuestion } from '../features/handovers/handovers-question.tsx';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { ViewTabs } from '../features/insight/view-tabs.tsx';
import { MapQuestion } from '../features/process-map/map-question.tsx';
import { ReworkQuestion } from '../features/rework/rework-question.tsx';
import { VariantsQuestion } from '../features/variants/variants-question.tsx';
import { useLanguage } from '../i18n/use-language.ts';

const VIEWS = ['map', 'variants', 'rework', 'handovers'] as const;
type View = (typeof VIEWS)[number];

/** How cases run: the map, the variants, what is done again, who hands over to whom. */
export function InsightProcess(): ReactElement {
  const { t } = useLanguage();
  const search: { readonly view?: string | undefined } = useSearch({ strict: false });
  const view = VIEWS.find((one) => one === search.view) ?? 'map';
  return (
    <InsightPage
      title={t('insight.processTitle')}
      lead={t('insight.processLead')}
      hasClock
      above={<ViewTabs label={t('insight.views')} views={VIEWS} chosen={view} textOf={(one) => t(`insight.view.${one}`)} />}
    >
      {(asked) => shown(view, asked)}
    </InsightPage>
  );
}

function shown(view: View, asked: Asked): ReactElement {
  switch (view) {
    case 'map':
      return <MapQuestion {...asked} />;
    case 'variants':
      return <VariantsQuestion {...asked} />;
    case 'rework':
      return <ReworkQuestion {...asked} />;
    case 'handovers':
      return <HandoversQuestion {...asked} />;
    default:
      return view satisfies never;
  }
}
