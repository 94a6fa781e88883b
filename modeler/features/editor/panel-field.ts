import type { DiagramElement } from '../diagram/diagram-services.ts';
import type { Writing } from './extension-values.ts';

export interface Choice {
  /** Written back when it is chosen; the empty one stands for what holds when nothing is said. */
  readonly value: string;
  /** As the model calls it; a word of the dictionary (`eiga.choice.…`) when absent. */
  readonly name?: string;
}

/**
 * A field of the properties panel; its words are `eiga.field.<id>` and `eiga.about.<id>`. `Part` is what it belongs to where an element
 * has several of a kind. Each field is one object for ever: the panel tells its entries apart by identity.
 */
export interface PanelField<Part = undefined> {
  readonly id: string;
  /** A choice of these; free text when there are none. */
  readonly choices?: (element: DiagramElement, part: Part) => readonly Choice[];
  readonly read: (element: DiagramElement, part: Part) => string;
  /** What cannot be written stays what was there: the panel shows it again. */
  readonly takes?: (value: string) => boolean;
  readonly write: (writing: Writing, element: DiagramElement, value: string, part: Part) => void;
}

/** A choice of fixed values. */
export function among(...values: readonly string[]): () => readonly Choice[] {
  const choices = values.map((value) => ({ value }));
  return () => choices;
}
