import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { LogImport } from '../../../api/contract.ts';
import { useAnswer } from '../../queries.ts';
import { uploadLog } from '../../log-upload.ts';

export type ImportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending'; readonly fraction: number }
  | { readonly kind: 'reading'; readonly work: LogImport };

type Columns = Partial<Record<'case' | 'activity' | 'resource' | 'start' | 'end', string>>;

/** An import from its first byte to its log: sending, then reading on the server, which is asked how far it is. */
export function useImport() {
  const client = useQueryClient();
  const [state, setState] = useState<ImportState>({ kind: 'none' });
  const [error, setError] = useState<unknown>(null);
  const importId = state.kind === 'reading' ? state.work.importId : '';
  const running = state.kind === 'reading' && state.work.state === 'running';
  const asked = useAnswer('getImport', { params: { importId } }, { enabled: running, refetchInterval: running ? 500 : false });
  useEffect(() => {
    if (asked.data && asked.data.importId === importId) setState({ kind: 'reading', work: asked.data });
  }, [asked.data, importId]);
  const ended = state.kind === 'reading' && state.work.state === 'done';
  useEffect(() => {
    if (!ended) return;
    void client.invalidateQueries({ queryKey: ['listLogs'] });
    void client.invalidateQueries({ queryKey: ['listSources'] });
  }, [ended, client]);

  const begin = (file: File, columns: Columns): void => {
    setError(null);
    setState({ kind: 'sending', fraction: 0 });
    const named = Object.fromEntries(Object.entries(columns).filter(([, name]) => name.trim() !== ''));
    uploadLog(file, { fileName: file.name, ...named }, (fraction) => {
      setState({ kind: 'sending', fraction });
    }).then(
      (work) => {
        setState({ kind: 'reading', work });
      },
      (failure: unknown) => {
        setState({ kind: 'none' });
        setError(failure);
      },
    );
  };
  return { state, error: error ?? asked.error, busy: state.kind === 'sending' || running, begin };
}
