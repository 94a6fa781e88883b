/** Instants leave as ISO 8601 text in UTC and come in with any offset. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

export function isoOr<Missing>(at: number | undefined, missing: Missing): string | Missing {
  return at === undefined || Number.isNaN(at) ? missing : iso(at);
}

/** The contract has checked that it is an instant. */
export function instantOf(text: string): number {
  return Date.parse(text);
}
