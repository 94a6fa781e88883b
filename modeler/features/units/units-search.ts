/** Of the address of the page of units, besides the filter. */
export interface UnitsSearch {
  readonly by?: string | undefined;
  readonly step?: string | undefined;
  readonly one?: string | undefined;
  readonly other?: string | undefined;
}
