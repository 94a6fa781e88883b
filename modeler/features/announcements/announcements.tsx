import { useEffect, useSyncExternalStore } from 'react';
import type { ReactElement } from 'react';

let said = '';
const listeners = new Set<() => void>();

/** Says that something has been done; it is shown and read aloud, and goes by itself. */
export function announce(text: string): void {
  said = text;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const SHOWN_MS = 8_000;

export function Announcements(): ReactElement {
  const text = useSyncExternalStore(listen, () => said);
  useEffect(() => {
    if (text === '') return undefined;
    const timer = setTimeout(() => {
      announce('');
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <div className="announcements" role="status">
      {text === '' ? null : <p className="notice good">{text}</p>}
    </div>
  );
}
