/** Reads a JSON body within its limits, and lets nothing through that would break the database or the program further in. */
import type { IncomingMessage } from 'node:http';
import secureJson from 'secure-json-parse';
import { fail } from '../problem.ts';
import { bodyChunks } from './body-chunks.ts';

export const JSON_BYTES = 1_000_000;
/** A model of 5 MB in JSON text, its quotes and line ends escaped, with its forms. */
export const MODEL_BYTES = 12_000_000;
/** Deeper JSON hangs or breaks what comes after: the embedded database answers empty from 6,000 levels on. */
export const JSON_DEPTH = 64;

/**
 * The body as JSON.
 * @throws ProblemError 415 when it is not application/json, 413 when too long, 400 when it is not JSON, too deep, or holds a NUL, half
 * a surrogate pair or a key such as __proto__.
 */
export async function readJson(request: IncomingMessage, mostBytes = JSON_BYTES): Promise<unknown> {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') fail('badRequest', 'Send the body as application/json.', { status: 415 });
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    fail('badRequest', 'Send the body as it is, not compressed.', { status: 415 });
  const text = decode(await readBytes(request, mostBytes));
  if (text === undefined) fail('badRequest', 'The body is not UTF-8.');
  if (isDeeperThan(text, JSON_DEPTH)) fail('badRequest', `The body is nested more than ${String(JSON_DEPTH)} levels deep.`);
  const value = parse(text);
  const fault = unstorable(value);
  if (fault !== undefined) fail('badRequest', fault);
  return value;
}

async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLong = () => fail('badRequest', `The body is longer than ${String(most)} bytes.`, { status: 413 });
  const chunks: Buffer[] = [];
  for await (const chunk of bodyChunks(request, most, tooLong)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return secureJson.parse(text, { protoAction: 'error', constructorAction: 'error' }) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
    return fail('badRequest', `The body is not JSON that is taken here: ${reason}`);
  }
}

/** Counts brackets outside strings, before the parser recurses into them. */
function isDeeperThan(text: string, most: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > most) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

/** What PostgreSQL refuses in text: NUL, and half a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
}

function unstorable(value: unknown): string | undefined {
  if (typeof value === 'string')
    return isStorable(value) ? undefined : 'A text in the body holds a character that cannot be kept.';
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const fault = unstorable(name) ?? unstorable(member);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
