import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { SourceJson } from '../../api/contract.ts';
import { announce } from '../features/announcements/announcements.tsx';
import type { ConditionSearch } from '../features/insight/case-conditions.ts';
import { ChoiceField } from '../features/insight/choice-field.tsx';
import { ConditionFields } from '../features/insight/condition-fields.tsx';
import { InsightNavigation } from '../features/insight/insight-navigation.tsx';
import { sourceText } from '../features/insight/source-choice.ts';
import { useSourceName } from '../features/insight/use-source-name.ts';
import { useElementName } from '../features/insight/use-element-name.ts';
import { Answered } from '../features/page/answered.tsx';
import { Empty } from '../features/page/empty.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import { AsIsPart } from '../features/what-if/as-is-part.tsx';
import { ChangeEditor } from '../features/what-if/change-editor.tsx';
import type { WhatIf } from '../features/what-if/kept-what-if.ts';
import { modelFacts } from '../features/what-if/model-facts.ts';
import { ProposalsPart } from '../features/what-if/proposals-part.tsx';
import { ResultPart } from '../features/what-if/result-part.tsx';
import { USUAL_RUNS } from '../features/what-if/run-panel.tsx';
import { useGroupNames } from '../features/what-if/use-group-names.ts';
import { useModelXml } from '../features/what-if/use-model-xml.ts';
import { useWhatIf } from '../features/what-if/use-what-if.ts';
import type { TriedOut } from '../features/what-if/use-what-if.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import '../features/what-if/what-if.css';

/** What would come of a change, before it is made. */
export function WhatIfPage(): ReactElement {
  const { t } = useLanguage();
  const sources = useAnswer('listSources', {});
  const search: ConditionSearch & { readonly source?: string | undefined } = useSearch({ strict: false });
  return (
    <>
      <PageHead title={t('whatIf.title')} lead={t('whatIf.lead')} />
      <InsightNavigation />
      <Answered question={sources}>
        {({ items }) => {
          const processes = items.filter(({ kind }) => kind === 'process');
          const most = [...processes].sort((a, b) => b.cases - a.cases)[0];
          const source = processes.find((one) => sourceText(one) === search.source) ?? most;
          return source === undefined ? (
            <Empty title={t('heat.emptyTitle')}>{t('whatIf.noProcess')}</Empty>
          ) : (
            <>
              <SourceChoice processes={processes} source={source} />
              <Conditions source={source} search={search} />
              <OfProcess key={source.id} source={source} />
            </>
          );
        }}
      </Answered>
    </>
  );
}

function SourceChoice({
  processes,
  source,
}: {
  readonly processes: readonly SourceJson[];
  readonly source: SourceJson;
}): ReactElement {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const nameOf = useSourceName(processes);
  return (
    <div className="filters">
      <ChoiceField
        id="source"
        label={t('compare.field.source')}
        value={sourceText(source)}
        choose={(chosen) => {
          void navigate({ to: '/insight/what-if', search: { source: chosen }, replace: true });
        }}
        options={processes.map((one) => ({ value: sourceText(one), text: nameOf(one) }))}
      />
    </div>
  );
}

/** Of which cases the as-is is made. */
function Conditions({ source, search }: { readonly source: SourceJson; readonly search: ConditionSearch }): ReactElement {
  const navigate = useNavigate();
  const choices = useAnswer('getChoices', { query: { processId: source.id } }, { keep: true }).data?.view;
  const nameOf = useElementName(source, undefined);
  return (
    <ConditionFields
      search={search}
      choices={choices}
      nameOf={nameOf}
      choose={(change) => {
        void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true, resetScroll: false });
      }}
    />
  );
}

function OfProcess({ source }: { readonly source: SourceJson }): ReactElement {
  const { t } = useLanguage();
  const tried = useWhatIf(source.id);
  return (
    <>
      <AsIsPart source={source} tried={tried} />
      {tried.isKept ? null : (
        <p className="notice bad" role="alert">
          {t('whatIf.noRoom')}
        </p>
      )}
      {tried.whatIf === undefined ? null : <Tried source={source} tried={tried} whatIf={tried.whatIf} />}
    </>
  );
}

interface TriedProps {
  readonly source: SourceJson;
  readonly tried: TriedOut;
  readonly whatIf: WhatIf;
}

/** Once there is an as-is: proposals, changes, and what comes of them. */
function Tried({ source, tried, whatIf }: TriedProps): ReactElement {
  const { t, language } = useLanguage();
  const [runs, setRuns] = useState(USUAL_RUNS);
  const { asIs, toBe } = whatIf;
  const [xmlBefore, xmlAfter] = [useModelXml(asIs.model, source), useModelXml(toBe.model, source)];
  const before = useMemo(() => (xmlBefore === undefined ? undefined : modelFacts(xmlBefore, language)), [xmlBefore, language]);
  const after = useMemo(() => (xmlAfter === undefined ? undefined : modelFacts(xmlAfter, language)), [xmlAfter, language]);
  const groupName = useGroupNames(after ?? before);
  if (before === undefined || after === undefined) return <p className="soft">{t('state.loading')}</p>;
  const nameOf = (element: string): string => (after.has(element) ? after : before).nameOf(element);
  return (
    <>
      <ProposalsPart
        asIs={asIs}
        runs={runs}
        facts={before}
        groupName={groupName}
        change={(next, words) => {
          tried.change(next(toBe));
          announce(`${t('whatIf.proposals.tried')} ${words}`);
        }}
      />
      <section className="stack" aria-labelledby="to-be">
        <h2 id="to-be">{t('whatIf.toBe')}</h2>
        <ChangeEditor
          source={source}
          whatIf={whatIf}
          facts={after}
          groupName={groupName}
          change={(next) => {
            tried.change(next);
          }}
        />
      </section>
      <ResultPart
        source={source}
        whatIf={whatIf}
        runs={runs}
        choose={setRuns}
        xml={xmlAfter}
        nameOf={nameOf}
        groupName={groupName}
      />
    </>
  );
}
