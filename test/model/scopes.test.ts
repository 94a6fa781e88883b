import { describe, expect, test } from '@jest/globals';
import { bpmnFile, flow } from './bpmn-file.ts';
import { compiled, compiledXml, node } from './compiled.ts';

describe('a process begins', () => {
  test('at its first none start event, by others only when they are named', async () => {
    const { process } = await compiled('start.message:M(M) -> end\nstart:A -> end\nstart:B -> end');
    expect(process.root).toMatchObject({ startEvents: ['M', 'A', 'B'], begins: ['A'] });
  });

  test('by events alone when it has no none start event', async () => {
    const { process } = await compiled('start.message:M(M) -> end\nstart.timer:T(R/P1D) -> end\ntask:Loose -> end');
    expect(process.root).toMatchObject({ startEvents: ['M', 'T'], begins: [] });
  });

  test('by an instantiating receive task', async () => {
    const { process } = await compiled('receive:R(M){instantiate: yes; key: none} -> end\ntask:Loose -> end');
    expect(process.root).toMatchObject({ startEvents: ['R'], begins: [] });
  });

  test('without any of these at what no flow leads to, but for what waits for something else', async () => {
    const { process } = await compiled(`
      task:A -> task:B -> throw.link:away(L)
      link:here(L) -> end
      timer:Soon(P1D) -> end
      A ! compensation -> user:Undo{compensates: yes}
      B ! signal(s) -> end
      eventsub:Late {
        start.message(Late) -> end
      }
      sub:Part {
        task:Inner -> end
      }
    `);
    expect(process.root).toMatchObject({ startEvents: [], begins: ['A', 'Soon', 'Part'] });
    expect(node(process, 'Part')).toMatchObject({ inner: { startEvents: [], begins: ['Inner'] } });
  });
});

describe('event sub-processes', () => {
  test('are handlers of their scope, compensation apart', async () => {
    const { process } = await compiled(`
      start -> sub:Part -> end
      eventsub:Late {
        start.timer(P1D){interrupting: no} -> end
      }
      Part {
        start -> end
        eventsub:Wrong {
          start.error(E) -> end
        }
        eventsub:Undo {
          start.compensation -> end
        }
        eventsub:Either {
          start.multiple:Any(escalation L; signal s){interrupting: no; parallel: yes} -> end
        }
      }
    `);
    expect(process.root).toMatchObject({ begins: ['start'], handlers: ['Late.start.timer'] });
    expect(process.root).not.toHaveProperty('compensation');
    expect(node(process, 'Late')).toMatchObject({
      kind: 'eventSubProcess',
      start: 'Late.start.timer',
      inner: { startEvents: ['Late.start.timer'], begins: ['Late.start.timer'] },
    });
    expect(node(process, 'Late')).not.toHaveProperty('boundary');
    expect(node(process, 'Late.start.timer')).toMatchObject({ interrupting: false, scope: 'Late' });
    expect(node(process, 'Wrong.start.error')).toMatchObject({ interrupting: true, trigger: { kind: 'error', code: 'E' } });
    expect(node(process, 'Undo.start.compensation')).toMatchObject({ trigger: { kind: 'compensation' } });
    expect(node(process, 'Any')).toMatchObject({
      interrupting: false,
      trigger: { kind: 'multiple', parallel: true, triggers: [{ kind: 'escalation', code: 'L' }, { kind: 'signal' }] },
    });
    expect(node(process, 'Part')).toMatchObject({
      inner: { handlers: ['Wrong.start.error', 'Any'], compensation: 'Undo' },
    });
  });

  test('may read variables in what they wait for', async () => {
    const { refused, process } = await compiled(`
      start -> end
      eventsub:Late {
        start.message(=name){key: =caseNumber} -> end
      }
    `);
    expect(refused).toEqual([]);
    expect(node(process, 'Late.start.message')).toMatchObject({
      trigger: { name: { names: ['name'] }, correlationKey: { names: ['caseNumber'] } },
    });
  });

  test('are refused as transactions and ad-hoc sub-processes', async () => {
    const inner = `<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>${flow('s', 'e')}`;
    for (const tag of ['transaction', 'adHocSubProcess']) {
      const { refused } = await compiledXml(bpmnFile(`<bpmn:${tag} id="t" triggeredByEvent="true">${inner}</bpmn:${tag}>`));
      expect(refused).toEqual(['unsupported/event-sub-process at t']);
    }
  });
});

describe('sub-processes', () => {
  test('transactions', async () => {
    const { process } = await compiled(`
      start -> transaction:Book -> end
      Book {
        start -> task:Seat -> end.cancel
        start -> end
      }
      Book ! cancel -> end:Gone
    `);
    expect(node(process, 'Book')).toMatchObject({
      kind: 'transaction',
      boundary: ['Book-cancel'],
      inner: { begins: ['Book.start'] },
    });
    expect(node(process, 'Book-cancel')).toMatchObject({ trigger: { kind: 'cancel' } });
    expect(node(process, 'Book.end.cancel')).toMatchObject({ result: { kind: 'cancel' } });
  });

  test('ad-hoc ones hold elements in no order', async () => {
    const { process } = await compiled(`
      start -> adhoc:Help{active: =chosen; until: =done; sequential: yes; cancelRemaining: no} -> adhoc:Plain -> end
      Help {
        task:A -> task:B
        user:C
        throw.signal:D(heard) -> B
        C ! compensation -> task:Undo{compensates: yes}
        eventsub:E {
          start.signal(s) -> end
        }
      }
      Plain {
        task:F
      }
    `);
    expect(node(process, 'Help')).toMatchObject({
      kind: 'adHocSubProcess',
      elements: ['A', 'C', 'D'],
      activeElements: { names: ['chosen'] },
      completionCondition: { names: ['done'] },
      sequential: true,
      cancelsRemaining: false,
      inner: { begins: [], handlers: ['E.start.signal'] },
    });
    expect(node(process, 'Plain')).toMatchObject({ sequential: false, cancelsRemaining: true, elements: ['F'] });
    expect(node(process, 'Plain')).not.toHaveProperty('activeElements');
  });

  test.each([
    ['<zeebe:adHoc outputCollection="r" outputElement="=x"/>', 'unsupported/ad-hoc-output'],
    ['<zeebe:taskDefinition type="agent"/>', 'unsupported/ad-hoc-job'],
  ])('an ad-hoc sub-process with %s is refused', async (extension, rule) => {
    const { refused } = await compiledXml(
      bpmnFile(
        `<bpmn:adHocSubProcess id="t"><bpmn:extensionElements>${extension}</bpmn:extensionElements><bpmn:task id="a"/></bpmn:adHocSubProcess>`,
      ),
    );
    expect(refused).toEqual([`${rule} at t`]);
  });
});
