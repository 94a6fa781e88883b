import type { Knex } from 'knex';
import type { Step } from '../case/step.ts';
import type { CaseState } from '../case/state.ts';
import type { CaseKey, ElementInstanceKey } from '../ids.ts';
import { CASE_MAIL, mailId, mailOf, mailRow, type CaseMail } from './case-mail.ts';
import { CASES, caseRow, updateCases } from './cases.ts';
import { placeOf } from './case-place.ts';
import { startBucket } from './claims.ts';
import { DECISION_INSTANCES, decisionInstanceRows } from './decision-instances.ts';
import { ELEMENT_INSTANCES, elementInstanceRow } from './element-instances.ts';
import { EVENT_LOG, eventRow } from './event-log.ts';
import { INCIDENTS, incidentRow } from './incidents.ts';
import { JOBS, jobRow } from './jobs.ts';
import { followMigration } from './migrated-case.ts';
import { MESSAGES, messageRow, sentMessage, type Message } from './messages.ts';
import { preparedName } from './prepared.ts';
import { SUBSCRIPTIONS, subscriptionRow, type Opening } from './subscriptions.ts';
import { insert, remove, upsert, type Bucketing, type Part, type SqlRow } from './table.ts';
import { TASKS, taskRow } from './tasks.ts';
import { TIMERS, timerRow } from './timers.ts';
import { VARIABLE_LOG, valueRows } from './variable-log.ts';

/** A step that shall be written, with what the rows need besides. */
export interface Written {
  readonly step: Step;
  readonly processId: string;
  /** Of the message that started the case. */
  readonly correlationKey?: string | undefined;
  /** Of a case that starts. */
  readonly tags?: readonly string[] | undefined;
  /** Of a migration to another process: what the case was claimed by as the one that a message started. */
  readonly freed?: { readonly processId: string; readonly correlationKey: string } | undefined;
  /** The state that was read under the lock; undefined for a case that this transaction starts. */
  readonly read: CaseState | undefined;
  readonly now: number;
}

/** Two more, for rows that have a bucket of their own. */
const STEP_PARTS = [
  'started',
  'updated',
  'elements',
  'tasks',
  'jobs',
  'incidents',
  'timers',
  'cancelled',
  'events',
  'values',
] as const;
const MAIL_PARTS = ['opened', 'closed', 'messages', 'mail', 'freed', 'decided'] as const;
type PartName = (typeof STEP_PARTS)[number] | (typeof MAIL_PARTS)[number];

const MESSAGE_STARTS = {
  name: 'message_starts',
  key: ['tenant_id', 'process_id', 'correlation_key'],
  columns: { tenant_id: 'text', process_id: 'text', correlation_key: 'text' },
};

function part(name: PartName, bucketing: Bucketing): Part {
  switch (name) {
    case 'started':
      return insert(CASES, bucketing);
    case 'updated':
      return updateCases(bucketing);
    case 'elements':
      return upsert(ELEMENT_INSTANCES, bucketing);
    case 'tasks':
      return upsert(TASKS, bucketing);
    case 'jobs':
      return upsert(JOBS, bucketing);
    case 'incidents':
      return upsert(INCIDENTS, bucketing);
    case 'timers':
      return upsert(TIMERS, bucketing);
    case 'cancelled':
      return remove(TIMERS, bucketing);
    case 'events':
      return insert(EVENT_LOG, bucketing);
    case 'values':
      return insert(VARIABLE_LOG, bucketing);
    case 'opened':
      return insert(SUBSCRIPTIONS, bucketing);
    case 'closed':
      return remove(SUBSCRIPTIONS, bucketing);
    case 'messages':
      return insert(MESSAGES, bucketing);
    case 'mail':
      return insert(CASE_MAIL, bucketing);
    case 'freed':
      return remove(MESSAGE_STARTS, bucketing);
    case 'decided':
      return insert(DECISION_INSTANCES, bucketing);
    default:
      return name satisfies never;
  }
}

/** Rows of a commit group by part of the statement; a later step's row of the same key takes an earlier one's place. */
class Batch {
  private readonly parts = new Map<PartName, Map<string, SqlRow>>();

