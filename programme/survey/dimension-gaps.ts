/** Where people got less than they expected: by dimension and service, of those who said both. Pure. */
import { heldBack } from '../../analytics/index.ts';
import { type Estimate, estimate } from './estimates.ts';
import { type AnswerContext, type Answers, DIMENSIONS, type Instrument } from './survey-shapes.ts';

export interface ExpectedAndMet {
  /** Means of those who said both; the gap is perception − expectation of the same person. */
  readonly expectation: Estimate;
  readonly perception: Estimate;
  readonly gap: Estimate;
}

export interface ServiceGap extends ExpectedAndMet {
  readonly service: string;
  /** All of its interval lies below the gap of all who answered. */
  readonly isLow: boolean;
}

export interface DimensionGap extends ExpectedAndMet {
  readonly dimension: (typeof DIMENSIONS)[number];
  /** Those that may be shown, the widest gap first. */
  readonly services: readonly ServiceGap[];
}

interface Said {
  readonly service: string | null;
  readonly wanted: number;
  readonly met: number;
}

/**
 * The widest gap below zero first.
 * @param hidden services (null: not told) that are held back already
 */
export function dimensionGaps(
  { questions }: Instrument,
  kept: readonly (AnswerContext & { readonly answers: Answers })[],
  population: number | undefined,
  hidden: ReadonlySet<string | null>,
): readonly DimensionGap[] {
  return DIMENSIONS.flatMap((dimension): DimensionGap[] => {
    const [expectation, perception] = (['expectation', 'perception'] as const).map((kind) =>
      questions.find((one) => one.kind === kind && one.dimension === dimension),
    );
    if (expectation === undefined || perception === undefined) return [];
    const said = kept.flatMap(({ service = null, answers }): Said[] => {
      const [wanted, met] = [answers[expectation.id], answers[perception.id]];
      return typeof wanted === 'number' && typeof met === 'number' ? [{ service, wanted, met }] : [];
    });
    const whole = figuresOf(said, population);
    return [{ dimension, ...whole, services: byService(said, whole, hidden) }];
  }).sort(byWidth);
}

function byService(said: readonly Said[], whole: ExpectedAndMet, hidden: ReadonlySet<string | null>): readonly ServiceGap[] {
  const groups = new Map<string | null, Said[]>();
  for (const one of said) groups.set(one.service, [...(groups.get(one.service) ?? []), one]);
  // Of questions that may be left out, fewer than the service's answers tell of the dimension.
  const held = heldBack([...groups.values()].map(({ length }) => length));
  return [...groups]
    .flatMap(([service, those], index): ServiceGap[] => {
      if (service === null || held[index] || hidden.has(service)) return [];
      const figures = figuresOf(those, undefined);
      return [{ service, ...figures, isLow: (figures.gap.high ?? 0) < (whole.gap.value ?? -Infinity) }];
    })
    .sort((a, b) => byWidth(a, b) || (a.service < b.service ? -1 : 1));
}

function figuresOf(said: readonly Said[], population: number | undefined): ExpectedAndMet {
  const of = (name: 'expectation' | 'perception' | 'gap', values: readonly number[]) => estimate(name, values, population);
  return {
    expectation: of(
      'expectation',
      said.map(({ wanted }) => wanted),
    ),
    perception: of(
      'perception',
      said.map(({ met }) => met),
    ),
    gap: of(
      'gap',
      said.map(({ wanted, met }) => met - wanted),
    ),
  };
}

function byWidth(a: ExpectedAndMet, b: ExpectedAndMet): number {
  return (a.gap.value ?? 0) - (b.gap.value ?? 0);
}
