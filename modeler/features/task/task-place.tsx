import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { CaseDiagram } from '../case-diagram/case-diagram.tsx';
import { Answered } from '../page/answered.tsx';

/** Where the case of a task stands. */
export function TaskPlace({ caseKey }: { readonly caseKey: string }): ReactElement {
  const { t } = useLanguage();
  const standing = useAnswer('getCase', { params: { caseKey } });
  return (
    <section className="stack" aria-labelledby="task-place">
      <h2 id="task-place">{t('task.place')}</h2>
      <Answered question={standing}>{(answer) => <CaseDiagram standing={answer} />}</Answered>
    </section>
  );
}
