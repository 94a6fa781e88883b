/** Throw and end events with several definitions (BPMN 2.0.2 §10.5.3: all of their consequences occur), and in which order. */
import { expect, test } from '@jest/globals';
import type { LogEvent } from '../../engine/case/log-event.ts';
import { readModel } from '../../engine/model/compile.ts';
import { model, modelXml } from '../support/model.ts';
import { play, type Play } from '../support/play.ts';

/** What was thrown and done since the last look, in order. */
function deeds(game: Play, since = 0): string[] {
  return game.log.slice(since).flatMap((event: LogEvent) => {
    switch (event.type) {
      case 'messagePublished':
      case 'signalBroadcast':
        return [`${event.type === 'messagePublished' ? 'message' : 'signal'} ${event.name}`];
      case 'escalationThrown':
        return [`escalation ${event.code}`];
      case 'jobCreated':
        return [`job ${event.jobType}`];
      case 'elementEnabled':
      case 'elementPassed':
        return [event.elementId];
      case 'elementTerminated':
        return [`-${event.elementId}`];
      case 'elementFailed':
        return [`!${event.elementId}`];
      default:
        return [];
    }
  });
}

test('a compensation beside a terminate: what was done is undone, then the messages go out, then everything else ends', async () => {
  const { process } = await model(`
    start -> and:fork -> user:Book -> user:Pay -> end.multiple:Bye(signal told; terminate; compensation; message went)
    fork -> user:Slow -> end:s
    Book ! compensation -> user:Unbook{compensates: yes}
    Pay ! compensation -> user:Refund{compensates: yes}
  `);
  const game = play(process).completeTask('Book').completeTask('Pay');
  const before = game.log.length;
  expect(deeds(game).slice(-2)).toEqual(['Bye', 'Refund']);
  expect([game.state.status, game.living('Slow').length]).toEqual(['active', 1]);
  game.completeTask('Refund').completeTask('Unbook');
  expect(deeds(game, before)).toEqual(['Unbook', 'signal told', 'message went', '-Slow']);
  expect(game.state.status).toBe('completed');
});

test('a compensation that the event need not wait for is waited for all the same where the next thing ends it', async () => {
  const { process } = await model(`
    start -> user:Book -> end.multiple:Bye(compensation; terminate){wait: no}
    Book ! compensation -> user:Unbook{compensates: yes}
  `);
  const game = play(process).completeTask('Book');
  expect([game.state.status, game.living('Unbook').length]).toEqual(['active', 1]);
  expect(game.completeTask('Unbook').state.status).toBe('completed');
});

