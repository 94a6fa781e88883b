/** The socket: open, and close without cutting anybody off in the middle of an answer. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { createServer } from './server.ts';

/** What is under way when the server stops gets this long. */
const STOP_MS = 15_000;

/** @throws the socket's error: EADDRINUSE, EACCES, ENOTFOUND. */
export function listen(app: ReturnType<typeof createServer>, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, host);
    // A client that sends its headers or its body drop by drop holds a socket no longer than this.
    server.headersTimeout = 20_000;
    server.requestTimeout = 300_000;
    // Longer than the 60 s of usual proxies, and than a client that is busy for a while: whoever closes an idle connection first must not
    // be us, or a request that is just being sent into it is lost.
    server.keepAliveTimeout = 65_000;
    server.maxHeadersCount = 100;
    server.once('listening', () => {
      resolve(server);
    });
    server.once('error', reject);
  });
}

/** Waits for the answers under way, then cuts what is left. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  const timer = setTimeout(() => {
    server.closeAllConnections();
  }, STOP_MS);
  await closed;
  clearTimeout(timer);
}

/** Where it listens, with the port that was found when it was asked for any. */
export function urlOf(server: Server, host: string): string {
  const address = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${String(address.port)}`;
}
