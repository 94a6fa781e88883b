import { expect, test } from '@jest/globals';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';

test('an interrupting event sub-process ends what goes on in its scope, and the scope completes with it', async () => {
  const { process } = await model(`
    start -> sub:Work -> user:After -> end
    Work {
      start -> and:fork -> user:A -> end
      fork -> user:B -> end:b
      eventsub:Late {
        start.timer(P3D) -> user:Chase -> end
      }
    }
  `);
  const game = play(process).completeTask('A').fire('Late.start.timer');
  expect(game.trace().slice(-5)).toEqual(['Work.end', '-B', 'Late', 'Late.start.timer', 'Chase']);
  expect(game.living('Work')[0]).toMatchObject({ interrupted: true, children: 1, waits: [] });
  game.completeTask('Chase').completeTask('After');
  expect(game.state.status).toBe('completed');
});

test('an event sub-process that does not interrupt begins as often as its event comes, and its scope waits for it', async () => {
  const { process } = await model(`
    start -> user:A -> end
    eventsub:Note {
      start.message(note){interrupting: no} -> user:Read -> end
    }
  `);
  const game = play(process, { variables: { id: 'k' } }).deliver('Note.start.message', { text: 'one' });
  game.deliver('Note.start.message', { text: 'two' }).completeTask('A');
  expect(game.living('Read')).toHaveLength(2);
  expect(game.state.status).toBe('active');
  game.completeTask('Read').completeTask('Read');
  expect(game.state.status).toBe('completed');
  expect(game.effects).toContainEqual(expect.objectContaining({ type: 'closeSubscription' }));
});

test('an error is caught by the event sub-process of the nearest scope before the boundary event around it', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> service:Do -> end
      eventsub:Mend {
        start.error(E) -> user:Repair -> end
      }
    }
    Work ! error -> user:Outside -> end:o
  `);
  const game = play(process);
  const fail = (code: string) =>
    game.do({ type: 'throwJobError', jobKey: game.job('Do').key, code, message: '', variables: { why: code } });
  fail('E');
  expect(game.living('Repair')).toHaveLength(1);
  expect(game.variables()).toMatchObject({ why: 'E' });
  game.completeTask('Repair');
  expect(game.state.status).toBe('completed');
  const other = play(process);
  other.do({ type: 'throwJobError', jobKey: other.job('Do').key, code: 'F', message: '', variables: {} });
  expect(other.living('Outside')).toHaveLength(1);
});

test('an error thrown inside an event sub-process is not caught by itself but further out', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> error(E)
      eventsub:Mend {
        start.error(E) -> error:again(E)
      }
    }
    Work ! error(E) -> user:Outside -> end:o
  `);
  const game = play(process);
  expect(game.trace()).toContain('!Work');
  expect(game.living('Outside')).toHaveLength(1);
});

test('event sub-processes nest, and each child of a multi-instance sub-process has its own', async () => {
  const { process } = await model(`
    start -> sub:Each{times: 2} -> end
    Each {
      start -> user:A -> end
      eventsub:Outer {
        start.signal(outer) -> user:B -> end
        eventsub:Inner {
          start.signal(inner) -> user:C -> end
        }
      }
    }
  `);
  const game = play(process);
  game.deliver('Outer.start.signal');
  expect([game.living('A').length, game.living('B').length]).toEqual([1, 1]);
  game.deliver('Inner.start.signal');
  expect([game.living('A').length, game.living('B').length, game.living('C').length]).toEqual([1, 0, 1]);
  game.completeTask('C').completeTask('A');
  expect(game.state.status).toBe('completed');
});

test('an interrupting event stops successors that would have gone on at once', async () => {
  const { process } = await model(`
    start -> sub:Work -> user:After -> end
    Work {
      start -> and:fork -> error(E)
      fork -> task:B -> task:C -> end
    }
    Work ! error(E) -> user:Caught -> end:c
  `);
  expect(play(process).trace()).not.toContain('B');
  expect(play(process).living('Caught')).toHaveLength(1);
});

test('what a scope cannot wait for is an incident on it, and the wait opens once that is mended', async () => {
  const { process } = await model(`
    start -> user:A -> end
    eventsub:Late {
      start.timer(duration =patience){interrupting: no} -> user:Chase -> end
    }
  `);
  const game = play(process);
  expect(game.incidents()).toEqual(['process: timer']);
  expect(game.living('A')).toHaveLength(1);
  game.set({ patience: 'P1D' }).resolve('process').fire('Late.start.timer');
  expect(game.living('Chase')).toHaveLength(1);
  game.completeTask('Chase').completeTask('A');
  expect(game.state.status).toBe('completed');
});

