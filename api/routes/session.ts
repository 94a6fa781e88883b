/** Signing in and out. */
import type Koa from 'koa';
import { ACTIONS, may, type Organisation, type Person } from '../../organisation/index.ts';
import { isRefusal } from '../../engine/errors.ts';
import { iso } from '../answers/instants.ts';
import { type Session, sessionOperations } from '../contract/session.ts';
import { cookieName } from '../middleware/authenticate.ts';
import { fail } from '../problem.ts';
import type { Binder } from '../route.ts';

export function sessionRoutes({ route, open }: Binder, organisation: Organisation, secure: boolean): void {
  const cookie = cookieName(secure);
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/', overwrite: true } as const;
  const clear = (context: Koa.Context) => {
    context.cookies.set(cookie, '', { ...options, maxAge: 0 });
  };

  open(sessionOperations.signIn, async ({ body, context, caller }) => {
    const answer = await organisation.signIn.signIn(body.user, body.password, context.ip);
    switch (answer.outcome) {
      case 'signedIn': {
        if (caller?.session !== undefined) await organisation.sessions.close(caller.session.token);
        const { token, expiresAt } = await organisation.sessions.open(answer.person.user);
        if (secure) context.cookies.secure = true;
        context.cookies.set(cookie, token, options);
        return sessionJson(organisation, answer.person, expiresAt);
      }
      case 'wrong':
        return fail('wrongPassword', 'User or password is wrong.');
      case 'tooMany':
        return fail('tooManyAttempts', 'Too many wrong passwords for this account. Wait and try again.', {
          retryAfterSeconds: answer.retryAfterSeconds,
        });
      default:
        return answer satisfies never;
    }
  });

  route(sessionOperations.whoAmI, ({ person, session }) => sessionJson(organisation, person, session?.expiresAt));

  route(sessionOperations.setLanguage, async ({ person, session, body }) =>
    sessionJson(organisation, await organisation.people.setLanguage(person, body.language), session?.expiresAt),
  );

  route(sessionOperations.signOut, async ({ session, context }) => {
    if (session !== undefined) await organisation.sessions.close(session.token);
    clear(context);
    return undefined;
  });

  route(sessionOperations.changePassword, async ({ person, session, body }) => {
    const changed = await organisation.people.changePassword(person, body.current, body.next);
    if (isRefusal(changed)) return changed;
    await organisation.sessions.closeAllOf(person.user, session?.token);
    return undefined;
  });
}

async function sessionJson(organisation: Organisation, person: Person, expiresAt: number | undefined): Promise<Session> {
  const units = await organisation.people.units(person.tenantId);
  const institutions = await organisation.people.institutions(person.tenantId);
  const institution = institutions.find((one) => one.institution === person.institution);
  return {
    user: person.user,
    name: person.name,
    roles: [...person.roles],
    units: units.filter(({ unit }) => person.units.includes(unit)).map(({ unit, name, nameEn }) => ({ unit, name, nameEn })),
    institution: {
      institution: person.institution,
      name: institution?.name ?? person.institution,
      nameEn: institution?.nameEn,
      zone: institution?.zone ?? organisation.calendars.dataOf(person.tenantId, undefined).data.zone,
    },
    language: person.language,
    may: ACTIONS.filter((action) => may(person, action)),
    expiresAt: expiresAt === undefined ? undefined : iso(expiresAt),
  };
}
