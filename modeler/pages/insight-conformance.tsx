import { Link, getRouteApi } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { NameMapping, ProcessJson } from '../../api/contract.ts';
import { ConformanceView } from '../features/conformance/conformance-view.tsx';
import { askedNames, choicesOf, choicesText, isInCommon } from '../features/conformance/name-choices.ts';
import { NameTable } from '../features/conformance/name-table.tsx';
import { chosenReference, referenceText } from '../features/conformance/reference-choice.ts';
import type { Reference } from '../features/conformance/reference-choice.ts';
import { ChoiceField } from '../features/insight/choice-field.tsx';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { Worked } from '../features/insight/job-progress.tsx';
import { askedOf } from '../features/insight/job-question.ts';
import { useJob } from '../features/insight/use-job.ts';
import type { ElementName } from '../features/insight/use-element-name.ts';
import { useNames } from '../features/labels/model-labels.ts';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/insight/conformance');

/** Do the cases go the way that was agreed? */
export function InsightConformance(): ReactElement {
  const { t } = useLanguage();
  const processes = useAnswer('listProcesses', {});
  return (
    <InsightPage title={t('conform.title')} lead={t('conform.lead')} isNewestFirst>
      {(asked) => (
        <Answered question={processes}>
          {({ items }) => <Against key={asked.source.id} asked={asked} processes={items} />}
        </Answered>
      )}
    </InsightPage>
  );
}

function Against({ asked, processes }: { readonly asked: Asked; readonly processes: readonly ProcessJson[] }): ReactElement {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const nameOf = useNames(processes.flatMap(({ versions }) => versions[0]?.definitionKey ?? []));
  const reference = chosenReference(processes, asked.source, search.reference);
  if (processes.length === 0)
    return (
      <Empty title={t('conform.noModelTitle')}>
        <Link to="/models">{t('conform.noModel')}</Link>
      </Empty>
    );
  const options = processes.flatMap(({ processId, name, versions }) =>
    versions.map((one) => ({
      value: referenceText({ processId, version: one.version }),
      text: t('process.version', {
        name: nameOf(versions[0]?.definitionKey ?? one.definitionKey, processId, name),
        version: one.version,
      }),
    })),
  );
  return (
    <>
      <div className="filters">
        <ChoiceField
          id="reference"
          label={t('conform.reference')}
          value={reference === undefined ? '' : referenceText(reference)}
          options={reference === undefined ? [{ value: '', text: t('conform.choose') }, ...options] : options}
          choose={(chosen) => {
            const change = { reference: chosen === '' ? undefined : chosen, names: undefined };
            void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
          }}
        />
      </div>
      {reference === undefined ? (
        <Empty title={t('conform.choose')}>{t('conform.chooseLead')}</Empty>
      ) : (
        <Compared key={referenceText(reference)} asked={asked} reference={reference} />
      )}
    </>
  );
}

interface ComparedProps {
  readonly asked: Asked;
  readonly reference: Reference;
}

function Compared({ asked, reference }: ComparedProps): ReactElement {
  const names = useNames([reference.definitionKey]);
  const stepName: ElementName = ({ element, name }) => names(reference.definitionKey, element, name === '' ? element : name);
  const mapping = useAnswer(
    'getNameMapping',
    { query: { ...asked.query, reference: reference.processId, referenceVersion: reference.version } },
    { keep: true },
  );
  return (
    <Answered question={mapping}>
      {({ view }) => <Question asked={asked} reference={reference} mapping={view} stepName={stepName} />}
    </Answered>
  );
}

interface QuestionProps extends ComparedProps {
  readonly mapping: NameMapping;
  readonly stepName: ElementName;
}

function Question({ asked, reference, mapping, stepName }: QuestionProps): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { t } = useLanguage();
  const choices = choicesOf(search.names);
  const { processId, version } = reference;
  const names = askedNames(choices, mapping);
  const isAsked = isInCommon(mapping, choices);
  const options = { reference: { processId, version }, ...names };
  const job = useJob(isAsked ? { kind: 'conform', ...askedOf(asked.query), options } : undefined);
  if (mapping.activities.length === 0) return <Empty title={t('conform.emptyTitle')}>{t('conform.empty')}</Empty>;
  return (
    <>
      <NameTable
        mapping={mapping}
        choices={choices}
        stepName={stepName}
        activityName={asked.nameOf}
        choose={(chosen) => {
          const text = choicesText(chosen);
          void navigate({ search: (before) => ({ ...before, names: text }), replace: true, resetScroll: false });
        }}
      />
      {isAsked ? (
        <Worked asked={job}>
          {(answer) => <ConformanceView answer={answer} stepName={stepName} isLinked={asked.isLinked} />}
        </Worked>
      ) : (
        <Empty title={t('conform.nothingInCommonTitle')}>{t('conform.nothingInCommon')}</Empty>
      )}
    </>
  );
}
