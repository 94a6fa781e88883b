import type { Translate } from '../../i18n/translate.ts';
import type { GroupNames } from './group-words.ts';
import type { ModelFacts } from './model-facts.ts';

/** Kinds of proposals that the dictionary has a sentence for. */
const KNOWN: ReadonlySet<string> = new Set(['endBatch', 'movePerson', 'parallelise', 'skipApproval']);

interface ProposalTold {
  readonly kind: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A proposal as a sentence in the reader's language; undefined for a kind that is not known here. */
export function proposalWords(
  { kind, params }: ProposalTold,
  facts: ModelFacts,
  groupName: GroupNames,
  t: Translate,
): string | undefined {
  if (!KNOWN.has(kind)) return undefined;
  const named = (id: string | undefined): string => (id === undefined ? '' : facts.nameOf(id));
  const group = (role: string | undefined): string => (role === undefined ? '' : groupName([role]));
  return t(`whatIf.proposals.kinds.${kind}`, {
    name: named(params['activity']),
    first: named(params['first']),
    second: named(params['second']),
    from: group(params['from']),
    to: group(params['to']),
  });
}
