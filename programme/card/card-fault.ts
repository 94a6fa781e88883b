/** Why a card is refused: where, what, and what to do about it. */
import type { z } from 'zod';
import type { ServiceCard } from './service-card.ts';

export const CARD_FAULT_RULES = [
  'shape',
  'unknownField',
  'missing',
  'duplicateCode',
  'unknownUnit',
  'unknownProcess',
  'noLegalBasis',
  'sameTermDay',
  'unreadable',
] as const;
export type CardFaultRule = (typeof CARD_FAULT_RULES)[number];

export interface CardFault {
  readonly rule: CardFaultRule;
  /** Of the card: `owner`, `terms.0.legalAct`; of a file also the name of its column or property. */
  readonly path: string;
  /** What stands there. */
  readonly value?: string;
  /** What is wrong and what to do, in English; a page has its own words by `rule`. */
  readonly message: string;
  /** Of a file. */
  readonly line?: number;
  readonly code?: string;
}

/** What a schema said of a card. */
export function shapeFaults(error: z.ZodError): readonly CardFault[] {
  return error.issues.map((issue): CardFault => {
    const path = issue.path.join('.');
    if (issue.code === 'unrecognized_keys')
      return {
        rule: 'unknownField',
        path: [...issue.path, issue.keys[0] ?? ''].join('.'),
        message: `A card has no field “${issue.keys.join(', ')}”: take it out, or see its name in docs/services.md.`,
      };
    if (issue.code === 'invalid_type' && issue.input === undefined && /received undefined/.test(issue.message))
      return { rule: 'missing', path, message: `“${path}” is missing: fill it in.` };
    return { rule: 'shape', path, message: `“${path}”: ${issue.message}.` };
  });
}

/** What a card must agree with besides its own shape. */
export interface CardWorld {
  readonly units: ReadonlySet<string>;
  readonly processes: ReadonlySet<string>;
}

/** What is wrong with a card of the right shape. */
export function cardFaults(card: ServiceCard, world: CardWorld): readonly CardFault[] {
  const faults: CardFault[] = [];
  if (!world.units.has(card.owner))
    faults.push({
      rule: 'unknownUnit',
      path: 'owner',
      value: card.owner,
      message: `There is no unit “${card.owner}”: add the unit first, or name one of ${listed(world.units)}.`,
    });
  if (card.processId !== undefined && !world.processes.has(card.processId))
    faults.push({
      rule: 'unknownProcess',
      path: 'processId',
      value: card.processId,
      message: `No process “${card.processId}” is deployed: deploy its model first, or leave it empty (no model yet).`,
    });
  const days = new Set<string>();
  for (const [index, { legalAct, validFrom }] of card.terms.entries()) {
    if (days.has(validFrom))
      faults.push({
        rule: 'sameTermDay',
        path: `terms.${String(index)}.validFrom`,
        value: validFrom,
        message: `Two terms are in force from ${validFrom}: one day has one term; take one out or give it another day.`,
      });
    days.add(validFrom);
    if (!card.legalActs.some(({ title }) => basisOf(legalAct, title)))
      faults.push({
        rule: 'noLegalBasis',
        path: `terms.${String(index)}.legalAct`,
        value: legalAct,
        message: `The term's legal act “${legalAct}” is not among the service's legal acts: add it there; a term needs its basis.`,
      });
  }
  return faults;
}

/** The term may name a place in the act: "Act, art. 27". */
function basisOf(legalAct: string, title: string): boolean {
  return legalAct === title || (legalAct.startsWith(title) && /^[\s,;(.]/.test(legalAct.slice(title.length)));
}

function listed(names: ReadonlySet<string>): string {
  const all = [...names];
  return all.length === 0 ? 'none yet' : all.slice(0, 12).join(', ') + (all.length > 12 ? '…' : '');
}
