import type { ReactElement, ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Failure } from '../failure/failure.tsx';
import { PageHead } from './page-head.tsx';
import { Waiting } from './waiting.tsx';

interface AnsweredProps<Answer> {
  readonly question: UseQueryResult<Answer>;
  /** The page's heading as long as there is no answer to name it. */
  readonly title?: string;
  readonly children: (answer: Answer) => ReactNode;
}

/** The three states of a question: on its way, failed, answered. */
export function Answered<Answer>({ question, title, children }: AnsweredProps<Answer>): ReactElement {
  if (question.data !== undefined) return <>{children(question.data)}</>;
  return (
    <>
      {title === undefined ? null : <PageHead title={title} />}
      {question.isError ? <Failure error={question.error} again={() => void question.refetch()} /> : <Waiting />}
    </>
  );
}
