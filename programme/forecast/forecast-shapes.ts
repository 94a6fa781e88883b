/** A kept simulation: what a change was expected to bring. */

/** When a change is in force: since a version, or since a day. */
export type Realised = { readonly version: number } | { readonly changeOn: string };

export interface Forecast {
  readonly name: string;
  readonly why: string | null;
  readonly processId: string;
  /** Of the as-is; null of a model that is not deployed. */
  readonly fromVersion: number | null;
  /** Of the to-be, where it was deployed already. */
  readonly toVersion: number | null;
  /** SHA-256 of the text of a to-be that was not; by it the deployed version is found. */
  readonly toDigest: string | null;
  /** What was simulated and what came of it, as the simulation said. */
  readonly question: unknown;
  readonly answer: unknown;
  /** As somebody named it. */
  readonly realised: Realised | null;
}

export interface KeptForecast {
  readonly number: number;
  readonly forecast: Forecast;
  readonly keptAt: number;
  readonly keptBy: string;
}

export interface ForecastEntry {
  readonly what: 'kept' | 'changed' | 'realised';
  readonly at: number;
  readonly by: string;
}
