/** The tables of kept forecasts. */
import type { Database } from '../../database/connect.ts';
import type { Forecast, ForecastEntry, KeptForecast } from '../forecast/forecast-shapes.ts';
import type { Changing, Reading } from './services.ts';

interface Row {
  readonly number: number;
  readonly process_id: string;
  readonly body: Omit<Forecast, 'processId'>;
  readonly kept_at: Date;
  readonly kept_by: string;
}

function kept({ number, process_id, body, kept_at, kept_by }: Row): KeptForecast {
  return { number, forecast: { ...body, processId: process_id }, keptAt: kept_at.getTime(), keptBy: kept_by };
}

/** Newest first. */
export async function loadForecasts(
  { knex }: Pick<Database, 'knex'>,
  tenantId: string,
  processId: string | undefined,
): Promise<readonly KeptForecast[]> {
  const rows = await knex('forecasts')
    .where({ tenant_id: tenantId, ...(processId !== undefined && { process_id: processId }) })
    .orderBy('number', 'desc')
    .select<Row[]>('*');
  return rows.map(kept);
}

export async function loadForecast(sql: Reading, tenantId: string, number: number): Promise<KeptForecast | undefined> {
  const row = await sql('forecasts').where({ tenant_id: tenantId, number }).first<Row | undefined>('*');
  return row === undefined ? undefined : kept(row);
}

/** In their order. */
export async function loadHistory(
  { knex }: Pick<Database, 'knex'>,
  tenantId: string,
  number: number,
): Promise<readonly ForecastEntry[]> {
  const rows = await knex('forecast_history')
    .where({ tenant_id: tenantId, number })
    .orderBy('entry')
    .select<{ what: ForecastEntry['what']; at: Date; by: string }[]>('what', 'at', 'by');
  return rows.map(({ what, at, by }) => ({ what, at: at.getTime(), by }));
}

export async function writeForecast(sql: Changing, tenantId: string, one: KeptForecast): Promise<void> {
  const { processId, ...body } = one.forecast;
  const row = { body: JSON.stringify(body) };
  await sql('forecasts')
    .insert({
      tenant_id: tenantId,
      number: one.number,
      process_id: processId,
      kept_at: new Date(one.keptAt),
      kept_by: one.keptBy,
      ...row,
    })
    .onConflict(['tenant_id', 'number'])
    .merge(row);
}

export async function addEntry(sql: Changing, tenantId: string, number: number, { what, at, by }: ForecastEntry): Promise<void> {
  const last = await sql('forecast_history')
    .where({ tenant_id: tenantId, number })
    .max<{ last: number | null }[]>({ last: 'entry' });
  const entry = (last[0]?.last ?? 0) + 1;
  await sql('forecast_history').insert({ tenant_id: tenantId, number, entry, what, at: new Date(at), by });
}

/** @returns false when there is none */
export async function deleteForecast(sql: Changing, tenantId: string, number: number): Promise<boolean> {
  await sql('forecast_history').where({ tenant_id: tenantId, number }).delete();
  return (await sql('forecasts').where({ tenant_id: tenantId, number }).delete()) > 0;
}
