import { getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { CaseFile } from '../features/case/case-file.tsx';
import { Answered } from '../features/page/answered.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/cases/$caseKey');

/** One case. */
export function CasePage(): ReactElement {
  const { caseKey } = route.useParams();
  const { t } = useLanguage();
  const standing = useAnswer('getCase', { params: { caseKey } }, { refetchInterval: 15_000 });
  return (
    <Answered question={standing} title={t('place.cases')}>
      {(answer) => <CaseFile key={answer.caseKey} standing={answer} />}
    </Answered>
  );
}
