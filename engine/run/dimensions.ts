import { CHANNELS, type Dimensions } from '../case/state.ts';
import { isRefusal, refuse, type Json, type Refusal, type Variables } from '../errors.ts';
import { parseInstant } from '../time/iso8601.ts';

/** The variable in which a client that knows only variables hands in a case's dimensions. */
const RESERVED = 'eiga';

const TEXTS = ['caseNumber', 'service', 'institution', 'unit'] as const;
const INSTANTS = ['receivedAt', 'registeredAt'] as const;

/** The dimensions in the reserved variable `eiga`; none when it is absent; refused when it says what they cannot be. */
export function dimensionsIn(variables: Variables, zone: string): Dimensions | Refusal {
  const written = Object.hasOwn(variables, RESERVED) ? variables[RESERVED] : undefined;
  if (written === undefined || written === null) return {};
  if (typeof written !== 'object' || Array.isArray(written)) return fault('it must be a context');
  const read: { -readonly [Name in keyof Dimensions]: Dimensions[Name] } = {};
  for (const [name, value] of Object.entries(written)) {
    const refusal = readOne(read, name, value, zone);
    if (isRefusal(refusal)) return refusal;
  }
  return read;
}

type Reading = { -readonly [Name in keyof Dimensions]: Dimensions[Name] };

function readOne(read: Reading, name: string, value: Json, zone: string): Refusal | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'string') return fault(`'${name}' must be a text`);
  const text = TEXTS.find((known) => known === name);
  const instant = INSTANTS.find((known) => known === name);
  if (text) read[text] = value;
  else if (instant) {
    const at = parseInstant(value, zone);
    if (at === undefined) return fault(`'${name}' must be an ISO 8601 instant`);
    read[instant] = at;
  } else if (name === 'channel') {
    const channel = CHANNELS.find((known) => known === value);
    if (!channel) return fault(`'channel' must be one of ${CHANNELS.join(', ')}`);
    read.channel = channel;
  } else if (name === 'applicantKind') {
    if (value !== 'natural' && value !== 'legal') return fault("'applicantKind' must be 'natural' or 'legal'");
    read.applicantKind = value;
  } else return fault(`it has no member '${name}'`);
  return undefined;
}

function fault(reason: string): Refusal {
  return refuse('invalid', `variable '${RESERVED}' holds the case's dimensions: ${reason}`);
}
