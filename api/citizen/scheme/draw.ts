/** A model's drawing as SVG: its own shapes, lines and places, in black on white, so that it prints. No scripts, no styles, no references out. */
import { escaped } from '../html.ts';
import { EVENT_GLYPHS, GATEWAY_GLYPHS, MARKERS, TASK_GLYPHS } from './glyphs.ts';
import { type Box, type Drawing, type Edge, type Item, nameOf, type Shape } from './read-drawing.ts';

type Language = 'lt' | 'en';

const FONT = 12;
const LINE = 14;
/** Of a letter, on average, of the fonts that browsers have. */
const LETTER = 6.4;
const INK = '#1a1a1a';
const PADDING = 12;

/** Undefined when the model is not drawn. */
export function drawScheme({ shapes, edges }: Drawing, language: Language, title: string): string | undefined {
  const [first] = shapes;
  if (first === undefined) return undefined;
  const around = boundsOf(shapes, edges);
  // The wider one lies below what is drawn inside it.
  const grounds = shapes.filter(isGround).sort((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
  const nodes = shapes.filter((shape) => !isGround(shape));
  // Boundary events lie on their activities.
  const front = [...nodes].sort((a, b) => Number(isEvent(a.item)) - Number(isEvent(b.item)));
  const drawn = [
    ...grounds.map((shape) => ground(shape, language)),
    ...edges.map((edge) => line(edge, language)),
    ...front.map((shape) => node(shape, language)),
  ];
  const view = [around.x, around.y, around.width, around.height].map((value) => Math.round(value)).join(' ');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="${round(around.width)}" height="${round(around.height)}" role="img" ` +
    `aria-label="${escaped(title)}" font-family="Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="${String(FONT)}">` +
    `<defs>${arrow('arrow', true)}${arrow('open-arrow', false)}</defs>` +
    `<rect x="${round(around.x)}" y="${round(around.y)}" width="${round(around.width)}" height="${round(around.height)}" fill="#fff"/>` +
    `<g id="scheme">${drawn.join('')}</g></svg>`
  );
}

/** About seven points of type across a landscape page. */
const BAND = 1_300;
/** What stands at the end of one band begins the next. */
const OVERLAP = 130;

/** A wide scheme cut into bands of a page's width, which show what `drawScheme` drew on the same page; undefined where it fits. */
export function printBands({ shapes, edges }: Drawing): string | undefined {
  if (shapes.length === 0) return undefined;
  const { x, y, width, height } = boundsOf(shapes, edges);
  if (width <= BAND * 1.1) return undefined;
  const count = Math.ceil((width - OVERLAP) / (BAND - OVERLAP));
  const step = (width - BAND) / (count - 1);
  return Array.from({ length: count }, (_, index) => {
    const view = [x + index * step, y, BAND, height].map(round).join(' ');
    return `<svg viewBox="${view}" font-family="Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif" font-size="${String(FONT)}"><use href="#scheme"/></svg>`;
  }).join('');
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
const isEvent = ({ kind }: Item): boolean => kind.endsWith('Event');
const isGateway = ({ kind }: Item): boolean => kind.endsWith('Gateway');
const isSubProcess = ({ kind }: Item): boolean => /subProcess|transaction/i.test(kind);
const isGround = ({ item, isExpanded }: Shape): boolean =>
  item.kind === 'participant' || item.kind === 'lane' || item.kind === 'group' || (isSubProcess(item) && isExpanded);

function arrow(id: string, filled: boolean): string {
  return (
    `<marker id="${id}" viewBox="0 0 12 10" refX="11" refY="5" markerWidth="12" markerHeight="10" markerUnits="userSpaceOnUse" orient="auto">` +
    `<path d="M1 1l10 4-10 4z" fill="${filled ? INK : '#fff'}" stroke="${INK}"/></marker>`
  );
}

function boundsOf(shapes: readonly Shape[], edges: readonly Edge[]): Box {
  const boxes = [...shapes, ...edges].flatMap(({ label }) => (label === undefined ? [] : [label]));
  const points = [
    ...[...shapes.map(({ box }) => box), ...boxes].flatMap(({ x, y, width, height }) => [
      { x, y },
      { x: x + width, y: y + height },
    ]),
    ...edges.flatMap((edge) => edge.points),
  ];
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const x = Math.min(...xs) - PADDING;
  const y = Math.min(...ys) - PADDING;
  return { x, y, width: Math.max(...xs) + PADDING - x, height: Math.max(...ys) + PADDING - y };
}

function rect({ x, y, width, height }: Box, attributes: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${attributes}/>`;
}

const stroke = (width: number, dashes?: string): string =>
  `stroke="${INK}" stroke-width="${String(width)}"${dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`}`;

function ground({ item, box, isHorizontal }: Shape, language: Language): string {
  const name = nameOf(item, language);
  if (isSubProcess(item)) {
    const isEventSubProcess = item.attributes['triggeredByEvent'] === 'true';
    const frame = rect(box, `rx="8" fill="#fff" ${stroke(1.5, isEventSubProcess ? '3 3' : undefined)}`);
    const top = { x: box.x + 8, y: box.y + 6, width: box.width - 16, height: LINE * 2 };
    return frame + words(name, top, 'top') + markers(item, box, false);
  }
  if (item.kind === 'group') return rect(box, `rx="8" fill="none" ${stroke(1, '8 4 2 4')}`);
  const frame = rect(box, `fill="${item.kind === 'lane' ? 'none' : '#fff'}" ${stroke(item.kind === 'lane' ? 0.75 : 1.25)}`);
  if (!isHorizontal) return frame + words(name, { ...box, height: 30 }, 'middle');
  const band = `<path d="M${round(box.x + 30)} ${round(box.y)}v${round(box.height)}" ${stroke(0.75)}/>`;
  const x = box.x + 15;
  const y = box.y + box.height / 2;
  const sideways = words(name, { x: -box.height / 2, y: -15, width: box.height, height: 30 }, 'middle');
  return `${frame}${band}<g transform="translate(${round(x)} ${round(y)}) rotate(-90)">${sideways}</g>`;
}

function line({ item, points, label }: Edge, language: Language): string {
  const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
  const look =
    item.kind === 'sequenceFlow'
      ? `${stroke(1.25)} marker-end="url(#arrow)"`
      : item.kind === 'messageFlow'
        ? `${stroke(1.25, '8 5')} marker-end="url(#open-arrow)"`
        : stroke(1, '2 4');
  const name = nameOf(item, language);
  const [start] = points;
  const circle =
    item.kind === 'messageFlow' && start
      ? `<circle cx="${round(start.x)}" cy="${round(start.y)}" r="4" fill="#fff" ${stroke(1)}/>`
      : '';
  const said = name === '' ? '' : words(name, label ?? besideLine(points), 'top', true);
  return `<path d="${path}" fill="none" ${look}/>${circle}${said}`;
}

/** Where a line's name stands when the model does not say: over the middle of its longest piece. */
function besideLine(points: Edge['points']): Box {
  let longest = { x: points[0]?.x ?? 0, y: points[0]?.y ?? 0, length: -1 };
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (from === undefined) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length > longest.length) longest = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, length };
  }
  return { x: longest.x - 45, y: longest.y - LINE - 4, width: 90, height: LINE };
}

function node({ item, box, label }: Shape, language: Language): string {
  const name = nameOf(item, language);
  if (isEvent(item)) return event(item, box) + below(name, box, label);
  if (isGateway(item)) {
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const half = box.width / 2;
    const diamond = `M${round(middle.x)} ${round(box.y)}l${round(half)} ${round(half)}-${round(half)} ${round(half)}-${round(half)}-${round(half)}z`;
    const sign = GATEWAY_GLYPHS[item.kind];
    const thick = item.kind === 'eventBasedGateway' ? 1 : 2.5;
    return (
      `<path d="${diamond}" fill="#fff" ${stroke(1.5)}/>` +
      (sign === undefined ? '' : glyph(sign, middle.x - 8, middle.y - 8, `fill="none" ${stroke(thick)}`)) +
      below(name, box, label)
    );
  }
  if (item.kind === 'textAnnotation') {
    const bracket = `M${round(box.x + 12)} ${round(box.y)}H${round(box.x)}v${round(box.height)}h12`;
    return `<path d="${bracket}" fill="none" ${stroke(1)}/>${words(name, { ...box, x: box.x + 4, width: box.width - 8 }, 'top')}`;
  }
  if (item.kind.startsWith('data')) {
    const page = `M${round(box.x)} ${round(box.y)}h${round(box.width - 10)}l10 10v${round(box.height - 10)}h-${round(box.width)}z`;
    return `<path d="${page}" fill="#fff" ${stroke(1.25)}/>${below(name, box, label)}`;
  }
  const sign = TASK_GLYPHS[item.kind];
  const inside = { x: box.x + 4, y: box.y + (sign === undefined ? 4 : 12), width: box.width - 8, height: box.height - 20 };
  return (
    rect(box, `rx="8" fill="#fff" ${stroke(item.kind === 'callActivity' ? 3.5 : 1.5)}`) +
    (sign === undefined
      ? ''
      : glyph(
          sign.path,
          box.x + 5,
          box.y + 4,
          `fill="${sign.filled === true ? INK : '#fff'}" stroke="${sign.filled === true ? '#fff' : INK}"`,
        )) +
    words(name, inside, 'middle') +
    markers(item, box, isSubProcess(item))
  );
}

function event({ kind, event: what, attributes }: Item, box: Box): string {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const radius = box.width / 2;
  const goesOn = attributes['cancelActivity'] === 'false' || attributes['isInterrupting'] === 'false';
  const circle = (r: number, width: number): string =>
    `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="#fff" ${stroke(width, goesOn ? '4 3' : undefined)}/>`;
  const rings =
    kind === 'startEvent'
      ? circle(radius, 1.5)
      : kind === 'endEvent'
        ? circle(radius, 4)
        : circle(radius, 1.25) + circle(radius - 3.5, 1.25);
  if (what === undefined) return rings;
  if (what === 'terminate') return `${rings}<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius - 7)}" fill="${INK}"/>`;
  const isThrown = kind === 'endEvent' || kind === 'intermediateThrowEvent';
  const sign = EVENT_GLYPHS[what] ?? EVENT_GLYPHS['multiple'] ?? '';
  const look = isThrown && what !== 'timer' ? `fill="${INK}" stroke="#fff" stroke-width=".8"` : `fill="none" ${stroke(1.25)}`;
  return rings + glyph(sign, x - 8, y - 8, look);
}

function glyph(path: string, x: number, y: number, look: string): string {
  return `<path transform="translate(${round(x)} ${round(y)})" d="${path}" ${look}/>`;
}

function markers(item: Item, box: Box, collapsed: boolean): string {
  const signs = [
    item.loop,
    collapsed ? 'collapsed' : undefined,
    item.kind === 'adHocSubProcess' ? 'adHoc' : undefined,
    item.attributes['isForCompensation'] === 'true' ? 'compensation' : undefined,
  ].flatMap((name) => (name === undefined ? [] : (MARKERS[name] ?? [])));
  const from = box.x + box.width / 2 - (signs.length * 16 - 4) / 2;
  return signs
    .map((path, index) => glyph(path, from + index * 16, box.y + box.height - 15, `fill="none" ${stroke(1.25)}`))
    .join('');
}

function below(name: string, box: Box, label: Box | undefined): string {
  if (name === '') return '';
  const place = label ?? { x: box.x + box.width / 2 - 45, y: box.y + box.height + 4, width: 90, height: LINE };
  return words(name, place, 'top', true);
}

/** A text in a box, broken between words, in the middle of its width. `halo` keeps it readable over lines. */
function words(text: string, box: Box, at: 'top' | 'middle', halo = false): string {
  if (text === '') return '';
  const lines = broken(text, Math.max(8, Math.floor(Math.max(box.width, 60) / LETTER)));
  const x = box.x + box.width / 2;
  const top = at === 'top' ? box.y + FONT - 1 : box.y + box.height / 2 - ((lines.length - 1) * LINE) / 2 + FONT * 0.35;
  const spans = lines.map((part, index) => `<tspan x="${round(x)}" y="${round(top + index * LINE)}">${escaped(part)}</tspan>`);
  const look = halo ? ` stroke="#fff" stroke-width="3" paint-order="stroke" stroke-linejoin="round"` : '';
  return `<text text-anchor="middle" fill="${INK}"${look}>${spans.join('')}</text>`;
}

function broken(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
