/** Kept forecasts of a tenant; who kept and changed each is kept with it. */
import type { Database } from '../database/connect.ts';
import { transaction } from '../database/transaction.ts';
import type { Clock } from '../engine/index.ts';
import type { Forecast, ForecastEntry, KeptForecast } from './forecast/forecast-shapes.ts';
import * as store from './store/forecasts.ts';
import { nextNumber } from './store/surveys.ts';

export type ForecastChange = Partial<Pick<Forecast, 'name' | 'why' | 'realised'>>;

export interface Forecasts {
  /** Newest first. */
  list(tenantId: string, processId: string | undefined): Promise<readonly KeptForecast[]>;
  find(tenantId: string, number: number): Promise<KeptForecast | undefined>;
  history(tenantId: string, number: number): Promise<readonly ForecastEntry[]>;
  keep(tenantId: string, forecast: Forecast, user: string): Promise<KeptForecast>;
  /** undefined when there is none. */
  change(tenantId: string, number: number, change: ForecastChange, user: string): Promise<KeptForecast | undefined>;
  /** False when there is none. */
  remove(tenantId: string, number: number): Promise<boolean>;
}

export function forecasts(database: Database, clock: Clock): Forecasts {
  return {
    list: (tenantId, processId) => store.loadForecasts(database, tenantId, processId),
    find: (tenantId, number) => store.loadForecast(database.knex, tenantId, number),
    history: (tenantId, number) => store.loadHistory(database, tenantId, number),
    keep: (tenantId, forecast, user) =>
      transaction(database, async (sql) => {
        const number = await nextNumber(sql, tenantId, 'forecast');
        const kept: KeptForecast = { number, forecast, keptAt: clock.now(), keptBy: user };
        await store.writeForecast(sql, tenantId, kept);
        await store.addEntry(sql, tenantId, number, { what: 'kept', at: kept.keptAt, by: user });
        return kept;
      }),
    change: (tenantId, number, change, user) =>
      transaction(database, async (sql) => {
        const known = await store.loadForecast(sql, tenantId, number);
        if (known === undefined) return undefined;
        const changed: KeptForecast = { ...known, forecast: { ...known.forecast, ...change } };
        await store.writeForecast(sql, tenantId, changed);
        const what = change.realised === undefined ? 'changed' : 'realised';
        await store.addEntry(sql, tenantId, number, { what, at: clock.now(), by: user });
        return changed;
      }),
    remove: (tenantId, number) => transaction(database, (sql) => store.deleteForecast(sql, tenantId, number)),
  };
}
