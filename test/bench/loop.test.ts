import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { benchLoop, type LoopReport } from '../../bench/loop.ts';
import { loopTable } from '../../bench/loop-table.ts';
import { findPgbench } from '../../bench/loop-pgbench.ts';
import { connect, type Database } from '../../database/connect.ts';
import { postgres } from '../support/postgres.ts';

/** A few cases, so that the benchmark cannot rot; what it measures here says nothing. */
describe('bench:engine', () => {
  let database: Database;
  let report: LoopReport;

  beforeAll(async () => {
    const server = await postgres();
    database = await connect({ url: server, poolSize: 1 });
    const options = { cases: 12, peerCases: 0, clients: 4, repeat: 1, withPgbench: true, server };
    report = await benchLoop(options, () => undefined);
  });
  afterAll(() => database.close());

  test('runs on a server that writes through to the disk, and says so', () => {
    expect(report.settings).toMatchObject({ fsync: 'on', synchronousCommit: 'on' });
  });

  test('finishes every case and tells steps, commits and latency', () => {
    expect(report.eiga.stepsPerSecond).toBeCloseTo(report.eiga.casesPerSecond * 4);
    expect(report.eiga.p95Ms).toBeGreaterThanOrEqual(report.eiga.p50Ms);
    expect(report.eigaSingly.casesPerSecond).toBeGreaterThan(0);
    expect(report.shared.stepsPerCommit).toBeGreaterThanOrEqual(1);
    expect(report.shared.walBytes).toBeGreaterThan(500);
  });

  test('splits a step into kernel, JSON, SQL and a rest that together are the whole', () => {
    const { wholeUs, stepUs, jsonUs, sqlUs, restUs } = report.costs;
    const parts = [stepUs, jsonUs, ...Object.values(sqlUs)];
    expect(Math.min(...parts)).toBeGreaterThan(0);
    expect(parts.reduce((sum, part) => sum + part, restUs)).toBeCloseTo(wholeUs);
  });

  (findPgbench() === undefined ? test.skip : test)(
    'has pgbench send the same statements (skipped where it is not installed)',
    () => {
      expect(report.pgbench).not.toHaveProperty('skipped');
      expect(report.ratios.toPgbenchWrite).toBeGreaterThan(0);
      expect(report.ratios.toPgbenchTransaction).toBeGreaterThan(0);
    },
  );

  test('leaves the peer out when it is not asked for, and says so in the table', () => {
    expect(report.peer).toEqual({ skipped: 'Left out.' });
    expect(report.ratios).not.toHaveProperty('toPeer');
    expect(loopTable(report)).toContain('bpmn-engine: skipped. Left out.');
  });

  test('removes its databases', async () => {
    const { rows } = await database.knex.raw<{ rows: unknown[] }>(
      `SELECT datname FROM pg_database WHERE datname LIKE 'eiga\\_bench\\_${process.pid}\\_%'`,
    );
    expect(rows).toEqual([]);
  });
});
