/** What the page must know of a model to name its parts: read from its text, names in the reader's language where it has them. */
import type { Language } from '../../i18n/languages.ts';
import { labelsOf } from '../labels/model-labels.ts';

export interface ModelFacts {
  /** Of an element by id; its id where it has no name. */
  readonly nameOf: (id: string) => string;
  readonly has: (id: string) => boolean;
  /** Gateways that choose, each with its ways out. */
  readonly gateways: readonly { readonly id: string; readonly isInclusive: boolean; readonly ways: readonly Way[] }[];
}

export interface Way {
  readonly flow: string;
  readonly name: string;
}

const CHOOSING: ReadonlySet<string> = new Set(['exclusiveGateway', 'inclusiveGateway']);

export function modelFacts(xml: string, language: Language): ModelFacts {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const labels = labelsOf(xml, language);
  const elements = new Map([...document.querySelectorAll('[id]')].map((element) => [element.id, element]));
  const own = (id: string): string => labels.get(id) ?? elements.get(id)?.getAttribute('name') ?? '';
  const flows = [...document.getElementsByTagNameNS('*', 'sequenceFlow')];
  const gateways = [...elements.values()].filter(({ localName }) => CHOOSING.has(localName));
  const nameOf = (id: string): string => own(id) || id;
  return {
    nameOf,
    has: (id) => elements.has(id),
    gateways: gateways.flatMap(({ id, localName }) => {
      const ways = flows.flatMap((flow): Way[] => {
        if (flow.getAttribute('sourceRef') !== id) return [];
        const target = nameOf(flow.getAttribute('targetRef') ?? '');
        return [{ flow: flow.id, name: own(flow.id) === '' ? target : `${own(flow.id)} → ${target}` }];
      });
      return ways.length < 2 ? [] : [{ id, isInclusive: localName === 'inclusiveGateway', ways }];
    }),
  };
}
