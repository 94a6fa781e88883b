/** The door of the organisation: who works here, who may what, and by which calendar and terms. */
import type { Database } from '../database/connect.ts';
import type { Json, Variables } from '../engine/errors.ts';
import type { CaseKey, TaskKey } from '../engine/ids.ts';
import { type Clock, systemClock } from '../engine/time/clock.ts';
import { absences, type Absences } from './absences.ts';
import { type Calendars, calendars } from './calendars.ts';
import { caseAccessCodes, type CaseAccessCodes, CODE_COST } from './case-access.ts';
import { type PasswordCost, passwords, STRONG } from './passwords.ts';
import { type People, people } from './people.ts';
import type { Person } from './person.ts';
import { type Sessions, sessions } from './sessions.ts';
import { type SignIn, signIn } from './sign-in.ts';
import { type Draft, dropDraft, dropDraftsOf, findDraft, saveDraft } from './store/drafts.ts';
import {
  countComplaints,
  demandedDocuments,
  insertLetter,
  insertLetters,
  type Letter,
  lettersOf,
  lettersOfMany,
} from './store/letters.ts';
import { claimFact, forgetFact, readFact, writeFact } from './store/installation-facts.ts';
import { clearOldAttempts } from './store/sign-in-limits.ts';
import { type Tree, tree } from './tree.ts';

export interface OrganisationOptions {
  readonly database: Database;
  /** The clock on the wall, for sessions: a pinned test clock must not end them. */
  readonly wallClock?: Clock;
  /** Cheaper in tests only. */
  readonly passwordCost?: PasswordCost;
}

/** Half-filled forms, one of each person for each task. */
export interface Drafts {
  save(tenantId: string, taskKey: TaskKey, user: string, values: Variables): Promise<Draft>;
  find(tenantId: string, taskKey: TaskKey, user: string): Promise<Draft | undefined>;
  drop(tenantId: string, taskKey: TaskKey, user: string): Promise<void>;
  /** Everybody's, when the task has ended. */
  dropAllOf(tenantId: string, taskKey: TaskKey): Promise<void>;
}

/** What was asked of applicants and said to them, and what they said. */
export interface Letters {
  add(tenantId: string, caseKey: CaseKey, letter: Letter): Promise<void>;
  /** Of cases that have none yet. */
  addAll(tenantId: string, byCase: ReadonlyMap<CaseKey, readonly Letter[]>): Promise<void>;
  /** In the order in which they were written. */
  of(tenantId: string, caseKey: CaseKey): Promise<readonly Letter[]>;
  ofMany(tenantId: string, caseKeys: readonly CaseKey[]): Promise<ReadonlyMap<CaseKey, readonly Letter[]>>;
  /** By case that had any: how many complaints came, and how many wait for an answer. */
  complaints(tenantId: string): Promise<ReadonlyMap<CaseKey, { readonly received: number; readonly unanswered: number }>>;
  /** Documents demanded of the applicant, by case: all, and those asked for after the request had come. */
  demanded: (
    tenantId: string,
  ) => Promise<readonly { readonly caseKey: CaseKey; readonly demanded: number; readonly asked: number }[]>;
}

/** Facts about the installation as a whole, such as how far its demo is. */
export interface InstallationFacts {
  read(name: string): Promise<Json | undefined>;
  write(name: string, value: Json): Promise<void>;
  /** True for exactly one caller until the fact is forgotten. */
  claim(name: string, value: Json): Promise<boolean>;
  forget(name: string): Promise<void>;
}

export interface Organisation {
  readonly people: People;
  readonly sessions: Sessions;
  readonly signIn: SignIn;
  readonly calendars: Calendars;
  /** Institutions and units, from memory. */
  readonly tree: Pick<Tree, 'of'>;
  readonly absences: Absences;
  readonly caseCodes: CaseAccessCodes;
  readonly letters: Letters;
  readonly drafts: Drafts;
  readonly facts: InstallationFacts;
  /** What has to be done from time to time: forgets dead sessions and counters, reads calendars that another node changed. */
  maintain(): Promise<void>;
}

