/** Checks drawings beside the page, so that a large model does not hold up whoever draws it: a BPMN file comes in, findings go out. */
import { readCheckedModel } from '../../../engine/soundness/read-model.ts';

addEventListener('message', ({ data }: MessageEvent<string>) => {
  readCheckedModel(data).then(({ findings }) => {
    postMessage(findings);
    // The page hears of it by the worker's error event.
  }, reportError);
});
