import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { CasesBehind, QualityScoreJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useMay } from '../../session.tsx';
import { FigureTable } from '../figures/figure-table.tsx';
import { unitText } from '../insight/unit-text.ts';

const KINDS = ['late', 'again', 'complained', 'dearest'] as const;

/** The cases behind each component, and how many answers there are. */
export function Behind({ of }: { readonly of: QualityScoreJson }): ReactElement {
  const { t } = useLanguage();
  return (
    <>
      <h2>{t('score.behind.title')}</h2>
      {KINDS.map((kind) => (
        <section key={kind} className="stack" aria-labelledby={`behind-${kind}`}>
          <h3 id={`behind-${kind}`}>{t(`score.behind.${kind}`)}</h3>
          {of.behind[kind].total === 0 ? <p>{t('score.behind.none')}</p> : <CaseTable kind={kind} behind={of.behind[kind]} />}
        </section>
      ))}
      <Answers answers={of.answers} />
    </>
  );
}

function CaseTable({ kind, behind: { total, cases } }: { readonly kind: (typeof KINDS)[number]; readonly behind: CasesBehind }) {
  const { t, format } = useLanguage();
  return (
    <details>
      <summary>{t('score.behind.count', { total: format.number(total), shown: format.number(cases.length) })}</summary>
      <FigureTable
        caption={t(`score.behind.${kind}`)}
        file={t(`score.behind.file.${kind}`)}
        rows={cases}
        keyOf={({ caseKey }) => caseKey}
        columns={[
          {
            head: t('standards.case'),
            show: ({ caseKey, caseNumber }) => (
              <Link to="/cases/$caseKey" params={{ caseKey }}>
                {caseNumber ?? caseKey}
              </Link>
            ),
            file: ({ caseNumber, caseKey }) => caseNumber ?? caseKey,
          },
          { head: t('units.unit'), show: ({ unit }) => unitText(unit, t), file: ({ unit }) => unitText(unit, t) },
          {
            head: t('standards.ended'),
            show: ({ endedAt, isOpen }) => (isOpen || endedAt === null ? t('standards.stillOpen') : format.instant(endedAt)),
            file: ({ endedAt }) => endedAt,
          },
          {
            head: t('score.cost'),
            show: ({ cost }) => (cost === null ? '–' : `${format.number(cost, 2)} €`),
            file: ({ cost }) => cost,
            isNumber: true,
          },
        ]}
      />
    </details>
  );
}

function Answers({ answers }: Pick<QualityScoreJson, 'answers'>): ReactElement {
  const { t, format, language } = useLanguage();
  const maySee = useMay('surveys.read');
  const counted = (n: number | null): string => (n === null ? t('figures.few') : format.number(n));
  return (
    <section className="stack" aria-labelledby="behind-answers">
      <h3 id="behind-answers">{t('score.behind.answers')}</h3>
      {answers === null ? (
        <p>{t('score.behind.noAnswers')}</p>
      ) : (
        <>
          <p className="soft">{t('score.behind.anonymous')}</p>
          <FigureTable
            caption={t('score.behind.ratings')}
            file={t('score.behind.file.answers')}
            rows={answers.ratings}
            keyOf={({ rating }) => String(rating)}
            columns={[
              { head: t('score.behind.rating'), show: ({ rating }) => format.number(rating), file: ({ rating }) => rating },
              { head: t('score.behind.answersHead'), show: ({ n }) => counted(n), file: ({ n }) => n, isNumber: true },
            ]}
          />
          <ul>
            {answers.waves.map(({ wave, title, n }) => (
              <li key={wave}>
                {maySee ? (
                  <Link to="/surveys/$wave" params={{ wave: String(wave) }}>
                    {language === 'en' ? (title.en ?? title.lt) : title.lt}
                  </Link>
                ) : (
                  title.lt
                )}
                : {counted(n)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
