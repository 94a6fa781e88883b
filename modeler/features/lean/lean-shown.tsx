import type { ReactElement } from 'react';
import type { LeanView } from '../../../api/contract/lean.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { ElementName } from '../insight/use-element-name.ts';
import { workingDuration } from '../insight/working-duration.ts';
import { Empty } from '../page/empty.tsx';
import { LeadBar } from './lead-bar.tsx';
import { ValueStream } from './value-stream.tsx';
import { Wastes } from './wastes.tsx';
import './lean.css';

type Step = LeanView['steps'][number];
type Efficiency = LeanView['versions'][number]['wall'];

const DAY_MS = 86_400_000;

/** Lean in words first, then what the time goes to, the stream, the wastes. */
interface LeanShownProps {
  readonly view: LeanView;
  readonly nameOf: ElementName;
  readonly file: string;
}

export function LeanShown({ view, nameOf, file }: LeanShownProps): ReactElement {
  const { t, format } = useLanguage();
  const { steps, wall, working, versions, perCase, wastes, dayMs, n, nTimed, nUnknown } = view;
  if (n === 0) return <Empty title={t('lean.emptyTitle')}>{t('lean.empty')}</Empty>;
  const isWorking = working !== null && dayMs !== null;
  const timeOf = (ms: number): string => (isWorking ? workingDuration(ms, dayMs, t, format) : format.duration(ms));
  const msOf = ({ ms, workingMs }: { readonly ms: number; readonly workingMs: number | null }): number => workingMs ?? ms;
  const perDay = isWorking ? dayMs : DAY_MS;
  const meanDays = (time: NonNullable<Step['figures']>['waiting'] | undefined): number | null =>
    time === undefined || time.n === 0 ? null : msOf(time) / time.n / perDay;
  const unclassed = steps.filter(({ valueClass, kind }) => valueClass === null && (kind === 'work' || kind === 'machine'));
  const unfounded = steps.filter(({ valueClass, legalBasis }) => valueClass === 'NNVA' && legalBasis === null);
  const names = (of: readonly Step[]): string => of.map(nameOf).join(', ');
  return (
    <>
      <p className="verdict-text">
        <EfficiencyText of={(working ?? wall)?.efficiency ?? null} n={nTimed} />
      </p>
      {versions.length < 2 ? null : (
        <ul>
          {versions.map(({ version, n: cases, wall: byWall, working: byWork }) => (
            <li key={version}>
              {t('lean.version', { version: format.number(version) })} <EfficiencyText of={byWork ?? byWall} n={cases} />
            </li>
          ))}
        </ul>
      )}
      {nUnknown === 0 ? null : <p className="notice">{t('lean.unknown', { count: nUnknown, cases: format.number(nUnknown) })}</p>}
      {perCase === null ? (
        <p className="notice">{t('lean.few')}</p>
      ) : (
        <p>
          {t('lean.perCase', {
            touch: timeOf(perCase.touchMs),
            again: timeOf(perCase.againMs),
            cost: format.number(perCase.cost),
          })}
        </p>
      )}
      {working === null || dayMs === null ? null : (
        <LeadBar label={t('lean.inWorking')} lead={working} n={nTimed} timeOf={timeOf} />
      )}
      {wall === null ? null : <LeadBar label={t('lean.byWall')} lead={wall} n={nTimed} timeOf={(ms) => format.duration(ms)} />}
      <h2>{t('lean.stream')}</h2>
      <p className="soft">{t(isWorking ? 'lean.streamWorking' : 'lean.streamWall')}</p>
      <ValueStream steps={steps} nameOf={nameOf} timeOf={timeOf} msOf={msOf} />
      {unclassed.length === 0 ? null : (
        <p className="notice">{t('lean.unclassed', { count: unclassed.length, steps: names(unclassed) })}</p>
      )}
      {unfounded.length === 0 ? null : (
        <p className="notice">{t('lean.unfounded', { count: unfounded.length, steps: names(unfounded) })}</p>
      )}
      <FigureTable
        caption={t('lean.steps')}
        file={`${file}-${t('lean.stepsFile')}`}
        rows={steps}
        keyOf={({ element }) => element}
        columns={[
          { head: t('lean.step'), show: nameOf, file: nameOf },
          {
            head: t('lean.classHead'),
            show: ({ valueClass }) => (valueClass === null ? '–' : t(`lean.class.${valueClass}`)),
            file: ({ valueClass }) => valueClass,
          },
          { head: t('lean.basis'), show: ({ legalBasis }) => legalBasis ?? '–', file: ({ legalBasis }) => legalBasis },
          {
            head: t('lean.n'),
            show: ({ n: times }) => format.number(times),
            file: ({ n: times }) => times,
            isNumber: true,
          },
          {
            head: t('lean.repeats'),
            show: ({ figures }) => (figures === null ? t('figures.few') : format.number(figures.repeats)),
            file: ({ figures }) => figures?.repeats ?? null,
            isNumber: true,
          },
          ...(['waiting', 'processing'] as const).map((of) => ({
            head: t(`lean.mean.${of}`),
            fileHead: t('figures.inDays', { head: t(`lean.mean.${of}`) }),
            show: ({ figures }: Step) => {
              const days = meanDays(figures?.[of]);
              return days === null ? '–' : timeOf(days * perDay);
            },
            file: ({ figures }: Step) => meanDays(figures?.[of]),
            isNumber: true,
          })),
          {
            head: t('lean.cost'),
            show: ({ figures }) => (figures === null ? '–' : format.number(figures.cost)),
            file: ({ figures }) => figures?.cost ?? null,
            isNumber: true,
          },
        ]}
      />
      {wastes === null ? null : (
        <>
          <h2>{t('lean.wastes')}</h2>
          <p className="soft">{t('lean.wastesLead')}</p>
          <Wastes wastes={wastes} nameOf={nameOf} timeOf={timeOf} file={file} />
        </>
      )}
    </>
  );
}

function EfficiencyText({ of, n }: { readonly of: Efficiency; readonly n: number }): ReactElement {
  const { t, format } = useLanguage();
  if (of === null) return <>{t('lean.noEfficiency')}</>;
  const said = { count: n, cases: format.number(n), share: format.share(of.estimate) };
  return (
    <>
      {of.low === null || of.high === null
        ? t('lean.efficiencyFew', said)
        : t('lean.efficiency', {
            ...said,
            low: format.share(of.low),
            high: format.share(of.high),
            level: format.share(of.level),
          })}
    </>
  );
}
