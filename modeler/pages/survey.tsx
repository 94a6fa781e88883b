import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../api-client.ts';
import '../features/change-plan/change-plan.css';
import { PlanNavigation } from '../features/change-plan/plan-navigation.tsx';
import { Recommend } from '../features/change-plan/to-plan.tsx';
import { useUnitName } from '../features/change-plan/use-unit-name.ts';
import { FigureTable } from '../features/figures/figure-table.tsx';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { AmongFilters } from '../features/among/among-filters.tsx';
import { amongQuery } from '../features/among/among-search.ts';
import { ExpectedAndMet } from '../features/survey/expected-and-met.tsx';
import { LinkMaker } from '../features/survey/link-maker.tsx';
import { PaperForm } from '../features/survey/paper-form.tsx';
import { WeakPlaces } from '../features/survey/weak-places.tsx';
import { measureKey, measureName, measureValue } from '../features/survey/survey-words.ts';
import { useServiceName } from '../features/survey/use-service-name.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';

const route = getRouteApi('/surveys/$wave');
type WaveAnswers = AnswerOf<'getWaveResults'>;
const GROUPS = ['service', 'institution', 'unit', 'version', 'channel', 'applicantKind', 'step'] as const;

/** One wave: what was answered, and where answers are entered. */
export function SurveyPage(): ReactElement {
  const { t, language } = useLanguage();
  const { wave } = route.useParams();
  const mayRead = useMay('surveys.read');
  const mayChange = useMay('surveys.change');
  const mayEnter = useMay('surveys.enter');
  const waves = useAnswer('listWaves', {});
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/surveys/$wave' });
  const query = amongQuery(search);
  const isFiltered = Object.keys(query).length > 0;
  const results = useAnswer('getWaveResults', { params: { wave }, query }, { enabled: mayRead, keep: true });
  return (
    <Answered question={waves} title={t('survey.title')}>
      {({ items }) => {
        const found = items.find((one) => String(one.wave) === wave);
        if (found === undefined)
          return (
            <>
              <PageHead title={t('survey.title')} />
              <Empty title={t('survey.unknown')} />
            </>
          );
        return (
          <>
            <PageHead title={found.body.title[language]} lead={found.asked.title[language]} />
            <PlanNavigation />
            {mayRead ? (
              <>
                <AmongFilters search={search} choose={(next) => void navigate({ search: next, replace: true })} />
                <Answered question={results}>{(answer) => <WaveResultsView results={answer} isFiltered={isFiltered} />}</Answered>
              </>
            ) : null}
            {mayEnter && found.body.kind === 'campaign' ? <PaperForm wave={found} /> : null}
            {mayChange && found.body.kind === 'campaign' ? <LinkMaker wave={found.wave} /> : null}
          </>
        );
      }}
    </Answered>
  );
}

interface WaveResultsProps {
  readonly results: WaveAnswers;
  /** Of some of the answers alone: then neither groups nor recommendations. */
  readonly isFiltered: boolean;
}

function WaveResultsView({ results, isFiltered }: WaveResultsProps): ReactElement {
  const { t, language, format } = useLanguage();
  const { wave, n, paper, margin, measures, groups, texts } = results;
  if (!results.isDivided) return <p className="notice">{t('survey.notDivided')}</p>;
  if (n < 5) return <Empty title={t('survey.fewTitle')}>{t('survey.few', { count: n })}</Empty>;
  const file = wave.body.title[language];
  return (
    <>
      <p className="soft">
        {t('survey.counts', { n: format.number(n), paper: format.number(paper) })}{' '}
        {margin === null ? '' : t('survey.margin', { margin: format.number(margin * 100) })}
      </p>
      {isFiltered ? <p className="notice">{t('survey.someAnswers')}</p> : null}
      <section className="stack" aria-labelledby="measured">
        <h2 id="measured">{t('survey.measured')}</h2>
        <FigureTable
          caption={t('survey.measured')}
          file={file}
          rows={measures.filter(({ dimension }) => dimension === undefined)}
          keyOf={measureKey}
          columns={[
            { head: t('survey.figure'), show: (row) => measureName(row, t), file: (row) => measureName(row, t) },
            {
              head: t('survey.value'),
              show: (row) => measureValue(row, row.value, format),
              file: (row) => row.value,
              isNumber: true,
            },
            {
              head: t('survey.interval'),
              show: (row) =>
                row.low === null ? '–' : `${measureValue(row, row.low, format)} – ${measureValue(row, row.high, format)}`,
              isNumber: true,
            },
            { head: t('survey.low'), file: (row) => row.low },
            { head: t('survey.high'), file: (row) => row.high },
            { head: 'n', show: (row) => format.number(row.n), file: (row) => row.n, isNumber: true },
          ]}
        />
        {measures.some(({ name }) => name === 'index') ? <p className="small soft">{t('survey.measuredHow')}</p> : null}
        {isFiltered ? null : <Satisfied results={results} />}
      </section>
      <ExpectedAndMet results={results} isFiltered={isFiltered} />
      {GROUPS.filter((group) => isTold(groups[group], n)).map((group) => (
        <Group key={group} group={group} results={results} />
      ))}
      {texts.map(({ question, texts: words }) => (
        <section key={question} className="stack" aria-labelledby={`text-${question}`}>
          <h2 id={`text-${question}`}>{wave.asked.questions.find(({ id }) => id === question)?.text[language]}</h2>
          {words.length === 0 ? (
            <p className="soft">{t('survey.noTexts')}</p>
          ) : (
            <details>
              <summary>{t('survey.texts', { count: words.length })}</summary>
              <ul>
                {words.map((text, index) => (
                  <li key={`${String(index)} ${text}`}>{text}</li>
                ))}
              </ul>
            </details>
          )}
        </section>
      ))}
    </>
  );
}

