import { describe, expect, test } from '@jest/globals';
import { behaviouralProfile } from '../../../analytics/reference-model/behavioural-profile.ts';
import type { BehaviouralProfile } from '../../../analytics/reference-model/behavioural-profile.ts';
import { model } from '../../support/model.ts';

async function profileOf(text: string, ...steps: string[]): Promise<BehaviouralProfile> {
  const profile = behaviouralProfile((await model(text)).process, new Map(steps.map((id) => [id, [id]])));
  if (!('order' in profile)) throw new Error(JSON.stringify(profile));
  return profile;
}

describe('the behavioural profile of a process', () => {
  test('tells sequence, choice, parallel and loop as in the paper', async () => {
    const { order, isRepeated } = await profileOf(
      `start -> user:A -> xor:way
       way -> user:B [= x] -> xor:met
       way -> user:C [default] -> met
       met -> and:fork -> user:D -> and:join -> xor:again
       fork -> user:E -> join
       again -> end [= y]
       again -> user:F [default] -> xor:back
       back -> user:G [= x] -> xor:again2
       back -> end:other [default]
       again2 -> user:F2 -> xor:loop
       loop -> again2 [= y]
       loop -> end:third [default]`,
      ...'ABCDEFG'.split(''),
      'F2',
    );
    expect(order('A', 'B')).toBe('before');
    expect(order('D', 'A')).toBe('after');
    expect(order('B', 'C')).toBe('exclusive');
    expect(order('D', 'E')).toBe('interleaving');
    expect(order('E', 'G')).toBe('before');
    expect(isRepeated('A')).toBe(false);
    expect(isRepeated('F2')).toBe(true);
  });

  test('sees what may interrupt, and that nothing comes after it', async () => {
    const { order } = await profileOf(
      'start -> user:A -> user:B -> end\nA ! timer:Late(P3D) -> user:Remind -> end:late',
      'A',
      'B',
      'Late',
      'Remind',
    );
    expect(order('Late', 'Remind')).toBe('before');
    expect(order('Late', 'B')).toBe('exclusive');
  });

  test('what interrupts nothing may come at any time of what goes on', async () => {
    const { order } = await profileOf(
      'start -> sub:Work -> end\nWork {\nstart -> user:A -> user:B -> end\n}\nWork ~ timer:Late(P3D) -> user:Remind -> end:late',
      'A',
      'B',
      'Remind',
    );
    expect(order('A', 'B')).toBe('before');
    expect(order('Remind', 'B')).toBe('interleaving');
  });

  test('says whether what does one step always does another, interruptions left out', async () => {
    const { implies } = await profileOf(
      `start -> user:A -> xor:way
       way -> user:B [= x] -> xor:met
       way -> met [default]
       met -> user:C -> end
       A ! message:Withdrawn(gone) -> end:withdrawn`,
      'A',
      'B',
      'C',
    );
    expect(implies('A', 'C')).toBe(true);
    expect(implies('A', 'B')).toBe(false);
    expect(implies('B', 'A')).toBe(true);
  });

  test('says what it cannot tell instead of guessing', async () => {
    const { process } = await model('start -> complex:many -> user:A -> end');
    expect(behaviouralProfile(process, new Map([['A', ['A']]]))).toEqual({ unsupported: ['many'] });
  });
});
