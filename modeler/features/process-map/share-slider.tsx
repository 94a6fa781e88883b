import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';

interface ShareSliderProps {
  readonly id: string;
  readonly label: string;
  /** 0 to 1. */
  readonly value: number;
  readonly choose: (value: number) => void;
}

/** A share to choose; what is chosen counts when it is let go. */
export function ShareSlider({ id, label, value, choose }: ShareSliderProps): ReactElement {
  const { format } = useLanguage();
  const [moved, setMoved] = useState<number | undefined>();
  const shown = moved ?? value;
  const letGo = (): void => {
    if (moved !== undefined && moved !== value) choose(moved);
    setMoved(undefined);
  };
  return (
    <div className="field share-slider">
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <input
          id={id}
          type="range"
          min={5}
          max={100}
          step={5}
          value={Math.round(shown * 100)}
          aria-valuetext={format.share(shown)}
          onChange={({ target }) => {
            setMoved(Number(target.value) / 100);
          }}
          onPointerUp={letGo}
          onKeyUp={letGo}
          onBlur={letGo}
        />
        <output htmlFor={id} className="figure">
          {format.share(shown)}
        </output>
      </div>
    </div>
  );
}
