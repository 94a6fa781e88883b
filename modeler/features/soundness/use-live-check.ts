import { useEffect, useRef, useState } from 'react';
import type { Checked } from './checked.ts';

const PAUSE_MS = 400;

export interface LiveCheck {
  /** What deployment would say of the drawing as it is now; undefined until known. */
  readonly checked: Checked | undefined;
  /** The check itself has failed. */
  readonly fault: unknown;
}

/** Checks the drawing by the engine's own rules, a moment after each change. What is asked for while a check still runs ends that one. */
export function useLiveCheck(xml: string): LiveCheck {
  const [known, setKnown] = useState<LiveCheck & { readonly of: string }>();
  const idle = useRef<Worker | undefined>(undefined);
  useEffect(() => {
    let busy: Worker | undefined;
    const timer = setTimeout(() => {
      const worker = idle.current ?? new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
      busy = worker;
      idle.current = undefined;
      worker.onmessage = ({ data }: MessageEvent<Checked>) => {
        busy = undefined;
        idle.current = worker;
        setKnown({ of: xml, checked: data, fault: null });
      };
      worker.onerror = (event) => {
        setKnown({ of: xml, checked: undefined, fault: event });
      };
      worker.postMessage(xml);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      busy?.terminate();
    };
  }, [xml]);
  useEffect(
    () => () => {
      idle.current?.terminate();
      idle.current = undefined;
    },
    [],
  );
  return known ?? { checked: undefined, fault: null };
}
