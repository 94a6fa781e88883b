import { useCallback } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { DiagramView } from '../diagram/diagram-view.tsx';
import type { Shown } from '../diagram/diagram-view.tsx';
import { Answered } from '../page/answered.tsx';
import { drawHeat } from './draw-heat.ts';
import type { Heat } from './measure.ts';
import './heatmap.css';

interface HeatDiagramProps {
  readonly definitionKey: string;
  readonly heats: readonly Heat[];
  readonly label: string;
  readonly chosen: (element: string) => void;
}

/** The model with the heat of one measure on it. */
export function HeatDiagram({ definitionKey, heats, label, chosen }: HeatDiagramProps): ReactElement {
  const { format } = useLanguage();
  const definition = useAnswer('getDefinition', { params: { definitionKey } });
  const draw = useCallback((shown: Shown) => drawHeat(shown, heats, ({ share }) => format.share(share)), [heats, format]);
  return (
    <Answered question={definition}>
      {({ xml }) => <DiagramView xml={xml} label={label} draw={draw} chosen={chosen} tall />}
    </Answered>
  );
}
