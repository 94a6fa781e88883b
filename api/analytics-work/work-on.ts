/** Works on one long question from beginning to end; what the thread does, and the server itself where there are no threads. */
import { type NotComparable, selectCases, selects } from '../../analytics/index.ts';
import { readModel } from '../../engine/model/compile.ts';
import { revived } from '../../engine/model/portable.ts';
import { bottlenecksAnswer } from '../answers/analytics-bottlenecks.ts';
import { causesAnswer, type TellPhase } from '../answers/analytics-causes.ts';
import { conformAnswer, discovered } from '../answers/analytics-models.ts';
import { predictAnswer } from '../answers/analytics-predict.ts';
import { comparisonAnswer } from '../answers/comparison.ts';
import { viewOf } from './views.ts';
import type { Fault, Order, ThreadSays, View } from './messages.ts';
import { calibrated, improved, simulated, type SimulationAsked, type TellShare } from './simulating.ts';

/** Progress is told no more often than this. */
const TELL_EVERY_MS = 100;

/** Tells how far it is, and at last the answer or why there is none. @throws Error for a bug */
export async function workOn(order: Order, tell: (said: ThreadSays) => void): Promise<void> {
  if ('simulation' in order) return simulate(order.simulation, tell);
  const { question, log, before, selection, setting } = order;
  const isAll = Object.values(selection).every((one) => one === undefined);
  const chosen = isAll ? log : selectCases(log, selects(log, selection));
  const told = (answer: View) => ({ answer, cases: chosen.cases.count, left: log.cases.count - chosen.cases.count });
  const done = (answer: View): void => {
    tell({ says: 'done', told: told(answer) });
  };
  const phase = phases(tell);
  switch (question.kind) {
    case 'causes':
      done({ kind: 'causes', view: causesAnswer(chosen, setting, question, phase) });
      return;
    case 'bottlenecks':
      done({ kind: 'bottlenecks', view: bottlenecksAnswer(chosen, setting, question, phase) });
      return;
    case 'predict':
      phase('comparing');
      done({ kind: 'predict', view: predictAnswer(chosen, setting, question.asked, phase) });
      return;
    case 'discover': {
      phase('mining');
      const { answer, fitOf } = discovered(chosen, setting, question.asked, progress(tell, 'mining'));
      if (!question.fit) {
        done({ kind: 'discover', view: answer });
        return;
      }
      tell({ says: 'preliminary', told: told({ kind: 'discover', view: answer }) });
      const [process] = (await readModel(answer.xml)).processes;
      const fit = process ? fitOf(process, progress(tell)) : null;
      done({ kind: 'discover', view: { ...answer, fit } });
      return;
    }
    case 'conform': {
      const reference = { ...question.reference, process: revived(question.process) };
      const view = conformAnswer(chosen, setting, reference, question.asked, progress(tell));
      if ('notComparable' in view) tell({ says: 'fault', fault: notComparable(view) });
      else done({ kind: 'conform', view });
      return;
    }
    case 'compare': {
      phase('measuring');
      const found = comparisonAnswer([before ?? log, log], setting, question.asked, progress(tell, 'measuring'));
      if ('problem' in found) tell({ says: 'fault', fault: notCompared(found.problem) });
      else {
        const { view, cases, left } = found;
        tell({ says: 'done', told: { answer: { kind: 'compare', view }, cases, left } });
      }
      return;
    }
    case 'view':
      done({ kind: 'view', view: viewOf(chosen, setting, question.name, question.asked) });
      return;
    case 'calibrate': {
      // Versions, activities and how cases ended are those of the process itself.
      const { version: _version, activities: _activities, status: _status, ...part } = selection;
      const called = question.called.map((one) => ({ ...one, log: selectCases(one.log, selects(one.log, part)) }));
      const view = calibrated(chosen, setting.zone, { ...question, called }, shares(tell));
      if ('faults' in view) tell({ says: 'fault', fault: notCalibrated(view.faults) });
      else done({ kind: 'calibrate', view });
      return;
    }
    default:
      question satisfies never;
  }
}

async function simulate(asked: SimulationAsked, tell: (said: ThreadSays) => void): Promise<void> {
  const { cases } = asked.runs;
  const done = (answer: View): void => {
    tell({ says: 'done', told: { answer, cases, left: 0 } });
  };
  if (asked.kind === 'simulate') done({ kind: 'simulate', view: await simulated(asked, shares(tell)) });
  else done({ kind: 'improve', view: await improved(asked, shares(tell)) });
}

/** Of work whose share is known from the beginning. */
function shares(tell: (said: ThreadSays) => void): TellShare {
  const phase = phases(tell);
  return (name, share) => {
    phase(name, share, 1);
  };
}

function progress(tell: (said: ThreadSays) => void, phase = 'aligning'): (done: number) => void {
  let toldMs = -Infinity;
  return (share) => {
    if (performance.now() - toldMs < TELL_EVERY_MS) return;
    toldMs = performance.now();
    tell({ says: 'progress', progress: Math.min(1, Math.max(0, share)), phase });
  };
}

/** A new phase is told at once, how far it is now and then. */
function phases(tell: (said: ThreadSays) => void): TellPhase {
  let told: ((share: number) => void) | undefined;
  let current = '';
  return (name, done, of) => {
    if (name !== current) {
      [current, told] = [name, progress(tell, name)];
      tell({ says: 'progress', progress: null, phase: name });
    }
    if (done !== undefined && of !== undefined && of > 0) told?.(done / of);
  };
}

function notCalibrated(faults: readonly string[]): Fault {
  return {
    code: 'notCalibrated',
    message: faults.join(' '),
    remedy:
      'Choose a longer period, a process whose cases are worked on in Eiga, or a model whose steps have the names of the log.',
    elements: [],
  };
}

function notCompared(problem: string): Fault {
  return {
    code: 'notCompared',
    message: problem,
    remedy: 'Name attributes and values that cases of both sides have, and none that names people who work.',
    elements: [],
  };
}

function notComparable({ notComparable: why, elements }: NotComparable): Fault {
  const told = { code: 'notComparable', elements } as const;
  switch (why) {
    case 'unsupported':
      return {
        ...told,
        message: 'The reference has elements that a log cannot be held against.',
        remedy: 'Choose a version without them, or replace them in the model.',
      };
    case 'endless':
      return {
        ...told,
        message: 'No case can go through the reference from its start to its end.',
        remedy: 'Check the model in the editor: it must be sound.',
      };
    case 'mapping':
      return {
        ...told,
        message: 'The mapping names activities or steps that are not there.',
        remedy: 'Map activities of the log to steps of the reference.',
      };
    default:
      return why satisfies never;
  }
}