  /** @param kept columns that keep an earlier step's value where this row has none */
  put(name: PartName, key: string, row: SqlRow, kept: readonly string[] = []): void {
    const rows = this.parts.get(name) ?? new Map<string, SqlRow>();
    const earlier = rows.get(key);
    const values = kept.map((column) => [column, row[column] ?? earlier?.[column]] as const);
    rows.set(key, earlier ? { ...row, ...Object.fromEntries(values) } : row);
    this.parts.set(name, rows);
  }

  drop(name: PartName, key: string): boolean {
    return this.parts.get(name)?.delete(key) ?? false;
  }

  rows(name: PartName): SqlRow[] {
    return [...(this.parts.get(name)?.values() ?? [])];
  }
}

/** Events of a group. */
const LARGE = 1_000;
/** Lets others have their turn while the rows of a large group are made; the transaction and its locks stay. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** What a step has sent: kept, on its way. */
export interface Sent {
  readonly messages: readonly Message[];
  readonly mail: readonly CaseMail[];
}

/**
 * Writes the steps of a commit group: one statement for the cases' own rows, which fails (22012) when a case is no longer in the version
 * that was read and then leaves nothing behind; a second one, where there is mail, for subscriptions and messages, whose buckets are
 * their own.
 * @returns what was sent, kept and not yet distributed
 */
export async function applyEffects(
  sql: Knex.Transaction,
  steps: readonly Written[],
  bucketing: Bucketing,
): Promise<ReadonlyMap<Step, Sent>> {
  const batch = new Batch();
  const sent = new Map<Step, Sent>();
  const last = new Map<CaseKey, Written>();
  const isLarge = steps.reduce((sum, { step }) => sum + step.log.length, 0) >= LARGE;
  if (isLarge) await turn();
  for (const written of steps) {
    collect(batch, written);
    sent.set(written.step, { messages: sentBy(batch, written), mail: mailBy(batch, written) });
    last.set(written.step.state.caseKey, written);
  }
  if (isLarge) await turn();
  for (const { step, read, processId, correlationKey, tags } of last.values()) {
    const row = caseRow(step.state, { processId, correlationKey, tags, before: read });
    batch.put(read ? 'updated' : 'started', step.state.caseKey, row);
  }
  await writeStep(sql, batch, bucketing, isLarge);
  await writeMail(sql, batch);
  for (const { step, processId, correlationKey } of steps)
    if (step.log.some(({ type }) => type === 'caseMigrated')) await followMigration(sql, step.state, processId, correlationKey);
  return sent;
}

function collect(batch: Batch, { step, processId, correlationKey, freed, now }: Written): void {
  const { state } = step;
  const place = placeOf(state);
  const called = new Map<ElementInstanceKey, CaseKey>();
  for (const effect of step.effects)
    if (effect.type === 'callCase') called.set(effect.caller.elementInstanceKey, effect.calledCaseKey);
  for (const event of step.log) batch.put('events', `${state.caseKey} ${event.seq}`, eventRow(place, event));
  for (const row of valueRows(place, step.values)) batch.put('values', `${state.caseKey} ${String(row['seq'])}`, row);
  for (const effect of step.effects) {
    switch (effect.type) {
      case 'saveElementInstance':
        batch.put(
          'elements',
          effect.row.key,
          elementInstanceRow(place, effect.row, called.get(effect.row.key)),
          ELEMENT_INSTANCES.kept,
        );
        break;
      case 'saveTask':
        batch.put('tasks', effect.row.key, taskRow(place, effect.row));
        break;
      case 'saveJob':
        batch.put('jobs', effect.row.key, jobRow(place, effect.row), JOBS.kept);
        break;
      case 'saveIncident':
        batch.put('incidents', effect.row.key, incidentRow(place, effect.row), INCIDENTS.kept);
        break;
      case 'scheduleTimer':
        batch.drop('cancelled', effect.timerKey);
        batch.put('timers', effect.timerKey, timerRow(place, effect));
        break;
      case 'cancelTimer': {
        const { bucket, tenant_id, case_key } = place;
        batch.drop('timers', effect.timerKey);
        batch.put('cancelled', effect.timerKey, { bucket, tenant_id, case_key, timer_key: effect.timerKey });
        break;
      }
      case 'openSubscription':
        open(batch, effect, { tenantId: state.tenantId, processId, now });
        break;
      case 'closeSubscription': {
        const { subscriptionKey: key, bucket } = effect;
        const row = { bucket, tenant_id: state.tenantId, case_key: state.caseKey, subscription_key: key };
        if (!batch.drop('opened', key)) batch.put('closed', key, row);
        break;
      }
      case 'saveDecision':
        for (const row of decisionInstanceRows(place, effect.row))
          batch.put('decided', `${effect.row.key} ${String(row['ordinal'])}`, row);
        break;
      case 'publishMessage':
      case 'broadcastSignal':
      case 'callCase':
      case 'tellCase':
        break;
      default:
        effect satisfies never;
    }
  }
  if (freed) free(batch, state, freed.processId, freed.correlationKey);
  if (state.endedAt !== undefined && correlationKey !== undefined) free(batch, state, processId, correlationKey);
}

