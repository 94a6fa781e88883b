import { useEffect, useRef, useState } from 'react';
import type { Finding } from '../../../engine/errors.ts';

const PAUSE_MS = 400;

export interface LiveCheck {
  /** What deployment would say of the drawing as it is now; undefined until known. */
  readonly findings: readonly Finding[] | undefined;
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
      worker.onmessage = ({ data }: MessageEvent<readonly Finding[]>) => {
        busy = undefined;
        idle.current = worker;
        setKnown({ of: xml, findings: data, fault: null });
      };
      worker.onerror = (event) => {
        setKnown({ of: xml, findings: undefined, fault: event });
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
  return known ?? { findings: undefined, fault: null };
}
