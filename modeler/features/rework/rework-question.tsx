import type { ReactElement } from 'react';
import type { ReworkView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { ShareBar } from '../figures/share-bar.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { useShownTime } from '../insight/shown-time.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { unitText } from '../insight/unit-text.ts';
import { ViewQuestion } from '../insight/view-question.tsx';

/** What is done again, how long that takes, and who sends cases back. */
export function ReworkQuestion({ timed, nameOf, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const rework = useAnswer('getRework', { query: timed }, { keep: true });
  return (
    <ViewQuestion id="rework" title={t('rework.title')} question={rework} nothing={({ n }) => n === 0}>
      {(view) => <Shown view={view} nameOf={nameOf} file={source.name} />}
    </ViewQuestion>
  );
}

const NOTHING = { loopMs: 0, allMs: 0 };

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
  const { n, cases, activities, pingPong } = view;
  const shown = useShownTime(view);
  const { loopMs, allMs } = shown.of({ loopMs: view.loopMs, allMs: view.allMs }, view.working) ?? NOTHING;
  const held = activities.filter(({ suppressed }) => suppressed).length;
  const most = Math.max(1, ...activities.map(({ cases: own }) => own));
  if (cases === 0) return <p className="notice good">{t('rework.none', { n: format.number(n) })}</p>;
  return (
    <>
      <p className="notice warn">
        {t('rework.told', { count: cases, cases: format.number(cases), n: format.number(n), share: format.share(cases / n) })}{' '}
        {allMs > 0 ? t('rework.time', { share: format.share(loopMs / allMs), time: shown.say(loopMs / n) }) : null}
      </p>
      {held === 0 ? null : <p className="small soft">{t('rework.suppressed', { count: held })}</p>}
      <FigureTable
        caption={t('rework.table')}
        file={`${file}-${t('rework.file')}`}
        dayMs={shown.dayMs}
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
          { head: t('rework.median'), ms: ({ time, working }) => shown.of(time, working)?.medianMs },
          { head: t('rework.p90'), ms: ({ time, working }) => shown.of(time, working)?.p90Ms },
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
            dayMs={shown.dayMs}
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
              { head: t('rework.away'), ms: ({ time, working }) => shown.of(time, working)?.medianMs },
              { head: t('rework.awayP90'), ms: ({ time, working }) => shown.of(time, working)?.p90Ms },
            ]}
          />
        </>
      )}
    </>
  );
}
