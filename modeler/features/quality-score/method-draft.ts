/** A method as people type it: percent, points, whole numbers. */
import { QUALITY_COMPONENTS, qualityMethod } from '../../../api/contract.ts';
import type { QualityComponent, QualityMethod } from '../../../api/contract.ts';
import { numberOf } from '../change-plan/indicator-words.ts';

export const GOALS = ['weight', 'worst', 'best'] as const;
export const SETTINGS = ['months', 'leastCases', 'leastAnswers', 'leastWeight', 'costPerHour', 'good', 'fair'] as const;
export type MethodField = `${QualityComponent}-${(typeof GOALS)[number]}` | (typeof SETTINGS)[number];
export type MethodDraft = Readonly<Record<MethodField, string>> & { readonly note: string };
export type MethodFault = 'number' | 'range' | 'order' | 'weightless' | 'bands';

/** Six digits say all that anybody types; floats do not show. */
const typed = (value: number): string => String(Number(value.toPrecision(6)));

export function methodDraft({ components, bands, leastWeight, ...rest }: QualityMethod): MethodDraft {
  const goals = QUALITY_COMPONENTS.flatMap((component): [string, string][] => {
    const { weight, worst, best } = components[component];
    return [
      [`${component}-weight`, typed(weight)],
      [`${component}-worst`, typed(worst * 100)],
      [`${component}-best`, typed(best * 100)],
    ];
  });
  const others = { ...rest, ...bands, leastWeight: leastWeight * 100 };
  const settings = SETTINGS.map((name): [string, string] => [name, typed(others[name])]);
  // All names are there: both lists are walked whole.
  return { ...(Object.fromEntries([...goals, ...settings]) as Record<MethodField, string>), note: '' };
}

export interface MethodRead {
  readonly method: QualityMethod | undefined;
  readonly faults: Partial<Record<MethodField, MethodFault>>;
}

export function methodOf(draft: MethodDraft): MethodRead {
  const faults: Partial<Record<MethodField, MethodFault>> = {};
  const read = (field: MethodField, unit = 1): number => {
    const value = numberOf(draft[field]);
    if (value === undefined) faults[field] = 'number';
    return Number(((value ?? 0) * unit).toPrecision(12));
  };
  const component = (name: QualityComponent) => ({
    weight: read(`${name}-weight`),
    worst: read(`${name}-worst`, 0.01),
    best: read(`${name}-best`, 0.01),
  });
  const checked = qualityMethod.safeParse({
    components: {
      onTime: component('onTime'),
      firstTimeRight: component('firstTimeRight'),
      complaints: component('complaints'),
      satisfaction: component('satisfaction'),
      cost: component('cost'),
    },
    months: read('months'),
    leastCases: read('leastCases'),
    leastAnswers: read('leastAnswers'),
    leastWeight: read('leastWeight', 0.01),
    costPerHour: read('costPerHour'),
    bands: { good: read('good'), fair: read('fair') },
  });
  for (const { path, code } of checked.error?.issues ?? []) {
    const [first, second, third] = path.map(String);
    const field =
      first === 'components' ? (second === undefined ? 'onTime-weight' : `${second}-${third ?? 'best'}`) : (second ?? first);
    const isOrder = code === 'custom';
    const fault = !isOrder ? 'range' : first === 'bands' ? 'bands' : second === undefined ? 'weightless' : 'order';
    // Paths are those of the shape above.
    faults[field as MethodField] ??= fault;
  }
  return { method: Object.keys(faults).length === 0 ? checked.data : undefined, faults };
}
