/** What a deployment holds, once its files are read. */
import type { Finding } from '../errors.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import type { Resource } from './contract.ts';

export type ResourceFinding = Finding & { readonly resource: string };

export interface PlannedProcess {
  readonly process: ExecutableProcess;
  readonly resource: Resource;
  readonly hash: string;
}
