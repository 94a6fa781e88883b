import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { announce } from '../announcements/announcements.tsx';
import { Failure } from '../failure/failure.tsx';
import { useNames } from '../labels/model-labels.ts';

interface BeginButtonsProps {
  readonly standing: CaseDetail;
  readonly place: CaseDetail['activeElements'][number];
}

/** What a person may begin in an ad-hoc sub-process: she, not the model, says what is done and in which order. */
export function BeginButtons({ standing, place }: BeginButtonsProps): ReactElement | null {
  const { t } = useLanguage();
  const { caseKey, definitionKey } = standing;
  const { begins = [], elementInstanceKey } = place;
  const nameOf = useNames([definitionKey]);
  const begin = useChange('beginElement', ['getCase', 'getCaseHistory', 'listTasks']);
  if (begins.length === 0) return null;
  return (
    <>
      {begin.error ? <Failure error={begin.error} /> : null}
      <span className="row" role="group" aria-label={t('begin.title')}>
        {begins.map(({ elementId, elementName }) => {
          const name = nameOf(definitionKey, elementId, elementName === '' ? elementId : elementName);
          return (
            <button
              key={elementId}
              type="button"
              className="button small"
              disabled={begin.isPending}
              onClick={() => {
                begin.mutate(
                  { params: { caseKey }, body: { elementInstanceKey, elementId } },
                  {
                    onSuccess: () => {
                      announce(t('begin.done', { name }));
                    },
                  },
                );
              }}
            >
              {t('begin.do', { name })}
            </button>
          );
        })}
      </span>
    </>
  );
}
