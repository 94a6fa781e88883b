/** What a case has decided at gateways so far, and the questions that shares may depend on. */
import type { Branch } from './scenario.ts';

export type Question = NonNullable<Branch['given']>[number]['when'][number];

export class Decided {
  private readonly taken = new Map<string, number>();
  /** By gateway. */
  private readonly last = new Map<string, string>();
  private readonly gatewayOf: (flow: string) => string | undefined;

  constructor(gatewayOf: (flow: string) => string | undefined) {
    this.gatewayOf = gatewayOf;
  }

  note(gateway: string, flow: string): void {
    for (const name of [gateway, flow]) this.taken.set(name, (this.taken.get(name) ?? 0) + 1);
    this.last.set(gateway, flow);
  }

  isSo({ flow, gateway, times, not }: Question): boolean {
    const is =
      times === undefined
        ? flow !== undefined && this.last.get(this.gatewayOf(flow) ?? '') === flow
        : (this.taken.get(flow ?? gateway ?? '') ?? 0) >= times;
    return is !== (not === true);
  }
}