function free(batch: Batch, { tenantId, caseKey }: CaseState, processId: string, correlationKey: string): void {
  const bucket = startBucket(processId, correlationKey);
  batch.put('freed', caseKey, { bucket, tenant_id: tenantId, process_id: processId, correlation_key: correlationKey });
}

function open(batch: Batch, effect: Opening, at: Parameters<typeof subscriptionRow>[1]): void {
  batch.put('opened', effect.subscriptionKey, subscriptionRow(effect, at));
}

function sentBy(batch: Batch, { step, now }: Written): Message[] {
  const { caseKey, tenantId, seq } = step.state;
  const sendings = step.effects.filter((effect) => effect.type === 'publishMessage' || effect.type === 'broadcastSignal');
  return sendings.map((sending, index) => {
    const message = sentMessage(sending, { caseKey, tenantId, seq: seq - index, now });
    batch.put('messages', message.messageKey, messageRow(message));
    return message;
  });
}

function mailBy(batch: Batch, { step, now }: Written): CaseMail[] {
  const mail = mailOf(step, now);
  for (const one of mail) batch.put('mail', mailId(one), mailRow(one));
  return mail;
}

async function writeStep(sql: Knex.Transaction, batch: Batch, bucketing: Bucketing, isLarge: boolean): Promise<void> {
  const updated = batch.rows('updated');
  const bucket = Number([...updated, ...batch.rows('started')][0]?.['bucket'] ?? 0);
  const { text, parts } = stepStatement(bucketing);
  const values: (string | number)[] = [];
  for (const { name, places } of parts) {
    for (const place of places) values.push(place === 'bucket' ? bucket : JSON.stringify(batch.rows(name)));
    if (isLarge) await turn();
  }
  await sql.raw(text, [...values, updated.length]).options({ name: preparedName(`step-${bucketing}`) });
}

/** Subscriptions, messages and start claims: rarer, so only what there is. */
async function writeMail(sql: Knex.Transaction, batch: Batch): Promise<void> {
  for (const name of MAIL_PARTS) {
    const rows = batch.rows(name);
    if (rows.length > 0)
      await sql.raw(part(name, 'server').sql, [JSON.stringify(rows)]).options({ name: preparedName(`step-${name}`) });
  }
}

interface StepStatement {
  readonly text: string;
  readonly parts: readonly { readonly name: PartName; readonly places: Part['places'] }[];
}

const statements = new Map<Bucketing, StepStatement>();

/**
 * The step's write: sub-statements that do not depend on each other, and at the end a division by zero unless every case was still in
 * the version that was read, so that a stale step cannot leave half of itself behind.
 */
function stepStatement(bucketing: Bucketing): StepStatement {
  const known = statements.get(bucketing);
  if (known) return known;
  const parts = STEP_PARTS.map((name) => ({ name, ...part(name, bucketing) }));
  const statement: StepStatement = {
    text: `WITH ${parts.map(({ name, sql }) => `step_${name} AS (${sql})`).join(',\n')}
      SELECT 1 / (CASE WHEN (SELECT count(*) FROM step_updated) = CAST(? AS int) THEN 1 ELSE 0 END) AS written`,
    parts,
  };
  statements.set(bucketing, statement);
  return statement;
}
