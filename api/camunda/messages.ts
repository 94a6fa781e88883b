/** Messages and signals from other systems. */
import { z } from 'zod';
import { isRefusal } from '../../engine/errors.ts';
import type { Endpoints } from './endpoint.ts';
import { reject } from './problem.ts';
import { durationMs, name, text, variables } from './request-values.ts';
import { checkTenant, toCamundaTenant } from './tenant.ts';

const message = {
  name,
  correlationKey: text.nullish(),
  variables: variables.nullish(),
  tenantId: z.string().nullish(),
};
const publication = z.strictObject({ ...message, timeToLive: durationMs.nullish(), messageId: text.nullish() });
const correlation = z.strictObject(message);
const broadcast = z.strictObject({ signalName: name, variables: variables.nullish(), tenantId: z.string().nullish() });

export function messageEndpoints({ on }: Endpoints): void {
  const needs = 'integrations.act';

  on({ method: 'POST', path: '/messages/publication', needs, body: publication }, async ({ engine, access, body }) => {
    checkTenant(access, body.tenantId);
    const published = await engine.publishMessage(access, {
      ...requested(body),
      timeToLiveMs: body.timeToLive ?? 0,
      // An empty id is none.
      ...(body.messageId && { messageId: body.messageId }),
    });
    if (!isRefusal(published)) return { tenantId: toCamundaTenant(access.tenantId), messageKey: published.messageKey };
    return published.refused === 'conflict' ? reject('ALREADY_EXISTS', published.message) : published;
  });

  on({ method: 'POST', path: '/messages/correlation', needs, body: correlation }, async ({ engine, access, body }) => {
    checkTenant(access, body.tenantId);
    const correlated = await engine.correlateMessage(access, requested(body));
    if (isRefusal(correlated)) return correlated;
    const { messageKey, caseKey } = correlated;
    return { tenantId: toCamundaTenant(access.tenantId), messageKey, processInstanceKey: caseKey };
  });

  on({ method: 'POST', path: '/signals/broadcast', needs, body: broadcast }, async ({ engine, access, body }) => {
    checkTenant(access, body.tenantId);
    const { signalKey } = await engine.broadcastSignal(access, body.signalName, body.variables ?? {});
    return { tenantId: toCamundaTenant(access.tenantId), signalKey };
  });
}

function requested(body: z.output<typeof correlation>) {
  return { name: body.name, correlationKey: body.correlationKey ?? '', variables: body.variables ?? {} };
}
