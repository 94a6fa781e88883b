import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareWithReference } from '../../../analytics/reference-model/compare-with-reference.ts';
import type { ReferenceComparison, StepDeviation } from '../../../analytics/reference-model/compare-with-reference.ts';
import { matchSteps } from '../../../analytics/reference-model/match-steps.ts';
import { stepsOf } from '../../../analytics/reference-model/steps.ts';
import { readModel } from '../../../engine/model/compile.ts';
import { model } from '../../support/model.ts';
import { randomModel } from '../../support/random-model.ts';
import { randomNumbers } from '../../support/seed.ts';

const { seed } = randomNumbers();
const REFERENCE = `
  start -> user:Register{groups: desk} -> user:Check{groups: officers; due: =now() + duration("P3D")} -> service:Tell -> end
  Check ! message:Withdrawn(request-withdrawn) -> end:withdrawn
`;
const compared = async (reference: string, unit: string, choices?: Readonly<Record<string, string>>) =>
  compareWithReference((await model(reference)).process, (await model(unit)).process, choices);
const deviationsOf = ({ steps }: ReferenceComparison): Record<string, readonly StepDeviation[]> =>
  Object.fromEntries(
    steps.filter(({ deviations }) => deviations.length > 0).map(({ step, deviations }) => [step.id, deviations]),
  );

