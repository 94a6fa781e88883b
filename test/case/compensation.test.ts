import { expect, test } from '@jest/globals';
import { model } from '../support/model.ts';
import { play } from '../support/play.ts';

test('what has completed is undone one after the other, the last first, before the throw event goes on', async () => {
  const { process } = await model(`
    start -> user:Book -> user:Pay -> user:Decide -> throw.compensation:undo -> user:After -> end
    Book ! compensation -> user:Unbook{compensates: yes}
    Pay ! compensation -> user:Refund{compensates: yes}
    Decide ! compensation -> user:Undecide{compensates: yes}
  `);
  const game = play(process).completeTask('Book').completeTask('Pay').completeTask('Decide');
  expect([game.living('Undecide').length, game.living('Refund').length, game.living('Unbook').length]).toEqual([1, 0, 0]);
  game.completeTask('Undecide').completeTask('Refund');
  expect(game.living('After')).toEqual([]);
  game.completeTask('Unbook');
  expect(game.trace()).toEqual(['start', 'Book', 'Pay', 'Decide', 'undo', 'Undecide', 'Refund', 'Unbook', 'After']);
  game.completeTask('After');
  expect(game.state.status).toBe('completed');
});

test('only what has completed is compensated, each execution once, and one activity alone when it is named', async () => {
  const { process } = await model(`
    start -> xor:again -> user:Book -> xor:more -> again [= more]
    more -> and:fork [default] -> throw.compensation:undo(Book) -> throw.compensation:twice -> end
    fork -> user:Slow -> end:s
    Book ! compensation -> task:Unbook{compensates: yes}
    Slow ! compensation -> task:Unslow{compensates: yes}
  `);
  const game = play(process).completeTask('Book', { more: true }).completeTask('Book', { more: false });
  expect(game.trace().filter((id) => id === 'Unbook')).toHaveLength(2);
  expect(game.trace()).not.toContain('Unslow');
  expect(game.trace()).toContain('twice');
  game.completeTask('Slow');
  expect(game.state.status).toBe('completed');
});

test('a compensation activity has the variables that its activity had when it completed', async () => {
  const { process } = await model(`
    start -> user:Book{in room: =wish} -> throw.compensation:undo -> end
    Book ! compensation -> user:Unbook{compensates: yes}
  `);
  const game = play(process, { variables: { wish: 12 } }).completeTask('Book', { wish: 99 });
  expect(game.variables(game.living('Unbook')[0]!.key)).toMatchObject({ room: 12, wish: 99 });
});

test('a completed sub-process is undone by its compensation event sub-process, or else by the work in it, backwards', async () => {
  const { process } = await model(`
    start -> sub:Own -> sub:Plain -> user:Go -> throw.compensation:undo -> end
    Own {
      start -> task:A -> end
      A ! compensation -> task:UndoA{compensates: yes}
      eventsub:Handler {
        start.compensation -> user:ByHand -> throw.compensation:inner -> end
      }
    }
    Plain {
      start -> task:B -> task:C -> end
      B ! compensation -> task:UndoB{compensates: yes}
      C ! compensation -> task:UndoC{compensates: yes}
    }
  `);
  const game = play(process).completeTask('Go');
  expect(game.trace().slice(-4)).toEqual(['UndoB', 'Handler', 'Handler.start.compensation', 'ByHand']);
  game.completeTask('ByHand');
  expect(game.trace().slice(-4)).toEqual(['inner', 'UndoA', 'Handler.end', 'end']);
  expect(game.state.status).toBe('completed');
});

test('of a multi-instance activity each completed instance is undone, with its own item', async () => {
  const { process } = await model(`
    start -> user:Send{each: to in =names; sequential: yes} -> throw.compensation:undo -> end
    Send ! compensation -> user:Recall{compensates: yes}
  `);
  const game = play(process, { variables: { names: ['a', 'b', 'c'] } });
  game.completeTask('Send').completeTask('Send').completeTask('Send');
  const recalled: unknown[] = [];
  for (let count = 0; count < 3; count++) {
    recalled.push(game.variables(game.living('Recall')[0]!.key)['to']);
    game.completeTask('Recall');
  }
  expect(recalled).toEqual(['c', 'b', 'a']);
  expect(game.state.status).toBe('completed');
});

