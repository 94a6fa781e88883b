/** Signing in and out, and who one is. */
import { z } from 'zod';
import { operation } from './operation.ts';
import { instant, language } from './values.ts';

export const role = z.enum(['analyst', 'clerk', 'manager', 'worker', 'administrator']);
export type Role = z.output<typeof role>;

export const session = z.strictObject({
  user: z.string(),
  name: z.string(),
  roles: z.array(role),
  /** Ids and names of the person's units. */
  units: z.array(z.strictObject({ unit: z.string(), name: z.string(), nameEn: z.string().optional() })),
  institution: z.strictObject({ institution: z.string(), name: z.string(), nameEn: z.string().optional(), zone: z.string() }),
  language,
  /** What the person may do, in the words of `needs`; the page shows only what is in it. */
  may: z.array(z.string()),
  /** The session ends then at the latest; earlier after a time without requests. Absent with Basic auth. */
  expiresAt: instant.optional(),
});
export type Session = z.output<typeof session>;

export const sessionOperations = {
  signIn: operation({
    method: 'POST',
    path: '/api/session',
    needs: 'public',
    summary: 'Signs in with user and password; answers with the session and sets its cookie',
    body: z.strictObject({ user: z.string().min(1).max(100), password: z.string().min(1).max(128) }),
    answer: session,
  }),
  whoAmI: operation({
    method: 'GET',
    path: '/api/session',
    needs: 'signedIn',
    summary: 'Who is signed in',
    answer: session,
  }),
  setLanguage: operation({
    method: 'PATCH',
    path: '/api/session',
    needs: 'signedIn',
    summary: "Keeps the person's language",
    body: z.strictObject({ language }),
    answer: session,
  }),
  signOut: operation({
    method: 'DELETE',
    path: '/api/session',
    needs: 'signedIn',
    summary: 'Signs out; the token is worth nothing from then on',
  }),
  changePassword: operation({
    method: 'PUT',
    path: '/api/session/password',
    needs: 'signedIn',
    summary: 'Changes the own password and ends all other sessions of the person',
    body: z.strictObject({ current: z.string().min(1).max(128), next: z.string().min(12).max(128) }),
  }),
};
