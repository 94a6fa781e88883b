/** What is being tried out for a process, kept in this browser after every change, so that none is ever lost. */
import { scenarioOf } from './scenario-json.ts';
import type { ScenarioJson } from './scenario-json.ts';

const PREFIX = 'eiga.what-if.';

/** A deployed version, or a model that is not deployed. */
export type ModelChosen =
  | { readonly kind: 'version'; readonly processId: string; readonly version: number }
  | { readonly kind: 'text'; readonly name: string; readonly bpmnXml: string };

export interface Side {
  readonly model: ModelChosen;
  readonly scenario: ScenarioJson;
}

export interface WhatIf {
  readonly processId: string;
  readonly asIs: Side;
  readonly toBe: Side;
  /** Where the as-is scenario comes from. */
  readonly origin: { readonly kind: 'cases' | 'file' | 'forecast'; readonly name: string; readonly at: string };
}

export function keptWhatIf(processId: string): WhatIf | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(PREFIX + processId) ?? 'null');
    return whatIfOf(kept);
  } catch {
    return undefined;
  }
}

/** @returns false when the browser has no room left for it. */
export function keepWhatIf(whatIf: WhatIf): boolean {
  try {
    localStorage.setItem(PREFIX + whatIf.processId, JSON.stringify(whatIf));
    return true;
  } catch {
    return false;
  }
}

function whatIfOf(value: unknown): WhatIf | undefined {
  if (!isRecord(value)) return undefined;
  const { processId, asIs, toBe, origin } = value;
  const [before, after] = [sideOf(asIs), sideOf(toBe)];
  if (typeof processId !== 'string' || before === undefined || after === undefined || !isRecord(origin)) return undefined;
  const { kind, name, at } = origin;
  if ((kind !== 'cases' && kind !== 'file' && kind !== 'forecast') || typeof name !== 'string' || typeof at !== 'string')
    return undefined;
  return { processId, asIs: before, toBe: after, origin: { kind, name, at } };
}

function sideOf(value: unknown): Side | undefined {
  if (!isRecord(value)) return undefined;
  const [model, scenario] = [modelOf(value['model']), scenarioOf(value['scenario'])];
  return model === undefined || scenario === undefined ? undefined : { model, scenario };
}

function modelOf(value: unknown): ModelChosen | undefined {
  if (!isRecord(value)) return undefined;
  const { kind, processId, version, name, bpmnXml } = value;
  if (kind === 'version' && typeof processId === 'string' && typeof version === 'number') return { kind, processId, version };
  if (kind === 'text' && typeof name === 'string' && typeof bpmnXml === 'string') return { kind, name, bpmnXml };
  return undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

export function isSameModel(a: ModelChosen, b: ModelChosen): boolean {
  if (a.kind === 'version') return b.kind === 'version' && a.processId === b.processId && a.version === b.version;
  return b.kind === 'text' && a.bpmnXml === b.bpmnXml;
}

/** As the server is asked about it. */
export function modelAsked(model: ModelChosen) {
  return model.kind === 'version' ? { processId: model.processId, version: model.version } : { bpmnXml: model.bpmnXml };
}
