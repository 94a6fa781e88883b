/** Checks drawings beside the page, so that a large model does not hold up whoever draws it: a BPMN file comes in, `Checked` goes out. */
import { readCheckedModel } from '../../../engine/soundness/read-model.ts';
import type { Checked } from './checked.ts';

addEventListener('message', ({ data }: MessageEvent<string>) => {
  readCheckedModel(data).then(({ findings, explored, complete }) => {
    postMessage({ findings, explored, complete } satisfies Checked);
    // The page hears of it by the worker's error event.
  }, reportError);
});
