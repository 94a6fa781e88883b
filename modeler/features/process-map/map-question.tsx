import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ChoicesView, MapView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { ChoiceField } from '../insight/choice-field.tsx';
import { CountedLine } from '../insight/counted-line.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import { Answered } from '../page/answered.tsx';
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
export function MapQuestion({ query, choices, nameOf, source }: Asked): ReactElement {
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
    { query: { ...query, activityShare, transitionShare } },
    { keep: true, enabled: choices !== undefined },
  );
  return (
    <section className="stack" aria-labelledby="map">
      <h2 id="map">{t('map.title')}</h2>
      <div className="filters" role="group" aria-label={t('map.controls')}>
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
      </div>
      <Answered question={map}>
        {(answer) =>
          answer.view.n === 0 ? (
            <Empty title={t('figures.emptyTitle')}>{t('figures.empty')}</Empty>
          ) : (
            <>
              <CountedLine answer={answer} />
              <MapShown map={answer.view} figure={figure} nameOf={nameOf} file={source.name} />
            </>
          )
        }
      </Answered>
    </section>
  );
}

interface MapShownProps {
  readonly map: MapView;
  readonly figure: MapFigure;
  readonly nameOf: ElementName;
  readonly file: string;
}

function MapShown({ map, figure, nameOf, file }: MapShownProps): ReactElement {
  const { t, format } = useLanguage();
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
        <MapDrawing map={map} figure={figure} nameOf={nameOf} />
      )}
      <p className="small soft">{t('map.legend')}</p>
      <h3 id="map-activities">{t('map.activities')}</h3>
      <ActivityTable map={map} nameOf={nameOf} file={file} />
      <h3 id="map-transitions">{t('map.transitions')}</h3>
      {held === 0 ? null : <p className="small soft">{t('map.suppressed', { count: held })}</p>}
      <TransitionTable map={map} nameOf={nameOf} file={file} />
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
