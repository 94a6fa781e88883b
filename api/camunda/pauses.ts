/** Looking again until something is there: the pauses between two looks, which grow, until the time is over, the caller has gone, or the server ends. */
import type Koa from 'koa';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 250;

export interface Pauses {
  /** Waits for the next look; false when there is to be none. */
  next(): Promise<boolean>;
  /** Has to be called in the end. */
  end(): void;
}

export interface Waiting {
  readonly context: Koa.Context;
  /** The server ends: nobody is to wait any longer. */
  readonly stopping: AbortSignal;
}

/** The time is that of the wall, whatever the engine's clock says. A caller that hangs up is noticed at once. */
export function pauses({ context, stopping }: Waiting, timeoutMs: number): Pauses {
  const { res } = context;
  const endsAt = performance.now() + timeoutMs;
  let pauseMs = FIRST_PAUSE_MS;
  let isOver = res.destroyed || stopping.aborted;
  let wake: () => void = () => undefined;
  const leave = () => {
    isOver = true;
    wake();
  };
  res.once('close', leave);
  stopping.addEventListener('abort', leave);
  return {
    async next() {
      const leftMs = endsAt - performance.now();
      if (over() || leftMs <= 0) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(pauseMs, leftMs));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS);
      return !over();
    },
    end() {
      res.off('close', leave);
      stopping.removeEventListener('abort', leave);
      // Else the client would ask again on the same connection and keep the server from ending.
      if (stopping.aborted && !res.headersSent) context.set('Connection', 'close');
    },
  };

  function over(): boolean {
    return isOver;
  }
}
