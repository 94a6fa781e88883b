import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';
import { CountedLine } from './counted-line.tsx';
import { HoursLine } from './hours-line.tsx';
import type { HoursTold } from './hours-line.tsx';

interface ViewAnswer<View> {
  readonly cases: number;
  readonly left: number;
  readonly asOf: string;
  readonly view: View;
}

interface ViewQuestionProps<View extends HoursTold> {
  /** Of the section; nothing else on the page has it. */
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  /** What can be chosen, which is there before the answer is. */
  readonly controls?: ReactNode;
  readonly question: UseQueryResult<ViewAnswer<View>>;
  /** Why there is nothing to show; true: no case fits; false: there is something. */
  readonly nothing: (view: View) => boolean | { readonly title: string; readonly text: string };
  /** The view tells of working hours itself, or shows no duration. */
  readonly hasNoClock?: boolean;
  readonly children: (view: View) => ReactNode;
}

/** A view of some cases: its heading and controls; on its way, failed, empty, or of how many cases it tells and what. */
export function ViewQuestion<View extends HoursTold>(props: ViewQuestionProps<View>): ReactElement {
  const { id, title, lead, controls, question, nothing, hasNoClock = false, children } = props;
  const { t } = useLanguage();
  return (
    <section className="stack" aria-labelledby={id} aria-busy={question.isFetching}>
      <h2 id={id}>{title}</h2>
      {lead === undefined ? null : <p className="soft">{lead}</p>}
      {controls === undefined ? null : (
        <div className="filters" role="group" aria-label={t('insight.controls')}>
          {controls}
        </div>
      )}
      <Answered question={question}>
        {(answer) => {
          const why = nothing(answer.view);
          if (why !== false)
            return why === true ? (
              <Empty title={t('figures.emptyTitle')}>{t('figures.empty')}</Empty>
            ) : (
              <Empty title={why.title}>{why.text}</Empty>
            );
          return (
            <>
              <CountedLine answer={answer} />
              {hasNoClock ? null : <HoursLine hours={answer.view} />}
              {children(answer.view)}
            </>
          );
        }}
      </Answered>
    </section>
  );
}
