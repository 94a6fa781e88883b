/**
 * Handlers of the job types of processes/: mock registers and letters, for a server without real ones. They take a while, and they
 * fail as real ones do: sometimes for a moment (the engine tries again), sometimes for good (the model goes on by hand).
 */
import { setTimeout as after } from 'node:timers/promises';
import { BpmnError } from '../../engine/index.ts';
import type { JobHandlers } from '../demo-port.ts';

export interface MockOptions {
  /** 0 to below 1; real chance when absent. */
  readonly chance?: () => number;
  /** Waits; real time when absent. */
  readonly wait?: (latencyMs: number) => Promise<unknown>;
}

const LOOKUP_MS = { least: 500, most: 3_000 };
const LETTER_MS = { least: 100, most: 500 };
const DOWN_SHARE = 0.04;
const HICCUP_SHARE = 0.05;

export function mockHandlers({ chance = Math.random, wait = after }: MockOptions = {}): JobHandlers {
  const latency = ({ least, most }: { least: number; most: number }) => wait(Math.round(least + (most - least) * chance()));
  return {
    /** The land register and the register of addresses. @throws BpmnError REGISTRY_UNAVAILABLE when it is down for long */
    'registry-lookup': async ({ headers }) => {
      await latency(LOOKUP_MS);
      const fate = chance();
      if (fate < DOWN_SHARE) throw new BpmnError('REGISTRY_UNAVAILABLE', 'The register is not available.');
      if (fate < DOWN_SHARE + HICCUP_SHARE) throw new Error('The register did not answer in time.');
      return { ownerConfirmed: true, registers: headers['registers'] ?? '' };
    },
    /** The libraries' union catalogue. @throws BpmnError CATALOGUE_UNAVAILABLE */
    'catalogue-search': async () => {
      await latency(LOOKUP_MS);
      if (chance() < DOWN_SHARE) throw new BpmnError('CATALOGUE_UNAVAILABLE', 'The catalogue is not available.');
      return { holders: ['lnb', 'vub', 'kauno-avb'].slice(0, Math.floor(chance() * 4)) };
    },
    /** Residents, property and meters. @throws BpmnError REGISTRY_UNAVAILABLE */
    'fee-data-lookup': async () => {
      await latency(LOOKUP_MS);
      if (chance() < DOWN_SHARE) throw new BpmnError('REGISTRY_UNAVAILABLE', 'The registers are not available.');
      return {
        declaredUnused: chance() < 0.6,
        electricityKwh: Math.round(chance() * 40),
        residentsDeclared: 1 + Math.floor(chance() * 3),
        accidentConfirmed: chance() < 0.9,
        sampled: chance() < 0.1,
      };
    },
    /** The payers' accounts. @throws BpmnError BILLING_REJECTED */
    'billing-update': async () => {
      await latency(LOOKUP_MS);
      const fate = chance();
      if (fate < DOWN_SHARE) throw new BpmnError('BILLING_REJECTED', 'Billing refused the entry.');
      if (fate < DOWN_SHARE + HICCUP_SHARE) throw new Error('Billing did not answer in time.');
      return {};
    },
    /** Letters and reminders to applicants and bodies; nothing leaves the house. */
    notify: async () => {
      await latency(LETTER_MS);
      if (chance() < 0.01) throw new Error('The mail server did not answer in time.');
      return {};
    },
  };
}
