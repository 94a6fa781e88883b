/** Imports under way: the upload is put aside first, then read; whoever began it asks how far it is. */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import type { ImportRequest, LogFault, Logs } from '../logs/index.ts';
import { type Refusal, refuse } from '../engine/errors.ts';
import { logJson } from './answers/log.ts';
import type { LogImport } from './contract/logs.ts';
import { bodyChunks } from './middleware/body-chunks.ts';
import { fail } from './problem.ts';

export interface LogImports {
  /** Takes the request's body as a file; answers when it has all come, while it is still being read. */
  begin(body: IncomingMessage, request: Omit<Request, 'source' | 'progress'>): Promise<LogImport | Refusal>;
  find(tenantId: string, importId: string): LogImport | undefined;
  /** Ends one that is still reading. @returns how it stands now */
  cancel(tenantId: string, importId: string): LogImport | undefined;
  /** Waits for those under way. */
  stop(): Promise<void>;
}

/** As it is sent: packed or not. */
const MOST_BYTES = 1_000_000_000;
/** Each holds a log in memory while it is read. */
const MOST_AT_ONCE = 2;
/** A finished import can be asked about for so long. */
const KEPT_MS = 3_600_000;

interface Request extends ImportRequest {
  /** Reads, and keeps nothing. */
  readonly check: boolean;
}

interface Kept {
  readonly tenantId: string;
  status: LogImport;
}

class Cancelled extends Error {}

export function logImports(logs: Logs, logger: Logger): LogImports {
  const kept = new Map<string, Kept>();
  const running = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();

  async function read(folder: string, path: string, bytes: number, { check, ...request }: Omit<Request, 'source'>, job: Kept) {
    const importId = job.status.importId;
    try {
      const progress = (read: number) => {
        if (isCancelled(job)) throw new Cancelled();
        job.status = { importId, state: 'running', fraction: bytes === 0 ? 1 : Math.min(1, read / bytes), bytes: read };
      };
      const file = { ...request, source: createReadStream(path), progress };
      const found = check ? await logs.imported.check(file) : await logs.imported.import(file);
      const done = { importId, state: 'done', fraction: 1, bytes } as const;
      // Cancelled while it was being stored, when nothing could be stopped any more.
      if (isCancelled(job)) {
        if ('logKey' in found) await logs.imported.delete(job.tenantId, found.logKey);
      } else if ('fault' in found) job.status = { importId, state: 'failed', fraction: null, bytes, fault: faultOf(found) };
      else job.status = 'logKey' in found ? { ...done, log: logJson(found) } : { ...done, checked: found };
    } catch (error) {
      if (error instanceof Cancelled) return;
      logger.error({ err: error, importId }, 'import');
      const message = `The server made a mistake while reading the file; it is in its log under ${importId}.`;
      job.status = { importId, state: 'failed', fraction: null, bytes, fault: { message } };
    } finally {
      await rm(folder, { recursive: true, force: true });
      const timer = setTimeout(() => {
        timers.delete(timer);
        kept.delete(importId);
      }, KEPT_MS);
      timers.add(timer.unref());
    }
  }

  return {
    async begin(body, request) {
      if (running.size >= MOST_AT_ONCE) return refuse('conflict', 'Two logs are being imported. Wait until one is done.');
      const importId = randomUUID();
      const folder = await mkdtemp(join(tmpdir(), 'eiga-import-'));
      const path = join(folder, 'log');
      try {
        await pipeline(bodyChunks(body, MOST_BYTES, tooLong), createWriteStream(path, { mode: 0o600 }));
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
      const { size } = await stat(path);
      const job: Kept = { tenantId: request.tenantId, status: { importId, state: 'running', fraction: 0, bytes: 0 } };
      kept.set(importId, job);
      const work = read(folder, path, size, request, job).finally(() => running.delete(work));
      running.add(work);
      return job.status;
    },
    find(tenantId, importId) {
      const job = kept.get(importId);
      return job?.tenantId === tenantId ? job.status : undefined;
    },
    cancel(tenantId, importId) {
      const job = kept.get(importId);
      if (job?.tenantId !== tenantId) return undefined;
      if (job.status.state === 'running') job.status = { ...job.status, state: 'cancelled' };
      return job.status;
    },
    async stop() {
      await Promise.all(running);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

function isCancelled({ status }: Kept): boolean {
  return status.state === 'cancelled';
}

function tooLong(): never {
  fail('badRequest', `The file is longer than ${String(MOST_BYTES)} bytes.`, { status: 413 });
}

function faultOf({ fault, ...told }: LogFault) {
  return { kind: fault, ...told };
}
