/** What the demo municipality promises: standards of three services. */
import { isRefusal } from '../../engine/errors.ts';
import type { Standards, StandardText } from '../../programme/index.ts';

const STANDARDS: readonly StandardText[] = [
  {
    title: {
      lt: 'Statybą leidžiantį dokumentą išduodame per nustatytą terminą',
      en: 'We issue building permits within the statutory term',
    },
    processId: 'building-permit',
    promise: { kind: 'inTime', share: 0.9 },
    inCharter: true,
    status: 'inForce',
  },
  {
    title: {
      lt: 'Dėl atliekų rinkliavos atsakome per 15 darbo dienų',
      en: 'We answer about the waste fee within 15 working days',
    },
    processId: 'waste-fee-adjustment',
    promise: { kind: 'answeredWithin', workingDays: 15, share: 0.9 },
    inCharter: true,
    status: 'inForce',
  },
  {
    title: {
      lt: 'Knygą iš kitos bibliotekos gauname per 10 darbo dienų',
      en: 'We bring a book from another library within 10 working days',
    },
    processId: 'interlibrary-loan',
    promise: { kind: 'answeredWithin', workingDays: 10, share: 0.8 },
    inCharter: true,
    status: 'inForce',
  },
];

export async function loadStandards(standards: Standards, tenantId: string): Promise<void> {
  for (const text of STANDARDS) {
    const made = await standards.add(tenantId, text, { user: 'manager' });
    if (isRefusal(made)) throw new Error(made.message);
  }
}
