/** Sending a log file: `fetch` cannot tell how far an upload is, XMLHttpRequest can. */
import { logImport, operations } from '../api/contract.ts';
import type { LogImport, Sent } from '../api/contract.ts';
import { ApiFailure, addressOf, failureOf } from './api-client.ts';

/**
 * Uploads a log and answers with the import that has begun.
 * @param sent is told the part of the file that has gone, 0 to 1.
 * @throws ApiFailure
 */
export function uploadLog(
  file: File,
  query: Sent<typeof operations.importLog.query>,
  sent: (fraction: number) => void,
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
    request.send(file);
  });
}
