import type { SourceJson } from '../../../api/contract.ts';
import { useAnswer } from '../../queries.ts';
import type { ModelChosen } from './kept-what-if.ts';

/** The text of a chosen model; undefined while it is on its way, or when the version is gone. */
export function useModelXml(model: ModelChosen, source: SourceJson): string | undefined {
  const [text, version] = model.kind === 'text' ? [model.bpmnXml, null] : [undefined, model.version];
  return useVersionXml(text, source, version);
}

/** @param text of a model that is not deployed: then nothing is asked */
export function useVersionXml(
  text: string | undefined,
  source: SourceJson | undefined,
  version: number | null,
): string | undefined {
  const definitionKey = source?.versions.find((one) => one.version === version)?.definitionKey;
  const definition = useAnswer(
    'getDefinition',
    { params: { definitionKey: definitionKey ?? '' } },
    { enabled: text === undefined && definitionKey !== undefined },
  );
  return text ?? definition.data?.xml;
}
