import type { ReactElement } from 'react';
import type { ReworkView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { ShareBar } from '../figures/share-bar.tsx';
import { CountedLine } from '../insight/counted-line.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import { unitText } from '../insight/unit-text.ts';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';

/** What is done again, how long that takes, and who sends cases back. */
export function ReworkQuestion({ query, nameOf, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const rework = useAnswer('getRework', { query }, { keep: true });
  return (
    <section className="stack" aria-labelledby="rework">
      <h2 id="rework">{t('rework.title')}</h2>
      <Answered question={rework}>
        {(answer) =>
          answer.view.n === 0 ? (
            <Empty title={t('figures.emptyTitle')}>{t('figures.empty')}</Empty>
          ) : (
            <>
              <CountedLine answer={answer} />
              <Shown view={answer.view} nameOf={nameOf} file={source.name} />
            </>
          )
        }
      </Answered>
    </section>
  );
}

function Shown({
  view,
  nameOf,
  file,
}: {
  readonly view: ReworkView;
  readonly nameOf: ElementName;
  readonly file: string;
}): ReactElement {
  const { t, format } = useLanguage();
  const { n, cases, loopMs, allMs, activities, pingPong } = view;
  const held = activities.filter(({ suppressed }) => suppressed).length;
  const most = Math.max(1, ...activities.map(({ cases: own }) => own));
  if (cases === 0) return <p className="notice good">{t('rework.none', { n: format.number(n) })}</p>;
  return (
    <>
      <p className="notice warn">
        {t('rework.told', { count: cases, cases: format.number(cases), n: format.number(n), share: format.share(cases / n) })}{' '}
        {allMs > 0 ? t('rework.time', { share: format.share(loopMs / allMs), time: format.duration(loopMs / n) }) : null}
      </p>
      {held === 0 ? null : <p className="small soft">{t('rework.suppressed', { count: held })}</p>}
      <FigureTable
        caption={t('rework.table')}
        file={`${file}-${t('rework.file')}`}
        rows={activities}
        keyOf={({ element, kind }) => `${element} ${kind}`}
        columns={[
          { head: t('heat.step'), show: nameOf, file: nameOf },
          {
            head: t('rework.kind'),
            show: ({ kind }) => t(`rework.kinds.${kind}`),
            file: ({ kind }) => t(`rework.kinds.${kind}`),
          },
          {
            head: t('heat.cases'),
            show: ({ cases: own }) => (
              <>
                {format.number(own)} <ShareBar share={own / most} />
              </>
            ),
            file: ({ cases: own }) => own,
            isNumber: true,
          },
          {
            head: t('rework.shareOfCases'),
            show: ({ cases: own }) => format.share(own / n),
            file: ({ cases: own }) => own / n,
            isNumber: true,
          },
          { head: t('rework.n'), show: (one) => format.number(one.n), file: (one) => one.n, isNumber: true },
          { head: t('rework.median'), ms: ({ time }) => time?.medianMs },
          { head: t('rework.p90'), ms: ({ time }) => time?.p90Ms },
          {
            head: t('rework.sentBack'),
            show: ({ sentBackFrom }) => (sentBackFrom === null ? '–' : nameOf(sentBackFrom)),
            file: ({ sentBackFrom }) => (sentBackFrom === null ? null : nameOf(sentBackFrom)),
          },
        ]}
      />
      {pingPong.length === 0 ? null : (
        <>
          <h3>{t('rework.pingPong')}</h3>
          <p className="soft">{t('rework.pingPongLead')}</p>
          <FigureTable
            caption={t('rework.pingPong')}
            file={`${file}-${t('rework.pingPongFile')}`}
            rows={pingPong}
            keyOf={({ from, over }) => `${String(from.unit)} ${String(over.unit)}`}
            columns={[
              { head: t('rework.from'), show: ({ from }) => unitText(from, t), file: ({ from }) => unitText(from, t) },
              { head: t('rework.over'), show: ({ over }) => unitText(over, t), file: ({ over }) => unitText(over, t) },
              {
                head: t('heat.cases'),
                show: ({ cases: own }) => format.number(own),
                file: ({ cases: own }) => own,
                isNumber: true,
              },
              { head: t('rework.n'), show: (one) => format.number(one.n), file: (one) => one.n, isNumber: true },
              { head: t('rework.away'), ms: ({ time }) => time?.medianMs },
              { head: t('rework.awayP90'), ms: ({ time }) => time?.p90Ms },
            ]}
          />
        </>
      )}
    </>
  );
}
