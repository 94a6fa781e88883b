import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Layout, LayoutNode } from './layered-layout.ts';
import { START } from './map-ends.ts';
import type { EndWay } from './map-ends.ts';
import { pathOf } from './map-path.ts';

interface MapEndsProps {
  readonly ways: readonly (EndWay & { readonly label: string })[];
  readonly ends: readonly LayoutNode[];
  readonly layout: Layout;
  /** The first of these ways among the edges of the layout. */
  readonly first: number;
}

/** Where cases begin and end: round boxes, dotted ways with the number of cases. */
export function MapEnds({ ways, ends, layout, first }: MapEndsProps): ReactElement {
  const { t } = useLanguage();
  return (
    <>
      {ways.map(({ from, to, label }, index) => {
        const way = layout.edges[first + index];
        const at = way?.label ?? { x: 0, y: 0 };
        return (
          <g key={`${from}→${to}`}>
            <path d={pathOf(way?.points ?? [])} className="map-way map-end-way" markerEnd="url(#map-arrow-0)" />
            <text x={at.x} y={at.y + 4} textAnchor="middle" className="map-figure">
              {label}
            </text>
          </g>
        );
      })}
      {ends.map(({ id, width, height }) => {
        const { x, y } = layout.nodes.get(id) ?? { x: 0, y: 0 };
        return (
          <g key={id}>
            <rect
              x={x - width / 2}
              y={y - height / 2}
              width={width}
              height={height}
              rx={height / 2}
              className={id === START ? 'map-end' : 'map-end last'}
            />
            <text x={x} y={y + 5} textAnchor="middle" className="map-name">
              {t(id === START ? 'map.start' : 'map.end')}
            </text>
          </g>
        );
      })}
    </>
  );
}
