/** The files of a service in processes/: models, forms, decisions, scenario, terms. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readScenario } from '../../analytics/simulation/scenario.ts';
import type { Scenario } from '../../analytics/simulation/scenario.ts';
import type { Resource } from '../../engine/index.ts';
import type { TermProfileData } from '../../organisation/index.ts';

export const SERVICES = [
  'building-permit',
  'unified-request',
  'interlibrary-loan',
  'special-needs-assessment',
  'waste-fee-adjustment',
] as const;
export type Service = (typeof SERVICES)[number];

export interface ServiceFiles {
  /** By file name without its ending: as-is, to-be, model. */
  readonly models: ReadonlyMap<string, string>;
  /** What is deployed with each model: forms and decisions. */
  readonly forms: readonly Resource[];
  readonly decisions: readonly Resource[];
  readonly scenario: Scenario;
  readonly terms: readonly TermProfileData[];
}

/** In the sources two folders up, in dist/ one. */
const PLACES = ['../../processes/', '../processes/'];

/** Profiles of the legal term with, beside each, what of it was verified and where. */
const termFileSchema = z.object({
  profiles: z.array(
    z.object({
      profile: z.strictObject({
        id: z.string(),
        legalAct: z.string(),
        validFrom: z.iso.date(),
        startsFrom: z.enum(['received', 'registered']),
        days: z.int().positive(),
        unit: z.enum(['working', 'calendar']),
        extension: z
          .strictObject({ days: z.int().positive(), times: z.int().positive(), noticeWithinDays: z.int().min(0) })
          .optional(),
        suspensionGrounds: z.array(z.string()),
        restartsOnClarification: z.boolean(),
        forwardWithinDays: z.int().positive().optional(),
        forwardNoticeWithinDays: z.int().positive().optional(),
      }),
      marks: z.record(z.string(), z.object({ mark: z.enum(['verified', 'unverified']), source: z.string().optional() })),
    }),
  ),
});

/** The folder of a service. @throws Error when the processes did not come with the program */
export function serviceFolder(service: Service | 'tree-felling'): string {
  const places = PLACES.map((place) => fileURLToPath(new URL(`${place}${service}/`, import.meta.url)));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`The folder processes/${service} is missing; it comes with Eiga.`);
  return found;
}

/** @throws Error when a file is missing or its content cannot be right */
export async function readService(service: Service): Promise<ServiceFiles> {
  const folder = serviceFolder(service);
  const models = new Map<string, string>();
  for (const name of (await readdir(folder)).sort())
    if (name.endsWith('.bpmn')) models.set(name.slice(0, -'.bpmn'.length), await readFile(`${folder}${name}`, 'utf8'));
  const scenario = readScenario(JSON.parse(await readFile(`${folder}scenario.json`, 'utf8')));
  if ('faults' in scenario) throw new Error(`${service}/scenario.json: ${scenario.faults.join(' ')}`);
  return {
    models,
    forms: await readFiles(`${folder}forms/`, '.form'),
    decisions: await readFiles(`${folder}decisions/`, '.dmn'),
    scenario,
    terms: readTerms(await readFile(`${folder}term.json`, 'utf8')),
  };
}

/** The files with this ending, by name; none where there is no such folder. */
export async function readFiles(folder: string, ending: '.form' | '.dmn'): Promise<readonly Resource[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending)).sort();
  return Promise.all(names.map(async (name) => ({ name, content: await readFile(`${folder}${name}`, 'utf8') })));
}

/** The profiles of a term.json. @throws Error when its content cannot be right */
export function readTerms(text: string): readonly TermProfileData[] {
  return termFileSchema.parse(JSON.parse(text)).profiles.map(({ profile }) => {
    const { extension, forwardWithinDays, forwardNoticeWithinDays, ...always } = profile;
    return {
      ...always,
      ...(extension === undefined ? {} : { extension }),
      ...(forwardWithinDays === undefined ? {} : { forwardWithinDays }),
      ...(forwardNoticeWithinDays === undefined ? {} : { forwardNoticeWithinDays }),
    };
  });
}
