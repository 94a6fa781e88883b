import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { DotsView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import { ChoiceField } from '../insight/choice-field.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { useShownTime } from '../insight/shown-time.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { ViewQuestion } from '../insight/view-question.tsx';
import { dotsByActivity } from './dots-by-activity.ts';
import type { ActivityDots } from './dots-by-activity.ts';
import { DotsCanvas } from './dots-canvas.tsx';

const TIMES = ['calendar', 'case'] as const;
const ORDERS = ['start', 'duration'] as const;

interface DotsSearch {
  readonly time?: string | undefined;
  readonly order?: string | undefined;
}

/** Every completed step as a dot: by time, and by case. */
export function DotsQuestion({ timed, nameOf, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const search: DotsSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (change: DotsSearch): void => {
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const time = TIMES.find((one) => one === search.time) ?? 'calendar';
  const order = ORDERS.find((one) => one === search.order) ?? 'start';
  const dots = useAnswer('getDots', { query: { ...timed, time, order } }, { keep: true });
  return (
    <ViewQuestion
      id="dots"
      title={t('dots.title')}
      controls={
        <>
          <ChoiceField
            id="dots-time"
            label={t('dots.time')}
            value={time}
            choose={(value) => {
              choose({ time: value });
            }}
            options={TIMES.map((value) => ({ value, text: t(`dots.times.${value}`) }))}
          />
          <ChoiceField
            id="dots-order"
            label={t('dots.order')}
            value={order}
            choose={(value) => {
              choose({ order: value });
            }}
            options={ORDERS.map((value) => ({ value, text: t(`dots.orders.${value}`) }))}
          />
        </>
      }
      question={dots}
      nothing={({ n }) => n === 0}
      hasNoClock={time === 'calendar'}
    >
      {(view) => <Shown view={view} nameOf={nameOf} file={source.name} />}
    </ViewQuestion>
  );
}

function Shown({
  view,
  nameOf,
  file,
}: {
  readonly view: DotsView;
  readonly nameOf: ElementName;
  readonly file: string;
}): ReactElement {
  const { t, format } = useLanguage();
  const shown = useShownTime(view);
  const isWorking = view.time === 'case' && shown.dayMs !== null && view.workingMs !== null;
  const drawn = useMemo(() => (isWorking && view.workingMs ? { ...view, atMs: view.workingMs } : view), [view, isWorking]);
  const rows = useMemo(() => dotsByActivity(drawn), [drawn]);
  const isWhole = view.drawnCases === view.cases;
  const iso = (ms: number): string => new Date(ms).toISOString();
  return (
    <>
      <p className={isWhole ? 'soft' : 'notice'}>
        {t(isWhole ? 'dots.drawnAll' : 'dots.drawn', {
          drawnCases: format.number(view.drawnCases),
          cases: format.number(view.cases),
          dots: format.number(view.atMs.length),
          n: format.number(view.n),
        })}
      </p>
      <DotsCanvas view={drawn} rows={rows} nameOf={nameOf} dayMs={isWorking ? shown.dayMs : null} />
      <FigureTable
        caption={t('dots.table')}
        file={`${file}-${t('dots.file')}`}
        dayMs={isWorking ? shown.dayMs : null}
        rows={rows}
        keyOf={({ element }) => element}
        columns={[
          { head: t('heat.step'), show: nameOf, file: nameOf },
          { head: t('dots.dots'), show: ({ count }) => format.number(count), file: ({ count }) => count, isNumber: true },
          ...(view.time === 'case'
            ? [
                { head: t('dots.first'), ms: ({ firstMs }: ActivityDots) => firstMs },
                { head: t('dots.median'), ms: ({ medianMs }: ActivityDots) => medianMs },
                { head: t('dots.last'), ms: ({ lastMs }: ActivityDots) => lastMs },
              ]
            : (['firstMs', 'medianMs', 'lastMs'] as const).map((name) => ({
                head: t(`dots.${name === 'firstMs' ? 'first' : name === 'medianMs' ? 'median' : 'last'}`),
                show: (row: ActivityDots) => format.day(iso(row[name])),
                file: (row: ActivityDots) => iso(row[name]),
                isNumber: true,
              }))),
        ]}
      />
    </>
  );
}
