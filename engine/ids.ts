/**
 * Keys: 64-bit numbers, decimal strings everywhere outside SQL. A key is [33 bits case number][22 bits object][8 bits bucket]:
 * a case is object 0 of its own number, its tasks, jobs, timers… are objects 1, 2, 3… in the order they came into being. So any key
 * alone names its shard and its case, a step needs no allocator to stay pure, and a replay repeats the keys.
 * Branded, because a task's key in a job's place is the commonest bug of an engine.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type CaseKey = Branded<'case'>;
/** The root scope of a case has the case's own key as its element instance key. */
export type ElementInstanceKey = Branded<'elementInstance'>;
export type TaskKey = Branded<'task'>;
export type JobKey = Branded<'job'>;
export type TimerKey = Branded<'timer'>;
export type SubscriptionKey = Branded<'subscription'>;
export type IncidentKey = Branded<'incident'>;
export type DefinitionKey = Branded<'definition'>;
export type DeploymentKey = Branded<'deployment'>;
export type FormKey = Branded<'form'>;
export type RequirementsKey = Branded<'requirements'>;
export type DecisionKey = Branded<'decision'>;
export type DecisionInstanceKey = Branded<'decisionInstance'>;
export type MessageKey = Branded<'message'>;
export type BatchKey = Branded<'batch'>;

export const BUCKETS = 256;
/** Objects one case can make in its whole life. */
export const OBJECTS_PER_CASE = 2 ** 22;
/** Numbers handed out by the database: cases, definitions, deployments, messages. */
export const NUMBERS = 2 ** 33;

const OBJECT_BITS = BigInt(OBJECTS_PER_CASE - 1) << 8n;

/** The key of the `number`-th case (or definition, message…), 0 < number < 2^33, in a bucket. */
export function numberedKey<Key extends string>(number: number, bucket: number): Key {
  return ((BigInt(number) << 30n) | BigInt(bucket)).toString() as Key;
}

/** The key of the `object`-th object (0 < object < 2^22) of a case. */
export function objectKey<Key extends string>(caseKey: CaseKey, object: number): Key {
  return (BigInt(caseKey) | (BigInt(object) << 8n)).toString() as Key;
}

/** The case that an object's key belongs to. */
export function caseKeyOf(key: string): CaseKey {
  return (BigInt(key) & ~OBJECT_BITS).toString() as CaseKey;
}

/** Which object of its case a key is; 0 is the case itself. */
export function objectOf(key: string): number {
  return Number((BigInt(key) & OBJECT_BITS) >> 8n);
}

/** The bucket (0-255) that a key carries in its low 8 bits. */
export function bucketOf(key: string): number {
  return Number(BigInt(key) & 255n);
}

const KEY = /^[1-9][0-9]{0,18}$/;
const LARGEST_KEY = 9223372036854775807n;

/** Whether a text from outside can be a key at all (decimal, positive, 63 bits). */
export function isKey(text: string): boolean {
  return KEY.test(text) && BigInt(text) <= LARGEST_KEY;
}

/** A bucket for a text (a message's name and correlation key): FNV-1a, the same on every node and in every release. */
export function bucketOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}
