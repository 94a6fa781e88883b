import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { MapView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { layeredLayout } from './layered-layout.ts';
import { pathOf } from './map-path.ts';
import { END, END_HEIGHT, END_WIDTH, endWays, START } from './map-ends.ts';
import { MapEnds } from './map-ends-drawing.tsx';
import { labelLines, strength } from './map-labels.ts';
import { figureOf } from './map-figure.ts';
import type { MapFigure } from './map-figure.ts';
import './process-map.css';

interface MapDrawingProps {
  readonly map: MapView;
  readonly figure: MapFigure;
  /** Of the cases so many begin and end on drawn ways. */
  readonly endShare: number;
  readonly nameOf: ElementName;
  readonly say: (ms: number) => string;
}

const WIDTH = 168;
const PER_LINE = 22;
const ZOOMS = [0.4, 0.55, 0.75, 1, 1.35] as const;
/** Below this names are no more to be read without enlarging. */
const READABLE = 1;
const NATURAL = 3;

/** The map as a picture: steps as boxes, darker where there is more; ways as arrows, thicker where more cases go, warmer where it takes longer. */
export function MapDrawing({ map, figure, endShare, nameOf, say }: MapDrawingProps): ReactElement {
  const { t, format } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [chosenZoom, setZoom] = useState<number | undefined>();
  const [fitting, setFitting] = useState(NATURAL);
  const drawn = useMemo(() => {
    const nodes = map.activities.map((activity) => {
      const lines = labelLines(nameOf(activity), PER_LINE, 3);
      return { id: activity.element, width: WIDTH, height: 30 + 16 * lines.length, lines, n: activity.n };
    });
    const edges = map.transitions.map((transition) => {
      const label = figureOf(transition, figure, format, say);
      return { ...transition, label, weight: transition.n, labelWidth: 8 + 7.2 * label.length };
    });
    const ways = endWays(map, endShare).map((way) => {
      const label = format.number(way.cases);
      return { ...way, label, weight: way.cases, labelWidth: 8 + 7.2 * label.length };
    });
    const round = [START, END].filter((id) => ways.some(({ from, to }) => from === id || to === id));
    const ends = round.map((id) => ({ id, width: END_WIDTH, height: END_HEIGHT }));
    return { nodes, edges, ways, ends, layout: layeredLayout([...nodes, ...ends], [...edges, ...ways]) };
  }, [map, figure, endShare, nameOf, format, say]);
  const mostNode = Math.max(...drawn.nodes.map(({ n }) => n));
  const mostEdge = Math.max(...drawn.edges.map(({ n }) => n));
  const longest = Math.max(...map.transitions.map(({ medianMs }) => medianMs ?? 0));
  const { layout } = drawn;
  const zoom = chosenZoom ?? fitting;
  const scale = ZOOMS[zoom] ?? 1;
  const begin = layout.nodes.get(drawn.nodes[0]?.id ?? '')?.x ?? 0;
  useEffect(() => {
    const room = place.current?.clientWidth ?? 0;
    setFitting(
      Math.max(
        READABLE,
        ZOOMS.findLastIndex((one, index) => index <= NATURAL && layout.width * one <= room),
      ),
    );
  }, [layout]);
  useEffect(() => {
    // A map that is wider than its place begins where the most frequent step is.
    if (place.current) place.current.scrollLeft = begin * scale - place.current.clientWidth / 2;
  }, [begin, scale]);
  return (
    <figure className="process-map">
      <div ref={place} className="process-map-scroll" role="group" aria-label={t('map.scroll')} tabIndex={0}>
        <svg
          width={layout.width * scale}
          height={layout.height * scale}
          viewBox={`0 0 ${String(layout.width)} ${String(layout.height)}`}
          role="img"
          aria-label={t('map.drawing', { activities: map.activities.length, transitions: map.transitions.length })}
        >
          <defs>
            {[0, 1, 2, 3].map((level) => (
              <marker
                key={level}
                id={`map-arrow-${String(level)}`}
                viewBox="0 0 10 10"
                refX="9"
                refY="5"
                markerWidth="10"
                markerHeight="10"
                markerUnits="userSpaceOnUse"
                orient="auto"
              >
                <path d="M0 0 10 5 0 10z" className={`map-arrow level-${String(level)}`} />
              </marker>
            ))}
          </defs>
          {drawn.edges.map((edge, index) => {
            const level = figure === 'n' ? 0 : levelOf(edge.medianMs, longest);
            return (
              <path
                key={`${edge.from}→${edge.to}`}
                d={pathOf(layout.edges[index]?.points ?? [])}
                className={`map-way level-${String(level)}`}
                strokeWidth={1 + 5 * strength(edge.n, mostEdge)}
                strokeDasharray={layout.edges[index]?.isBack ? '7 4' : undefined}
                markerEnd={`url(#map-arrow-${String(level)})`}
              />
            );
          })}
          <MapEnds ways={drawn.ways} ends={drawn.ends} layout={layout} first={drawn.edges.length} />
          {drawn.nodes.map(({ id, height, lines, n }) => {
            const { x, y } = layout.nodes.get(id) ?? { x: 0, y: 0 };
            return (
              <g key={id}>
                <rect x={x - WIDTH / 2} y={y - height / 2} width={WIDTH} height={height} rx={8} className="map-ground" />
                <rect
                  x={x - WIDTH / 2}
                  y={y - height / 2}
                  width={WIDTH}
                  height={height}
                  rx={8}
                  className="map-step"
                  fillOpacity={0.04 + 0.24 * strength(n, mostNode)}
                />
                <text x={x} y={y - height / 2 + 19} textAnchor="middle" className="map-name">
                  {lines.map((line, place) => (
                    <tspan key={place} x={x} dy={place === 0 ? 0 : 16}>
                      {line}
                    </tspan>
                  ))}
                  <tspan x={x} dy={16} className="map-count">
                    {format.number(n)}
                  </tspan>
                </text>
              </g>
            );
          })}
          {drawn.edges.map((edge, index) => {
            const at = layout.edges[index]?.label ?? { x: 0, y: 0 };
            return (
              <text
                key={`${edge.from}→${edge.to}`}
                x={at.x}
                y={at.y + 4}
                textAnchor={edge.from === edge.to ? 'start' : 'middle'}
                className="map-figure"
              >
                {edge.label}
              </text>
            );
          })}
        </svg>
      </div>
      <div className="row process-map-zoom" role="group" aria-label={t('map.zoom')}>
        <button
          type="button"
          className="button small"
          disabled={zoom === 0}
          onClick={() => {
            setZoom(zoom - 1);
          }}
        >
          {t('map.smaller')}
        </button>
        <button
          type="button"
          className="button small"
          disabled={zoom === ZOOMS.length - 1}
          onClick={() => {
            setZoom(zoom + 1);
          }}
        >
          {t('map.larger')}
        </button>
      </div>
    </figure>
  );
}

/** A quarter, a half, three quarters of the longest median; the figure itself stands on the arrow. */
function levelOf(ms: number | null, longest: number): number {
  const part = strength(ms ?? 0, longest);
  return part >= 0.75 ? 3 : part >= 0.5 ? 2 : part >= 0.25 ? 1 : 0;
}
