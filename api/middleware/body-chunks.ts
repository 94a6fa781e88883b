/** The bytes of a request's body as they come, up to a bound. */
import type { IncomingMessage } from 'node:http';

/**
 * Ends when the body does. What is left when the reader stops early is let through unread, so that the socket lives and the refusal
 * reaches a caller who is still sending (a socket closed under unread bytes is reset, and the answer is lost with it).
 * @throws what `tooLong` throws, as soon as more than `most` bytes are announced or have come.
 */
export async function* bodyChunks(request: IncomingMessage, most: number, tooLong: () => never): AsyncGenerator<Buffer> {
  let length = 0;
  try {
    if (Number(request.headers['content-length'] ?? 0) > most) tooLong();
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > most) tooLong();
      yield chunk;
    }
  } finally {
    request.resume();
  }
}
