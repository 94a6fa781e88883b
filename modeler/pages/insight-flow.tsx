import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ControlQuestion } from '../features/control-chart/control-question.tsx';
import { DotsQuestion } from '../features/dotted-chart/dots-question.tsx';
import { FlowQuestion } from '../features/flow/flow-question.tsx';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { ViewTabs } from '../features/insight/view-tabs.tsx';
import { UtilisationQuestion } from '../features/utilisation/utilisation-question.tsx';
import { useLanguage } from '../i18n/use-language.ts';

const VIEWS = ['flow', 'control', 'busy', 'dots'] as const;
type View = (typeof VIEWS)[number];

/** How cases come and go over time. */
export function InsightFlow(): ReactElement {
  const { t } = useLanguage();
  const search: { readonly view?: string | undefined } = useSearch({ strict: false });
  const view = VIEWS.find((one) => one === search.view) ?? 'flow';
  return (
    <InsightPage
      title={t('insight.flowTitle')}
      lead={t('insight.flowLead')}
      hasClock
      above={<ViewTabs label={t('insight.views')} views={VIEWS} chosen={view} textOf={(one) => t(`insight.view.${one}`)} />}
    >
      {(asked) => shown(view, asked)}
    </InsightPage>
  );
}

function shown(view: View, asked: Asked): ReactElement {
  switch (view) {
    case 'flow':
      return <FlowQuestion {...asked} />;
    case 'control':
      return <ControlQuestion {...asked} />;
    case 'busy':
      return <UtilisationQuestion {...asked} />;
    case 'dots':
      return <DotsQuestion {...asked} />;
    default:
      return view satisfies never;
  }
}
