import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ImproveView } from '../../../api/contract/simulations.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { keepDrawing, newDrawing } from '../editor/kept-drawings.ts';
import { apartWords, boundsWords } from '../forecast/estimate-words.ts';
import type { Estimate, Unit } from '../forecast/estimate-words.ts';
import { Empty } from '../page/empty.tsx';
import { changeLine } from './change-words.ts';
import type { GroupNames } from './group-words.ts';
import type { ModelFacts } from './model-facts.ts';
import { proposalWords } from './proposal-words.ts';
import { bySaving, SAVINGS, type Saving } from './proposal-order.ts';
import { changes } from './scenario-diff.ts';
import { scenarioOf } from './scenario-json.ts';
import type { ScenarioJson } from './scenario-json.ts';

type Proposal = ImproveView['proposals'][number];
const DAY_MS = 86_400_000;

interface ProposalsViewProps {
  readonly view: ImproveView;
  /** The scenario that the proposals change. */
  readonly scenario: ScenarioJson;
  readonly facts: ModelFacts;
  readonly groupName: GroupNames;
  /** Puts a proposal among the changes that are tried out. */
  readonly tryIt: (proposal: Proposal, words: string) => void;
  /** Simulates it beside the as-is once more, to be kept; undefined for whoever may not. */
  readonly keep: ((proposal: Proposal) => void) | undefined;
}

/** What the program proposes, ranked: a sentence, what it saves and how sure that is, what changes, and what can be done with it. */
export function ProposalsView({ view, scenario, facts, groupName, tryIt, keep }: ProposalsViewProps): ReactElement {
  const { t, language } = useLanguage();
  const [by, setBy] = useState<Saving>('savedDays');
  if (view.proposals.length === 0) return <Empty title={t('whatIf.proposals.none')} />;
  return (
    <>
      {view.proposals.length < 2 ? null : (
        <div className="row">
          <div className="field">
            <label htmlFor="proposals-by">{t('whatIf.proposals.by.label')}</label>
            <select
              id="proposals-by"
              value={by}
              onChange={({ target }) => {
                setBy(SAVINGS.find((one) => one === target.value) ?? by);
              }}
            >
              {SAVINGS.map((one) => (
                <option key={one} value={one}>
                  {t(`whatIf.proposals.by.${one}`)}
                </option>
              ))}
            </select>
          </div>
        </div>
      )}
      <ol className="proposals">
        {bySaving(view.proposals, by).map((proposal, index) => {
          const known = proposalWords(proposal, facts, groupName, t);
          const words = known ?? proposal.text;
          return (
            <li key={`${proposal.key} ${JSON.stringify(proposal.params)}`}>
              <article className="card stack proposal" aria-labelledby={`proposal-${String(index)}`}>
                <h3 id={`proposal-${String(index)}`} lang={known === undefined && language === 'lt' ? 'en' : undefined}>
                  {String(index + 1)}. {words}
                </h3>
                <Savings proposal={proposal} />
                <ProposalChanges proposal={proposal} scenario={scenario} facts={facts} groupName={groupName} />
                <div className="row">
                  {needsDrawing(proposal) ? (
                    <span className="soft">{t('whatIf.proposals.draw')}</span>
                  ) : (
                    <button
                      type="button"
                      className="button small main"
                      onClick={() => {
                        tryIt(proposal, words);
                      }}
                    >
                      {t('whatIf.proposals.try')}
                      <span className="visually-hidden"> {words}</span>
                    </button>
                  )}
                  {keep === undefined || needsDrawing(proposal) ? null : (
                    <button
                      type="button"
                      className="button small"
                      onClick={() => {
                        keep(proposal);
                      }}
                    >
                      {t('forecast.keep')}
                      <span className="visually-hidden"> {words}</span>
                    </button>
                  )}
                  {proposal.bpmnXml === null ? null : <EditButton bpmnXml={proposal.bpmnXml} name={words} />}
                </div>
              </article>
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** It changes the model in a way that cannot be written as a file. */
function needsDrawing({ bpmnXml, changes: all }: Proposal): boolean {
  return bpmnXml === null && all.some(({ of }) => of === 'model');
}

function Savings({ proposal: { savedDays, savedCost, onTimeShare, proven } }: { readonly proposal: Proposal }): ReactElement {
  const { t, format } = useLanguage();
  const fact = (name: string, estimate: Estimate, unit: Unit, factor = 1): ReactElement | null => {
    if (estimate.mean === null) return null;
    const words = (value: number): string => apartWords(value * factor, unit, t, format);
    return (
      <div>
        <dt>{t(`whatIf.proposals.${name}`)}</dt>
        <dd>
          {words(estimate.mean)} <div className="small soft">{boundsWords(estimate, words)}</div>
        </dd>
      </div>
    );
  };
  return (
    <>
      <p>
        <span className={proven ? 'tag good' : 'tag'}>{t(proven ? 'whatIf.proposals.proven' : 'whatIf.proposals.unproven')}</span>
      </p>
      <dl className="facts">
        {fact('savedDays', savedDays, 'ms', DAY_MS)}
        {fact('savedCost', savedCost, 'money')}
        {fact('onTime', onTimeShare, 'share')}
      </dl>
    </>
  );
}

interface ProposalChangesProps extends Pick<ProposalsViewProps, 'scenario' | 'facts' | 'groupName'> {
  readonly proposal: Proposal;
}

function ProposalChanges({ proposal, scenario, facts, groupName }: ProposalChangesProps): ReactElement {
  const { t, format, language } = useLanguage();
  const after = scenarioOf(proposal.scenario);
  const made = after === undefined ? [] : changes(scenario, after);
  const ofModel = proposal.changes.filter(({ of }) => of === 'model');
  return (
    <details>
      <summary>{t('whatIf.proposals.changes')}</summary>
      <ul>
        {ofModel.map(({ place, from, to }) => (
          <li key={place}>
            {t('whatIf.proposals.ofModel', { place: facts.nameOf(place) })}
            {': '}
            <span lang={language === 'lt' ? 'en' : undefined}>
              <del>{textOf(from)}</del> → <ins>{textOf(to)}</ins>
            </span>
          </li>
        ))}
        {after === undefined
          ? null
          : made.map((change) => {
              const { what, from, to } = changeLine(change, { before: scenario, after, facts, groupName, t, format });
              return (
                <li key={change.key}>
                  {what}: <del>{from}</del> → <ins>{to}</ins>
                </li>
              );
            })}
      </ul>
    </details>
  );
}

function EditButton({ bpmnXml, name }: { readonly bpmnXml: string; readonly name: string }): ReactElement {
  const { t } = useLanguage();
  const navigate = useNavigate();
  return (
    <button
      type="button"
      className="button small"
      onClick={() => {
        const drawing = newDrawing();
        keepDrawing({ drawing, xml: bpmnXml, name, keptAt: new Date().toISOString() });
        void navigate({ to: '/models/$drawing', params: { drawing } });
      }}
    >
      {t('whatIf.proposals.edit')}
      <span className="visually-hidden"> {name}</span>
    </button>
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