/** Opens it over a migrated database. Reads calendars and terms; the rest is asked when needed. */
export async function openOrganisation({
  database,
  wallClock = systemClock,
  passwordCost = STRONG,
}: OrganisationOptions): Promise<Organisation> {
  const hashing = passwords(passwordCost);
  const signingIn = signIn(database, hashing, wallClock);
  const sessionTable = sessions(database, wallClock);
  const calendarsInUse = await calendars(database);
  const away = await absences(database, wallClock, (tenantId) => calendarsInUse.dataOf(tenantId, undefined).data.zone);
  const places = await tree(database);
  const asToday = async (person: Person) => places.withReach(await away.withStandIns(person));
  const caseCodes = caseAccessCodes(database, passwordCost === STRONG ? CODE_COST : passwordCost, wallClock);
  return {
    people: people(database, hashing, wallClock, {
      person: (user) => {
        signingIn.forget(user);
      },
      places: () => places.refresh(),
    }),
    sessions: {
      ...sessionTable,
      async find(token) {
        const found = await sessionTable.find(token);
        return found && { ...found, person: await asToday(found.person) };
      },
    },
    signIn: {
      ...signingIn,
      async basic(user, password, address) {
        const answer = await signingIn.basic(user, password, address);
        return answer.outcome === 'signedIn' ? { ...answer, person: await asToday(answer.person) } : answer;
      },
    },
    calendars: calendarsInUse,
    tree: places,
    absences: away,
    caseCodes,
    letters: {
      add: (tenantId, caseKey, letter) => insertLetter(database, tenantId, caseKey, letter),
      addAll: (tenantId, byCase) => insertLetters(database, tenantId, byCase),
      of: (tenantId, caseKey) => lettersOf(database, tenantId, caseKey),
      ofMany: (tenantId, caseKeys) => lettersOfMany(database, tenantId, caseKeys),
      demanded: (tenantId) => demandedDocuments(database, tenantId),
      complaints: (tenantId) => countComplaints(database, tenantId),
    },
    drafts: {
      async save(tenantId, taskKey, user, values) {
        const draft: Draft = { values, savedAt: wallClock.now() };
        await saveDraft(database, tenantId, taskKey, user, draft);
        return draft;
      },
      find: (tenantId, taskKey, user) => findDraft(database, tenantId, taskKey, user),
      drop: (tenantId, taskKey, user) => dropDraft(database, tenantId, taskKey, user),
      dropAllOf: (tenantId, taskKey) => dropDraftsOf(database, tenantId, taskKey),
    },
    facts: {
      read: (name) => readFact(database, name),
      write: (name, value) => writeFact(database, name, value),
      claim: (name, value) => claimFact(database, name, value),
      forget: (name) => forgetFact(database, name),
    },
    async maintain() {
      await sessionTable.sweep();
      await clearOldAttempts(database, wallClock.now());
      await caseCodes.sweep();
      await calendarsInUse.refresh();
      await away.refresh();
      await places.refresh();
    },
  };
}

export type { Absences } from './absences.ts';
export type { Calendars } from './calendars.ts';
export { type CaseAccessCodes, type Entered, VISIT_MS } from './case-access.ts';
export { calendarFaults, type CalendarData } from '../engine/time/calendar.ts';
export { type PasswordCost, randomPassword, STRONG } from './passwords.ts';
export { institutionsOf, type Places, unitsWithin } from './places.ts';
export type { NewPerson, People, PersonChanges } from './people.ts';
export {
  type Institution,
  INSTITUTION_KINDS,
  type InstitutionKind,
  type Language,
  type Person,
  type Role,
  ROLES,
  type Unit,
} from './person.ts';
export {
  accessOf,
  type Action,
  ACTIONS,
  actsAs,
  type CaseAccess,
  groupsOf,
  isOffered,
  may,
  mayWorkFor,
  seesAll,
  unitsOf,
} from './policy.ts';
export { ABSOLUTE_MS, IDLE_MS, type Session, type Sessions } from './sessions.ts';
export type { SignedIn, SignIn } from './sign-in.ts';
export { ACCOUNT_ATTEMPTS, ADDRESS_ATTEMPTS } from './store/sign-in-limits.ts';
export type { Absence } from './store/absences.ts';
export type { Draft } from './store/drafts.ts';
export {
  type Complaint,
  COMPLAINT_TOPICS,
  complaintsIn,
  type ComplaintTopic,
  type Finding,
  FINDINGS,
  MOST_UNANSWERED,
} from './complaints.ts';
export { type Letter, LETTER_KINDS, type LetterKind } from './store/letters.ts';
export { inForce, type TermProfileData } from './term-profiles.ts';
