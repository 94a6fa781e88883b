import { expect, test } from '@jest/globals';
import { numberedKey, type DefinitionKey } from '../../engine/ids.ts';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';

test('a case goes on in another version with the same task, its claim and its timer', async () => {
  const { process: old } = await model(`
    start -> user:Check -> user:Decide -> end
    Check ! timer:Late(P5D) -> user:Chase -> end:late
    Check ~ signal:Stop(stop) -> end:stopped
  `);
  const { process: fresh } = await model(`
    start -> user:Examine -> user:Sign -> end
    Examine ! timer:TooLate(P9D) -> user:Remind -> end:late
    Examine ~ message:Note(note) -> end:noted
  `);
  const game = play(old, { variables: { id: 'k' } });
  const { key } = game.task('Check');
  game.do({ type: 'claimTask', taskKey: key, user: 'ona' });
  const due = game.awaited('Late');
  expect(game.migrate(fresh, { Check: 'Examine', Late: 'TooLate' })).toBeUndefined();
  expect(game.task('Examine')).toMatchObject({ key, assignee: 'ona' });
  expect(game.awaited('TooLate')).toMatchObject({ key: due.key, dueAt: due.kind === 'timer' && due.dueAt });
  expect(game.awaited('Note')).toMatchObject({ kind: 'message', name: 'note' });
  expect(() => game.awaited('Stop')).toThrow();
  expect(game.effects).toContainEqual(
    expect.objectContaining({ type: 'saveTask', row: expect.objectContaining({ elementId: 'Examine' }) }),
  );
  game.completeTask('Examine').completeTask('Sign');
  expect(game.state.status).toBe('completed');
});

test('all faults of a mapping are said at once, and nothing moves', async () => {
  const { process: old } = await model(`
    start -> and:fork -> user:A -> and:join -> end
    fork -> user:B -> join
    fork -> sub:S -> join
    S {
      start -> user:C{times: 2} -> end
    }
  `);
  const { process: fresh } = await model(`
    start -> and:fork -> service:A -> end
    fork -> user:C -> end:c
    fork -> sub:S -> end:s
    S {
      start -> user:D -> end
    }
  `);
  const game = play(old).completeTask('B');
  const before = JSON.stringify(game.state);
  const words = game.migrate(fresh)?.message;
  expect(words).toContain("'A' is a userTask and cannot become 'A', a serviceTask");
  expect(words).toContain("'C' cannot become 'C', which stands in another scope");
  expect(words).toContain("tokens wait at 'B--join'");
  expect(JSON.stringify(game.state)).toBe(before);
  expect(game.migrate(fresh, { C: 'D', A: 'C' })?.message).toContain('not repeated in the same way');
});

test('what waits at a join, may be compensated, or is counted in a loop goes along', async () => {
  const text = (undo: string, merge: string) => `
    start -> task:Book -> and:fork -> user:A -> and:join -> throw.compensation:back -> end
    fork -> user:B{each: x in =list} -> ${merge}
    Book ! compensation -> user:${undo}{compensates: yes}
  `;
  const { process: old } = await model(text('Unbook', 'join'));
  const { process: fresh } = await model(text('Cancel', 'user:Extra -> join'));
  const game = play(old, { variables: { list: [1, 2] } })
    .completeTask('A')
    .completeTask('B');
  expect(game.migrate(fresh)).toBeUndefined();
  game.completeTask('B').completeTask('Extra').completeTask('Cancel');
  expect(game.state.status).toBe('completed');
});

test('a new condition is looked at when the case arrives, and an incident goes along', async () => {
  const { process: old } = await model(`start -> user:A{assignee: =who} -> end`);
  const { process: fresh } = await model(`
    start -> user:A{assignee: ="ona"} -> end
    eventsub:Hot {
      start.condition(=heat > 3){interrupting: no} -> user:Cool -> end
    }
  `);
  const game = play(old, { variables: { heat: 5, who: 7 } });
  expect(game.incidents()).toEqual(['A: assignment']);
  expect(game.migrate(fresh)).toBeUndefined();
  expect(game.living('Cool')).toHaveLength(1);
  game.resolve('A');
  expect(game.task('A')).toMatchObject({ assignee: 'ona' });
});

test('the case follows the new version from then on, and every id that differs has its new name', async () => {
  const text = (x: string) => `
    start -> and:fork -> task:A${x} -> and:join${x} -> complex:cx${x}(activationCount >= 1) -> user:B${x} -> end
    fork -> user:C${x} -> join${x}
    fork -> adhoc:P${x}{active: =["Q${x}", "R${x}"]; sequential: yes} -> cx${x}
    fork -> user:D -> cx${x}
    P${x} {
      user:Q${x}
      user:R${x}
    }
  `;
  const { process: old } = await model(text(''));
  const { process: fresh } = await model(text('2'), { id: 'other' });
  const game = play(old).completeTask('D');
  const names = ['A', 'join', 'cx', 'B', 'C', 'P', 'Q', 'R'].map((id) => [id, `${id}2`]);
  const flows = ['fork--C', 'fork--P', 'A--join', 'cx--B', 'D--cx'].map((id) => [
    id,
    id
      .split('--')
      .map((end) => (end === 'fork' || end === 'D' ? end : `${end}2`))
      .join('--'),
  ]);
  const others = names.filter(([id]) => id !== 'cx');
  expect(game.migrate(fresh, Object.fromEntries(others) as Record<string, string>)?.message).toContain(
    "tokens wait at 'A--join', which has no counterpart; map it; tokens wait at 'cx', which has no counterpart; map it",
  );
  expect(game.migrate(fresh, Object.fromEntries([...names, ...flows]) as Record<string, string>)).toBeUndefined();
  const [root] = game.living('other');
  expect(game.state.definitionKey).toBe(numberedKey<DefinitionKey>(3, 0));
  expect(root).toMatchObject({ marks: { 'A2--join2': 1 }, gateways: { cx2: ['D--cx2'] } });
  expect(game.living('P2')[0]).toMatchObject({ queue: ['R2'], flow: 'fork--P2' });
  expect(game.log.at(-1)).toMatchObject({
    type: 'caseMigrated',
    definitionKey: numberedKey<DefinitionKey>(3, 0),
    processId: 'other',
  });
  game.completeTask('Q2').completeTask('R2').completeTask('C2');
  expect(game.completeTask('B2').completeTask('B2').state.status).toBe('completed');
});

