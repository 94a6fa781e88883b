import { useEffect, useState } from 'react';
import type { Finding } from '../../../engine/errors.ts';
import { readModel } from '../../../engine/model/compile.ts';

const PAUSE_MS = 400;

/** What deployment would say of the drawing now, by the engine's own rules, asked again a moment after each change; undefined until known. */
export function useLiveFindings(xml: string): readonly Finding[] | undefined {
  const [findings, setFindings] = useState<readonly Finding[] | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      void readModel(xml).then((model) => {
        if (wanted) setFindings(model.findings);
      });
    }, PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [xml]);
  return findings;
}
