import { describe, expect, test } from '@jest/globals';
import { attributeAt, attributeType } from '../../../analytics/log/columns.ts';
import { EventLogBuilder } from '../../../analytics/log/event-log-builder.ts';
import { withNamedActivities } from '../../../analytics/log/named-activities.ts';
import { attributesText } from '../../../analytics/log/log-source.ts';
import { withPseudonyms } from '../../../analytics/log/pseudonyms.ts';
import { selects } from '../../../analytics/log/selection.ts';
import type { Selection } from '../../../analytics/log/selection.ts';
import { writeLog } from '../../../analytics/log/write-log.ts';
import { written } from './written.ts';

const at = (hour: number): number => Date.UTC(2026, 2, 2, hour);

/** Four cases: 1 and 2 of version 1, 3 of version 2 is open, 4 has no version and a row in another unit. */
function log() {
  const builder = new EventLogBuilder('started');
  const status = ['completed', 'withdrawn', 'open', 'completed'] as const;
  for (let index = 0; index < 4; index++) {
    builder.describeCase(builder.addCase(String(index + 1)), {
      status: status[index],
      startedAt: at(index),
      version: ['1', '1', '2', undefined][index],
    });
    builder.setCaseAttribute(index, 'fee', index === 1 ? '10' : 10);
    builder.setCaseAttribute(index, 'clerk', ['Ona', 'Ona', 'Jonas', 'Rasa'][index] ?? '');
    const row = builder.addRow(index, {
      activity: index === 2 ? 'sign' : 'decide',
      unit: index === 3 ? 'Registry' : 'Desk',
      resource: index % 2 === 0 ? 'Ona' : 'Jonas',
      startedAt: at(index),
      completedAt: at(index + 1),
    });
    builder.setRowAttribute(
      row,
      'note',
      ['Ona', 'for Jonas', 'x', attributesText([{ type: 'text', key: 'to', value: 'Jonas' }])][index] ?? '',
    );
    builder.setRowAttribute(row, 'amount', 112);
  }
  builder.addRow(0, { activity: 'pay', resource: '112', startedAt: at(5), completedAt: at(6) });
  builder.setEventAttribute(0, 'start', { name: 'org:resource', value: 'Petras', type: 'text' });
  return builder.build();
}

describe('a selection', () => {
  test.each<[string, Selection, readonly string[]]>([
    ['nothing asked: all', {}, ['1', '2', '3', '4']],
    ['from an instant on, with it', { startedFromAt: at(1) }, ['2', '3', '4']],
    ['until an instant, without it', { startedBeforeAt: at(1) }, ['1']],
    ['a version', { version: '1' }, ['1', '2']],
    ['a version that there is not', { version: '9' }, []],
    ['a unit in any row', { units: ['Registry', 'Cellar'] }, ['4']],
    ['an activity in any row', { activities: ['pay'] }, ['1']],
    ['an activity that there is not', { activities: ['fly'] }, []],
    ['a standing', { status: 'open' }, ['3']],
    ['any of several activities', { activities: ['pay', 'sign'] }, ['1', '3']],
    [
      'a unit and an institution that has it',
      { units: ['Desk', 'Registry'], institutions: { names: ['r'], units: ['Registry'] } },
      ['4'],
    ],
    ['an institution without units', { institutions: { names: ['r'], units: [] } }, []],
    ['an attribute, number or text', { attributes: [{ name: 'fee', values: ['10'] }] }, ['1', '2', '3', '4']],
    ['any of several values', { attributes: [{ name: 'clerk', values: ['Jonas', 'Rasa', 'Zita'] }] }, ['3', '4']],
    [
      'attributes together',
      {
        attributes: [
          { name: 'clerk', values: ['Ona', 'Rasa'] },
          { name: 'fee', values: ['10'] },
        ],
        version: '1',
      },
      ['1', '2'],
    ],
    ['an attribute that there is not', { attributes: [{ name: 'none', values: ['undefined'] }] }, []],
    ['several at once', { version: '1', startedFromAt: at(1) }, ['2']],
  ])('%s', (_name, selection, keys) => {
    const all = log();
    const chosen = selects(all, selection);
    expect(all.cases.keys.filter((_key, index) => chosen(index))).toEqual(keys);
  });
});

describe('pseudonyms', () => {
  const pseudonym = (name: string): string => `p${String(['Ona', 'Jonas', '112', 'Petras', 'Rasa'].indexOf(name))}`;

  test('stand for the same person everywhere: resources, columns of people, names alone in other columns and lists', () => {
    const hidden = withPseudonyms(log(), pseudonym);
    expect(hidden.resources).toEqual(['p0', 'p1', 'p2']);
    const clerk = hidden.cases.attributes.get('clerk');
    // Of three different values two are resources: all are people.
    expect([0, 2, 3].map((index) => attributeAt(clerk, index))).toEqual(['p0', 'p1', 'p4']);
    const note = hidden.attributes.get('note');
    expect([0, 2, 3].map((row) => attributeAt(note, row))).toEqual(['p0', 'for Jonas', 'x']);
    expect(attributeAt(note, 4)).toBe(attributesText([{ type: 'text', key: 'to', value: 'p1' }]));
    expect(attributeAt(hidden.eventAttributes?.get('start')?.get('org:resource'), 0)).toBe('p3');
  });

  test.each([
    ['number', Number],
    ['text', String],
  ] as const)('leave a number alone that is also somebody’s number, written as a %s', (_name, as) => {
    const builder = new EventLogBuilder();
    for (const [amount, resource] of [
      [112, '112'],
      [5, 'Ona'],
      [6, 'Ona'],
      [7, 'Ona'],
    ] as const)
      builder.setRowAttribute(
        builder.addRow(builder.addCase('1'), { activity: 'a', resource, completedAt: at(1) }),
        'amount',
        as(amount),
      );
    const amount = withPseudonyms(builder.build(), pseudonym).attributes.get('amount');
    expect(amount?.values).toEqual([112, 5, 6, 7].map((one) => as(one)));
    expect(amount && attributeType(amount, 0)).toBe(as === Number ? 'integer' : 'text');
  });

  test.each(['xes', 'ocel', 'csv'] as const)('leave no name in a file of %s', async (format) => {
    const { text } = await written(writeLog(withPseudonyms(log(), pseudonym), format));
    expect(text).toContain('p0');
    // In a sentence it stays: that is said where it is documented.
    expect(text.replace('for Jonas', '')).not.toMatch(/Ona|Jonas|Petras|Rasa/);
  });
});

test('activities get the names of their elements, apart where two have one name, and keep the ids', () => {
  const named = withNamedActivities(log(), (id) => (id === 'pay' ? 'Pay' : 'Work'));
  expect(named.activities).toEqual(['Work (decide)', 'Work (sign)', 'Pay']);
  expect([0, 1].map((row) => attributeAt(named.attributes.get('elementId'), row))).toEqual(['decide', 'pay']);
});
