import { existsSync } from 'node:fs';
import type { Finding } from '../errors.ts';
import { readModel, type ReadModel } from '../model/compile.ts';
import type { ExecutableProcess } from '../model/executable-process.ts';
import { revived } from '../model/portable.ts';
import { checkBriefly, checkSoundness, type Soundness } from '../soundness/check-soundness.ts';
import { readCheckedModel, withSoundness } from '../soundness/read-model.ts';
import type { Resource } from './contract.ts';
import { planDecisions, type DecisionsPlanned } from './decision-plan.ts';
import { deployedProcess } from './deployed-process.ts';
import type { ReaderAnswer, ReaderQuestion } from './reader-messages.ts';
import { READING_LIMITS, readerThread, type Ended, type ReadingLimits } from './reader-thread.ts';

/**
 * Reads the files of deployments without keeping requests waiting: what is short is read at once, anything else by a thread of its own, one
 * file after the other, within limits of time and memory. What ran out of them is refused by name.
 */
export interface FileReading {
  /** When only the search for faults of soundness ran out of time, the model is there with a finding that says so. */
  model(xml: string): Promise<ReadModel>;
  decisions(resource: Resource, hash: string): Promise<DecisionsPlanned>;
  /** A process that was deployed before. @throws Error when it can no longer be compiled: a bug. */
  process(xml: string, processId: string): Promise<ExecutableProcess>;
  /** Ends the thread once it has answered what it was asked. */
  stop(): Promise<void>;
}

/** The bundled program of the thread, beside the bundle that this file is in; see build.js. */
const PROGRAM = new URL('./file-reader.js', import.meta.url);

/** Some 20 ms of reading. */
const LONGEST_AT_ONCE = 50_000;
/** A FEEL text of 4,000 characters may take 200 ms: what holds long texts is not read at once, however short it is as a whole. */
const LONG_TEXT = /[^<>]{1000}/;

/** @param program the bundle of file-reader.ts; where there is none (the sources run as they are), every file is read at once. */
export function fileReading(program: URL | undefined, limits: ReadingLimits = READING_LIMITS): FileReading {
  const file = program ?? (existsSync(PROGRAM) ? PROGRAM : undefined);
  const thread = file && readerThread(file, limits);
  let before: Promise<unknown> = Promise.resolve();

  /** One question after the other. @returns undefined when it has to be answered here */
  function asked(question: ReaderQuestion, isLast: (answer: ReaderAnswer) => boolean): Promise<Ended> | undefined {
    if (!thread) return undefined;
    const ended = before.then(() => thread.ask(question, isLast));
    before = ended.catch(() => undefined);
    return ended;
  }

  async function modelByThread(xml: string): Promise<ReadModel | undefined> {
    let structure: ReadModel | undefined;
    let checked: readonly Soundness[] | undefined;
    const ended = await asked({ kind: 'model', xml }, (answer) => {
      if (answer.kind === 'structure') structure = { ...answer, processes: answer.processes.map(revived) };
      if (answer.kind === 'soundness') ({ checked } = answer);
      return answer.kind === 'soundness';
    });
    if (ended === undefined) return undefined;
    return structure === undefined ? refused(ended, limits) : withSoundness(structure, checked);
  }

  return {
    async model(xml) {
      if (isLong(xml)) return (await modelByThread(xml)) ?? readCheckedModel(xml);
      await turn();
      const model = await readModel(xml);
      const checked = model.processes.map(checkBriefly);
      if (checked.every((soundness) => soundness !== undefined)) return withSoundness(model, checked);
      return (
        (await modelByThread(xml)) ??
        withSoundness(
          model,
          model.processes.map((process) => checkSoundness(process)),
        )
      );
    },
    async decisions(resource, hash) {
      let read: DecisionsPlanned | undefined;
      await turn();
      const ended = isLong(resource.content)
        ? await asked({ kind: 'decisions', resource, hash }, (answer) => {
            if (answer.kind === 'decisions') ({ read } = answer);
            return answer.kind === 'decisions';
          })
        : undefined;
      if (ended === undefined) return planDecisions(resource, hash);
      return read ?? { findings: refused(ended, limits).findings.map((finding) => ({ ...finding, resource: resource.name })) };
    },
    async process(xml, processId) {
      let process: ExecutableProcess | undefined;
      const ended = isLong(xml)
        ? await asked({ kind: 'process', xml, processId }, (answer) => {
            if (answer.kind === 'process') process = answer.process && revived(answer.process);
            return answer.kind === 'process';
          })
        : undefined;
      // It was accepted once: here it is read whatever it takes.
      if (ended !== 'told') process = await deployedProcess(xml, processId);
      if (!process) throw new Error(`Process ${processId} is stored but can no longer be compiled.`);
      return process;
    },
    async stop() {
      await before;
      await thread?.end();
    },
  };
}

function isLong(text: string): boolean {
  return text.length > LONGEST_AT_ONCE || LONG_TEXT.test(text);
}

/** Lets others have their turn between the files of one deployment. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function refused(ended: Ended, { computingMs, memoryMb }: ReadingLimits): ReadModel {
  const [rule, limit] =
    ended === 'memory'
      ? ['limit/memory', `${String(memoryMb)} MB of memory`]
      : ['limit/time', `${String(computingMs / 1_000)} seconds`];
  const message = `Reading the file took more than ${limit}; split it, or shorten its expressions.`;
  const finding: Finding = { rule, severity: 'error', element: '', message };
  return { processes: [], findings: [finding] };
}
