import { useCallback } from 'react';
import type { ReactElement } from 'react';
import type { CaseDetail, HistoryRow } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { DiagramView } from '../diagram/diagram-view.tsx';
import type { Shown } from '../diagram/diagram-view.tsx';
import { Answered } from '../page/answered.tsx';

interface CaseDiagramProps {
  readonly standing: CaseDetail;
  readonly history?: readonly HistoryRow[];
}

/** Where a case stands: its living elements are framed and counted, those with an incident in another way; the ones it passed are tinted. */
export function CaseDiagram({ standing, history }: CaseDiagramProps): ReactElement {
  const { t } = useLanguage();
  const definition = useAnswer('getDefinition', { params: { definitionKey: standing.definitionKey } });
  const draw = useCallback(
    (shown: Shown) => {
      const places = placesOf(standing);
      const passed = new Set(history?.map(({ elementId }) => elementId).filter((id) => !places.has(id)));
      const marks: [string, string][] = [];
      const mark = (id: string, name: string): void => {
        if (!shown.registry.get(id)) return;
        shown.canvas.addMarker(id, name);
        marks.push([id, name]);
      };
      for (const id of passed) mark(id, 'was-here');
      for (const [id, { count, stuck }] of places) {
        mark(id, stuck ? 'stuck-here' : 'stands-here');
        if (shown.registry.get(id)) badge(shown, id, stuck ? t('case.stuckBadge') : t('case.hereBadge', { count }), stuck);
      }
      return () => {
        for (const [id, name] of marks) if (shown.registry.get(id)) shown.canvas.removeMarker(id, name);
        shown.overlays.remove({ type: 'place' });
      };
    },
    [standing, history, t],
  );
  return (
    <Answered question={definition}>
      {({ xml }) => (
        <DiagramView
          xml={xml}
          label={t('case.diagram')}
          draw={draw}
          focus={standing.activeElements.map(({ elementId }) => elementId)}
        />
      )}
    </Answered>
  );
}

function placesOf(standing: CaseDetail): ReadonlyMap<string, { readonly count: number; readonly stuck: boolean }> {
  const places = new Map<string, { count: number; stuck: boolean }>();
  for (const { elementId, hasIncident } of standing.activeElements) {
    const place = places.get(elementId) ?? { count: 0, stuck: false };
    places.set(elementId, { count: place.count + 1, stuck: place.stuck || hasIncident });
  }
  return places;
}

function badge({ overlays }: Shown, element: string, text: string, stuck: boolean): void {
  const html = document.createElement('div');
  html.className = stuck ? 'diagram-badge stuck' : 'diagram-badge here';
  html.textContent = text;
  overlays.add(element, 'place', { position: { top: -12, left: -8 }, html, scale: { min: 0.8, max: 1 } });
}
