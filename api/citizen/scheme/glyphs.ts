/** The signs of BPMN within a box of 16 × 16 (tasks, events, gateways) or 12 × 12 (markers), as paths. Drawn for this product. */

interface Glyph {
  readonly path: string;
  /** Filled, or only outlined. */
  readonly filled?: boolean;
}

const ENVELOPE = 'M1 3h14v10H1zM1 3l7 6 7-6';
const TRIANGLE = 'M8 2l6.5 11h-13z';
const PENTAGON = 'M8 1.5l6.5 4.9-2.5 7.6H4L1.5 6.4z';

/** In the corner of a task. */
export const TASK_GLYPHS: Readonly<Record<string, Glyph>> = {
  userTask: { path: 'M8 8a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 8 8zM2 15c0-4 2.5-6 6-6s6 2 6 6z' },
  serviceTask: {
    path: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM7 1h2l.4 2 1.6.7 1.8-1.1 1.4 1.4L13 5.8l.7 1.6 2 .4v2l-2 .4-.7 1.6 1.2 1.7-1.4 1.4-1.8-1.1-1.6.7-.4 1.9H7l-.4-2-1.6-.6-1.8 1.1-1.4-1.4L3 11.8l-.7-1.6-2-.4V8l2-.5L3 5.9 1.8 4.1l1.4-1.4L5 3.7 6.6 3z',
  },
  sendTask: { path: ENVELOPE, filled: true },
  receiveTask: { path: ENVELOPE },
  businessRuleTask: { path: 'M1 2h14v12H1zM1 5.5h14M1 9.7h14M5.5 5.5V14' },
  scriptTask: { path: 'M4 1h9c-3 3 3 6 0 9s0 5 0 5H4c3-3-3-6 0-9S4 1 4 1zM5.5 4.5h5M5.5 8h5M5.5 11.5h5' },
  manualTask: { path: 'M1 6l3-3h6v2H7.5H14v2h-4h4v2h-4h3v2h-3h2v2H5L1 10z' },
};

/** In an event; the filled one when it is thrown. */
export const EVENT_GLYPHS: Readonly<Record<string, string>> = {
  message: ENVELOPE,
  timer: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 4v4.3l3 1.7',
  error: 'M2 14L5.5 3.5 10 10l4-8-3.5 10.5L6 6z',
  escalation: 'M8 1.5L13 14 8 9.5 3 14z',
  signal: TRIANGLE,
  conditional: 'M3 1.5h10v13H3zM5 5h6M5 8h6M5 11h6',
  link: 'M1.5 6h7V3l6 5-6 5v-3h-7z',
  compensate: 'M8 3v10L1.5 8zM14.5 3v10L8 8z',
  cancel: 'M3.5 2L8 6.5 12.5 2 14 3.5 9.5 8l4.5 4.5-1.5 1.5L8 9.5 3.5 14 2 12.5 6.5 8 2 3.5z',
  multiple: PENTAGON,
};

export const GATEWAY_GLYPHS: Readonly<Record<string, string>> = {
  exclusiveGateway: 'M3 3l10 10M13 3L3 13',
  parallelGateway: 'M8 1v14M1 8h14',
  inclusiveGateway: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z',
  eventBasedGateway: `M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0zM8 4l4 3-1.5 4.7h-5L4 7z`,
  complexGateway: 'M8 1v14M1 8h14M3 3l10 10M13 3L3 13',
};

/** Below a task or sub-process. */
export const MARKERS: Readonly<Record<string, string>> = {
  collapsed: 'M.5.5h11v11H.5zM6 3v6M3 6h6',
  loop: 'M4 11a5 5 0 1 1 4 0M4 7.5V11H.8',
  parallel: 'M2 1v10M6 1v10M10 1v10',
  sequential: 'M1 2h10M1 6h10M1 10h10',
  adHoc: 'M1 7c2-4 4-2 5-1s3 3 5-1',
  compensation: 'M6 2v8L1 6zM11 2v8L6 6z',
};
