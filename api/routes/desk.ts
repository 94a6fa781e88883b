/** The one-stop desk: intake, codes, letters, notices that are due, figures of intake. */
import { isRefusal, refuse, type Refusal } from '../../engine/errors.ts';
import type { Access, CaseKey, CaseRow, Engine, Term } from '../../engine/index.ts';
import { dayOf, startOfDay } from '../../engine/time/zone.ts';
import type { Logs } from '../../logs/index.ts';
import { complaintsIn, type Letter, MOST_UNANSWERED, type Organisation } from '../../organisation/index.ts';
import { iso } from '../answers/instants.ts';
import { documentFigures, journeyFigures, registrationFigures } from '../answers/desk.ts';
import { processNames } from '../answers/process-names.ts';
import { type Correspondence, deskOperations } from '../contract/desk.ts';
import { eraseCase } from '../erasure.ts';
import type { Binder } from '../route.ts';
import { type DeskParts, intakeFormOf, takeIn } from './desk-intake.ts';

type NoticeKind = 'extensionNotice' | 'forwardingNotice';

const MOST_OPEN = 100_000;

export function deskRoutes({ route }: Binder, parts: DeskParts & { readonly logs: Logs }): void {
  const { engine, organisation, logs } = parts;

  async function correspondence(access: Access, key: CaseKey): Promise<Correspondence | Refusal> {
    const row = await findCase(engine, access, key);
    const state = row && (await engine.state(access, key));
    if (row === undefined || state === undefined) return refuse('notFound', 'There is no such case.');
    const letters = await organisation.letters.of(access.tenantId, key);
    const calendar = organisation.calendars.calendarOf(row.tenantId, row.unit);
    const today = dayOf(engine.clock.now(), calendar.zone);
    const asked = new Set(documentsIn(letters, 'documentsAsked'));
    return {
      letters: letters.map(({ kind, documents, body, writtenAt, writtenBy, topic, finding }) => ({
        ...{ kind, topic, finding },
        documents: [...documents],
        text: body,
        writtenAt: iso(writtenAt),
        writtenBy,
      })),
      complaints: complaintsIn(letters, calendar).map(({ topic, receivedAt, dueOn, answered }) => ({
        topic,
        receivedAt: iso(receivedAt),
        dueOn,
        isLate: answered === undefined && dueOn < today,
        ...(answered && { answered: { at: iso(answered.at), finding: answered.finding } }),
      })),
      demanded: new Set([...documentsIn(letters, 'documentsBrought'), ...asked]).size,
      asked: asked.size,
      ...(row.erasedAt !== undefined && { erasedAt: iso(row.erasedAt) }),
      hasCode: await organisation.caseCodes.isIssued(access.tenantId, key),
      forwardBy: forwardBy(organisation, row, state.term),
      notices: noticesOf(state.term, letters),
    };
  }

  route(deskOperations.getIntakeForm, async ({ access, params }) => {
    const intake = await intakeFormOf(parts, access, params.code);
    return isRefusal(intake) ? intake : intake.told;
  });
  route(deskOperations.takeIn, ({ person, access, body }) => takeIn(parts, person, access, body));

  route(deskOperations.issueCode, async ({ person, access, params }) => {
    const row = await findCase(engine, access, params.caseKey as CaseKey);
    if (row === undefined) return refuse('notFound', 'There is no such case.');
    if (row.erasedAt !== undefined)
      return refuse('conflict', 'What it said of people is erased: nobody can look at it any more.');
    if (row.caseNumber === undefined) return refuse('conflict', 'The case has no number yet. Register it first.');
    const code = await organisation.caseCodes.issue(access.tenantId, row.caseNumber, row.caseKey, person.user);
    return isRefusal(code) ? code : { caseNumber: row.caseNumber, code };
  });

  route(deskOperations.getCorrespondence, ({ access, params }) => correspondence(access, params.caseKey as CaseKey));
  route(deskOperations.writeLetter, async ({ person, access, params, body }) => {
    const { kind, documents, text, topic, receivedOn, finding } = body;
    const key = params.caseKey as CaseKey;
    const before = await correspondence(access, key);
    if (isRefusal(before)) return before;
    if (before.erasedAt !== undefined)
      return refuse('conflict', 'What it said of people is erased: write nothing to its applicant here.');
    if ((kind === 'extensionNotice' || kind === 'forwardingNotice') && !before.notices.some((notice) => notice.kind === kind))
      return refuse('conflict', 'No such notice is due.');
    const unanswered = before.complaints.filter(({ answered }) => answered === undefined).length;
    if (kind === 'complaintAnswered' && unanswered === 0) return refuse('conflict', 'No complaint waits for an answer.');
    if (kind === 'complaint' && unanswered >= MOST_UNANSWERED)
      return refuse(
        'conflict',
        `${String(MOST_UNANSWERED)} complaints of this case wait for an answer: answer one of them first.`,
      );
    const receivedAt = receivedOn === undefined ? engine.clock.now() : await dayOfReceipt(access, key, receivedOn);
    if (typeof receivedAt !== 'number') return receivedAt;
    const letter: Letter = {
      ...{ kind, documents, body: text, writtenAt: receivedAt, writtenBy: person.user },
      ...(topic !== undefined && { topic }),
      ...(finding !== undefined && { finding }),
    };
    await organisation.letters.add(access.tenantId, key, letter);
    return correspondence(access, key);
  });

  /** The beginning of the day on which a complaint came: not before the request itself, nor after today. */
  async function dayOfReceipt(access: Access, key: CaseKey, receivedOn: string): Promise<number | Refusal> {
    const row = await findCase(engine, access, key);
    if (row === undefined) return refuse('notFound', 'There is no such case.');
    const { zone } = organisation.calendars.calendarOf(row.tenantId, row.unit);
    const first = dayOf(row.receivedAt ?? row.startedAt, zone);
    const today = dayOf(engine.clock.now(), zone);
    if (receivedOn > today || receivedOn < first)
      return refuse('invalid', `It came between ${first} and ${today}: a complaint about the case comes after the case itself.`);
    return receivedOn === today ? engine.clock.now() : startOfDay(receivedOn, zone);
  }

  route(deskOperations.eraseCase, async ({ access, params }) => {
    const key = params.caseKey as CaseKey;
    return (await eraseCase(parts, access, key)) ?? correspondence(access, key);
  });

  route(deskOperations.listNotices, async ({ access }) => {
    const page = await engine.search.cases(access, {
      filter: [
        { field: 'endedAt', is: 'exists', value: false },
        { field: 'noticeDueOn', is: 'exists', value: true },
      ],
      limit: MOST_OPEN,
    });
    const complained = await organisation.letters.complaints(access.tenantId);
    const unanswered = [...complained].flatMap(([caseKey, { unanswered: count }]) => (count > 0 ? [caseKey] : []));
    const complaining = await casesOf(engine, access, unanswered);
    const keys = [...page.items, ...complaining].map(({ caseKey }) => caseKey);
    const written = await organisation.letters.ofMany(access.tenantId, keys);
    const now = engine.clock.now();
    const noticed = await Promise.all(
      page.items.map(async (row) => {
        const state = await engine.state(access, row.caseKey);
        return noticesOf(state?.term, written.get(row.caseKey) ?? []).map((notice) => ({ row, ...notice }));
      }),
    );
    const complaints = complaining.flatMap((row) =>
      complaintsIn(written.get(row.caseKey) ?? [], organisation.calendars.calendarOf(row.tenantId, row.unit))
        .filter(({ answered }) => answered === undefined)
        .map(({ dueOn }) => ({ row, kind: 'complaint' as const, dueOn })),
    );
    const items = [...noticed.flat(), ...complaints].map(({ row, kind, dueOn }) => {
      const today = dayOf(now, organisation.calendars.dataOf(row.tenantId, row.unit).data.zone);
      const { caseKey, caseNumber, processName } = row;
      return { caseKey, caseNumber, processName, kind, dueOn, isLate: dueOn !== undefined && dueOn < today };
    });
    return { items: items.sort((a, b) => (a.dueOn ?? '').localeCompare(b.dueOn ?? '')) };
  });

  route(deskOperations.getIntakeFigures, async ({ access, query }) => {
    const { tenantId } = access;
    const [own, demanded] = await Promise.all([logs.own.all(tenantId), organisation.letters.demanded(tenantId)]);
    const calendarOf = (unit: string | undefined) => organisation.calendars.calendarOf(tenantId, unit);
    const processIds = own.map(({ processId }) => processId);
    const nameOf = await processNames(engine, parts.programme, tenantId, processIds);
    return {
      registration: registrationFigures(own, query.by, calendarOf, demanded),
      documents: await documentFigures(engine, access, demanded, nameOf),
      journeys: journeyFigures(own, nameOf),
    };
  });
}

