import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ComparedModel, ProcessJson, ReferenceComparisonJson } from '../../api/contract.ts';
import { Failure } from '../features/failure/failure.tsx';
import { ChoiceField } from '../features/insight/choice-field.tsx';
import { InsightNavigation } from '../features/insight/insight-navigation.tsx';
import { useNames } from '../features/labels/model-labels.ts';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { EffectTable } from '../features/reference-model/effect-table.tsx';
import { FollowingTable } from '../features/reference-model/following-table.tsx';
import { ModelChoice, MOST_MODELS } from '../features/reference-model/model-choice.tsx';
import { ModelSummary } from '../features/reference-model/model-summary.tsx';
import { ReferenceDiagrams } from '../features/reference-model/reference-diagrams.tsx';
import { StepTable } from '../features/reference-model/step-table.tsx';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer, useChange } from '../queries.ts';
import { useMay } from '../session.tsx';

const route = getRouteApi('/insight/reference');
/** In the address: all were taken away. */
const NO_MODELS = 'none';

/** Do the models of units keep to the one that was agreed? */
export function InsightReference(): ReactElement {
  const { t } = useLanguage();
  const processes = useAnswer('listProcesses', {});
  const references = useAnswer('listReferenceModels', {});
  return (
    <>
      <PageHead title={t('referenceModel.title')} lead={t('referenceModel.lead')} />
      <InsightNavigation />
      <Answered question={processes}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('referenceModel.noModelTitle')}>
              <Link to="/models">{t('conform.noModel')}</Link>
            </Empty>
          ) : (
            <Answered question={references}>{(known) => <Chosen processes={items} usual={known.items[0]?.processId} />}</Answered>
          )
        }
      </Answered>
    </>
  );
}

function Chosen({
  processes,
  usual,
}: {
  readonly processes: readonly ProcessJson[];
  readonly usual: string | undefined;
}): ReactElement {
  const { t } = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const nameOf = useNames(processes.flatMap(({ versions }) => versions[0]?.definitionKey ?? []));
  const names = processes.map(({ processId, versions, name }) => nameOf(versions[0]?.definitionKey ?? '', processId, name));
  // Models of several units are often called alike: then their ids tell which is which.
  const nameOfProcess = (processId: string): string => {
    const name = names[processes.findIndex((one) => one.processId === processId)];
    if (name === undefined) return processId;
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${processId})`;
  };
  const reference = [search.reference, usual].find((id) => processes.some(({ processId }) => processId === id));
  const options = processes
    .filter(({ processId }) => processId !== reference)
    .flatMap(({ processId, versions }) =>
      versions.map(({ version }) => ({
        value: `${processId}:${String(version)}`,
        text: t('process.version', { name: nameOfProcess(processId), version }),
      })),
    );
  const following = useAnswer(
    'listFollowing',
    { params: { referenceId: reference ?? '' } },
    { enabled: reference !== undefined },
  );
  const made = (following.data?.items ?? []).filter(({ isMade }) => isMade);
  // Who opens the page sees those that say themselves that they follow the reference.
  const models = (search.models ?? made.map(({ processId, version }) => `${processId}:${String(version)}`).join(','))
    .split(',')
    .filter((value) => options.some((one) => one.value === value))
    .slice(0, MOST_MODELS);
  const change = (next: { readonly reference?: string; readonly models?: string | undefined }): void => {
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  };
  return (
    <>
      <div className="filters">
        <ChoiceField
          id="reference"
          label={t('referenceModel.reference')}
          value={reference ?? ''}
          options={[
            ...(reference === undefined ? [{ value: '', text: t('referenceModel.choose') }] : []),
            ...processes.map(({ processId }) => ({ value: processId, text: nameOfProcess(processId) })),
          ]}
          choose={(value) => {
            change({ reference: value, models: undefined });
          }}
        />
        <ModelChoice
          options={options}
          chosen={models}
          choose={(chosen) => {
            change({ models: chosen.length === 0 ? NO_MODELS : chosen.join(',') });
          }}
        />
      </div>
      {reference === undefined || models.length === 0 ? (
        <Empty title={t('referenceModel.emptyTitle')}>{t('referenceModel.empty')}</Empty>
      ) : (
        <Compared key={reference} reference={reference} models={models} nameOfProcess={nameOfProcess} />
      )}
      {reference === undefined ? null : (
        <>
          <FollowingTable reference={reference} nameOfProcess={nameOfProcess} />
          <EffectTable
            reference={reference}
            nameOfProcess={nameOfProcess}
            search={search}
            choose={(next) => {
              void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
            }}
          />
        </>
      )}
    </>
  );
}

interface ComparedProps {
  readonly reference: string;
  readonly models: readonly string[];
  readonly nameOfProcess: (processId: string) => string;
}

function Compared({ reference, models, nameOfProcess }: ComparedProps): ReactElement {
  const comparison = useAnswer(
    'compareWithReference',
    { params: { referenceId: reference }, query: { models: models.join(',') } },
    { keep: true },
  );
  return (
    <Answered question={comparison}>{(answer) => <Comparison comparison={answer} nameOfProcess={nameOfProcess} />}</Answered>
  );
}

interface ComparisonProps {
  readonly comparison: ReferenceComparisonJson;
  readonly nameOfProcess: (processId: string) => string;
}

function Comparison({ comparison, nameOfProcess }: ComparisonProps): ReactElement {
  const { t } = useLanguage();
  const mayChoose = useMay('models.deploy');
  const choose = useChange('chooseReferenceSteps', ['compareWithReference']);
  const [isCorrecting, setCorrecting] = useState(false);
  const { reference, models } = comparison;
  const modelName = ({ processId, version }: ComparedModel): string =>
    t('process.version', { name: nameOfProcess(processId), version });
  const chosen = (model: ComparedModel, step: string, element: string | undefined): void => {
    const { [step]: _, ...others } = model.choices;
    const choices = element === undefined ? others : { ...others, [step]: element };
    choose.mutate({ params: { referenceId: reference.processId, processId: model.processId }, body: { choices } });
  };
  return (
    <>
      <ul className="beside plain-list">
        {models.map((model) => (
          <ModelSummary key={model.definitionKey} comparison={comparison} model={model} name={modelName(model)} />
        ))}
      </ul>
      <section className="stack steps-beside" aria-labelledby="reference-steps">
        <h2 id="reference-steps">{t('referenceModel.steps')}</h2>
        {mayChoose ? (
          <div className="row">
            <button
              type="button"
              className="button"
              aria-pressed={isCorrecting}
              onClick={() => {
                setCorrecting(!isCorrecting);
              }}
            >
              {t('referenceModel.correct')}
            </button>
          </div>
        ) : null}
        {choose.error ? <Failure error={choose.error} /> : null}
        <StepTable comparison={comparison} modelName={modelName} {...(isCorrecting && { choose: chosen })} />
      </section>
      <ReferenceDiagrams comparison={comparison} referenceName={nameOfProcess(reference.processId)} modelName={modelName} />
    </>
  );
}
