import type { CSSProperties, ReactElement } from 'react';
import './charts.css';
import './part-bar.css';

interface Part {
  readonly key: string;
  /** Class that says its colour: `--look`, or `--dot` of the charts. */
  readonly look: string;
  /** Of the whole bar. */
  readonly share: number;
  readonly words: string;
}

/** A whole in parts: one bar, and the same in words and figures. */
export function PartBar({ label, parts }: { readonly label: string; readonly parts: readonly Part[] }): ReactElement {
  return (
    <div className="part-bar">
      <p className="small soft">{label}</p>
      <div aria-hidden="true">
        {parts.map(({ key, look, share }) => (
          <span key={key} className={look} style={{ '--part': `${String(share * 100)}%` } as CSSProperties} />
        ))}
      </div>
      <ul>
        {parts.map(({ key, look, words }) => (
          <li key={key} className={look}>
            {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
