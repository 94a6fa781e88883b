import type { JobRow } from '../case/effect.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import type { JobView } from './views.ts';

type Headers = Readonly<Record<string, string>>;

export function jobKind({ listener }: Pick<JobRow, 'listener'>): JobView['kind'] {
  if (!listener) return 'work';
  return listener.phase === 'start' || listener.phase === 'end' ? 'executionListener' : 'taskListener';
}

/** What the model hands a worker along with a job: its element's headers, and over them those of the listener that the job is of. */
export function headersOf(process: ExecutableProcess, { elementId, listener }: Pick<JobRow, 'elementId' | 'listener'>): Headers {
  const node = process.nodes.get(elementId);
  const own: Headers = !node
    ? {}
    : 'headers' in node
      ? node.headers
      : 'job' in node
        ? node.job.headers
        : 'result' in node && node.result.kind === 'job'
          ? node.result.job.headers
          : {};
  if (!listener) return own;
  return { ...own, ...(node ?? process).listeners?.[listener.phase]?.[listener.index]?.headers };
}
