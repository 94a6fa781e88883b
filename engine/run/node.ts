import type { Sql } from '../store/sql.ts';
import type { Database } from '../../database/connect.ts';
import type { TermProfile } from '../case/state.ts';
import type { Refusal } from '../errors.ts';
import type { Numbers } from '../store/numbers.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { Clock } from '../time/clock.ts';
import type { CompiledDefinitions } from './compiled-definitions.ts';
import type { DecisionModels } from './decision-models.ts';
import type { Ask, Done } from './commit-group.ts';
import type { Background } from './background.ts';
import type { FileReading } from './file-reading.ts';

/** What a command came to, and when the deliveries that it causes have been tried; those that they cause in turn go on by themselves. */
export interface Followed extends Done {
  readonly followed: Promise<void>;
}

/** What one engine node holds; the parts of this room are functions over it. */
export interface EngineNode {
  readonly database: Database;
  readonly sql: Sql;
  readonly clock: Clock;
  readonly numbers: Numbers;
  readonly definitions: CompiledDefinitions;
  readonly decisions: DecisionModels;
  readonly reading: FileReading;
  readonly calendarOf: (tenantId: string, unit: string | undefined) => WorkingCalendar;
  readonly termProfileOf: (tenantId: string, service: string, at: number) => TermProfile | undefined;
  /** THE transaction; after its commit, what follows from it begins by itself (see follow-up.ts). */
  readonly perform: (ask: Ask) => Promise<Followed | Refusal>;
  readonly background: Background;
  /** Told of every step this node commits, at once. */
  readonly watchers: Set<(done: Done) => void>;
  /** Wake the worker, where it runs, for a batch. */
  readonly rousers: Set<() => void>;
  /** Messages, and mail between cases, that this node is bringing to those who wait. */
  readonly distributing: Set<string>;
}
