import { useState } from 'react';
import type { ReactElement } from 'react';
import type { BottlenecksAnswer } from '../../../api/contract/analytics-answers.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { causeWords } from '../heatmap/cause-words.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import type { Clock } from '../insight/working-duration.ts';
import { Empty } from '../page/empty.tsx';
import { BottleneckCard } from './bottleneck-card.tsx';
import { whereWords } from './clause-words.ts';
import './bottlenecks.css';

const FIRST = 3;

interface BottleneckListProps {
  readonly answer: BottlenecksAnswer;
  readonly nameOf: ElementName;
  readonly clock: Clock;
  readonly isLinked: boolean;
  /** Of the answered question. */
  readonly job?: string | undefined;
  readonly file: string;
}

/** The bottlenecks by what would be saved without them: the first ones as cards, all of them as a table. */
export function BottleneckList({ answer, nameOf, clock, isLinked, job, file }: BottleneckListProps): ReactElement {
  const { t, format } = useLanguage();
  const [whole, setWhole] = useState(false);
  const { bottlenecks, dayMs, of } = answer;
  if (bottlenecks.length === 0) return <Empty title={t('neck.emptyTitle')}>{t('neck.empty')}</Empty>;
  const shown = whole ? bottlenecks : bottlenecks.slice(0, FIRST);
  return (
    <>
      <p className="soft">
        {t('neck.ranked', { count: of, of: format.number(of) })} {t(`neck.calendar.${answer.calendar}`)}
      </p>
      {shown.map((found) => (
        <BottleneckCard
          key={found.element}
          found={found}
          name={nameOf(found)}
          clock={clock}
          dayMs={dayMs}
          isLinked={isLinked}
          job={job}
        />
      ))}
      {shown.length < bottlenecks.length ? (
        <p>
          <button
            type="button"
            className="button"
            onClick={() => {
              setWhole(true);
            }}
          >
            {t('neck.showMore', { count: bottlenecks.length - shown.length })}
          </button>
        </p>
      ) : null}
      <details>
        <summary>{t('neck.table')}</summary>
        <FigureTable
          caption={t('neck.table')}
          file={`${file}-${t('neck.file')}`}
          rows={bottlenecks}
          keyOf={({ element }) => element}
          columns={[
            { head: t('heat.step'), show: nameOf, file: nameOf },
            { head: t('neck.saved'), ms: ({ saved }) => saved.meanMs },
            { head: t('neck.low'), ms: ({ saved }) => saved.lowMs },
            { head: t('neck.high'), ms: ({ saved }) => saved.highMs },
            { head: t('neck.nCases'), show: ({ saved }) => format.number(saved.n), file: ({ saved }) => saved.n, isNumber: true },
            {
              head: t('neck.shareOfCycle'),
              show: ({ saved }) => (saved.share === null ? '–' : format.share(saved.share)),
              file: ({ saved }) => saved.share,
              isNumber: true,
            },
            { head: t('neck.lost'), ms: ({ medianMs }) => medianMs },
            { head: t('neck.nInstances'), show: ({ n }) => format.number(n), file: ({ n }) => n, isNumber: true },
            { head: t('neck.open'), show: ({ open }) => format.number(open), file: ({ open }) => open, isNumber: true },
            {
              head: t('heat.cause'),
              show: ({ cause }) => (cause === null ? t('heat.unknownCause') : causeWords(cause, t)),
              file: ({ cause }) => (cause === null ? t('heat.unknownCause') : causeWords(cause, t)),
            },
            {
              head: t('neck.segment'),
              show: ({ segments }) => (segments?.worst ? whereWords(segments.worst.groups, t, format) : '–'),
              file: ({ segments }) => (segments?.worst ? whereWords(segments.worst.groups, t, format) : null),
            },
          ]}
        />
      </details>
    </>
  );
}
