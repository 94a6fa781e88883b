/** Reads a multipart/form-data body within its limits. */
import type Koa from 'koa';
import { bodyChunks } from '../middleware/body-chunks.ts';
import { isStorable } from '../middleware/json-body.ts';
import { reject } from './problem.ts';

/** A model may have 5 MB; a deployment has a few of them. */
export const MULTIPART_BYTES = 12_000_000;
export const MOST_PARTS = 100;

export interface Parts {
  readonly files: readonly { readonly field: string; readonly name: string; readonly content: string }[];
  readonly texts: readonly { readonly field: string; readonly value: string }[];
}

/** @throws CamundaProblem 415 for another type, 413 when it is too long, 400 when it is malformed or holds what is no text. */
export async function readMultipart(context: Koa.Context): Promise<Parts> {
  const type = context.get('Content-Type');
  const boundary = /^multipart\/form-data\s*;.*\bboundary=("?)([^";\s]{1,100})\1/i.exec(type)?.[2];
  if (boundary === undefined) reject('Unsupported Media Type', 'Send the resources as multipart/form-data.');
  if (!['', 'identity'].includes(context.get('Content-Encoding')))
    reject('Unsupported Media Type', 'Send the body as it is, not compressed.');
  const bytes = await readBytes(context);
  if (countOf(bytes, `--${boundary}`) > MOST_PARTS + 1)
    reject('Bad Request', `A deployment has at most ${String(MOST_PARTS)} parts.`);
  const form = await parseForm(bytes, type);
  const files: { field: string; name: string; content: string }[] = [];
  const texts: { field: string; value: string }[] = [];
  for (const [field, value] of form) {
    if (typeof value === 'string') texts.push({ field, value });
    else files.push({ field, name: value.name, content: decode(value.name, await value.arrayBuffer()) });
  }
  for (const { name, content } of files)
    if (!isStorable(name) || !isStorable(content)) reject('INVALID_ARGUMENT', 'A file holds a character that cannot be kept.');
  return { files, texts };
}

async function readBytes({ req }: Koa.Context): Promise<Buffer> {
  const tooLong = () => reject('Payload Too Large', `A deployment has at most ${String(MULTIPART_BYTES)} bytes.`);
  const chunks: Buffer[] = [];
  for await (const chunk of bodyChunks(req, MULTIPART_BYTES, tooLong)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function countOf(bytes: Buffer, text: string): number {
  let count = 0;
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + text.length)) count++;
  return count;
}

/** By the platform's own parser, the counterpart of the one that clients in JavaScript write with. */
async function parseForm(bytes: Buffer, type: string) {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } }).formData();
  } catch {
    return reject('Bad Request', 'The multipart body cannot be parsed.');
  }
}

function decode(name: string, bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return reject('INVALID_ARGUMENT', `'${name}' is not UTF-8 text.`);
  }
}
