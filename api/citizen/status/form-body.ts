/** A form as a browser without scripts sends it. */
import type Koa from 'koa';
import { bodyChunks } from '../../middleware/body-chunks.ts';
import { isStorable } from '../../middleware/json-body.ts';
import { fail } from '../../problem.ts';

const MOST_BYTES = 20_000;

/** @throws ProblemError 413 when it is too long, 415 when it is no form, 400 when it holds what cannot be kept */
export async function readForm(context: Koa.Context): Promise<URLSearchParams> {
  if (context.is('application/x-www-form-urlencoded') === false) fail('badRequest', 'Send the form itself.', { status: 415 });
  const tooLong = () => fail('badRequest', `The form is longer than ${String(MOST_BYTES)} bytes.`, { status: 413 });
  const chunks: Buffer[] = [];
  for await (const chunk of bodyChunks(context.req, MOST_BYTES, tooLong)) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  for (const value of form.values())
    if (!isStorable(value)) fail('badRequest', 'The form holds a character that cannot be kept.');
  return form;
}
