import { expect, test } from '@jest/globals';
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
