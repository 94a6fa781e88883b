/** What will happen next in virtual time: a binary heap by instant; what was planned first comes first among equals. */
export interface EventCalendar<Event> {
  readonly size: number;
  plan(at: number, event: Event): void;
  next(): { readonly at: number; readonly event: Event } | undefined;
}

interface Planned<Event> {
  readonly at: number;
  readonly order: number;
  readonly event: Event;
}

export function eventCalendar<Event>(): EventCalendar<Event> {
  const heap: Planned<Event>[] = [];
  let planned = 0;
  return {
    get size() {
      return heap.length;
    },
    plan(at, event) {
      heap.push({ at, order: planned++, event });
      rise(heap, heap.length - 1);
    },
    next() {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return undefined;
      if (heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return first;
    },
  };
}

function before<Event>(a: Planned<Event>, b: Planned<Event>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function rise<Event>(heap: Planned<Event>[], from: number): void {
  let index = from;
  const item = heap[index]!;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    if (!before(item, heap[parent]!)) break;
    heap[index] = heap[parent]!;
    index = parent;
  }
  heap[index] = item;
}

function sink<Event>(heap: Planned<Event>[]): void {
  let index = 0;
  const item = heap[0]!;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
    if (!before(heap[child]!, item)) break;
    heap[index] = heap[child]!;
    index = child;
  }
  heap[index] = item;
}
