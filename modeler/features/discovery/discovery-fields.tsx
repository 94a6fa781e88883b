import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

const SETTLED_AFTER_MS = 500;

interface SliderProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly text: (value: number) => string;
  /** Told when the hand rests. */
  readonly choose: (value: number) => void;
}

/** A slider that says its value in words; only where it comes to rest is asked about. */
function Slider({ id, label, hint, value, min, max, text, choose }: SliderProps): ReactElement {
  const [at, setAt] = useState<number>();
  useEffect(() => {
    if (at === undefined) return undefined;
    const timer = setTimeout(() => {
      choose(at);
      setAt(undefined);
    }, SETTLED_AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [at, choose]);
  const shown = at ?? value;
  return (
    <div className="field slider">
      <label htmlFor={id}>
        {label}: <output htmlFor={id}>{text(shown)}</output>
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={1}
        value={shown}
        aria-valuetext={text(shown)}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          setAt(Number(target.value));
        }}
      />
      <span id={`${id}-hint`} className="small soft">
        {hint}
      </span>
    </div>
  );
}

interface DiscoveryFieldsProps {
  /** In percent. */
  readonly noise: number;
  readonly steps: number;
  /** How many steps the log has. */
  readonly mostSteps: number;
  readonly chooseNoise: (noise: number) => void;
  readonly chooseSteps: (steps: number) => void;
}

/** How much of what is rare the model leaves out: rare ways, rare steps. */
export function DiscoveryFields(props: DiscoveryFieldsProps): ReactElement {
  const { noise, steps, mostSteps, chooseNoise, chooseSteps } = props;
  const { t, format } = useLanguage();
  return (
    <div className="sliders" role="group" aria-label={t('discovery.detail')}>
      <Slider
        id="noise"
        label={t('discovery.noise')}
        hint={t('discovery.noiseHint')}
        value={noise}
        min={0}
        max={100}
        text={(value) => format.share(value / 100)}
        choose={chooseNoise}
      />
      {mostSteps < 2 ? null : (
        <Slider
          id="steps"
          label={t('discovery.steps')}
          hint={t('discovery.stepsHint')}
          value={Math.min(steps, mostSteps)}
          min={1}
          max={mostSteps}
          text={(value) => t('discovery.stepsOf', { n: format.number(value), of: format.number(mostSteps) })}
          choose={chooseSteps}
        />
      )}
    </div>
  );
}
