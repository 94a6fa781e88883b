/** Looking again until something is there: the pauses between two looks, which grow, until the time is over or the caller has gone. */
import type Koa from 'koa';

const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 250;

export interface Pauses {
  /** Waits for the next look; false when there is to be none. */
  next(): Promise<boolean>;
  /** Has to be called in the end. */
  end(): void;
  /** The caller has hung up: nobody will read the answer. */
  readonly isGone: boolean;
}

/** The time is that of the wall, whatever the engine's clock says. A caller that hangs up is noticed at once. */
export function pauses({ res }: Koa.Context, timeoutMs: number): Pauses {
  const endsAt = performance.now() + timeoutMs;
  let pauseMs = FIRST_PAUSE_MS;
  let isGone = res.destroyed;
  let wake: () => void = () => undefined;
  const leave = () => {
    isGone = true;
    wake();
  };
  res.once('close', leave);
  return {
    async next() {
      const leftMs = endsAt - performance.now();
      if (isGone || leftMs <= 0) return false;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(pauseMs, leftMs));
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      pauseMs = Math.min(pauseMs * 1.5, LONGEST_PAUSE_MS);
      return !gone();
    },
    end() {
      res.off('close', leave);
    },
    get isGone() {
      return isGone;
    },
  };

  function gone(): boolean {
    return isGone;
  }
}
