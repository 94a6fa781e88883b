/** The order of durations without comparing any two: radix sort by the bits of the number, which of numbers from 0 on rise as the numbers do. */

const RADIX = 65_536;
const ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The indexes of the values from 0 on, the least value first, equal ones as they stand; NaN and negative ones are left out. Linear. */
export function ascending(values: Float64Array): Int32Array {
  let count = 0;
  const digits = new Uint16Array(values.length * 4);
  let order = new Int32Array(values.length);
  const number = new Float64Array(1);
  const parts = new Uint16Array(number.buffer);
  for (let index = 0; index < values.length; index++) {
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
