/** The program of the thread that reads large and hard files; file-reading.ts starts it and asks it one thing at a time. */
import { parentPort } from 'node:worker_threads';
import { readModel } from '../model/compile.ts';
import { portable } from '../model/portable.ts';
import { checkSoundness } from '../soundness/check-soundness.ts';
import { planDecisions } from './decision-plan.ts';
import { deployedProcess } from './deployed-process.ts';
import type { ReaderAnswer, ReaderQuestion } from './reader-messages.ts';

function tell(answer: ReaderAnswer): void {
  parentPort?.postMessage(answer);
}

async function answer(question: ReaderQuestion): Promise<void> {
  switch (question.kind) {
    case 'model': {
      const { processes, findings } = await readModel(question.xml);
      tell({ kind: 'structure', processes: processes.map(portable), findings });
      tell({ kind: 'soundness', checked: processes.map((process) => checkSoundness(process)) });
      return;
    }
    case 'process': {
      const process = await deployedProcess(question.xml, question.processId);
      tell({ kind: 'process', process: process && portable(process) });
      return;
    }
    case 'decisions':
      tell({ kind: 'decisions', read: planDecisions(question.resource, question.hash) });
      return;
    default:
      question satisfies never;
  }
}

parentPort?.on('message', (question: ReaderQuestion) => {
  answer(question).catch((error: unknown) => {
    tell({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  });
});
tell({ kind: 'ready' });
