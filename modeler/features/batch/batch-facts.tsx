import type { ReactElement } from 'react';
import type { BatchJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { modelSteps } from '../case-change/model-steps.ts';
import { useNames } from '../labels/model-labels.ts';
import { BatchProgress, BatchStatus } from './batch-progress.tsx';
import { useBatchWords } from './batch-words.ts';

/** How far a batch is, which cases it was asked for, by whom and when. */
export function BatchFacts({ batch }: { readonly batch: BatchJson }): ReactElement {
  const { t, format } = useLanguage();
  const { which } = useBatchWords();
  const cases = which(batch.filter);
  return (
    <div className="card stack">
      <BatchProgress batch={batch} />
      <dl className="facts">
        <div>
          <dt>{t('batch.status')}</dt>
          <dd>
            <span role="status">
              <BatchStatus batch={batch} />
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('batch.which')}</dt>
          <dd>{cases.length === 0 ? '–' : cases.map((one) => <div key={one}>{one}</div>)}</dd>
        </div>
        <div>
          <dt>{t('batch.createdBy')}</dt>
          <dd>{batch.createdBy ?? '–'}</dd>
        </div>
        <div>
          <dt>{t('batch.createdAt')}</dt>
          <dd className="figure">{format.instant(batch.createdAt)}</dd>
        </div>
        {batch.endedAt === undefined ? null : (
          <div>
            <dt>{t('batch.endedAt')}</dt>
            <dd className="figure">{format.instant(batch.endedAt)}</dd>
          </div>
        )}
        <Renamed batch={batch} />
      </dl>
    </div>
  );
}

/** From which element to which: of a move all, of a migration what is called differently. */
function Renamed({ batch: { plan, filter } }: { readonly batch: BatchJson }): ReactElement | null {
  const { t } = useLanguage();
  const processes = useAnswer('listProcesses', {});
  const asked = filter?.find(({ field, is }) => field === 'processId' && is === 'eq')?.value;
  const process = processes.data?.items.find(({ processId }) => processId === asked);
  const definitionKey = process?.versions[0]?.definitionKey ?? '';
  const definition = useAnswer('getDefinition', { params: { definitionKey } }, { enabled: definitionKey !== '' });
  const nameOf = useNames(definitionKey === '' ? [] : [definitionKey]);
  const pairs =
    plan.kind === 'modify'
      ? plan.move
      : plan.kind === 'migrate'
        ? Object.entries(plan.elements).map(([from, to]) => ({ from, to }))
        : [];
  if (pairs.length === 0) return null;
  const own = new Map(modelSteps(definition.data?.xml ?? '', process?.processId ?? '').map(({ id, name }) => [id, name]));
  const called = (id: string): string => nameOf(definitionKey, id, own.get(id) ?? id);
  return (
    <div>
      <dt>{t('batch.pairs')}</dt>
      <dd>
        {pairs.map(({ from, to }) => (
          <div key={from}>{t('batch.pair', { from: called(from), to: called(to) })}</div>
        ))}
      </dd>
    </div>
  );
}