test('an end event compensates too, and one that does not wait lets its token go on', async () => {
  const { process } = await model(`
    start -> task:A -> throw.compensation:undo{wait: no} -> user:After -> end.compensation
    A ! compensation -> user:UndoA{compensates: yes}
  `);
  const game = play(process);
  expect([game.living('UndoA').length, game.living('After').length]).toEqual([1, 1]);
  game.completeTask('UndoA').completeTask('After');
  expect(game.state.status).toBe('completed');
});

test('an error event sub-process compensates the work of the scope it interrupted', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> task:A -> service:B -> end
      A ! compensation -> task:UndoA{compensates: yes}
      eventsub:Mend {
        start.error(E) -> throw.compensation:undo -> end
      }
    }
  `);
  const game = play(process);
  game.do({ type: 'throwJobError', jobKey: game.job('B').key, code: 'E', message: '', variables: {} });
  expect(game.trace().slice(-6)).toEqual(['Mend', 'Mend.start.error', 'undo', 'UndoA', 'Mend.end', 'end']);
});

test('a scope that ends before its compensation is through takes it with it', async () => {
  const { process } = await model(`
    start -> sub:Work -> end
    Work {
      start -> task:A -> throw.compensation:undo -> end
      A ! compensation -> user:UndoA{compensates: yes}
    }
    Work ! timer(P1D) -> user:Late -> end:late
  `);
  const game = play(process).fire('Work-timer');
  expect(game.trace()).toContain('-UndoA');
  game.completeTask('Late');
  expect(game.state.status).toBe('completed');
});

test('a cancelled transaction ends what goes on, undoes what has completed, then leaves by its cancel event', async () => {
  const { process } = await model(`
    start -> transaction:Deal -> user:Done -> end
    Deal {
      start -> and:fork -> user:Book -> user:Slow -> end
      fork -> user:Pay -> sub:Check -> end:p
      Check {
        start -> end.cancel
      }
      Book ! compensation -> user:Unbook{compensates: yes}
      Pay ! compensation -> user:Refund{compensates: yes}
    }
    Deal ! cancel -> user:Cancelled -> end:c
    Deal ! timer(P9D) -> end:t
  `);
  const game = play(process).completeTask('Book').completeTask('Pay');
  expect(game.trace()).toContain('-Slow');
  expect(game.living('Deal')[0]).toMatchObject({ status: 'terminating', waits: [] });
  game.completeTask('Refund');
  expect(game.living('Cancelled')).toEqual([]);
  game.completeTask('Unbook');
  expect(game.trace().slice(-3)).toEqual(['-Deal', 'Deal-cancel', 'Cancelled']);
  game.completeTask('Cancelled');
  expect(game.state.status).toBe('completed');
  expect(game.log.map(({ type }) => type)).toContain('compensationCompleted');
});

test('a transaction with nothing to undo leaves by its cancel event at once; several instances leave together', async () => {
  const { process } = await model(`
    start -> transaction:Deal{times: 3} -> end
    Deal {
      start -> user:Try -> xor:ok -> end [default]
      ok -> end.cancel [= bad]
    }
    Deal ! cancel -> user:Cancelled -> end:c
  `);
  const game = play(process).completeTask('Try', { bad: false }).completeTask('Try', { bad: true });
  expect(game.trace().slice(-2)).toEqual(['Deal-cancel', 'Cancelled']);
  expect(game.living('Try')).toEqual([]);
});

test('of two compensations that nobody waits for, the second begins when the first is through', async () => {
  const { process } = await model(`
    start -> task:Book -> task:Rent -> throw.compensation:One(Book){wait: no} -> user:Mid -> throw.compensation:Two(Rent){wait: no} -> user:After -> end
    Book ! compensation -> user:Unbook{compensates: yes}
    Rent ! compensation -> user:Return{compensates: yes}
  `);
  const game = play(process).completeTask('Mid');
  expect([game.living('Unbook').length, game.living('Return').length, game.living('After').length]).toEqual([1, 0, 1]);
  game.completeTask('After');
  expect(game.state.status).toBe('active');
  game.completeTask('Unbook');
  expect(game.living('Return')).toHaveLength(1);
  expect(game.completeTask('Return').state.status).toBe('completed');
});

test('what was kept to be compensated is gone with the scope around it, however deep', async () => {
  const { process } = await model(`
    start -> sub:Outer -> end
    Outer {
      start -> sub:Inner -> user:Wait -> end
      Inner {
        start -> task:Book -> end
        Book ! compensation -> task:Unbook{compensates: yes}
      }
    }
    Outer ! timer(P1D) -> user:Late -> end:late
  `);
  const game = play(process);
  const kept = () => Object.values(game.state.instances).map(({ elementId }) => elementId);
  expect(kept()).toEqual(expect.arrayContaining(['Inner', 'Book']));
  game.fire('Outer-timer');
  expect(kept()).toEqual(['process', 'Late']);
});

test('a cancelled transaction without a cancel event ends, with its token; of several instances, only itself', async () => {
  const text = (keys: string) => `
    start -> and:fork -> transaction:Deal${keys} -> user:Next -> end
    fork -> user:Beside -> end:b
    Deal {
      start -> user:Try -> xor:ok -> end [default]
      ok -> end.cancel [= bad]
    }
  `;
  const one = play((await model(text(''))).process).completeTask('Try', { bad: true });
  expect(one.trace().slice(-1)).toEqual(['-Deal']);
  expect(one.completeTask('Beside').state.status).toBe('completed');
  const last = play((await model(text(''))).process)
    .completeTask('Beside')
    .completeTask('Try', { bad: true });
  expect(last.state.status).toBe('completed');
  const three = play((await model(text('{times: 3; sequential: yes}'))).process).completeTask('Try', { bad: true });
  expect(three.living('Try')).toHaveLength(1);
  expect(three.completeTask('Try', { bad: false }).living('Try')).toHaveLength(1);
  expect(three.completeTask('Try', { bad: false }).living('Next')).toHaveLength(1);
});

test('a compensation end event waits and is then complete; with nothing to undo nothing is triggered', async () => {
  const { process } = await model(`
    start -> xor:x -> task:Book [=n] -> end.compensation:Back
    x -> end.compensation:None [default]
    Book ! compensation -> user:Unbook{compensates: yes}
  `);
  const game = play(process, { variables: { n: true } });
  expect(game.state.status).toBe('active');
  expect(game.completeTask('Unbook').state.status).toBe('completed');
  const none = play(process, { variables: { n: false } });
  expect(none.state.status).toBe('completed');
  expect(none.log.map(({ type }) => type)).not.toContain('compensationTriggered');
});

test('a compensation activity that could not begin has the variables of what it undoes when it is tried again', async () => {
  const { process } = await model(`
    start -> task:Book{in seat: =4} -> user:Wait -> throw.compensation:Back -> end
    Book ! compensation -> user:Unbook{compensates: yes; in price: =1 + fee}
  `);
  const game = play(process, { variables: { fee: 'x' } }).completeTask('Wait');
  expect(game.incidents()).toEqual(['Unbook: mapping']);
  game.set({ fee: 2 }).resolve('Unbook');
  expect(game.variables(game.living('Unbook')[0]!.key)).toEqual({ fee: 2, seat: 4, price: 3 });
  expect(game.completeTask('Unbook').state.status).toBe('completed');
});

test('what undoes one of several instances stands beside the activity, not in its loop', async () => {
  const { process } = await model(`
    start -> user:Send{each: to in =names} -> throw.compensation:undo -> end
    Send ! compensation -> user:Recall{compensates: yes}
  `);
  const game = play(process, { variables: { names: ['a', 'b'] } })
    .completeTask('Send')
    .completeTask('Send');
  expect(game.living('Recall')).toMatchObject([{ scopeKey: game.state.caseKey }]);
});

test('a cancelled transaction leaves by its cancel event, whatever else stands on it', async () => {
  const { process } = await model(`
    start -> transaction:T -> end
    T {
      start -> user:A -> end.cancel
    }
    T ! timer(P1D) -> end:late
    T ! error(E) -> end:failed
    T ! cancel -> end:cancelled
  `);
  const game = play(process).completeTask('A');
  expect(game.trace().slice(-2)).toEqual(['T-cancel', 'cancelled']);
  expect(game.state.status).toBe('completed');
});
