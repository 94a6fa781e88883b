import { elementRule } from './rule.ts';

export const rule = elementRule(
  {
    id: 'participant-multiplicity',
    clause: '9.3 Pool and Participant, Participant Multiplicity',
    demands: 'the minimum of a participant is 0 or more, its maximum 1 or more and not below the minimum',
    severity: 'error',
  },
  ({ definitions }) =>
    (definitions.rootElements ?? []).flatMap(({ participants }) => participants ?? []).map((element) => ({ element })),
  ({ element: { participantMultiplicity: many } }) => {
    const { minimum = 0, maximum = 1 } = many ?? {};
    return minimum >= 0 && maximum >= 1 && maximum >= minimum
      ? undefined
      : 'has a multiplicity that no number fits; write a minimum of 0 or more and a maximum not below it.';
  },
);
