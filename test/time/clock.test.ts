import { describe, expect, test } from '@jest/globals';
import { pinnableClock } from '../../engine/time/clock.ts';

describe('a pinnable clock', () => {
  test('shows the underlying clock until it is pinned and after it is reset', () => {
    let now = 1000;
    const clock = pinnableClock({ now: () => now });
    expect(clock.now()).toBe(1000);
    clock.pin(5000);
    now = 2000;
    expect([clock.now(), clock.pinnedAt()]).toEqual([5000, 5000]);
    clock.pin(6000);
    expect(clock.now()).toBe(6000);
    clock.reset();
    expect([clock.now(), clock.pinnedAt()]).toEqual([2000, undefined]);
  });

  test('is not pinned at what is no instant', () => {
    expect(() => {
      pinnableClock().pin(Number.NaN);
    }).toThrow('a clock is pinned at an instant');
  });
});
