import type { ReactElement, ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Failure } from '../failure/failure.tsx';
import { Waiting } from './waiting.tsx';

interface AnsweredProps<Answer> {
  readonly question: UseQueryResult<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}

/** The three states of a question: on its way, failed, answered. */
export function Answered<Answer>({ question, children }: AnsweredProps<Answer>): ReactElement {
  if (question.data !== undefined) return <>{children(question.data)}</>;
  if (question.isError) return <Failure error={question.error} again={() => void question.refetch()} />;
  return <Waiting />;
}
