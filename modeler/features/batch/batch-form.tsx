import { useState } from 'react';
import type { ReactElement } from 'react';
import { suspensionReason } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { Failure } from '../failure/failure.tsx';
import { Confirm } from '../page/confirm.tsx';
import { BatchCases } from './batch-cases.tsx';
import { filterOf, versionOf } from './batch-filter.ts';
import type { BatchSearch } from './batch-filter.ts';
import type { BatchKind } from './batch-kinds.ts';
import { useBegin } from './batch-plan.ts';
import type { BatchPlan } from './batch-plan.ts';
import { useBatchWords } from './batch-words.ts';
import { MigrateFields, useMigrating } from './migrate-fields.tsx';
import { MoveFields } from './move-fields.tsx';
import type { Pair } from './move-fields.tsx';

/** As many as the server takes; see docs/limits.md. */
const MOST = 50_000;

type Reason = (typeof suspensionReason.options)[number];

interface BatchFormProps {
  readonly kinds: readonly BatchKind[];
  readonly search: BatchSearch;
  readonly choose: (change: BatchSearch) => void;
  /** Told when it has begun. */
  readonly begun: (batchKey: string) => void;
}

/** Which cases, what is done to them, how many these are; and it is asked once more before it begins. */
export function BatchForm({ kinds, search, choose, begun }: BatchFormProps): ReactElement {
  const { t, format } = useLanguage();
  const { what } = useBatchWords();
  const kind = kinds.find((one) => one === search.kind) ?? kinds[0] ?? 'cancel';
  const filter = filterOf(search);
  const processes = useAnswer('listProcesses', {});
  const process = processes.data?.items.find(({ processId }) => processId === search.processId);
  const migrating = useMigrating(process, search.version);
  const [pairs, setPairs] = useState<readonly Pair[]>([{ from: '', to: '' }]);
  const [reason, setReason] = useState<Reason>();
  const body = { kind, filter: filter ?? {} };
  const counted = useAnswer('countCases', { body }, { enabled: filter !== undefined, keep: true, refetchInterval: 15_000 });
  const total = filter === undefined || counted.isPlaceholderData ? undefined : counted.data?.total;
  const begin = useBegin();
  const [asking, setAsking] = useState(false);

  const plans: Readonly<Record<BatchKind, () => BatchPlan | undefined>> = {
    cancel: () => ({ kind: 'cancel' }),
    suspend: () => (reason === undefined ? undefined : { kind: 'suspend', reason }),
    resume: () => ({ kind: 'resume' }),
    resolve: () => ({ kind: 'resolve' }),
    modify: () =>
      pairs.every(({ from, to }) => from !== '' && to !== '')
        ? { kind: 'modify', move: pairs.map((pair) => ({ ...pair })) }
        : undefined,
    migrate: () => migrating.plan,
  };
  const needsProcess = kind === 'modify' || kind === 'migrate';
  const plan = needsProcess && process === undefined ? undefined : plans[kind]();
  const tooMany = total !== undefined && total > MOST;
  return (
    <>
      <BatchCases
        search={search}
        process={process}
        choose={(change) => {
          if ('processId' in change) setPairs([{ from: '', to: '' }]);
          choose(change);
        }}
      />
      <form
        className="card stack"
        aria-labelledby="batch-plan"
        onSubmit={(event) => {
          event.preventDefault();
          if (!begin.isPending) setAsking(true);
        }}
      >
        <h2 id="batch-plan">{t('batch.planTitle')}</h2>
        <fieldset className="choices">
          <legend className="visually-hidden">{t('batch.planTitle')}</legend>
          {kinds.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="kind"
                checked={one === kind}
                onChange={() => {
                  choose({ kind: one });
                }}
              />
              <span>
                {t(`batch.kind.${one}`)} <span className="soft small">{t(`batch.about.${one}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {needsProcess && process === undefined ? <p className="notice warn">{t('batch.needsProcess')}</p> : null}
        {kind === 'suspend' ? (
          <div className="field">
            <label htmlFor="batch-reason">{t('batch.reason')}</label>
            <select
              id="batch-reason"
              value={reason ?? ''}
              onChange={({ target }) => {
                setReason(suspensionReason.options.find((one) => one === target.value));
              }}
            >
              <option value="">{t('migrate.none')}</option>
              {suspensionReason.options.map((one) => (
                <option key={one} value={one}>
                  {t(`suspension.${one}`)}
                </option>
              ))}
            </select>
          </div>
        ) : null}
        {kind === 'migrate' && process !== undefined ? <MigrateFields migrating={migrating} /> : null}
        {kind === 'modify' && process !== undefined ? (
          <MoveFields
            processId={process.processId}
            definitionKey={versionOf(process, search.version)?.definitionKey ?? ''}
            pairs={pairs}
            change={setPairs}
          />
        ) : null}
        {counted.isError ? <Failure error={counted.error} again={() => void counted.refetch()} /> : null}
        {begin.error ? <Failure error={begin.error} /> : null}
        <div className="row batch-go">
          <p role="status">
            {filter === undefined ? (
              t('batch.needsFilter')
            ) : total === undefined ? (
              t('batch.counting')
            ) : tooMany ? (
              t('batch.tooMany', { most: format.number(MOST) })
            ) : (
              <strong>
                {t(`batch.count.${kind === 'resolve' ? 'incidents' : 'cases'}`, { count: total, total: format.number(total) })}
              </strong>
            )}
          </p>
          <button
            type="submit"
            className="button main"
            disabled={plan === undefined || total === undefined || total === 0 || tooMany}
          >
            {begin.isPending ? t('batch.beginning') : t('batch.next')}
          </button>
        </div>
      </form>
      {asking && plan !== undefined && filter !== undefined && total !== undefined ? (
        <Confirm
          title={t(`batch.ask.${kind}`, { count: total, total: format.number(total) })}
          yes={t(`batch.kind.${kind}`)}
          danger={kind === 'cancel'}
          close={() => {
            setAsking(false);
          }}
          agree={() => {
            setAsking(false);
            begin.begin(filter, plan, begun);
          }}
        >
          {plan.kind === 'migrate' || plan.kind === 'suspend' ? <p>{what(plan)}</p> : null}
          <p>{t(`batch.warn.${kind}`)}</p>
        </Confirm>
      ) : null}
    </>
  );
}
