/** A measure while it is typed. */
import { INDICATOR_FACTS, INDICATORS, MEASURE_STATUSES } from '../../../api/contract.ts';
import type { IndicatorKind, KeptMeasure, KeptRecommendation, MeasureText } from '../../../api/contract.ts';
import { CHANNEL_KINDS, PERSON_KINDS } from '../../../programme/card/service-card.ts';
import { numberOf, typedValue, valueOf } from './indicator-words.ts';

export type MeasureDraft = Readonly<Record<keyof typeof EMPTY, string>>;
const EMPTY = {
  titleLt: '',
  titleEn: '',
  recommendation: '',
  owner: '',
  responsible: '',
  dueOn: '',
  kind: 'medianCycle',
  processId: '',
  unit: '',
  institution: '',
  channel: '',
  applicantKind: '',
  costPerHour: '',
  from: '',
  to: '',
  target: '',
  budget: '',
  status: 'planned',
  version: '',
  forecast: '',
  tolerance: '10',
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const HUNDRED = 100;

export function kindOf(draft: MeasureDraft): IndicatorKind {
  return INDICATORS.find((kind) => kind === draft.kind) ?? 'medianCycle';
}

/** Of a recommendation, where it was accepted; its process where it is one of the house. */
export function newDraft(of: KeptRecommendation | undefined): MeasureDraft {
  const evidence = of?.body.evidence[0];
  return {
    ...EMPTY,
    titleLt: of?.body.title.lt ?? '',
    titleEn: of?.body.title.en ?? '',
    recommendation: of === undefined ? '' : String(of.number),
    processId: evidence?.source.kind === 'process' ? evidence.source.id : '',
    kind: evidence?.kind === 'survey' ? 'satisfaction' : 'medianCycle',
  };
}

export function draftOf({ body }: KeptMeasure): MeasureDraft {
  const { indicator } = body;
  return {
    titleLt: body.title.lt,
    titleEn: body.title.en ?? '',
    recommendation: body.recommendation === undefined ? '' : String(body.recommendation),
    owner: body.owner,
    responsible: body.responsible ?? '',
    dueOn: body.dueOn,
    kind: indicator.kind,
    processId: indicator.processId,
    unit: indicator.unit ?? '',
    institution: indicator.institution ?? '',
    channel: indicator.channel ?? '',
    applicantKind: indicator.applicantKind ?? '',
    costPerHour: indicator.costPerHour === undefined ? '' : String(indicator.costPerHour),
    from: body.baseline.from,
    to: body.baseline.to,
    target: typedValue(indicator.kind, body.target),
    budget: body.budgetCents === undefined ? '' : String(body.budgetCents / HUNDRED),
    status: body.status,
    version: body.toBe === undefined ? '' : String(body.toBe.version),
    forecast: body.forecast ?? '',
    tolerance: String(Math.round(body.tolerance * HUNDRED)),
  };
}

/** Which cases an indicator is measured among, where they are not all. */
export function amongOf(
  draft: MeasureDraft,
): Pick<MeasureText['indicator'], 'unit' | 'institution' | 'channel' | 'applicantKind'> {
  const channel = CHANNEL_KINDS.find((one) => one === draft.channel);
  const applicantKind = PERSON_KINDS.find((one) => one === draft.applicantKind);
  return {
    ...(draft.unit !== '' && { unit: draft.unit }),
    ...(draft.institution !== '' && { institution: draft.institution }),
    ...(channel !== undefined && { channel }),
    ...(applicantKind !== undefined && { applicantKind }),
  };
}

export type DraftFault = 'missing' | 'day' | 'number' | 'period' | 'share';

/** The measure, or what is wrong by field. */
export function measureOf(draft: MeasureDraft): {
  readonly text?: MeasureText;
  readonly faults: Partial<Record<keyof MeasureDraft, DraftFault>>;
} {
  const faults: Partial<Record<keyof MeasureDraft, DraftFault>> = {};
  for (const name of ['titleLt', 'owner', 'processId'] as const) if (draft[name].trim() === '') faults[name] = 'missing';
  for (const name of ['dueOn', 'from', 'to'] as const)
    if (!DAY.test(draft[name]) || Number.isNaN(Date.parse(draft[name]))) faults[name] = draft[name] === '' ? 'missing' : 'day';
  if (!faults.from && !faults.to && draft.from >= draft.to) faults.to = 'period';
  const kind = kindOf(draft);
  const target = valueOf(kind, draft.target);
  if (target === undefined) faults.target = draft.target.trim() === '' ? 'missing' : 'number';
  else if (INDICATOR_FACTS[kind].unit === 'share' && target > 1) faults.target = 'share';
  const optional = (name: 'budget' | 'costPerHour' | 'version') => {
    const value = draft[name].trim() === '' ? undefined : numberOf(draft[name]);
    if (draft[name].trim() !== '' && value === undefined) faults[name] = 'number';
    return value;
  };
  const [budget, costPerHour, version] = [optional('budget'), optional('costPerHour'), optional('version')];
  const tolerance = numberOf(draft.tolerance);
  if (tolerance === undefined || tolerance < 1 || tolerance > HUNDRED) faults.tolerance = 'number';
  if (Object.keys(faults).length > 0 || target === undefined || tolerance === undefined) return { faults };
  const given = <Name extends string>(name: Name, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });
  return {
    faults,
    text: {
      title: { lt: draft.titleLt.trim(), ...(draft.titleEn.trim() !== '' && { en: draft.titleEn.trim() }) },
      ...(draft.recommendation !== '' && { recommendation: Number(draft.recommendation) }),
      owner: draft.owner,
      ...given('responsible', draft.responsible),
      dueOn: draft.dueOn,
      indicator: {
        kind,
        processId: draft.processId,
        ...amongOf(draft),
        ...(kind === 'cost' && costPerHour !== undefined && costPerHour > 0 && { costPerHour }),
      },
      baseline: { from: draft.from, to: draft.to },
      target,
      ...(budget !== undefined && { budgetCents: Math.round(budget * HUNDRED) }),
      status: MEASURE_STATUSES.find((status) => status === draft.status) ?? 'planned',
      ...(version !== undefined && version >= 1 && { toBe: { version: Math.round(version) } }),
      ...given('forecast', draft.forecast),
      tolerance: tolerance / HUNDRED,
    },
  };
}
