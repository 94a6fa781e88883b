import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import type { Morning as MorningJson, NamedUnit } from '../../api/contract.ts';
import { inLanguage } from '../../programme/card/service-card.ts';
import { useUnitName } from '../features/change-plan/use-unit-name.ts';
import { unitText } from '../features/insight/unit-text.ts';
import { Answered } from '../features/page/answered.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { AmongFilters } from '../features/among/among-filters.tsx';
import { amongQuery } from '../features/among/among-search.ts';
import { ProcessName } from '../features/standards/process-name.tsx';
import { complianceWords } from '../features/standards/promise-words.ts';
import { causeWords } from '../features/heatmap/cause-words.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/morning');

/** What a manager looks at in the morning; made anew from live cases each time. */
export function Morning(): ReactElement {
  const { t, format } = useLanguage();
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/morning' });
  const morning = useAnswer('getMorning', { query: amongQuery(search) }, { keep: true });
  return (
    <>
      <PageHead title={t('morning.title')} lead={t('morning.lead')} />
      <AmongFilters search={search} choose={(next) => void navigate({ search: next, replace: true })} />
      <Answered question={morning}>
        {(found) => (
          <>
            <p className="soft">{t('heat.asOf', { at: format.instant(found.asOf) })}</p>
            <Shown morning={found} />
          </>
        )}
      </Answered>
    </>
  );
}

function Shown({ morning }: { readonly morning: MorningJson }): ReactElement {
  const { t, format, language } = useLanguage();
  const unitOf = useUnitOf();
  const { overdue, atRisk, stuck, complaints, alerts, feedback, incidents } = morning;
  return (
    <>
      <Part
        id="overdue"
        title={t('morning.overdue', { count: overdue.total, n: format.number(overdue.total) })}
        none={t('morning.noOverdue')}
      >
        <DueCases of={overdue} />
      </Part>
      <Part
        id="at-risk"
        title={t('morning.atRisk', { count: atRisk.total, n: format.number(atRisk.total), until: format.day(atRisk.until) })}
        none={t('morning.noAtRisk')}
      >
        <DueCases of={atRisk} />
      </Part>
      <Part
        id="stuck"
        title={t('morning.stuck', { count: stuck.total, n: format.number(stuck.total) })}
        none={t('morning.noStuck')}
      >
        {stuck.total === 0 ? null : (
          <>
            <ul>
              {stuck.cases.map(({ caseKey, caseNumber, processName, processNameEn, unit, step, workingDays, waitsFor }) => (
                <li key={caseKey}>
                  <Link to="/cases/$caseKey" params={{ caseKey }}>
                    {caseNumber ?? caseKey}
                  </Link>{' '}
                  <ProcessName processName={processName} processNameEn={processNameEn} />, {unitOf(unit)}:{' '}
                  <Stands workingDays={workingDays} step={step?.name ?? '–'} />
                  {waitsFor === null ? null : ` ${t('morning.waitsFor', { whom: causeWords(waitsFor, t) })}`}
                </li>
              ))}
            </ul>
            <More shown={stuck.cases.length} total={stuck.total} />
          </>
        )}
      </Part>
      <Part
        id="complaints"
        title={t('morning.complaints', { count: complaints.waiting, n: format.number(complaints.waiting) })}
        none={t('morning.noComplaints')}
      >
        {complaints.waiting === 0 ? null : (
          <p>
            {complaints.late === 0
              ? t('morning.complaintsInTime')
              : t('morning.complaintsLate', { count: complaints.late, n: format.number(complaints.late) })}{' '}
            <Link to="/desk">{t('morning.complaintsWhere')}</Link>
          </p>
        )}
      </Part>
      <Part
        id="alerts"
        title={t('morning.alerts', { count: alerts.length, n: format.number(alerts.length) })}
        none={t('morning.noAlerts')}
      >
        {alerts.length === 0 ? null : (
          <ul>
            {alerts.map(({ number, title, month, promise }) => (
              <li key={number}>
                <Link to="/plan/standards/$number" params={{ number: String(number) }}>
                  {inLanguage(title, language)}
                </Link>
                : {complianceWords(month, promise, t, format)}
              </li>
            ))}
          </ul>
        )}
      </Part>
      <Part id="feedback" title={t('morning.feedback')} none="">
        <p>
          {!feedback.isDivided
            ? t('morning.answersUndivided')
            : feedback.mean === null
              ? t('morning.fewAnswers', { count: feedback.n, n: format.number(feedback.n), from: format.day(feedback.from) })
              : t('morning.answers', {
                  count: feedback.n,
                  n: format.number(feedback.n),
                  mean: format.number(Number(feedback.mean.toFixed(2))),
                  from: format.day(feedback.from),
                })}
        </p>
      </Part>
      {incidents === 0 ? null : (
        <p className="notice warn">{t('morning.incidents', { count: incidents, n: format.number(incidents) })}</p>
      )}
    </>
  );
}

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly none: string;
  readonly children: ReactNode;
}

function Part({ id, title, none, children }: PartProps): ReactElement {
  return (
    <section className="card stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children ?? <p className="soft">{none}</p>}
    </section>
  );
}

function DueCases({ of }: { readonly of: MorningJson['overdue'] }): ReactElement {
  const { t, format } = useLanguage();
  const unitOf = useUnitOf();
  if (of.total === 0) return <p className="soft">{t('morning.none')}</p>;
  return (
    <>
      <ul>
        {of.cases.map(({ caseKey, caseNumber, processName, processNameEn, unit, dueOn }) => (
          <li key={caseKey}>
            <Link to="/cases/$caseKey" params={{ caseKey }}>
              {caseNumber ?? caseKey}
            </Link>{' '}
            <ProcessName processName={processName} processNameEn={processNameEn} />, {unitOf(unit)}:{' '}
            {t('morning.due', { day: format.day(dueOn) })}
          </li>
        ))}
      </ul>
      <More shown={of.cases.length} total={of.total} />
    </>
  );
}

function More({ shown, total }: { readonly shown: number; readonly total: number }): ReactElement | null {
  const { t, format } = useLanguage();
  return shown >= total ? null : (
    <p className="soft">{t('morning.more', { count: total - shown, n: format.number(total - shown) })}</p>
  );
}

/** How long nothing has happened, and at which step; steps are named by the model, which is Lithuanian. */
function Stands({ workingDays, step }: { readonly workingDays: number; readonly step: string }): ReactElement {
  const { t, format } = useLanguage();
  const [before, after] = t('morning.stands', { count: workingDays, days: format.number(workingDays), step: PLACE }).split(PLACE);
  return (
    <>
      {before}
      <span lang="lt">{step}</span>
      {after}
    </>
  );
}

/** Stands where a name with a language of its own goes. */
const PLACE = '\u0001';

/** Units in the reader's language. */
function useUnitOf(): (unit: NamedUnit) => string {
  const { t } = useLanguage();
  const unitName = useUnitName();
  return (named) => (named.unit === null ? unitText(named, t) : unitName(named.unit));
}
