/** What happens without the staff: job workers with latency and faults, letters from applicants and others, timers. */
import type { JobRow } from '../../engine/case/effect.ts';
import type { JobKey, SubscriptionKey, TimerKey } from '../../engine/ids.ts';
import { draw } from './distributions.ts';
import type { Observer, Run } from './run.ts';
import { afterMinutes, afterWorkingDays, MINUTE_MS, SECOND_MS } from './spans.ts';
import { drawValues } from './values.ts';

const WORKER = 'simulation';

export function machines(run: Run): Observer {
  const open = new Set<JobKey>();
  const take = (caseIndex: number, { key, type, elementId }: JobRow, retries: number): void => {
    if (!open.has(key)) return;
    const job = run.scenario.jobs[type];
    if (job === undefined) throw new Error(`The scenario says nothing about the job type "${type}".`);
    const { random, occurrence } = run.chanceOf(caseIndex).stream(`job ${elementId}`);
    const latencyMs = Math.round(Math.max(0, draw(job.latencySeconds, random.split('latency'))) * SECOND_MS);
    run.ask(caseIndex, { type: 'activateJob', jobKey: key, worker: WORKER, timeoutMs: latencyMs + MINUTE_MS });
    run.plan(run.now() + latencyMs, () => {
      if (!open.has(key)) return;
      if (job.throws !== undefined && random.split('throws').next() < job.throws.share) {
        const { code } = job.throws;
        run.ask(caseIndex, { type: 'throwJobError', jobKey: key, code, message: `${type}: ${code}`, variables: {} });
      } else if (job.fails !== undefined && random.split('fails').next() < job.fails.share) {
        const backOffMs = job.fails.retryAfterSeconds * SECOND_MS;
        const message = `${type} did not answer`;
        run.ask(caseIndex, { type: 'failJob', jobKey: key, retries: retries - 1, message, backOffMs, variables: {} });
      } else {
        const variables = drawValues(job.sets, random.split('sets'), occurrence);
        run.ask(caseIndex, { type: 'completeJob', jobKey: key, variables });
      }
    });
  };
  return {
    observe(caseIndex, effect) {
      if (effect.type !== 'saveJob') return;
      const { row } = effect;
      if (row.status === 'available') {
        open.add(row.key);
        run.plan(Math.max(run.now(), row.availableAt), () => take(caseIndex, row, row.retries));
      } else if (row.status !== 'activated') open.delete(row.key);
    },
  };
}

export function timers(run: Run): Observer {
  const dueAt = new Map<TimerKey, number>();
  return {
    observe(caseIndex, effect) {
      if (effect.type === 'cancelTimer') dueAt.delete(effect.timerKey);
      if (effect.type !== 'scheduleTimer') return;
      const { timerKey } = effect;
      const due = Math.max(run.now(), effect.dueAt);
      dueAt.set(timerKey, due);
      run.plan(due, () => {
        if (dueAt.get(timerKey) === due) run.ask(caseIndex, { type: 'fireTimer', timerKey });
      });
    },
  };
}

export function letters(run: Run): Observer {
  const open = new Set<SubscriptionKey>();
  return {
    observe(caseIndex, effect) {
      if (effect.type === 'closeSubscription') open.delete(effect.subscriptionKey);
      if (effect.type !== 'openSubscription' || effect.kind !== 'message') return;
      const { subscriptionKey, name, target } = effect;
      const event = run.scenario.events[run.nameOf(caseIndex, target)];
      const message = event ?? run.scenario.messages[name];
      if (message === undefined) return;
      const { random, occurrence } = run.chanceOf(caseIndex).stream(event === undefined ? `message ${name}` : `event ${target}`);
      if (random.split('comes').next() >= message.share) return;
      open.add(subscriptionKey);
      const after = random.split('after');
      const comesAt =
        'minutes' in message
          ? afterMinutes(run.calendars, message.calendar, run.now(), draw(message.minutes, after))
          : afterWorkingDays(run.office, run.now(), draw(message.afterWorkingDays, after));
      run.plan(comesAt, () => {
        if (!open.delete(subscriptionKey)) return;
        const variables = drawValues(message.sets, random.split('sets'), occurrence);
        const { state } = run.ask(caseIndex, { type: 'deliver', subscriptionKey, variables }, { message: name });
        const term = state.status === 'active' ? state.term : undefined;
        if (
          'restartsTerm' in message &&
          message.restartsTerm &&
          term?.profile.restartsOnClarification === true &&
          term.status === 'running'
        )
          run.ask(caseIndex, { type: 'restartTerm' });
      });
    },
  };
}
