/** Drawings that are not deployed yet, kept in this browser after every change, so that none is ever lost. */

const PREFIX = 'eiga.drawing.';

export interface KeptDrawing {
  /** The key of the version it began from, or `new-…`. */
  readonly drawing: string;
  readonly xml: string;
  readonly name: string;
  readonly keptAt: string;
  /** The code of the service that it is drawn for: its card names the process once that is deployed. */
  readonly service?: string;
}

/** The drawing that is kept for a version or a new model. */
export function keptDrawing(drawing: string): KeptDrawing | undefined {
  return read(PREFIX + drawing);
}

/** @returns false when the browser has no room left for it; the page then says so. */
export function keepDrawing(kept: KeptDrawing): boolean {
  try {
    localStorage.setItem(PREFIX + kept.drawing, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forgetDrawing(drawing: string): void {
  localStorage.removeItem(PREFIX + drawing);
}

/** All of them, latest first. */
export function keptDrawings(): readonly KeptDrawing[] {
  return Object.keys(localStorage)
    .filter((name) => name.startsWith(PREFIX))
    .flatMap((name) => read(name) ?? [])
    .sort((a, b) => b.keptAt.localeCompare(a.keptAt));
}

/** A name for a drawing that has no version yet. */
export function newDrawing(): string {
  return `new-${Date.now().toString(36)}`;
}

function read(name: string): KeptDrawing | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    return isKept(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is KeptDrawing {
  if (typeof value !== 'object' || value === null) return false;
  const isText = (field: string): boolean => field in value && typeof value[field as keyof typeof value] === 'string';
  return ['drawing', 'xml', 'name', 'keptAt'].every(isText) && (!('service' in value) || isText('service'));
}