async function findCase(engine: Engine, access: Access, key: CaseKey): Promise<CaseRow | undefined> {
  const { items } = await engine.search.cases(access, { filter: [{ field: 'caseKey', is: 'eq', value: key }], limit: 1 });
  return items[0];
}

/** Those of these that the asker may know of. */
export async function casesOf(engine: Engine, access: Access, caseKeys: readonly CaseKey[]): Promise<readonly CaseRow[]> {
  if (caseKeys.length === 0) return [];
  const filter = [{ field: 'caseKey', is: 'in', value: [...caseKeys] }] as const;
  return (await engine.search.cases(access, { filter, limit: MOST_OPEN })).items;
}

function documentsIn(letters: readonly Letter[], kind: Letter['kind']): readonly string[] {
  return letters.filter((one) => one.kind === kind).flatMap(({ documents }) => documents);
}

/** One for each extension and one for a forwarding, where the profile says within how many days. */
function noticesOf(term: Term | undefined, letters: readonly Letter[]): Correspondence['notices'] {
  if (term === undefined) return [];
  const sent = (kind: NoticeKind): number => letters.filter((one) => one.kind === kind).length;
  const notices: Correspondence['notices'] = [];
  const forwarded = term.forwardedTo !== undefined;
  if (term.profile.extension && sent('extensionNotice') < term.extensions)
    notices.push({ kind: 'extensionNotice', dueOn: forwarded ? undefined : term.noticeDueOn });
  if (forwarded && term.profile.forwardNoticeWithinDays !== undefined && sent('forwardingNotice') === 0)
    notices.push({ kind: 'forwardingNotice', dueOn: term.noticeDueOn });
  return notices;
}

/** While it runs and was never forwarded: so many working days after it came. */
function forwardBy({ calendars }: Organisation, row: CaseRow, term: Term | undefined): string | undefined {
  const within = term?.profile.forwardWithinDays;
  if (within === undefined || term?.forwardedTo !== undefined || row.endedAt !== undefined) return undefined;
  const calendar = calendars.calendarOf(row.tenantId, row.unit);
  return calendar.addWorkingDays(dayOf(row.receivedAt ?? row.startedAt, calendar.zone), within);
}
