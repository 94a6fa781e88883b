import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { MapView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { layeredLayout } from './layered-layout.ts';
import type { Point } from './layered-layout.ts';
import { labelLines, strength } from './map-labels.ts';
import { figureOf } from './map-figure.ts';
import type { MapFigure } from './map-figure.ts';
import './process-map.css';

interface MapDrawingProps {
  readonly map: MapView;
  readonly figure: MapFigure;
  readonly nameOf: ElementName;
}

const WIDTH = 168;
const PER_LINE = 22;
const ZOOMS = [0.4, 0.55, 0.75, 1, 1.35] as const;

/** The map as a picture: steps as boxes, darker where there is more; ways as arrows, thicker where more cases go, warmer where it takes longer. */
export function MapDrawing({ map, figure, nameOf }: MapDrawingProps): ReactElement {
  const { t, format } = useLanguage();
  const [zoom, setZoom] = useState(3);
  const drawn = useMemo(() => {
    const nodes = map.activities.map((activity) => {
      const lines = labelLines(nameOf(activity), PER_LINE, 3);
      return { id: activity.element, width: WIDTH, height: 30 + 16 * lines.length, lines, n: activity.n };
    });
    const edges = map.transitions.map((transition) => {
      const label = figureOf(transition, figure, format);
      return { ...transition, label, weight: transition.n, labelWidth: 8 + 7.2 * label.length };
    });
    return { nodes, edges, layout: layeredLayout(nodes, edges) };
  }, [map, figure, nameOf, format]);
  const mostNode = Math.max(...drawn.nodes.map(({ n }) => n));
  const mostEdge = Math.max(...drawn.edges.map(({ n }) => n));
  const longest = Math.max(...map.transitions.map(({ medianMs }) => medianMs ?? 0));
  const { layout } = drawn;
  const scale = ZOOMS[zoom] ?? 1;
  return (
    <figure className="process-map">
      <div className="process-map-scroll" role="group" aria-label={t('map.scroll')} tabIndex={0}>
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

/** A smooth way through the points: upright at each bend. */
function pathOf(points: readonly Point[]): string {
  const number = (value: number): string => value.toFixed(1);
  const [first, ...rest] = points;
  if (!first) return '';
  let [path, from] = [`M${number(first.x)} ${number(first.y)}`, first];
  const isLoop = points.length === 3 && points[0]?.x === points[2]?.x;
  for (const to of rest) {
    const middle = (from.y + to.y) / 2;
    const [a, b] = isLoop
      ? [
          { x: to.x, y: from.y },
          { x: Math.max(from.x, to.x), y: to.y },
        ]
      : [
          { x: from.x, y: middle },
          { x: to.x, y: middle },
        ];
    path += `C${number(a.x)} ${number(a.y)} ${number(b.x)} ${number(b.y)} ${number(to.x)} ${number(to.y)}`;
    from = to;
  }
  return path;
}
