/** The report of bench:engine for a terminal. */
import type { Throughput } from './loop-clients.ts';
import type { LoopReport } from './loop.ts';

export function loopTable(report: LoopReport): string {
  const { settings, options, costs, shared, ratios } = report;
  const fsync = settings.fsyncUs === undefined ? '' : `, ${settings.fsyncUs.toFixed(0)} µs for 8 kB with fsync`;
  const sqlUs = costs.sqlUs.begin + costs.sqlUs.lock + costs.sqlUs.write + costs.sqlUs.commit;
  const server =
    shared.serverCpuUs === undefined ? '' : `, ${shared.serverCpuUs.toFixed(0)} µs of the sessions' CPU on the server`;
  return [
    `PostgreSQL ${settings.version}: fsync=${settings.fsync} synchronous_commit=${settings.synchronousCommit} wal_sync_method=${settings.walSyncMethod} shared_buffers=${settings.sharedBuffers}${fsync}`,
    `start → user task → exclusive → service job → parallel 2 → join → end; 40 variables; ${String(options.clients)} clients; ${String(report.commitsPerCase)} commits a case; medians of ${String(options.repeat)} rounds`,
    '',
    row('', 'cases/s', 'steps/s', 'p50 ms', 'p95 ms'),
    throughputRow('Eiga', report.eiga),
    throughputRow('Eiga, groups of one', report.eigaSingly),
    ...('skipped' in report.peer
      ? [`bpmn-engine: skipped. ${report.peer.skipped}`]
      : [throughputRow(`bpmn-engine ${report.peer.version}`, report.peer)]),
    ...('skipped' in report.pgbench
      ? [`pgbench: skipped. ${report.pgbench.skipped}`]
      : [
          row('pgbench, the write alone', '', report.pgbench.writeStepsPerSecond.toFixed(0), '', ''),
          row('pgbench, lock and write', '', report.pgbench.transactionStepsPerSecond.toFixed(0), '', ''),
        ]),
    '',
    ...ratioRow('Eiga to bpmn-engine', ratios.toPeer, 20),
    ...ratioRow('Eiga to pgbench, the write alone', ratios.toPgbenchWrite, 0.5),
    ...ratioRow('Eiga to pgbench, lock and write', ratios.toPgbenchTransaction, 0.5),
    '',
    `µs per step, one client, groups of one: ${costs.wholeUs.toFixed(0)} = step ${costs.stepUs.toFixed(0)} + JSON ${costs.jsonUs.toFixed(0)} + SQL ${sqlUs.toFixed(0)} (begin ${costs.sqlUs.begin.toFixed(0)}, lock ${costs.sqlUs.lock.toFixed(0)}, write ${costs.sqlUs.write.toFixed(0)}, commit ${costs.sqlUs.commit.toFixed(0)}) + rest ${costs.restUs.toFixed(0)}`,
    `all clients: ${shared.stepsPerCommit.toFixed(1)} steps a commit, ${shared.nodeCpuUs.toFixed(0)} µs of Node's CPU${server} and ${shared.walBytes.toFixed(0)} bytes of write-ahead log a step; resident memory at most ${(report.peakRssBytes / 1e6).toFixed(0)} MB`,
    '',
  ].join('\n');
}

function throughputRow(name: string, { casesPerSecond, stepsPerSecond, p50Ms, p95Ms }: Throughput): string {
  return row(name, casesPerSecond.toFixed(0), stepsPerSecond.toFixed(0), p50Ms.toFixed(1), p95Ms.toFixed(1));
}

function row(name: string, ...figures: readonly string[]): string {
  return name.padEnd(34) + figures.map((figure) => figure.padStart(9)).join('');
}

function ratioRow(name: string, ratio: number | undefined, aim: number): readonly string[] {
  return ratio === undefined ? [] : [`${name.padEnd(34)}${ratio.toFixed(2).padStart(9)} ×   (aim: ${String(aim)})`];
}
