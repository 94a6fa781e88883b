import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { AmountField } from './amount-field.tsx';

export interface Runs {
  readonly cases: number;
  readonly replications: number;
  readonly seed: number;
}

export const USUAL_RUNS: Runs = { cases: 500, replications: 20, seed: 1 };

interface RunPanelProps {
  readonly runs: Runs;
  readonly choose: (runs: Runs) => void;
  /** What the button says. */
  readonly act: string;
  readonly start: () => void;
}

/** How much is simulated, and the beginning of it. */
export function RunPanel({ runs, choose, act, start }: RunPanelProps): ReactElement {
  const { t } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const field = (name: keyof Runs, least: number, most: number): ReactElement => (
    <AmountField
      id={`runs-${name}`}
      label={t(`whatIf.runs.${name}`)}
      value={runs[name]}
      least={least}
      most={most}
      isWhole
      choose={(value) => {
        if (value !== undefined) choose({ ...runs, [name]: value });
      }}
    />
  );
  return (
    <div className="stack">
      <div className="row">
        <button type="button" className="button main" onClick={start}>
          {act}
        </button>
      </div>
      <details
        open={isOpen}
        onToggle={({ currentTarget }) => {
          setOpen(currentTarget.open);
        }}
      >
        <summary>{t('whatIf.runs.title')}</summary>
        <div className="filters">
          {field('cases', 20, 20_000)}
          {field('replications', 2, 200)}
          {field('seed', 0, 2_000_000_000)}
        </div>
      </details>
    </div>
  );
}
