/** The method by which the demo municipality scores its services: of a quarter, since its history is short, and with more cases than the default asks for. */
import { isRefusal } from '../../engine/errors.ts';
import { DECLARED_DEFAULT, type QualityMethods } from '../../programme/index.ts';

export async function loadQualityMethod(quality: QualityMethods, tenantId: string): Promise<void> {
  const method = { ...DECLARED_DEFAULT, months: 3, leastCases: 70, leastWeight: 0.75 };
  const note = 'Ketvirtis; mažai bylų turinčios paslaugos nevertinamos.';
  const declared = await quality.declare(tenantId, 0, method, { user: 'manager', note });
  if (isRefusal(declared)) throw new Error(declared.message);
}
