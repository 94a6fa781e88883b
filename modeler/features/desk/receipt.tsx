import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReactElement } from 'react';
import type { Receipt as ReceiptJson } from '../../../api/contract.ts';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';

/** What the applicant takes along: number, code, term, what is still missing, where to look. The code is shown this once. */
export function Receipt({ receipt, next }: { readonly receipt: ReceiptJson; readonly next: () => void }): ReactElement {
  const { t, format, language } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { term } = receipt;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [t('case.number'), receipt.caseNumber],
    [t('desk.code'), receipt.code],
    [t('desk.service'), inLanguage(receipt.title, language)],
    [t('desk.name'), receipt.applicantName],
    [t('case.channel'), t(`channel.${receipt.channel}`)],
    [t('desk.receivedAt'), format.instant(receipt.receivedAt)],
    [t('desk.registeredAt'), format.instant(receipt.registeredAt)],
    [t('desk.dueOn'), receipt.dueOn === undefined ? undefined : format.day(receipt.dueOn)],
    [t('term.length'), term && `${t(`term.days.${term.unit}`, { count: term.days })} (${term.legalAct})`],
    [t('desk.brought'), receipt.brought.length === 0 ? undefined : receipt.brought.join('; ')],
    [t('desk.missing'), receipt.missing.length === 0 ? undefined : receipt.missing.join('; ')],
    [t('desk.where'), `${location.origin}/status`],
  ];
  return (
    <section className="card stack desk-receipt" aria-labelledby="desk-receipt">
      <h2 id="desk-receipt" ref={heading} tabIndex={-1}>
        {t('desk.receipt')}
      </h2>
      <dl className="facts">
        {facts.map(([name, value]) =>
          value === undefined ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <p className="notice">{t('desk.codeOnce')}</p>
      <div className="row no-print">
        <button type="button" className="button main" onClick={() => window.print()}>
          {t('desk.print')}
        </button>
        <Link to="/cases/$caseKey" params={{ caseKey: receipt.caseKey }} className="button">
          {t('desk.openCase')}
        </Link>
        <button type="button" className="button" onClick={next}>
          {t('desk.next')}
        </button>
      </div>
    </section>
  );
}
