import type { DotsView } from '../../../api/contract/analytics-views.ts';
import type { ActivityDots } from './dots-by-activity.ts';

/** So many activities have a colour of their own. */
export const COLOURS = 8;
const [LEFT, RIGHT, TOP, BOTTOM] = [12, 12, 8, 26];

/** How the axis of time is labelled. */
export interface DotsWords {
  readonly dayMs: number;
  readonly say: (ms: number) => string;
  readonly day: (iso: string) => string;
}

/** Draws the dots and the axis of time; from the top down in the order of cases. */
export function drawDots(canvas: HTMLCanvasElement, view: DotsView, rows: readonly ActivityDots[], words: DotsWords): void {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0) return;
  const density = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  context.scale(density, density);
  const style = getComputedStyle(document.documentElement);
  const colour = (token: string): string => style.getPropertyValue(token).trim();
  let [first, last] = [Infinity, -Infinity];
  for (const at of view.atMs) [first, last] = [Math.min(first, at), Math.max(last, at)];
  if (view.time === 'case') first = Math.min(0, first);
  const span = Math.max(1, last - first);
  const x = (at: number): number => LEFT + ((at - first) / span) * (width - LEFT - RIGHT);
  const y = (line: number): number => TOP + ((line + 0.5) / Math.max(1, view.drawnCases)) * (height - TOP - BOTTOM);

  context.font = `12px ${style.fontFamily}`;
  context.fillStyle = colour('--ink');
  context.strokeStyle = colour('--line');
  const count = width < 520 ? 3 : 6;
  for (let tick = 0; tick <= count; tick++) {
    const at = first + (span * tick) / count;
    context.beginPath();
    context.moveTo(x(at), TOP);
    context.lineTo(x(at), height - BOTTOM);
    context.stroke();
    context.textAlign = tick === 0 ? 'left' : tick === count ? 'right' : 'center';
    const text =
      view.time === 'case'
        ? words.say(Math.round(at / (words.dayMs / 10)) * (words.dayMs / 10))
        : words.day(new Date(at).toISOString());
    context.fillText(text, x(at), height - 8);
  }
  const place = new Map(rows.map(({ code }, index) => [code, index]));
  const colours = rows.map((_, index) => colour(index < COLOURS ? `--dot-${String(index + 1)}` : '--line-strong'));
  const radius = view.drawnCases > 300 ? 1.5 : 2.5;
  // What has no colour of its own lies below, then the common below the rare, or these would be covered.
  const depth = view.activityOf.map((code) => {
    const own = place.get(code) ?? 0;
    return own < COLOURS ? own : -1;
  });
  const order = Array.from(depth.keys()).sort((a, b) => (depth[a] ?? 0) - (depth[b] ?? 0));
  for (const dot of order) {
    context.fillStyle = colours[place.get(view.activityOf[dot] ?? -1) ?? 0] ?? '';
    context.beginPath();
    context.arc(x(view.atMs[dot] ?? 0), y(view.line[dot] ?? 0), radius, 0, 2 * Math.PI);
    context.fill();
  }
}
