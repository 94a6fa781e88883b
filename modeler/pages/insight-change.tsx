import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SourceJson } from '../../api/contract.ts';
import { KeepEffect } from '../features/change-plan/to-plan.tsx';
import { processAsked, questionOf, wholeQuestionOf } from '../features/comparison/comparison-choice.ts';
import type { Asked, Question } from '../features/comparison/comparison-choice.ts';
import { ComparisonFilters } from '../features/comparison/comparison-filters.tsx';
import { ComparisonView } from '../features/comparison/comparison-view.tsx';
import { ComparisonSettings } from '../features/comparison/comparison-settings.tsx';
import { ConditionFields } from '../features/insight/condition-fields.tsx';
import { InsightNavigation } from '../features/insight/insight-navigation.tsx';
import { useElementName } from '../features/insight/use-element-name.ts';
import { useJob } from '../features/insight/use-job.ts';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/insight/change');

/** Has the change helped? */
export function InsightChange(): ReactElement {
  const { t } = useLanguage();
  const sources = useAnswer('listSources', {});
  return (
    <>
      <PageHead title={t('compare.title')} lead={t('compare.lead')} />
      <InsightNavigation />
      <Answered question={sources}>
        {({ items }) =>
          items.length === 0 ? <Empty title={t('heat.emptyTitle')}>{t('heat.empty')}</Empty> : <Change sources={items} />
        }
      </Answered>
    </>
  );
}

function Change({ sources }: { readonly sources: readonly SourceJson[] }): ReactElement {
  const { t } = useLanguage();
  const asked = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (change: Asked): void => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const question = questionOf(asked, sources);
  const source = processAsked(asked, sources);
  return (
    <>
      <ComparisonFilters sources={sources} asked={asked} choose={choose} />
      {source === undefined ? null : <Conditions source={source} asked={asked} choose={choose} />}
      {question === undefined || source === undefined ? (
        <Empty title={t('compare.chooseTitle')}>{t('compare.choose')}</Empty>
      ) : (
        <Answer question={question} source={source} asked={asked} choose={choose} />
      )}
    </>
  );
}

type ConditionsProps = Pick<AnswerProps, 'source' | 'asked' | 'choose'>;

/** Which cases of both sides, by what those of the process after have. */
function Conditions({ source, asked, choose }: ConditionsProps): ReactElement {
  const choices = useAnswer('getChoices', { query: { processId: source.id } }, { keep: true }).data?.view;
  const nameOf = useElementName(source, undefined);
  return <ConditionFields search={asked} choices={choices} nameOf={nameOf} choose={choose} />;
}

interface AnswerProps {
  readonly question: Question;
  /** The process after. */
  readonly source: SourceJson;
  readonly asked: Asked;
  readonly choose: (change: Asked) => void;
}

function Answer({ question, source, asked, choose }: AnswerProps): ReactElement {
  const { t } = useLanguage();
  const comparison = useAnswer('compare', { body: question });
  const version = 'version' in question.after ? question.after.version : undefined;
  const nameOf = useElementName(source, version);
  const whole = useJob({ kind: 'compare', ...wholeQuestionOf(question, asked) });
  const settings = <ComparisonSettings question={question} asked={asked} full={whole.answer?.view} choose={choose} />;
  return (
    <Answered question={comparison}>
      {(answer) => (
        <>
          <ComparisonView comparison={answer} asked={whole} settings={settings} nameOf={nameOf} file={t('compare.file.name')} />
          {whole.job?.status === 'done' && source.kind === 'process' ? (
            <KeepEffect comparison={whole.job.id} processId={source.id} />
          ) : null}
        </>
      )}
    </Answered>
  );
}
