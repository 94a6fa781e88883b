import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { JobProgress } from '../insight/job-progress.tsx';
import type { AskedJob } from '../insight/use-job.ts';
import { FitView } from './fit-view.tsx';
import type { WhatIf } from './kept-what-if.ts';
import { ScenarioUpload } from './scenario-file.tsx';
import type { ScenarioJson } from './scenario-json.ts';

interface AsIsPanelProps {
  readonly whatIf: WhatIf | undefined;
  readonly asked: AskedJob<'calibrate'>;
  readonly isAsked: boolean;
  /** Asks for a scenario from the cases as they are now. */
  readonly calibrate: () => void;
  readonly take: (scenario: ScenarioJson, name: string) => void;
  readonly file: string;
}

/** The scenario as it is: from the real cases, with how well it matches them, or from a file. */
export function AsIsPanel({ whatIf, asked, isAsked, calibrate, take, file }: AsIsPanelProps): ReactElement {
  const { t, format } = useLanguage();
  const view = asked.answer?.view;
  return (
    <section className="stack" aria-labelledby="as-is">
      <h2 id="as-is">{t('whatIf.asIs')}</h2>
      {whatIf === undefined ? (
        <p>{t('whatIf.begin')}</p>
      ) : (
        <p className="soft">
          {t(`whatIf.origin.${whatIf.origin.kind}`, { name: whatIf.origin.name, at: format.instant(whatIf.origin.at) })}
        </p>
      )}
      <div className="row">
        <button type="button" className={whatIf === undefined ? 'button main' : 'button small'} onClick={calibrate}>
          {t(whatIf === undefined ? 'whatIf.fromCases' : 'whatIf.fromCasesAgain')}
        </button>
        <ScenarioUpload label={t('whatIf.fromFile')} take={take} />
      </div>
      {isAsked ? <JobProgress asked={asked} /> : null}
      {view === undefined ? null : (
        <>
          <FitView fit={view.fit} file={file} />
          {view.notes.length === 0 ? null : (
            <details>
              <summary>{t('whatIf.notes', { count: view.notes.length })}</summary>
              <ul lang="en">
                {view.notes.map(({ text }) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </section>
  );
}
