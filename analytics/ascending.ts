/** The order of durations without comparing any two: radix sort by the bits of the number, which of numbers from 0 on rise as the numbers do. */

const RADIX = 65_536;
const ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * The indexes of the values from 0 on, the least value first, equal ones as they stand; NaN and negative ones are left out. Linear.
 * @param given indexes as they stand before; all of them in their order when absent
 */
export function ascending(values: Float64Array, given?: Int32Array): Int32Array {
  const most = given?.length ?? values.length;
  let count = 0;
  const digits = new Uint16Array(values.length * 4);
  let order = new Int32Array(most);
  const number = new Float64Array(1);
  const parts = new Uint16Array(number.buffer);
  for (let place = 0; place < most; place++) {
    const index = given ? given[place]! : place;
    if (!(values[index]! >= 0)) continue;
    // Of the two zeros the one without a sign.
    number[0] = values[index]! + 0;
    for (let part = 0; part < 4; part++) digits[4 * index + part] = parts[ENDIAN ? part : 3 - part]!;
    order[count++] = index;
  }
  order = order.subarray(0, count);
  let next = new Int32Array(count);
  const first = new Int32Array(RADIX + 1);
  for (let part = 0; part < 4; part++) {
    first.fill(0);
    for (let place = 0; place < count; place++) first[digits[4 * order[place]! + part]! + 1]!++;
    if (first.includes(count)) continue;
    for (let digit = 0; digit < RADIX; digit++) first[digit + 1]! += first[digit]!;
    for (let place = 0; place < count; place++) next[first[digits[4 * order[place]! + part]!]!++] = order[place]!;
    [order, next] = [next, order];
  }
  return order;
}

/** The indexes by group, in each of them as they stand. @param groupOf from 0 on, below `groups` */
export function grouped(order: Int32Array, groupOf: ArrayLike<number>, groups: number) {
  const first = new Int32Array(groups + 1);
  for (const index of order) first[groupOf[index]! + 1]!++;
  for (let group = 0; group < groups; group++) first[group + 1]! += first[group]!;
  const next = first.slice();
  const sorted = new Int32Array(order.length);
  for (const index of order) sorted[next[groupOf[index]!]!++] = index;
  /** Those of a group are from first[group] on, before first[group + 1]. */
  return { sorted, first };
}

/** Instants, some of them before 1970 or not known, as numbers from 0 on that rise as they do; those not known come first. */
export function fromFirst(instants: ArrayLike<number>): Float64Array {
  let least = Infinity;
  for (let index = 0; index < instants.length; index++) if (instants[index]! < least) least = instants[index]!;
  return Float64Array.from(instants, (at) => (Number.isNaN(at) ? 0 : at - least));
}
