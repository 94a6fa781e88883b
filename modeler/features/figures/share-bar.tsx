import type { ReactElement } from 'react';
import './figures.css';

/** A share, 0 to 1, as a bar beside the figure that says the same. */
export function ShareBar({ share }: { readonly share: number }): ReactElement {
  return (
    <span className="share-bar" aria-hidden="true">
      <span style={{ width: `${String(Math.round(Math.min(1, Math.max(0, share)) * 100))}%` }} />
    </span>
  );
}
