/** Deleting what was deployed. */
import { z } from 'zod';
import type { DefinitionKey, FormKey } from '../../engine/index.ts';
import { refuse } from '../../engine/errors.ts';
import type { Endpoints } from './endpoint.ts';
import { operationReference } from './request-values.ts';

export function resourceEndpoints({ on }: Endpoints): void {
  on(
    {
      method: 'POST',
      path: '/resources/:key/deletion',
      needs: 'models.deploy',
      body: z.strictObject({ operationReference }).nullable(),
    },
    async ({ engine, access, key }) => {
      const deleted = await engine.deleteDefinition(access, key as DefinitionKey);
      if (deleted === undefined) return {}; // with a body, since the client expects 200
      if (deleted.refused !== 'notFound') return deleted;
      if ((await engine.deleteFile(access, key as FormKey)) === undefined) return {};
      return refuse('notFound', `Expected to delete resource with key '${key}', but there is none with it`);
    },
  );
}
