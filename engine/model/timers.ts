import type { ModdleElement } from 'bpmn-moddle';
import type { Json } from '../errors.ts';
import { isNegative, parseCycle, parseDuration, parseInstant } from '../time/iso8601.ts';
import { place } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import type { TimerTrigger } from './executable-process.ts';
import { attribute, knownValue } from './expressions.ts';
import { describe } from './model-view.ts';
import type { NodeView } from './model-view.ts';

type Form = TimerTrigger['form'];
const SAYS: Record<Form, string> = {
  date: 'a date and time as 2026-03-01T09:00:00+02:00',
  duration: 'an ISO 8601 duration as PT4H or P10D',
  cycle: 'a repetition as R3/P1D or R/PT1H',
};

/** A timer's value and the days it counts in. Constant values are tried here: what can never be a timer is refused. */
export function compileTimer(node: NodeView, definition: ModdleElement, compilation: Compilation): TimerTrigger | undefined {
  const form = formOf(definition);
  if (!form) return undefined;
  const text = { date: definition.timeDate, duration: definition.timeDuration, cycle: definition.timeCycle }[form]?.body;
  const value = attribute(text, place(node.element, `The timer ${form}`, compilation));
  if (!value) return undefined;
  const known = knownValue(value);
  const fault = known === undefined ? undefined : faultOf(form, known);
  if (fault) compilation.report('timer-value', node.id, `the timer of ${describe(node.element)} ${fault}; write ${SAYS[form]}.`);
  return { kind: 'timer', form, value, calendar: calendarOf(node, definition, form, known, compilation) };
}

/** Which one of its three forms a timer gives; undefined when none or several (then `timer-value` refuses it). */
export function formOf(definition: ModdleElement): Form | undefined {
  const { timeDate, timeDuration, timeCycle } = definition;
  const given = (
    [
      ['date', timeDate],
      ['duration', timeDuration],
      ['cycle', timeCycle],
    ] as const
  ).filter(([, value]) => value?.body?.trim());
  return given.length === 1 ? given[0]?.[0] : undefined;
}

function faultOf(form: Form, constant: Json): string | undefined {
  const is = `is ${JSON.stringify(constant).slice(0, 60)}`;
  if (typeof constant !== 'string') return is;
  switch (form) {
    case 'date':
      return parseInstant(constant, 'UTC') === undefined ? is : undefined;
    case 'duration': {
      const duration = parseDuration(constant);
      return duration === undefined || isNegative(duration) ? is : undefined;
    }
    case 'cycle': {
      const cycle = parseCycle(constant);
      if (cycle === undefined)
        return /^(@|\S+(\s+\S+){4,6}$)/.test(constant) ? `is a cron expression (${constant.slice(0, 60)})` : is;
      return cycle.repetitions === 0 ? `${is}, which never fires` : undefined;
    }
    default:
      form satisfies never;
      return undefined;
  }
}

/** `eiga:calendar="working"`: for durations of days or hours; a working month is not a length of time. */
function calendarOf(
  node: NodeView,
  definition: ModdleElement,
  form: Form,
  constant: unknown,
  compilation: Compilation,
): 'wall' | 'working' {
  const calendar = definition.calendar ?? 'wall';
  const refuse = (sentence: string): 'wall' => {
    compilation.report('timer-calendar', node.id, `the timer of ${describe(node.element)} ${sentence}.`);
    return 'wall';
  };
  if (calendar === 'wall') return calendar;
  if (calendar !== 'working') return refuse(`has the calendar ${calendar.slice(0, 40)}; write working or wall`);
  if (form !== 'duration') return refuse(`is a ${form} in working time; only a duration can be counted so`);
  if (typeof constant === 'string' && parseDuration(constant)?.months)
    return refuse('counts months in working time; write working days');
  return calendar;
}
