import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { download, fileName } from '../editor/files.ts';
import { scenarioOf } from './scenario-json.ts';
import type { ScenarioJson } from './scenario-json.ts';

interface ScenarioFileProps {
  readonly label: string;
  readonly take: (scenario: ScenarioJson, name: string) => void;
}

/** Takes a scenario from a file; says so when it is none. */
export function ScenarioUpload({ label, take }: ScenarioFileProps): ReactElement {
  const { t } = useLanguage();
  const picker = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const bring = async (file: File): Promise<void> => {
    const scenario = scenarioOf(jsonOf(await file.text()));
    setFault(scenario === undefined ? file.name : undefined);
    if (scenario !== undefined) take(scenario, file.name);
  };
  return (
    <span className="row">
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void bring(file);
        }}
      />
      <button type="button" className="button small" onClick={() => picker.current?.click()}>
        {label}
      </button>
      {fault === undefined ? null : (
        <span className="field-wrong" role="alert">
          {t('whatIf.noScenario', { file: fault })}
        </span>
      )}
    </span>
  );
}

/** A scenario as `eiga simulate` reads it. */
export function downloadScenario(processId: string, scenario: ScenarioJson): void {
  download(fileName(processId, '.scenario.json'), `${JSON.stringify(scenario, null, 2)}\n`, 'application/json');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
