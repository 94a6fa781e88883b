/** Logs kept by an earlier Eiga are read by this one; parts of a log keep what belongs to their rows. */
import { expect, test } from '@jest/globals';
import { attributeAt } from '../../analytics/log/columns.ts';
import { EventLogBuilder } from '../../analytics/log/event-log-builder.ts';
import { fromBytes, FORMAT_VERSION, toBytes } from '../../logs/column-bytes.ts';
import { selectCases } from '../../logs/index.ts';

/** Written by format 1: case A-1 (open, received at 1, version 2, by post) with `check` (ann, desk, suspended 2 ms, fee 12) and an open timer. */
const FORMAT_1 = `H4sIAAAAAAAEA21SPW/bMBQkFUmxnBYpkAyZXzx06dCO7VArm4eiQIBuXmjp2SaskgbfkwzBQ/5yx2wqaNGW3YYLgbv3hbvrbi3Ezu5oFkNaKMKfy3kyEuHBWBWsG83tCZZCCBg7JFu7Yqjuuq6DtDaaT5UHKEOjFhWWOc9HH/qp99P+f5xCRqwcX7APgX19gZvC/t5WeMk/nvFU0xZNieUPOk0XgRcCUjSlNqu5jKSAeKNNOZeRiOD9Wd9TayFT222lC2WGG8+mZKrmtXWa22HHUR8BSYUrVb3JWF6je4PZxydZNVIeQVKssdhAvFOaJyKC7Kgu5RKulDETISHx2nogLpE2HhkrZqcXNSN9g6slooWksCVSMLC3pFFVjZTL2cNEyH30NYLMuhIdlk8tXAf94dYuCF2D5S/Dusp59hESnwY6zKwNzyKIN9geLso/ffb7R0vtiJ/tLuyLfDJSYsU1zaUUF+6GSN1P/3E14K8vPlMF6qYPQ4D/fId3Dlea2B/sMzTUZw060tb4vMXeEBgFxB8pv/wn0XWxVsZgNcjUt6VHiSDeWuIg0/5mf/cXxOJNAh0DAAA=`;

test('a log of format 1 is read with all that it has, and without the columns that came later', async () => {
  const log = await fromBytes(Buffer.from(FORMAT_1, 'base64'), 1);
  expect([log.rows, log.cases.keys, log.activities, log.resources, log.units]).toEqual([
    2,
    ['A-1'],
    ['check', 'wait'],
    ['ann'],
    ['desk'],
  ]);
  expect([[...log.enabledAt], [...log.completedAt], [...log.suspendedMs]]).toEqual([
    [5, 9.5],
    [9.5, NaN],
    [2, 0],
  ]);
  expect([log.suspendedMsBy?.applicant[0], log.cases.versions, attributeAt(log.attributes.get('fee'), 0)]).toEqual([
    2,
    ['2'],
    12,
  ]);
  expect([log.claimedAt, log.suspensions]).toEqual([undefined, undefined]);
});

test('a format of the future is refused by name', async () => {
  const bytes = await toBytes(new EventLogBuilder().build());
  await expect(fromBytes(bytes, FORMAT_VERSION + 1)).rejects.toThrow(`format ${String(FORMAT_VERSION + 1)}`);
});

test('claims and suspensions come back from bytes, and a selection keeps those of its rows', async () => {
  const builder = new EventLogBuilder('completed');
  for (const [key, fromAt] of Object.entries({ a: 10, b: 20, c: 30 }))
    builder.addRow(builder.addCase(key), {
      activity: 'x',
      claimedAt: fromAt - 1,
      completedAt: fromAt + 9,
      suspensions: [
        { fromAt, toAt: fromAt + 2, reason: 'legal' },
        { fromAt: fromAt + 5, reason: 'other' },
      ],
    });
  const log = builder.build();
  expect(await fromBytes(await toBytes(log), FORMAT_VERSION)).toEqual(log);
  const part = selectCases(log, (index) => index === 1);
  expect([[...(part.claimedAt ?? [])], [...(part.suspensions?.first ?? [])]]).toEqual([[19], [0, 2]]);
  expect([[...(part.suspensions?.fromAt ?? [])], [...(part.suspensions?.toAt ?? [])]]).toEqual([
    [20, 25],
    [22, NaN],
  ]);
  expect([...(part.suspensions?.reasonOf ?? [])]).toEqual([...(log.suspensions?.reasonOf.slice(2, 4) ?? [])]);
});
