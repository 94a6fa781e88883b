/** Sending a log file: `fetch` cannot tell how far an upload is, XMLHttpRequest can. */
import { csvReading, logImport, operations } from '../api/contract.ts';
import type { CsvReadingJson, LogImport, Sent } from '../api/contract.ts';
import { ApiFailure, addressOf, failureOf } from './api-client.ts';

/** Enough for the server to judge by. */
const HEAD_BYTES = 1_000_000;

/** How a CSV is proposed to be read, by its beginning. @throws ApiFailure */
export async function detectLog(
  file: File,
  query: Sent<typeof operations.detectLog.query>,
  signal: AbortSignal,
): Promise<CsvReadingJson> {
  const address = addressOf(operations.detectLog.path, { query });
  const headers = { accept: 'application/json', 'content-type': 'application/octet-stream' };
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, { method: 'POST', headers, body: file.slice(0, HEAD_BYTES), signal });
    text = await response.text();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiFailure('offline');
  }
  if (!response.ok) throw failureOf(text, response.status);
  const checked = csvReading.safeParse(JSON.parse(text));
  if (!checked.success) throw new ApiFailure('unreadable');
  return checked.data;
}

/**
 * Uploads a log and answers with the import that has begun.
 * @param sent is told the part of the file that has gone, 0 to 1.
 * @param signal ends the sending; the promise then stays open, since nobody waits for it
 * @throws ApiFailure
 */
export function uploadLog(
  file: File,
  query: Sent<typeof operations.importLog.query>,
  sent: (fraction: number) => void,
  signal: AbortSignal,
): Promise<LogImport> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', addressOf(operations.importLog.path, { query }));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) sent(event.loaded / event.total);
    });
    request.addEventListener('error', () => {
      reject(new ApiFailure('offline'));
    });
    request.addEventListener('load', () => {
      if (request.status >= 400) {
        reject(failureOf(request.responseText, request.status));
        return;
      }
      const checked = logImport.safeParse(JSON.parse(request.responseText));
      if (checked.success) resolve(checked.data);
      else reject(new ApiFailure('unreadable'));
    });
    signal.addEventListener('abort', () => {
      request.abort();
    });
    request.send(file);
  });
}