test('rows of what lives are saved with the new names: tasks, jobs, incidents; what is only kept is left as it was', async () => {
  const { process: old } = await model(`
    start -> task:Book -> and:fork -> service:J -> end
    fork -> user:A{assignee: =n} -> throw.compensation:Back -> end:a
    Book ! compensation -> task:Undo{compensates: yes}
  `);
  const { process: fresh } = await model(`
    start -> task:Book -> and:fork -> service:K -> end
    fork -> user:A{assignee: =n} -> throw.compensation:Back -> end:a
    Book ! compensation -> task:Undo{compensates: yes}
  `);
  const game = play(old, { variables: { n: 1 } });
  const { key: jobKey } = game.job('J');
  game.do({ type: 'failJob', jobKey, retries: 0, message: 'down', backOffMs: 0, variables: {} });
  const { incident, key: elementInstanceKey } = game.living('J')[0]!;
  expect(game.migrate(fresh, { J: 'K' })).toBeUndefined();
  const rows = game.effects.flatMap((effect) =>
    'row' in effect && effect.type !== 'saveDecision' ? [[effect.type, effect.row.elementId]] : [],
  );
  expect(rows.toSorted()).toEqual(
    [
      ['saveElementInstance', 'A'],
      ['saveElementInstance', 'K'],
      ['saveIncident', 'A'],
      ['saveIncident', 'K'],
      ['saveJob', 'K'],
    ].toSorted(),
  );
  expect(game.effects).toContainEqual({ type: 'saveIncident', row: { ...incident, elementInstanceKey, elementId: 'K', jobKey } });
});

test('loops, unknown elements and joins are compared, and the reasons said', async () => {
  const from = async (text: string) => (await model(text)).process;
  const loops = ['user:A{repeat: =n; max: 3}', 'user:A{times: 2}', 'user:A{times: 2; sequential: yes}', 'user:A'];
  for (const [index, one] of loops.entries()) {
    for (const [other, two] of loops.entries()) {
      const game = play(await from(`start -> ${one} -> end`), { variables: { n: true } });
      const refusal = game.migrate(await from(`start -> ${two} -> end`));
      if (index === other) expect(refusal).toBeUndefined();
      else expect(refusal?.message).toContain("'A' cannot become 'A', which is not repeated in the same way");
    }
  }
  const game = play(await from('start -> user:A -> end'));
  expect(game.migrate(await from('start -> user:B -> end'))).toEqual({
    refused: 'invalid',
    message: "the case cannot go on in the other version: 'A' has no counterpart; map it to an element of the other version",
  });
});

test('what the new version waits for opens where its element is at work; one that cannot be worked out is an incident', async () => {
  const { process: old } = await model(`
    start -> and:fork -> user:A -> end
    fork -> service:L{on start: ready} -> end:l
    fork -> event:g -> signal:S1(one) -> end:s1
    g -> signal:S2(two) -> end:s2
  `);
  const { process: fresh } = await model(`
    start -> and:fork -> user:A -> end
    fork -> service:L{on start: ready} -> end:l
    fork -> event:g -> signal:S1(one) -> end:s1
    g -> signal:S3(three) -> end:s3
    A ~ timer:T(duration =n) -> end:t
    L ~ signal:Hurry(hurry) -> end:h
  `);
  const game = play(old, { variables: { n: 'soon' } });
  const kept = game.awaited('S1').key;
  expect(game.migrate(fresh)).toBeUndefined();
  expect(game.incidents()).toEqual(['A: timer']);
  expect(game.living('L')[0]).toMatchObject({ status: 'activating', waits: [] });
  expect(game.living('g')[0]!.waits.map(({ target, key }) => [target, key === kept])).toEqual([
    ['S1', true],
    ['S3', false],
  ]);
  game.completeJob('L');
  expect(game.awaited('Hurry')).toMatchObject({ name: 'hurry' });
});

test('the event sub-processes of a scope that one of them has interrupted are not waited for again', async () => {
  const text = (more: string) => `
    start -> user:A -> end
    eventsub:Stop {
      start.signal(stop) -> user:Clear -> end
    }
    ${more}
  `;
  const game = play((await model(text(''))).process).deliver('Stop.start.signal');
  expect(game.migrate((await model(text('eventsub:Late {\n start.timer(P1D) -> end\n}'))).process)).toBeUndefined();
  expect(game.living('process')[0]!.waits).toEqual([]);
});
