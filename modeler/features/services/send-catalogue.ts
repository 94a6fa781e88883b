/** Sends a file of the catalogue as it is; `call` sends JSON only. */
import { operations } from '../../../api/contract.ts';
import { ApiFailure, addressOf, failureOf } from '../../api-client.ts';
import type { AnswerOf } from '../../api-client.ts';

/** @throws ApiFailure */
export async function sendCatalogue(file: File, apply: boolean): Promise<AnswerOf<'importServices'>> {
  const { path, answer } = operations.importServices;
  const format = /\.csv$/i.test(file.name) ? 'csv' : 'jsonld';
  let response: Response;
  try {
    response = await fetch(addressOf(path, { query: { format, apply: String(apply) } }), {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      credentials: 'same-origin',
      body: file,
    });
  } catch {
    throw new ApiFailure('offline');
  }
  const text = await response.text();
  if (!response.ok) throw failureOf(text, response.status);
  const checked = answer.safeParse(JSON.parse(text));
  if (!checked.success) throw new ApiFailure('unreadable');
  return checked.data;
}
