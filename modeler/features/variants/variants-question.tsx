import type { CSSProperties, ReactElement } from 'react';
import type { VariantsView } from '../../../api/contract/analytics-views.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Asked } from '../insight/insight-page.tsx';
import { useShownTime } from '../insight/shown-time.ts';
import type { ElementName } from '../insight/use-element-name.ts';
import { ViewQuestion } from '../insight/view-question.tsx';
import './variants.css';

type Variant = VariantsView['variants'][number];
const DRAWN = 12;
/** Hues of the steps, told apart also by their number; a step beyond them is grey. */
const HUES = 10;

/** In which orders cases run: the commonest as rows of steps, what they cover, and the table of all that may be shown. */
export function VariantsQuestion({ timed, nameOf, source }: Asked): ReactElement {
  const { t } = useLanguage();
  const variants = useAnswer('getVariants', { query: { ...timed, limit: 200 } }, { keep: true });
  return (
    <ViewQuestion id="variants" title={t('variants.title')} question={variants} nothing={({ n }) => n === 0}>
      {(view) => <Shown view={view} nameOf={nameOf} file={source.name} />}
    </ViewQuestion>
  );
}

function Shown({
  view,
  nameOf,
  file,
}: {
  readonly view: VariantsView;
  readonly nameOf: ElementName;
  readonly file: string;
}): ReactElement {
  const { t, format } = useLanguage();
  const { variants, others, more } = view;
  const shown = useShownTime(view);
  const cycleOf = ({ cycle }: Variant) => cycle && shown.of(cycle, cycle.working);
  const rows = variants.map((variant, index) => ({ ...variant, rank: index + 1 }));
  return (
    <>
      <p>
        {t('variants.told', { count: view.count, all: format.number(view.count), n: format.number(view.n) })}{' '}
        {t('variants.covering', { count: view.covering80, covering: format.number(view.covering80) })}
      </p>
      {others.variants === 0 ? null : (
        <p className="notice">
          {t('variants.others', {
            count: others.variants,
            variants: format.number(others.variants),
            cases: format.number(others.cases),
          })}
        </p>
      )}
      {more.variants === 0 ? null : (
        <p className="soft">{t('variants.more', { variants: format.number(more.variants), cases: format.number(more.cases) })}</p>
      )}
      {rows.length === 0 ? null : <Bars rows={rows.slice(0, DRAWN)} nameOf={nameOf} />}
      <FigureTable
        caption={t('variants.table')}
        file={`${file}-${t('variants.file')}`}
        dayMs={shown.dayMs}
        rows={rows}
        keyOf={({ rank }) => String(rank)}
        columns={[
          { head: t('variants.rank'), show: ({ rank }) => format.number(rank), file: ({ rank }) => rank, isNumber: true },
          {
            head: t('variants.steps'),
            show: ({ activities }) => <span className="small">{wayOf(activities, nameOf)}</span>,
            file: ({ activities }) => wayOf(activities, nameOf),
          },
          { head: t('heat.cases'), show: ({ cases }) => format.number(cases), file: ({ cases }) => cases, isNumber: true },
          { head: t('variants.share'), show: ({ share }) => format.share(share), file: ({ share }) => share, isNumber: true },
          {
            head: t('variants.coverage'),
            show: ({ coverage }) => format.share(coverage),
            file: ({ coverage }) => coverage,
            isNumber: true,
          },
          {
            head: t('variants.nCycle'),
            show: ({ cycle }) => (cycle === null ? '–' : format.number(cycle.n)),
            file: ({ cycle }) => cycle?.n ?? null,
            isNumber: true,
          },
          { head: t('variants.median'), ms: (one) => cycleOf(one)?.medianMs },
          { head: t('variants.p90'), ms: (one) => cycleOf(one)?.p90Ms },
        ]}
      />
    </>
  );
}

function wayOf(activities: Variant['activities'], nameOf: ElementName): string {
  return activities.map(nameOf).join(' → ');
}

interface BarsProps {
  readonly rows: readonly (Variant & { readonly rank: number })[];
  readonly nameOf: ElementName;
}

/** The commonest orders as rows of numbered tiles; the names stand in the key and in the table. */
function Bars({ rows, nameOf }: BarsProps): ReactElement {
  const { t, format } = useLanguage();
  const numbers = new Map<string, number>();
  const named: { readonly number: number; readonly name: string }[] = [];
  for (const one of rows.flatMap(({ activities }) => activities)) {
    if (numbers.has(one.element)) continue;
    numbers.set(one.element, numbers.size + 1);
    named.push({ number: numbers.size, name: nameOf(one) });
  }
  const widest = Math.max(...rows.map(({ share }) => share));
  return (
    <figure className="variants card" aria-label={t('variants.picture')}>
      <ol className="variant-rows" aria-hidden="true">
        {rows.map(({ rank, activities, cases, share }) => (
          <li key={rank}>
            <span className="variant-share">
              <span className="figure">
                {t('variants.cases', { count: cases, cases: format.number(cases), share: format.share(share) })}
              </span>
              <span
                className="variant-bar"
                style={{ '--part': `${String(Math.round((share / widest) * 100))}%` } as CSSProperties}
              />
            </span>
            <span className="variant-tiles">
              {activities.map((one, place) => {
                const number = numbers.get(one.element) ?? 0;
                return (
                  <span
                    key={place}
                    className={`variant-tile ${number <= HUES ? `hue-${String(number)}` : ''}`}
                    title={nameOf(one)}
                  >
                    {number}
                  </span>
                );
              })}
            </span>
          </li>
        ))}
      </ol>
      <details open={named.length <= 20}>
        <summary>{t('variants.key', { count: named.length })}</summary>
        <ol className="variant-key">
          {named.map(({ number, name }) => (
            <li key={number}>
              <span className={`variant-tile ${number <= HUES ? `hue-${String(number)}` : ''}`}>{number}</span> {name}
            </li>
          ))}
        </ol>
      </details>
    </figure>
  );
}
