import type { ReactElement } from 'react';
import type { CausesAnswer } from '../../../api/contract/analytics-answers.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { ShareBar } from '../figures/share-bar.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import { causeWords } from './cause-words.ts';

type Share = CausesAnswer['criticalPath']['shares'][number];
const DAY_MS = 86_400_000;

interface PathTableProps {
  readonly causes: CausesAnswer;
  readonly nameOf: ElementName;
  readonly file: string;
}

/** What the time of cases is made of, along the path that decided how long they took; and what lay before the first step. */
export function PathTable({ causes, nameOf, file }: PathTableProps): ReactElement | null {
  const { t, format } = useLanguage();
  const { criticalPath, cte, queue, nEstimated, nUnknown } = causes;
  if (criticalPath.n === 0) return null;
  const step = ({ element, name }: Share): string =>
    element === null ? t('path.nothing') : nameOf({ element, name: name ?? element });
  const kind = ({ kind: of, part }: Share): string =>
    part === null ? t(`path.kinds.${of}`) : t('path.kindOf', { kind: t(`path.kinds.${of}`), cause: causeWords(part, t) });
  const queued = (['unregistered', 'notBegun', 'notStarted'] as const).filter((name) => queue[name].n > 0);
  return (
    <section className="stack" aria-labelledby="path">
      <h2 id="path">{t('path.title')}</h2>
      <p className="soft">
        {t('path.lead', { n: format.number(criticalPath.n) })}{' '}
        {cte === null ? null : t('path.efficiency', { share: format.share(cte) })}
      </p>
      {nEstimated + nUnknown === 0 ? null : (
        <p className="small soft">
          {t('path.estimated', { estimated: format.number(nEstimated), unknown: format.number(nUnknown) })}
        </p>
      )}
      <FigureTable
        caption={t('path.title')}
        file={`${file}-${t('path.file')}`}
        rows={criticalPath.shares}
        keyOf={({ element, kind: of, part }) => [element, of, part].join(' ')}
        columns={[
          { head: t('heat.step'), show: step, file: step },
          { head: t('path.kind'), show: kind, file: kind },
          {
            head: t('path.share'),
            show: ({ share }) =>
              share === null ? (
                '–'
              ) : (
                <span className="figure">
                  {format.share(share)}
                  <ShareBar share={share} />
                </span>
              ),
            file: ({ share }) => share,
          },
          {
            head: t('path.each'),
            fileHead: t('figures.inDays', { head: t('path.each') }),
            show: ({ totalMs }) => format.duration(totalMs / criticalPath.n),
            file: ({ totalMs }) => totalMs / criticalPath.n / DAY_MS,
            isNumber: true,
          },
          { head: t('heat.n'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
        ]}
      />
      {queued.length === 0 ? null : (
        <>
          <h3>{t('path.queue')}</h3>
          <dl className="facts">
            {queued.map((name) => (
              <div key={name}>
                <dt>{t(`path.queues.${name}`)}</dt>
                <dd>
                  {format.duration(queue[name].medianMs ?? 0)}
                  <div className="small soft">
                    {t('heat.p90', { p90: format.duration(queue[name].p90Ms ?? 0), n: format.number(queue[name].n) })}
                  </div>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
