import type { Shown } from '../diagram/diagram-view.tsx';
import { DEVIATION_KINDS, SIGNS } from './deviation-words.ts';
import type { Deviation, DeviationKind } from './deviation-words.ts';

/** Shares of cases by element and kind; of several deviations of one kind at one element the greatest. */
export function deviationsByElement(deviations: readonly Deviation[]): ReadonlyMap<string, ReadonlyMap<DeviationKind, number>> {
  const found = new Map<string, Map<DeviationKind, number>>();
  for (const { kind, elements, share } of deviations)
    for (const element of elements) {
      const kinds = found.get(element) ?? new Map<DeviationKind, number>();
      kinds.set(kind, Math.max(kinds.get(kind) ?? 0, share));
      found.set(element, kinds);
    }
  return found;
}

/**
 * Marks the steps that cases deviate at, each with the share of cases by kind above it.
 * @returns what takes the marks off again
 */
export function drawDeviations(shown: Shown, deviations: readonly Deviation[], shareText: (share: number) => string): () => void {
  const marked: string[] = [];
  for (const [id, kinds] of deviationsByElement(deviations)) {
    const shape = shown.registry.get(id);
    if (!shape || shape.waypoints) continue;
    shown.canvas.addMarker(id, 'deviates');
    marked.push(id);
    const html = document.createElement('div');
    html.className = 'deviation-badges';
    for (const kind of DEVIATION_KINDS) {
      const share = kinds.get(kind);
      if (share === undefined) continue;
      const badge = document.createElement('span');
      badge.className = `diagram-badge ${kind}`;
      badge.textContent = `${SIGNS[kind]} ${shareText(share)}`;
      html.append(badge);
    }
    shown.overlays.add(id, 'deviation', { position: { top: 1, left: 6 }, html, scale: { min: 0.9, max: 1 } });
  }
  return () => {
    for (const id of marked) if (shown.registry.get(id)) shown.canvas.removeMarker(id, 'deviates');
    shown.overlays.remove({ type: 'deviation' });
  };
}
