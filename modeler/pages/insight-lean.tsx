import type { ReactElement } from 'react';
import { CountedLine } from '../features/insight/counted-line.tsx';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { LeanShown } from '../features/lean/lean-shown.tsx';
import { Answered } from '../features/page/answered.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

/** Lean: how much of the lead time adds value, and what the rest is. */
export function InsightLean(): ReactElement {
  const { t } = useLanguage();
  return (
    <InsightPage title={t('lean.title')} lead={t('lean.lead')}>
      {(asked) => <OfSteps {...asked} />}
    </InsightPage>
  );
}

function OfSteps({ query, source, nameOf }: Asked): ReactElement {
  const lean = useAnswer('getLean', { query }, { keep: true });
  return (
    <Answered question={lean}>
      {(answer) => (
        <>
          <CountedLine answer={answer} />
          <LeanShown view={answer.view} nameOf={nameOf} file={source.name} />
        </>
      )}
    </Answered>
  );
}
