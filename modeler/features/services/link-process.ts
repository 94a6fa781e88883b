/** A deployed process named in the card of the service that it was drawn for. */
import { call } from '../../api-client.ts';

/** @returns false where the card names it already. */
export async function linkProcess(code: string, processId: string, note: string): Promise<boolean> {
  const { card, version } = await call('getService', { params: { code } });
  if (card.processId === processId) return false;
  await call('changeService', { params: { code }, body: { version, card: { ...card, processId }, note } });
  return true;
}
