import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { CsvMappingJson, LogImport } from '../../../api/contract.ts';
import { call } from '../../api-client.ts';
import { uploadLog } from '../../log-upload.ts';
import { useAnswer } from '../../queries.ts';

export type ImportState =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending'; readonly fraction: number }
  | { readonly kind: 'reading'; readonly work: LogImport };

export interface ImportWish {
  readonly file: File;
  readonly name: string;
  /** Of a CSV, as the person confirmed it. */
  readonly mapping?: CsvMappingJson | undefined;
  /** Broken rows are left out. */
  readonly skipBroken?: boolean;
  /** Only looks what would be kept. */
  readonly check?: boolean;
}

/** An import from its first byte to its log: sending, then reading on the server, which is asked how far it is. */
export function useImport() {
  const client = useQueryClient();
  const [state, setState] = useState<ImportState>({ kind: 'none' });
  const [error, setError] = useState<unknown>(null);
  const sending = useRef<AbortController>(undefined);
  const importId = state.kind === 'reading' ? state.work.importId : '';
  const running = state.kind === 'reading' && state.work.state === 'running';
  const asked = useAnswer('getImport', { params: { importId } }, { enabled: running, refetchInterval: running ? 500 : false });
  useEffect(() => {
    if (asked.data && asked.data.importId === importId) setState({ kind: 'reading', work: asked.data });
  }, [asked.data, importId]);
  const ended = state.kind === 'reading' && state.work.log !== undefined;
  useEffect(() => {
    if (!ended) return;
    void client.invalidateQueries({ queryKey: ['listLogs'] });
    void client.invalidateQueries({ queryKey: ['listSources'] });
  }, [ended, client]);

  const forget = (): void => {
    sending.current?.abort();
    setState({ kind: 'none' });
    setError(null);
  };

  const begin = async ({ file, name, mapping, skipBroken, check }: ImportWish): Promise<void> => {
    const control = new AbortController();
    sending.current = control;
    setError(null);
    setState({ kind: 'sending', fraction: 0 });
    try {
      const confirmed = mapping === undefined ? undefined : await call('confirmMapping', { body: mapping }, control.signal);
      const query = {
        fileName: file.name,
        ...(name !== '' && { name }),
        ...(confirmed && { mapping: confirmed.mapping }),
        ...(skipBroken && { skipBroken: 'true' }),
        ...(check && { check: 'true' }),
      };
      const sent = (fraction: number): void => {
        setState({ kind: 'sending', fraction });
      };
      const work = await uploadLog(file, query, sent, control.signal);
      setState({ kind: 'reading', work });
    } catch (failure) {
      if (control.signal.aborted) return;
      setState({ kind: 'none' });
      setError(failure);
    }
  };

  const cancel = (): void => {
    if (!running) {
      forget();
      return;
    }
    call('cancelImport', { params: { importId } }).then((work) => {
      setState({ kind: 'reading', work });
    }, setError);
  };

  return {
    state,
    error: error ?? asked.error,
    busy: state.kind === 'sending' || running,
    begin: (wish: ImportWish) => void begin(wish),
    cancel,
    forget,
  };
}
