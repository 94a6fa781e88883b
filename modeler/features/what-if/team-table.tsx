import { useState } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { AmountField } from './amount-field.tsx';
import { meanOf } from './distribution-mean.ts';
import { hoursWordsOf } from './group-words.ts';
import type { GroupNames } from './group-words.ts';
import { HoursSheet } from './hours-sheet.tsx';
import { withAbsences, withCostPerHour, withOrder, withTeamHours } from './scenario-edits.ts';
import type { ScenarioJson } from './scenario-json.ts';
import { sizeOf, teamsOf, withPeople } from './teams.ts';
import type { Team } from './teams.ts';

const ORDERS = ['first', 'last', 'priority', 'due'] as const;
const USUAL_ABSENCE_DAYS = 5;

interface TeamTableProps {
  readonly scenario: ScenarioJson;
  readonly groupName: GroupNames;
  readonly change: (scenario: ScenarioJson) => void;
}

/** Who works: how many, when, what they take first, how often they are away, what an hour costs. */
export function TeamTable({ scenario, groupName, change }: TeamTableProps): ReactElement {
  const { t } = useLanguage();
  const [asked, setAsked] = useState<Team>();
  const nameOf = (team: Team): string => groupName(team.flatMap((index) => scenario.staff[index]?.role ?? []));
  const first = asked && scenario.staff[asked[0]];
  return (
    <>
      <div className="table-scroll" role="group" aria-label={t('whatIf.staff')} tabIndex={0}>
        <table className="list what-if-table">
          <caption className="visually-hidden">{t('whatIf.staff')}</caption>
          <thead>
            <tr>
              {['group', 'people', 'works', 'takesFirst', 'away', 'awayDays', 'costPerHour'].map((head) => (
                <th key={head} scope="col">
                  {t(`whatIf.head.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {teamsOf(scenario).map((team) => (
              <TeamRow
                key={team.join(' ')}
                team={team}
                name={nameOf(team)}
                scenario={scenario}
                change={change}
                askHours={() => {
                  setAsked(team);
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      {asked === undefined || first === undefined ? null : (
        <HoursSheet
          group={nameOf(asked)}
          now={hoursWordsOf(scenario, first, t)}
          choose={(hours) => {
            change(withTeamHours(scenario, asked, hours));
            setAsked(undefined);
          }}
          close={() => {
            setAsked(undefined);
          }}
        />
      )}
    </>
  );
}

interface TeamRowProps {
  readonly team: Team;
  readonly name: string;
  readonly scenario: ScenarioJson;
  readonly change: (scenario: ScenarioJson) => void;
  readonly askHours: () => void;
}

function TeamRow({ team, name, scenario, change, askHours }: TeamRowProps): ReactElement | null {
  const { t } = useLanguage();
  const group = scenario.staff[team[0]];
  if (group === undefined) return null;
  const id = `team-${String(team[0])}`;
  const days = group.away === undefined ? USUAL_ABSENCE_DAYS : (meanOf(group.away.days) ?? USUAL_ABSENCE_DAYS);
  const label = (head: string): string => `${name}: ${t(`whatIf.head.${head}`)}`;
  return (
    <tr>
      <th scope="row">
        {name} {group.external ? <span className="tag">{t('whatIf.external')}</span> : null}
      </th>
      <td>
        <AmountField
          id={`${id}-people`}
          label={label('people')}
          isLabelHidden
          value={sizeOf(group)}
          least={1}
          most={10_000}
          isWhole
          choose={(size) => {
            if (size !== undefined) change(withPeople(scenario, team, size));
          }}
        />
      </td>
      <td>
        {hoursWordsOf(scenario, group, t)}
        <div>
          <button type="button" className="button small" onClick={askHours}>
            {t('whatIf.changeIt')}
            <span className="visually-hidden"> {t('whatIf.hours.title', { group: name })}</span>
          </button>
        </div>
      </td>
      <td>
        <select
          aria-label={label('takesFirst')}
          value={group.takes}
          onChange={({ target }) => {
            change(withOrder(scenario, team, target.value));
          }}
        >
          {ORDERS.map((order) => (
            <option key={order} value={order}>
              {t(`whatIf.takes.${order}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <AmountField
          id={`${id}-away`}
          label={label('away')}
          isLabelHidden
          value={group.away?.timesPerYear ?? 0}
          least={0}
          most={100}
          choose={(times) => {
            change(withAbsences(scenario, team, times ?? 0, days));
          }}
        />
      </td>
      <td>
        {group.away === undefined ? (
          '–'
        ) : (
          <AmountField
            id={`${id}-days`}
            label={label('awayDays')}
            isLabelHidden
            value={days}
            least={0.1}
            most={365}
            choose={(value) => {
              change(withAbsences(scenario, team, group.away?.timesPerYear ?? 0, value ?? days));
            }}
          />
        )}
      </td>
      <td>
        <AmountField
          id={`${id}-cost`}
          label={label('costPerHour')}
          isLabelHidden
          value={group.costPerHour}
          least={0}
          most={100_000}
          mayBeEmpty
          choose={(cost) => {
            change(withCostPerHour(scenario, team, cost));
          }}
        />
      </td>
    </tr>
  );
}
