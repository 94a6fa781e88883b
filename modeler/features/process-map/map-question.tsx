import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import type { ChoicesView, MapView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { useShownTime } from '../insight/shown-time.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { ViewQuestion } from '../insight/view-question.tsx';
import { Empty } from '../page/empty.tsx';
import { MapDrawing } from './map-drawing.tsx';
import { MAP_FIGURES } from './map-figure.ts';
import type { MapFigure } from './map-figure.ts';
import { ActivityTable, TransitionTable } from './map-tables.tsx';
import { ShareSlider } from './share-slider.tsx';

/** More steps than this make no picture that can be read. */
const READABLE = 25;
const DRAWABLE = 120;

interface MapSearch {
  readonly figure?: string | undefined;
  readonly activities?: string | undefined;
  readonly transitions?: string | undefined;
}

/** What follows what: the map with its sliders, what they hide, and the tables. */
export function MapQuestion({ timed, choices, nameOf, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const search: MapSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const choose = (change: MapSearch): void => {
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
  };
  const usual = usualShares(choices);
  const activityShare = shareIn(search.activities) ?? usual.activities;
  const transitionShare = shareIn(search.transitions) ?? usual.transitions;
  const figure = MAP_FIGURES.find((one) => one === search.figure) ?? 'n';
  const map = useAnswer(
    'getProcessMap',
    { query: { ...timed, activityShare, transitionShare } },
    { keep: true, enabled: choices !== undefined },
  );
  return (
    <ViewQuestion
      id="map"
      title={t('map.title')}
      controls={
        <>
          <ShareSlider
            id="activity-share"
            label={t('map.activityShare')}
            value={activityShare}
            choose={(value) => {
              choose({ activities: String(value) });
            }}
          />
          <ShareSlider
            id="transition-share"
            label={t('map.transitionShare')}
            value={transitionShare}
            choose={(value) => {
              choose({ transitions: String(value) });
            }}
          />
          <ChoiceField
            id="map-figure"
            label={t('map.figure')}
            value={figure}
            choose={(value) => {
              choose({ figure: value });
            }}
            options={MAP_FIGURES.map((value) => ({ value, text: t(`map.figures.${value}`) }))}
          />
        </>
      }
      question={map}
      nothing={({ n }) => n === 0}
    >
      {(view) => <MapShown map={view} figure={figure} transitionShare={transitionShare} nameOf={nameOf} file={source.name} />}
    </ViewQuestion>
  );
}

/** The figures of working time in the place of the others. */
function inWorkingTime(map: MapView): MapView {
  return { ...map, transitions: map.transitions.map((one) => ({ ...one, ...one.working })) };
}

interface MapShownProps {
  readonly map: MapView;
  readonly figure: MapFigure;
  readonly transitionShare: number;
  readonly nameOf: ElementName;
  readonly file: string;
}

function MapShown({ map: given, figure, transitionShare, nameOf, file }: MapShownProps): ReactElement {
  const { t, format } = useLanguage();
  const { dayMs, say } = useShownTime(given);
  const map = useMemo(() => (dayMs === null ? given : inWorkingTime(given)), [given, dayMs]);
  const { hidden } = map;
  const held = map.transitions.filter(({ suppressed }) => suppressed).length;
  const isHiding = hidden.activities + hidden.transitions > 0;
  return (
    <>
      <p className={isHiding ? 'notice' : 'soft'} role="status">
        {isHiding
          ? t('map.hidden', {
              activities: format.number(hidden.activities),
              transitions: format.number(hidden.transitions),
              events: format.number(hidden.events),
              cases: format.number(hidden.cases),
              n: format.number(map.n),
            })
          : t('map.nothingHidden')}
      </p>
      {map.activities.length > DRAWABLE ? (
        <Empty title={t('map.tooMany')}>{t('map.tooManyRemedy', { count: map.activities.length })}</Empty>
      ) : (
        <MapDrawing map={map} figure={figure} endShare={transitionShare} nameOf={nameOf} say={say} />
      )}
      <p className="small soft">
        {t('map.legend')} {map.open === 0 ? null : t('map.open', { count: map.open })}
      </p>
      <h3 id="map-activities">{t('map.activities')}</h3>
      <ActivityTable map={map} nameOf={nameOf} file={file} />
      <h3 id="map-transitions">{t('map.transitions')}</h3>
      {held === 0 ? null : <p className="small soft">{t('map.suppressed', { count: held })}</p>}
      <TransitionTable map={map} nameOf={nameOf} file={file} dayMs={dayMs} />
    </>
  );
}

function shareIn(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && value > 0 && value <= 1 ? value : undefined;
}

/** All there is where that can be read; else what the commonest steps hold. */
function usualShares(choices: ChoicesView | undefined): { readonly activities: number; readonly transitions: number } {
  const counts = (choices?.activities ?? []).map(({ cases }) => cases).sort((a, b) => b - a);
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
  const all = sum(counts);
  const share = counts.length <= READABLE || all === 0 ? 1 : Math.floor((sum(counts.slice(0, READABLE)) / all) * 20) / 20;
  return { activities: Math.max(0.05, share), transitions: counts.length > 12 ? 0.85 : 1 };
}
