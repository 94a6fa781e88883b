import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../api-client.ts';
import type { Values } from '../form/form-host.tsx';

export type DraftState = { readonly kind: 'none' | 'typing' | 'failed' } | { readonly kind: 'saved'; readonly at: string };

const PAUSE_MS = 700;
const AGAIN_MS = 5_000;

/** Keeps a half-filled form on the server while one types; what could not be kept is tried again until it is. */
export function useDraft(taskKey: string, savedAt: string | undefined) {
  const [state, setState] = useState<DraftState>(savedAt === undefined ? { kind: 'none' } : { kind: 'saved', at: savedAt });
  const waiting = useRef<Values | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const save = useCallback(async () => {
    const values = waiting.current;
    clearTimeout(timer.current);
    if (values === undefined) return;
    waiting.current = undefined;
    try {
      const { savedAt: at } = await call('saveDraft', { params: { taskKey }, body: { values } });
      setState((now) => (waiting.current === undefined ? { kind: 'saved', at } : now));
    } catch {
      waiting.current ??= values;
      setState({ kind: 'failed' });
      timer.current = setTimeout(() => void save(), AGAIN_MS);
    }
  }, [taskKey]);

  const typed = useCallback(
    (values: Values) => {
      waiting.current = values;
      setState({ kind: 'typing' });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save(), PAUSE_MS);
    },
    [save],
  );

  /** The form has been sent: nothing is left to keep. */
  const done = useCallback(() => {
    waiting.current = undefined;
    clearTimeout(timer.current);
    setState({ kind: 'none' });
  }, []);

  useEffect(() => {
    const leave = (): void => void save();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [save]);

  return { state, typed, done, save };
}
