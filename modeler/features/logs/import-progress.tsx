import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { LogImport } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { brokenWords, exampleWords } from '../quality/example-words.ts';
import type { ImportState } from './use-import.ts';

/** Faults that lie in some rows alone, so that the others can be had without them. */
const OF_ROWS: ReadonlySet<string> = new Set(['missingValue', 'badTimestamp', 'mixedDateFormats', 'syntax']);
const FAULTS: ReadonlySet<string> = new Set([
  ...OF_ROWS,
  'truncated',
  'encoding',
  'missingColumn',
  'ambiguousDateFormat',
  'noTimestamps',
  'empty',
  'limit',
]);

interface ImportProgressProps {
  readonly state: ImportState;
  readonly cancel: () => void;
  /** Counts the broken rows; undefined where none can be left out. */
  readonly check: (() => void) | undefined;
  /** Imports without them. */
  readonly skip: () => void;
}

/** How far an import is, how it ended, or where in the file the fault is and what can be done. */
export function ImportProgress({ state, cancel, check, skip }: ImportProgressProps): ReactElement | null {
  const { t, format } = useLanguage();
  if (state.kind === 'none') return null;
  if (state.kind === 'sending')
    return <Bar label={t('logs.sending', { share: format.share(state.fraction) })} fraction={state.fraction} cancel={cancel} />;
  const { work } = state;
  switch (work.state) {
    case 'running':
      return (
        <Bar
          label={work.fraction === null ? t('logs.reading') : t('logs.readingPart', { share: format.share(work.fraction) })}
          fraction={work.fraction}
          cancel={cancel}
        />
      );
    case 'done':
      return work.checked === undefined ? <Imported work={work} /> : <Checked checked={work.checked} skip={skip} />;
    case 'failed':
      return <Failed work={work} check={check} />;
    case 'cancelled':
      return (
        <p className="notice" role="status">
          {t('logs.cancelled')}
        </p>
      );
    default:
      work.state satisfies never;
      return null;
  }
}

function Imported({ work }: { readonly work: LogImport }): ReactElement {
  const { t, format } = useLanguage();
  return (
    <p className="notice good" role="status">
      {t('logs.done', { count: work.log?.cases ?? 0, events: format.number(work.log?.events ?? 0) })}{' '}
      {work.log === undefined ? null : (
        <Link to="/insight/logs/$logKey" params={{ logKey: work.log.logKey }}>
          {t('logs.toQuality')}
        </Link>
      )}
    </p>
  );
}

/** What would be left of the file without its broken rows, to be decided on. */
function Checked({
  checked,
  skip,
}: {
  readonly checked: NonNullable<LogImport['checked']>;
  readonly skip: () => void;
}): ReactElement {
  const { t, format } = useLanguage();
  const { skipped, cases, events, examples } = checked;
  return (
    <div className="notice warn stack" role="status">
      <p>
        {t('logs.wouldSkip', { count: skipped, rows: format.number(skipped) })}{' '}
        {t('logs.wouldKeep', { count: cases, cases: format.number(cases), events: format.number(events) })}
      </p>
      {examples.length === 0 ? null : (
        <p className="small soft">
          {t('logs.skippedLike')} {examples.map((example) => exampleWords(example, t)).join('; ')}
        </p>
      )}
      <p>
        <button type="button" className="button small" onClick={skip}>
          {t('logs.importWithout')}
        </button>
      </p>
    </div>
  );
}

function Failed({ work, check }: { readonly work: LogImport; readonly check: (() => void) | undefined }): ReactElement {
  const { t, language } = useLanguage();
  const { fault } = work;
  const told = fault && brokenWords(fault.message, t);
  const kind = fault?.kind !== undefined && FAULTS.has(fault.kind) ? fault.kind : undefined;
  return (
    <div className="notice bad stack" role="alert">
      <div>
        <p>
          <strong>{kind === undefined ? t('logs.failed') : t(`logs.fault.${kind}.what`)}</strong>
        </p>
        {kind === undefined || fault?.line === undefined ? null : (
          <p>{t(check ? 'logs.place' : 'logs.placeInText', { line: fault.line, column: fault.column ?? 1 })}</p>
        )}
        {kind === undefined ? null : <p>{t(`logs.fault.${kind}.remedy`)}</p>}
        <p>{t('logs.nothingKept')}</p>
        <p className="small soft">
          {t('failure.server')} {told ?? <span lang={language === 'lt' ? 'en' : undefined}>{fault?.message}</span>}
        </p>
      </div>
      {check === undefined || kind === undefined || !OF_ROWS.has(kind) ? null : (
        <p className="row">
          <button type="button" className="button small" onClick={check}>
            {t('logs.countBroken')}
          </button>
          <span className="small soft">{t('logs.countBrokenHint')}</span>
        </p>
      )}
    </div>
  );
}

interface BarProps {
  readonly label: string;
  readonly fraction: number | null;
  readonly cancel: () => void;
}

function Bar({ label, fraction, cancel }: BarProps): ReactElement {
  const { t } = useLanguage();
  return (
    <div className="notice job">
      <span>{label}</span>
      <progress max={1} aria-label={label} {...(fraction === null ? {} : { value: fraction })} />
      <span />
      <button type="button" className="button small" onClick={cancel}>
        {t('logs.cancel')}
      </button>
    </div>
  );
}
