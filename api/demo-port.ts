/** What the server gives to whoever loads the demo municipality, and what it gets back. */
import type { Database } from '../database/connect.ts';
import type { JobHandler } from '../engine/index.ts';
import type { Organisation, Role } from '../organisation/index.ts';

export interface Words {
  readonly lt: string;
  readonly en: string;
}

export interface DemoTools {
  /** Empty but for the tables; it stays the server's to close. The server's own worker rests until the demo is loaded. */
  readonly database: Database;
  readonly organisation: Organisation;
  /** All of the demo belongs to this tenant. */
  readonly tenantId: string;
  /** The instant at which the demo's history ends: now. */
  readonly endsAt: number;
  /** @param fraction 0 to 1, never less than before. */
  readonly progress: (fraction: number, words: Words) => void;
  /** The server is stopping: break off, the next start begins anew. */
  readonly stopping: AbortSignal;
}

/** Somebody one can sign in as. The password is shown once and kept nowhere. */
export interface DemoPerson {
  readonly user: string;
  readonly password: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Fills an empty installation with the demo municipality. Whatever it leaves when it throws or is killed is thrown away. */
export type LoadDemo = (tools: DemoTools) => Promise<readonly DemoPerson[]>;

export type JobHandlers = Readonly<Record<string, JobHandler>>;
