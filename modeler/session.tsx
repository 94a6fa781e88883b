import { createContext, use } from 'react';
import type { Role, Session } from '../api/contract.ts';
import type { Need } from '../api/contract.ts';

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** Who is signed in. Only pages inside the shell ask, and the shell stands only with a session. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('a page outside the shell asked who is signed in');
  return session;
}

/** Whether the server would allow it; what is not allowed is not offered. */
export function useMay(need: Need): boolean {
  return useSession().may.includes(need);
}

/** The places of the page, each for those who may use it. */
export const PLACES = [
  { path: '/models', name: 'models', roles: ['analyst', 'administrator'] },
  { path: '/work', name: 'work', roles: ['clerk', 'administrator'] },
  { path: '/desk', name: 'desk', roles: ['clerk', 'administrator'] },
  { path: '/morning', name: 'morning', roles: ['manager'] },
  { path: '/cases', name: 'cases', roles: ['analyst', 'clerk', 'manager', 'administrator'] },
  { path: '/batches', name: 'batches', roles: ['analyst', 'manager', 'administrator'] },
  { path: '/catalogue', name: 'services', roles: ['analyst', 'clerk', 'manager', 'administrator'] },
  { path: '/plan', name: 'plan', roles: ['analyst', 'manager', 'administrator'] },
  { path: '/surveys', name: 'surveys', roles: ['clerk'] },
  { path: '/insight', name: 'insight', roles: ['analyst', 'manager', 'administrator'] },
  { path: '/organisation', name: 'organisation', roles: ['clerk', 'manager', 'administrator'] },
] as const satisfies readonly { path: string; name: string; roles: readonly Role[] }[];
export type Place = (typeof PLACES)[number];

export function placesOf(session: Session): readonly Place[] {
  return PLACES.filter((place) => session.roles.some((role) => (place.roles as readonly Role[]).includes(role)));
}