test('a compensation beside an error: the work of the scope is undone before the error leaves it', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> and:fork -> user:Book -> end.multiple:Bye(error E; compensation; escalation X)
      fork -> user:Slow -> end:s
      Book ! compensation -> user:Unbook{compensates: yes}
    }
    Work ! error(E) -> user:Mend -> end:m
    Work ~ escalation(X) -> user:Told -> end:t
  `);
  const game = play(process).completeTask('Book');
  const before = game.log.length;
  expect([game.living('Mend'), game.living('Told')]).toEqual([[], []]);
  game.completeTask('Unbook');
  expect(deeds(game, before)).toEqual([
    'escalation X',
    '-Slow',
    '-Bye',
    '!Work',
    'Work-escalation',
    'Work-error',
    'Told',
    'Mend',
  ]);
  game.completeTask('Told').completeTask('Mend');
  expect(game.state.status).toBe('completed');
});

test('an error that nothing catches is tried again without undoing or telling anything again', async () => {
  const { process } = await model(`
    start -> task:Book -> end.multiple:Bye(compensation; signal told; error E)
    Book ! compensation -> user:Unbook{compensates: yes}
  `);
  const game = play(process).completeTask('Unbook');
  expect(game.incidents()).toEqual(['Bye: unhandledError']);
  const before = game.log.length;
  game.resolve('Bye');
  expect([game.incidents(), deeds(game, before)]).toEqual([['Bye: unhandledError'], []]);
});

test('several compensations: each activity is undone once, those of the first before what is left, and the event waits for all', async () => {
  const { process } = await model(`
    start -> task:A -> task:B -> task:C -> throw.multiple:undo(compensation A; compensation; compensation B) -> user:After -> end
    A ! compensation -> user:UndoA{compensates: yes}
    B ! compensation -> user:UndoB{compensates: yes}
    C ! compensation -> user:UndoC{compensates: yes}
  `);
  const game = play(process).completeTask('UndoA').completeTask('UndoC');
  expect(game.living('After')).toEqual([]);
  game.completeTask('UndoB');
  expect(game.trace()).toEqual(['start', 'A', 'B', 'C', 'undo', 'UndoA', 'UndoC', 'UndoB', 'After']);
  expect(game.completeTask('After').state.status).toBe('completed');
});

test('of two compensations the event waits for the one that says so, and what both name is undone once', async () => {
  const xml = modelXml(`
    start -> task:A -> task:B -> throw.multiple:undo(compensation A; compensation) -> user:After -> end
    A ! compensation -> user:UndoA{compensates: yes}
    B ! compensation -> user:UndoB{compensates: yes}
  `).replace('id="undo-definition-2"', 'id="undo-definition-2" waitForCompletion="false"');
  const game = play((await readModel(xml)).processes[0]!);
  expect([game.living('UndoA').length, game.living('UndoB').length, game.living('After').length]).toEqual([1, 1, 0]);
  game.completeTask('UndoA');
  expect(game.living('After')).toHaveLength(1);
  game.completeTask('After');
  expect(game.state.status).toBe('active');
  expect(game.completeTask('UndoB').state.status).toBe('completed');
  expect(game.trace().filter((id) => id === 'UndoA')).toHaveLength(1);
});

test('nothing to compensate holds nothing up', async () => {
  const { process } = await model(`
    start -> and:fork -> user:A -> end
    fork -> user:B -> end.multiple:Bye(compensation; compensation A; terminate)
    A ! compensation -> task:UndoA{compensates: yes}
  `);
  const game = play(process).completeTask('B');
  expect([game.state.status, game.trace().slice(-2)]).toEqual(['completed', ['Bye', '-A']]);
});

test('a transaction is cancelled after what its end event compensates and says, and undoes what is left', async () => {
  const { process } = await model(`
    start -> transaction:Deal -> end
    Deal {
      start -> task:A -> task:B -> end.multiple:Off(terminate; cancel; signal off; compensation A)
      A ! compensation -> user:UndoA{compensates: yes}
      B ! compensation -> user:UndoB{compensates: yes}
    }
    Deal ! cancel -> user:Cancelled -> end:c
  `);
  const game = play(process);
  expect([game.living('UndoA').length, game.living('UndoB').length]).toEqual([1, 0]);
  const before = game.log.length;
  game.completeTask('UndoA').completeTask('UndoB');
  expect(deeds(game, before)).toEqual(['signal off', 'UndoB', '-Deal', 'Deal-cancel', 'Cancelled']);
});

test('an error beside a terminate leaves by its handler; a terminate named twice ends the scope once', async () => {
  const { process } = await model(`
    start -> sub:S -> sub:T -> user:After -> end
    S {
      start -> and:f -> user:A -> end
      f -> user:B -> end.multiple:Bye(terminate; error E; message went; error E)
    }
    T {
      start -> and:f2 -> user:C -> end
      f2 -> user:D -> end.multiple:Stop(terminate; terminate)
    }
    S ! error(E) -> user:Mend -> T
  `);
  const game = play(process).completeTask('B');
  expect(deeds(game).slice(-7)).toEqual(['Bye', 'message went', '-A', '-Bye', '!S', 'S-error', 'Mend']);
  game.completeTask('Mend').completeTask('D');
  expect(game.trace().slice(-3)).toEqual(['Stop', '-C', 'After']);
});

test('messages that a job sends are one job, which is waited for at its place among the others', async () => {
  const { process } = await model(`
    start -> and:f -> user:A -> end
    f -> task:Book -> end.multiple:Bye(signal one; message m; message n; signal two; compensation; terminate){job: post}
    Book ! compensation -> task:Unbook{compensates: yes}
  `);
  const game = play(process);
  expect(deeds(game).slice(-4)).toEqual(['Bye', 'Unbook', 'signal one', 'job post']);
  const before = game.log.length;
  game.completeJob('Bye', { sent: 'yes' });
  expect([deeds(game, before), game.state.status]).toEqual([['signal two', '-A'], 'completed']);
  expect(game.values).toContainEqual(expect.objectContaining({ name: 'sent', value: 'yes' }));
});

test('its listeners work once, before and after all of it; before a terminate, which nothing comes after', async () => {
  const { process } = await model(`
    start -> task:Book -> throw.multiple:Undo(compensation; signal told){on start: ready; on end: done} -> user:A -> end.multiple:Bye(compensation; terminate){on end: last}
    Book ! compensation -> user:Unbook{compensates: yes}
  `);
  const game = play(process);
  expect(deeds(game).slice(-2)).toEqual(['Undo', 'job ready']);
  game.completeJob('Undo').completeTask('Unbook');
  expect(deeds(game).slice(-4)).toEqual(['job ready', 'Unbook', 'signal told', 'job done']);
  game.completeJob('Undo').completeTask('A');
  expect(deeds(game).slice(-2)).toEqual(['Bye', 'job last']);
  expect(game.completeJob('Bye').state.status).toBe('completed');
});

test('an interruption of its scope takes the event with it, halfway through', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> task:Book -> end.multiple:Bye(compensation; message went)
      Book ! compensation -> user:Unbook{compensates: yes}
    }
    Work ! timer:Late(P1D) -> end:l
  `);
  const game = play(process).fire('Late');
  expect([game.state.status, deeds(game).includes('message went')]).toEqual(['completed', false]);
});

test('what ends everything in a scope ends a compensation that nobody waits for, and one thrown later is not mixed up with it', async () => {
  const { process } = await model(`
    start -> task:A -> task:B -> task:C -> throw.multiple:undo(compensation A; compensation B){wait: no} -> user:Go -> end
    A ! compensation -> user:UndoA{compensates: yes}
    B ! compensation -> user:UndoB{compensates: yes}
    C ! compensation -> user:UndoC{compensates: yes}
    eventsub:Stop {
      start.signal(stop) -> throw.compensation:again(C){wait: no} -> end
    }
  `);
  const game = play(process);
  expect(game.living('UndoA')).toHaveLength(1);
  game.deliver('Stop.start.signal').completeTask('UndoC');
  expect(game.trace().filter((id) => id.includes('Undo'))).toEqual(['UndoA', '-UndoA', 'UndoC']);
  expect(game.state.status).toBe('completed');
});
