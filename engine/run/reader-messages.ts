/** What is said between the thread that answers requests and the one that reads files; plain data, since it is copied. */
import type { Finding } from '../errors.ts';
import type { PortableProcess } from '../model/portable.ts';
import type { Soundness } from '../soundness/check-soundness.ts';
import type { Resource } from './contract.ts';
import type { DecisionsPlanned } from './decision-plan.ts';

export type ReaderQuestion =
  /** Reads and checks a BPMN file: first its structure is told, then the soundness of its processes. */
  | { readonly kind: 'model'; readonly xml: string }
  /** Compiles a process that was deployed before; no rule is asked. */
  | { readonly kind: 'process'; readonly xml: string; readonly processId: string }
  | { readonly kind: 'decisions'; readonly resource: Resource; readonly hash: string };

export type ReaderAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'structure'; readonly processes: readonly PortableProcess[]; readonly findings: readonly Finding[] }
  | { readonly kind: 'soundness'; readonly checked: readonly Soundness[] }
  | { readonly kind: 'process'; readonly process: PortableProcess | undefined }
  | { readonly kind: 'decisions'; readonly read: DecisionsPlanned }
  /** A bug: no file may bring one about. */
  | { readonly kind: 'failed'; readonly message: string };