/** One group of everybody, as of a wave that asked one kind of person, tells nothing more. */
function isTold(rows: WaveAnswers['groups']['unit'], everybody: number): boolean {
  return rows.some(({ value, n }) => value !== null && n !== everybody);
}

/** Satisfaction is where one begins, unless expectations were asked. */
function Satisfied({ results: { wave, measures, gaps } }: { readonly results: WaveAnswers }): ReactElement | null {
  const { t, format } = useLanguage();
  const csat = measures.find(({ name }) => name === 'csat');
  if (gaps.length > 0 || csat === undefined || csat.value === null) return null;
  const name = measureName(csat, t);
  return (
    <div className="card">
      <p>{t('survey.worst', { name, value: measureValue(csat, csat.value, format) })}</p>
      <Recommend from={{ kind: 'survey', wave: wave.wave, measure: 'csat' }} about={name} />
    </div>
  );
}

function Group({ group, results }: { readonly group: (typeof GROUPS)[number]; readonly results: WaveAnswers }): ReactElement {
  const { t, language, format } = useLanguage();
  const unitName = useUnitName();
  const serviceName = useServiceName(group === 'service');
  const processes = useAnswer('listProcesses', {}, { enabled: group === 'version' });
  const institutions = useAnswer('getOrganisation', {}, { enabled: group === 'institution' });
  const processName = (id: string) => processes.data?.items.find(({ processId }) => processId === id)?.name ?? id;
  const rows = results.groups[group];
  const nameOf = (value: string | null): string => {
    if (value === null) return t('survey.notTold');
    switch (group) {
      case 'service':
        return serviceName(value);
      case 'institution': {
        const found = institutions.data?.institutions.find(({ institution }) => institution === value);
        return found === undefined ? value : language === 'en' ? (found.nameEn ?? found.name) : found.name;
      }
      case 'unit':
        return unitName(value);
      case 'channel':
        return t(`channel.${value}`);
      case 'applicantKind':
        return t(`applicant.${value}`);
      case 'version':
        return value.replace(
          /^(.*):(\d+)$/,
          (_, processId: string, version: string) => `${processName(processId)}, ${t('plan.version', { version })}`,
        );
      case 'step':
        return results.stepNames[value] ?? value;
      default:
        return group satisfies never;
    }
  };
  const figure = (name: 'csat' | 'effort') => ({
    head: t(`survey.measure.${name}`),
    show: (row: (typeof rows)[number]) => (row.n === null ? t('survey.held') : measureValue({ name }, row[name].value, format)),
    file: (row: (typeof rows)[number]) => row[name].value,
    isNumber: true,
  });
  const title = t(`survey.by.${group}`);
  return (
    <section className="stack" aria-labelledby={`by-${group}`}>
      <h2 id={`by-${group}`}>{title}</h2>
      <FigureTable
        caption={title}
        file={`${results.wave.body.title[language]} ${t(`survey.group.${group}`)}`}
        rows={rows}
        keyOf={({ value }) => String(value)}
        columns={[
          { head: t(`survey.group.${group}`), show: ({ value }) => nameOf(value), file: ({ value }) => nameOf(value) },
          { head: 'n', show: ({ n }) => (n === null ? '–' : format.number(n)), file: ({ n }) => n, isNumber: true },
          figure('csat'),
          figure('effort'),
        ]}
      />
      <WeakPlaces by={group} results={results} nameOf={nameOf} />
    </section>
  );
}
