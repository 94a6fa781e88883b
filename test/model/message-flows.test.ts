import { describe, expect, test } from '@jest/globals';
import { bpmnFile } from './bpmn-file.ts';
import { compiled, compiledXml, node } from './compiled.ts';

const POOLS = (ask: string, answer: string, flow = 'Ask ~> Answer'): string => `
  pool:Applicant {
    start -> ${ask} -> end
  }
  pool:Clerk {
    start -> ${answer} -> end
  }
  ${flow}
`;

async function ends(text: string) {
  const { processes } = await compiled(text);
  const [applicant, clerk] = processes;
  if (!applicant || !clerk) throw new Error('two pools are two processes');
  return { processes, ask: node(applicant, 'Ask'), answer: node(clerk, 'Answer') };
}

describe('a message flow between two pools of a file', () => {
  test('names the message of ends that name none', async () => {
    const { processes, ask, answer } = await ends(POOLS('send:Ask()', 'receive:Answer(){key: none}', 'Ask ~> Answer [Question]'));
    expect(processes.map(({ id }) => id)).toEqual(['Applicant', 'Clerk']);
    expect(ask).toMatchObject({ result: { name: { constant: 'Question' }, conversation: true } });
    expect(answer).toMatchObject({ trigger: { name: { constant: 'Question' }, conversation: true } });
  });

  test('else by its id', async () => {
    const { ask, answer } = await ends(POOLS('throw.message:Ask()', 'message:Answer(){key: none}'));
    expect(ask).toMatchObject({ result: { name: { constant: 'Ask-to-Answer' }, conversation: true } });
    expect(answer).toMatchObject({ trigger: { name: { constant: 'Ask-to-Answer' }, conversation: true } });
  });

  test('a name at one end is the name of both', async () => {
    const one = await ends(POOLS('send:Ask(Mine)', 'receive:Answer(){key: none}'));
    expect(one.answer).toMatchObject({ trigger: { name: { constant: 'Mine' } } });
    const other = await ends(POOLS('send:Ask()', 'receive:Answer(Theirs){key: none}'));
    expect(other.ask).toMatchObject({ result: { name: { constant: 'Theirs' } } });
  });

  test('leaves a modelled key and name alone', async () => {
    const { ask, answer } = await ends(POOLS('send:Ask(A){key: =mine}', 'receive:Answer(B){key: =theirs}'));
    expect(ask).toMatchObject({ result: { name: { constant: 'A' }, correlationKey: { names: ['mine'] } } });
    expect(answer).toMatchObject({ trigger: { name: { constant: 'B' }, correlationKey: { names: ['theirs'] } } });
    for (const end of [ask, answer]) expect(JSON.stringify(end)).not.toContain('conversation');
  });

  test('begins a case in the other pool, and one sender may lead to several', async () => {
    const { processes } = await compiled(`
      pool:A {
        start -> send:Ask() -> end
      }
      pool:B {
        start.message:Begin() -> end
      }
      pool:C {
        start -> receive:Wait(){key: none} -> end
      }
      Ask ~> Begin
      Ask ~> Wait
    `);
    const [, b, c] = processes;
    expect(b?.nodes.get('Begin')).toMatchObject({ trigger: { name: { constant: 'Ask-to-Begin' }, conversation: true } });
    expect(c?.nodes.get('Wait')).toMatchObject({ trigger: { name: { constant: 'Ask-to-Begin' }, conversation: true } });
  });

  test('is documentation where no message is sent or received, or a pool holds no process', async () => {
    const { processes } = await compiled(POOLS('user:Ask', 'receive:Answer(M){key: none}'));
    expect(processes[1]?.nodes.get('Answer')).not.toHaveProperty('trigger.conversation');
    const collaboration =
      '<bpmn:collaboration id="c"><bpmn:participant id="p" processRef="process"/><bpmn:participant id="q"/><bpmn:messageFlow id="f" sourceRef="q" targetRef="r"/></bpmn:collaboration><bpmn:message id="m" name="M"/>';
    const { process } = await compiledXml(bpmnFile('<bpmn:receiveTask id="r" messageRef="m"/>', collaboration));
    expect(node(process, 'r')).not.toHaveProperty('trigger.conversation');
  });
});
