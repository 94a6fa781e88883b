/** Where `now` comes from. The pure rooms get instants as arguments; whoever calls them holds a clock. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now(): number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that can be stopped at an instant: for test mode and for runs in virtual time. */
export interface PinnableClock extends Clock {
  /** From now on `now()` is this instant, until it is pinned again or reset. */
  pin(at: number): void;
  /** Back to the underlying clock. */
  reset(): void;
  /** The instant it is pinned at, or undefined while it runs. */
  pinnedAt(): number | undefined;
}

/** A pinnable clock over another one, running until it is pinned. */
export function pinnableClock(underlying: Clock = systemClock): PinnableClock {
  let pinned: number | undefined;
  return {
    now: () => pinned ?? underlying.now(),
    pin(at) {
      if (!Number.isFinite(at)) throw new RangeError(`a clock is pinned at an instant, not at ${String(at)}`);
      pinned = at;
    },
    reset() {
      pinned = undefined;
    },
    pinnedAt: () => pinned,
  };
}
