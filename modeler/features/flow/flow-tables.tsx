import type { ReactElement } from 'react';
import type { FlowView } from '../../../api/contract/analytics-views.ts';
import type { Formats } from '../../i18n/formats.ts';
import type { Translate } from '../../i18n/translate.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Column } from '../figures/figure-table.tsx';
import { useShownTime } from '../insight/shown-time.ts';
import type { ShownTime } from '../insight/shown-time.ts';
import { unitText } from '../insight/unit-text.ts';

type Step = FlowView['steps'][number];
type Unit = NonNullable<FlowView['units']>[number];

/** Step by step, the latest first. */
export function FlowTable({ view, file }: { readonly view: FlowView; readonly file: string }): ReactElement {
  const { t, format } = useLanguage();
  const shown = useShownTime(view);
  return (
    <FigureTable
      caption={t('flow.table')}
      file={`${file}-${t('flow.file')}`}
      dayMs={shown.dayMs}
      rows={[...view.steps].reverse()}
      keyOf={({ name }) => name}
      columns={[nameColumn<Step>(view, t), ...stepColumns<Step>(shown, t, format)]}
    />
  );
}

interface UnitFlowProps {
  readonly view: FlowView;
  readonly units: readonly Unit[];
  readonly file: string;
}

/** Each unit as it stands, then step by step. */
export function UnitFlowTable({ view, units, file }: UnitFlowProps): ReactElement {
  const { t, format } = useLanguage();
  const shown = useShownTime(view);
  const sum = ({ steps }: Unit, figure: 'arrivals' | 'completions' | 'withdrawals'): number =>
    steps.reduce((all, one) => all + one[figure], 0);
  const standing = (unit: Unit): number => sum(unit, 'arrivals') - sum(unit, 'completions') - sum(unit, 'withdrawals');
  const figure = (head: string, of: (unit: Unit) => number): Column<Unit> => ({
    head,
    show: (unit) => (unit.suppressed ? '–' : format.number(of(unit))),
    file: (unit) => (unit.suppressed ? null : of(unit)),
    isNumber: true,
  });
  const rows = units
    .flatMap((unit) => unit.steps.map((step) => ({ ...step, of: unitText(unit, t) })))
    .sort((a, b) => (a.from < b.from ? 1 : a.from > b.from ? -1 : 0));
  return (
    <>
      <FigureTable
        caption={t('flow.unitsNow')}
        file={`${file}-${t('flow.unitsNowFile')}`}
        rows={[...units].sort((a, b) => (b.n ?? -1) - (a.n ?? -1))}
        keyOf={({ unit }) => unit ?? ''}
        columns={[
          { head: t('units.unit'), show: (unit) => unitText(unit, t), file: (unit) => unitText(unit, t) },
          {
            head: t('heat.cases'),
            show: ({ n }) => (n === null ? <abbr title={t('figures.suppressed')}>{t('figures.few')}</abbr> : format.number(n)),
            file: ({ n }) => n,
            isNumber: true,
          },
          figure(t('flow.completions'), (unit) => sum(unit, 'completions')),
          figure(t('flow.withdrawals'), (unit) => sum(unit, 'withdrawals')),
          figure(t('flow.now'), standing),
        ]}
      />
      <h3>{t('flow.table')}</h3>
      <FigureTable
        caption={t('flow.table')}
        file={`${file}-${t('flow.unitsFile')}`}
        dayMs={shown.dayMs}
        rows={rows}
        keyOf={({ name, of }) => `${name} ${of}`}
        columns={[
          nameColumn<(typeof rows)[number]>(view, t),
          { head: t('units.unit'), show: ({ of }) => of, file: ({ of }) => of },
          ...stepColumns<(typeof rows)[number]>(shown, t, format),
        ]}
      />
    </>
  );
}

function nameColumn<Row extends Step>({ step }: FlowView, t: Translate): Column<Row> {
  return {
    head: t(`flow.steps.${step}`),
    show: ({ name, isPartial }) => (
      <>
        {name} {isPartial ? <span className="tag">{t('flow.notOver')}</span> : null}
      </>
    ),
    file: ({ name }) => name,
  };
}

function stepColumns<Row extends Step>(shown: ShownTime, t: Translate, format: Formats): readonly Column<Row>[] {
  const figure = (head: string, of: (step: Row) => number): Column<Row> => ({
    head,
    show: (step) => format.number(of(step)),
    file: of,
    isNumber: true,
  });
  return [
    figure(t('flow.arrivals'), ({ arrivals }) => arrivals),
    figure(t('flow.completions'), ({ completions }) => completions),
    figure(t('flow.withdrawals'), ({ withdrawals }) => withdrawals),
    figure(t('flow.inProgress'), ({ inProgressAtStart }) => inProgressAtStart),
    { head: t('flow.median'), ms: ({ medianMs, workingMedianMs }) => shown.of(medianMs, workingMedianMs) },
  ];
}