describe('a unit’s model beside the reference', () => {
  test('deviates in nothing from itself', async () => {
    const found = await compared(REFERENCE, REFERENCE);
    expect(deviationsOf(found)).toEqual({});
    expect(found).toMatchObject({ coverage: 1, consistency: 1, added: [], notOrdered: null });
  });

  test('lacks a step, has one of its own, is done by others and in another time', async () => {
    const found = await compared(
      REFERENCE,
      `start -> user:Register{groups: eldership} -> user:Stamp{groups: desk} -> user:Check{groups: officers; due: =now() + duration("P9D")} -> end`,
    );
    expect(deviationsOf(found)).toEqual({
      Register: [{ kind: 'otherGroups', reference: 'desk', model: 'eldership' }],
      Check: [{ kind: 'otherTerm', reference: 'now() + duration("P3D")', model: 'now() + duration("P9D")' }],
      Tell: [{ kind: 'missing' }],
      Withdrawn: [{ kind: 'missing' }],
    });
    expect(found.added.map(({ id }) => id)).toEqual(['Stamp']);
    expect(found.coverage).toBe(0.5);
  });

  test('does steps in another order, at the same time, or leaves one out', async () => {
    const plain = 'start -> user:A -> user:B -> user:C -> end';
    expect(deviationsOf(await compared(plain, 'start -> user:B -> user:A -> user:C -> end'))).toEqual({
      A: [{ kind: 'otherOrder', other: 'B', reference: 'before', model: 'after' }],
    });
    const parallel = await compared(plain, 'start -> and:fork -> user:A -> and:join -> user:C -> end\nfork -> user:B -> join');
    expect(deviationsOf(parallel)).toEqual({
      A: [{ kind: 'otherOrder', other: 'B', reference: 'before', model: 'interleaving' }],
    });
    // Nine of the pairs (3 steps with themselves, 3 pairs both ways), of which one pair differs.
    expect(parallel.consistency).toBeCloseTo(7 / 9, 12);
    const skipping = await compared(
      plain,
      'start -> user:A -> xor:way\nway -> user:B [= x] -> xor:met\nway -> met [default]\nmet -> user:C -> end',
    );
    expect(deviationsOf(skipping)).toEqual({ B: [{ kind: 'skippable', other: 'A' }] });
    const again = await compared(
      plain,
      'start -> xor:in -> user:A -> xor:way\nway -> in [= x]\nway -> user:B [default] -> user:C -> end',
    );
    expect(deviationsOf(again)).toEqual({ A: [{ kind: 'otherRepetition', model: true }] });
  });

  test('is matched by mark, id, name, message, and by what the analyst says', async () => {
    const unit = `
      start -> user:U1{name: Priimti; reference: Register} -> user:U2{name: Check} -> user:U3{name: Pranešti} -> end
      U2 ! message:U4(request-withdrawn) -> end:withdrawn
    `;
    const found = await compared(REFERENCE, unit);
    expect(found.steps.map(({ step, elements, by }) => [step.id, elements, by])).toEqual([
      ['Register', ['U1'], 'mark'],
      ['Check', ['U2'], 'name'],
      ['Tell', [], null],
      ['Withdrawn', ['U4'], 'name'],
    ]);
    const chosen = await compared(REFERENCE, unit, { Tell: 'U3', Register: '', Nowhere: 'U1' });
    expect(chosen.steps.map(({ elements, by }) => [elements, by])).toEqual([
      [[], null],
      [['U2'], 'name'],
      [['U3'], 'choice'],
      [['U4'], 'name'],
    ]);
    expect(chosen.stray).toEqual(['Nowhere']);
    expect(deviationsOf(chosen)['Tell']).toContainEqual({ kind: 'otherKind', reference: 'machine', model: 'work' });
  });

  test('may do a step in two tasks', async () => {
    const found = await compared(
      'start -> user:A -> user:B -> end',
      'start -> xor:kind\nkind -> user:B1{reference: B} [= x] -> xor:met\nkind -> user:B2{reference: B} [default] -> met\nmet -> user:A -> end',
    );
    expect(deviationsOf(found)).toEqual({ A: [{ kind: 'otherOrder', other: 'B', reference: 'before', model: 'after' }] });
  });

  test('does whatever is marked, whatever it is called: ids do not matter', async () => {
    await fc.assert(
      fc.asyncProperty(randomModel(), async ({ text }) => {
        const { xml, process } = await model(text);
        const ids = stepsOf(process).map(({ id }) => id);
        // Every step is marked with its id, then gets another one.
        const marked = ids.reduce(
          (file, id) =>
            file
              .replace(`id="${id}"`, `id="${id}" eiga:reference="${id}"`)
              .replaceAll(new RegExp(`(?<!eiga:reference)="${id}"`, 'g'), `="x-${id}"`)
              .replaceAll(`>${id}<`, `>x-${id}<`),
          xml,
        );
        const [renamed] = (await readModel(marked)).processes;
        const same = compareWithReference(process, process);
        expect(deviationsOf(same)).toEqual({});
        if (renamed === undefined || ids.some((id) => !renamed.nodes.has(`x-${id}`))) return;
        const found = compareWithReference(process, renamed);
        expect(found.steps.every(({ step, elements, by }) => by === 'mark' && elements[0] === `x-${step.id}`)).toBe(true);
        expect([found.coverage, found.consistency]).toEqual([same.coverage, same.consistency]);
        expect(
          Object.values(deviationsOf(found))
            .flat()
            .filter(({ kind }) => kind !== 'otherTerm'),
        ).toEqual([]);
      }),
      { numRuns: 20, seed },
    );
  });

  test.each(['building-permit/as-is', 'waste-fee-adjustment/to-be', 'special-needs-assessment/as-is'])(
    'the unified request beside %s is compared whole',
    async (path) => {
      const read = async (file: string) =>
        (await readModel(await readFile(`processes/${file}.bpmn`, 'utf8'))).processes[0] ?? Promise.reject(new Error(file));
      const reference = await read('unified-request/model');
      const own = compareWithReference(reference, reference);
      expect(own).toMatchObject({ coverage: 1, consistency: 1, notOrdered: null });
      const found = compareWithReference(reference, await read(path));
      expect(found.notOrdered).toBeNull();
      expect(found.steps.filter(({ by }) => by !== null).length).toBeGreaterThan(0);
    },
  );

  test.each(
    ['building-permit', 'interlibrary-loan', 'special-needs-assessment', 'waste-fee-adjustment'].flatMap((service) => [
      `${service}/as-is`,
      `${service}/to-be`,
    ]),
  )(
    '%s says by its marks which of its elements are steps of the unified request, and nothing else is taken for one',
    async (path) => {
      const read = async (file: string) => (await readModel(await readFile(`processes/${file}.bpmn`, 'utf8'))).processes[0]!;
      const [reference, model] = await Promise.all([read('unified-request/model'), read(path)]);
      const { of, stray } = matchSteps(stepsOf(reference), stepsOf(model));
      expect(stray).toEqual([]);
      expect([...of.values()].filter(({ by }) => by !== 'mark')).toEqual([]);
      for (const step of ['register', 'withdrawn', 'confirm-closing', 'notify-applicant']) expect([...of.keys()]).toContain(step);
    },
  );
});