test('an interrupting event sub-process ends the incident of its scope and what its others wait for, not what the scope itself does', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> and:fork -> task:A -> and:join -> end
      fork -> xor:x -> join [=n]
      x -> end:other [default]
      eventsub:Stop {
        start.signal(stop) -> user:Clear -> end
      }
      eventsub:Late {
        start.timer(P9D){interrupting: no} -> end
      }
    }
    Work ! timer:Over(P20D) -> end:over
  `);
  const game = play(process, { variables: { n: false } });
  expect(game.incidents()).toEqual(['Work: deadlock']);
  game.deliver('Stop.start.signal');
  expect(game.incidents()).toEqual([]);
  expect(game.living('Work')[0]!.waits.map(({ target }) => target)).toEqual(['Over']);
  expect(game.living('Work')[0]).toMatchObject({ interrupted: true });
  game.completeTask('Clear');
  expect(game.state.status).toBe('completed');
});

test('the one token that is still on its way when its scope is interrupted goes nowhere', async () => {
  const { process } = await model(`
    start -> and:fork -> throw.escalation:Up(X) -> end
    fork -> user:B -> end:b
    eventsub:Stop {
      start.escalation(X) -> user:Clear -> end
    }
  `);
  const game = play(process);
  expect(game.trace()).toEqual(['start', 'fork', 'Up', '-Up', 'Stop', 'Stop.start.escalation', 'Clear']);
});

test('a scope that could wait for one of its events and not for another opens the missing one alone when that is mended', async () => {
  const { process } = await model(`
    start -> user:A -> end
    eventsub:Late {
      start.timer(duration =patience){interrupting: no} -> end
    }
    eventsub:Note {
      start.condition(=hot){interrupting: no} -> user:Cool -> end
    }
  `);
  const game = play(process, { variables: { hot: false } });
  expect(game.state.instances[game.state.caseKey as never]?.waits).toEqual([]);
  game.set({ patience: 'P1D' }).resolve('process');
  expect(game.living('process')[0]!.waits.map(({ target }) => target)).toEqual(['Late.start.timer', 'Note.start.condition']);
  game.set({ hot: 1 });
  expect(game.incidents()).toEqual(['process: condition']);
  game.set({ hot: true }).resolve('process');
  expect(game.living('process')[0]!.waits).toHaveLength(2);
  expect(game.living('Cool')).toHaveLength(1);
});

test('resolving another incident of the scope does not set a timer anew that has fired', async () => {
  const { process } = await model(`
    start -> user:A -> end
    eventsub:Late {
      start.timer(P1D){interrupting: no} -> user:Chase -> end
    }
    eventsub:Note {
      start.condition(=hot){interrupting: no} -> user:Cool -> end
    }
  `);
  const game = play(process, { variables: { hot: false } })
    .fire('Late.start.timer')
    .completeTask('Chase')
    .set({ hot: 1 });
  expect(game.incidents()).toEqual(['process: condition']);
  game.set({ hot: true }).resolve('process');
  expect(game.living('process')[0]!.waits.map(({ target }) => target)).toEqual(['Note.start.condition']);
  expect(game.living('Cool')).toHaveLength(1);
});

test('a cycle of the process that could not be read any more is waited for again when that is mended, beside the others', async () => {
  const { process } = await model(`
    start -> user:A -> end
    eventsub:Note {
      start.signal(note){interrupting: no} -> end
    }
    eventsub:Late {
      start.timer(cycle =n){interrupting: no} -> task:Chase -> end
    }
  `);
  const game = play(process, { variables: { n: 'R/PT1H' } })
    .set({ n: 'never' })
    .fire('Late.start.timer');
  const waits = () => game.living('process')[0]!.waits.map(({ target }) => target);
  expect([game.incidents(), waits()]).toEqual([['process: timer'], ['Note.start.signal']]);
  game.set({ n: 'R/PT2H' }).resolve('process');
  expect(waits()).toEqual(['Note.start.signal', 'Late.start.timer']);
});

test('in a scope that was interrupted, what is thrown begins no other of its event sub-processes', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> end.error(E1)
      eventsub:First {
        start.error(E1) -> end.error(E2)
      }
      eventsub:Second {
        start.error(E2) -> user:Never -> end
      }
    }
    Work ! error:Out(E2) -> user:Outside -> end:out
  `);
  const game = play(process);
  expect(game.trace()).not.toContain('Second');
  expect(game.living('Outside')).toHaveLength(1);
});

test('a message of the process whose key was missing is waited for when that is mended', async () => {
  const { process } = await model(`
    start -> user:A -> end
    eventsub:Stop {
      start.message(Stop){key: =id} -> user:Clear -> end
    }
  `);
  const game = play(process);
  expect(game.incidents()).toEqual(['process: correlation']);
  game.set({ id: 'k' }).resolve('process').deliver('Stop.start.message');
  expect(game.living('Clear')).toHaveLength(1);
});
