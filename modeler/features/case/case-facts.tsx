import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { useNow } from '../../use-now.ts';
import { CaseStatus } from './case-status.tsx';

/** What a case is counted by, and its instants. */
export function CaseFacts({ standing }: { readonly standing: CaseDetail }): ReactElement {
  const { t, format, language } = useLanguage();
  const now = useNow();
  const units = useAnswer('listUnits', {});
  const unit = units.data?.items.find((one) => one.unit === standing.unit);
  const ended = standing.endedAt === undefined ? now : Date.parse(standing.endedAt);
  const facts: readonly [string, string | undefined][] = [
    [t('case.received'), standing.receivedAt && format.instant(standing.receivedAt)],
    [t('case.registered'), standing.registeredAt && format.instant(standing.registeredAt)],
    [t('case.started'), format.instant(standing.startedAt)],
    [t('case.ended'), standing.endedAt && format.instant(standing.endedAt)],
    [t('case.lasts'), format.duration(ended - Date.parse(standing.startedAt))],
    [t('case.unit'), (language === 'en' ? (unit?.nameEn ?? unit?.name) : unit?.name) ?? standing.unit],
    [t('case.channel'), standing.channel && t(`channel.${standing.channel}`)],
    [t('case.applicant'), standing.applicantKind && t(`applicant.${standing.applicantKind}`)],
  ];
  return (
    <dl className="facts">
      <div>
        <dt>{t('case.status')}</dt>
        <dd>
          <CaseStatus row={standing} />
        </dd>
      </div>
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
