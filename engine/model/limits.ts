/** How large a BPMN file may be. bpmn-moddle blocks for seconds on files above these, and our own walks are recursive. */
export interface Limits {
  /** Of the file in UTF-8. */
  readonly bytes: number;
  /** Elements that have an id, the diagram's own shapes and edges not counted. */
  readonly elements: number;
  /** XML elements of any kind. */
  readonly tags: number;
  /** Nesting of XML elements. */
  readonly depth: number;
  /** Attributes of one XML element. */
  readonly attributes: number;
}

export const LIMITS: Limits = { bytes: 5 * 1024 * 1024, elements: 5_000, tags: 50_000, depth: 32, attributes: 200 };

/** Findings that one file can have; a file with more is broken as a whole, and the list stops here. */
export const MOST_FINDINGS = 1_000;
