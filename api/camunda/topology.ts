/** What clients ask before they begin: the cluster, its health, its licence, and who they are. */
import type { Endpoints } from './endpoint.ts';
import { toCamundaTenant } from './tenant.ts';

/** The version of the API that is spoken here, which is what clients compare with their own. */
export const API_VERSION = '8.8.0';

export function topologyEndpoints({ on, open }: Endpoints): void {
  on({ method: 'GET', path: '/topology', needs: 'signedIn' }, ({ context }) => ({
    brokers: [
      {
        nodeId: 0,
        // What the client reached, by the socket: a Host header is the caller's own text.
        host: context.req.socket.localAddress ?? '127.0.0.1',
        port: context.req.socket.localPort ?? 0,
        partitions: [{ partitionId: 1, role: 'leader', health: 'healthy' }],
        version: API_VERSION,
      },
    ],
    clusterSize: 1,
    partitionsCount: 1,
    replicationFactor: 1,
    gatewayVersion: API_VERSION,
    lastCompletedChangeId: '-1',
  }));
  open('/status', () => undefined);
  open('/license', () => ({ validLicense: true, licenseType: 'unknown', isCommercial: false, expiresAt: null }));
  on({ method: 'GET', path: '/authentication/me', needs: 'signedIn' }, ({ person }) => {
    const tenantId = toCamundaTenant(person.tenantId);
    return {
      username: person.user,
      displayName: person.name,
      email: null,
      authorizedComponents: ['*'],
      tenants: [{ tenantId, name: tenantId }],
      groups: person.units,
      roles: person.roles,
      salesPlanType: '',
      c8Links: {},
      canLogout: true,
    };
  });
}
