/** What the tests import from `@jest/globals`, told to mocha: the same expectations and tables, mocha's clock and order. */
import { jestExpect } from '@jest/expect';
import { bind } from 'jest-each';

// mocha renews its globals for each file. A test's third argument, jest's time limit, is left to Stryker.
const named =
  (name, way, body) =>
  (title, ...given) => {
    const to = way === undefined ? globalThis[name] : globalThis[name][way];
    to(title, body(given[0]));
  };
const withTables = (call) => Object.assign(call, { each: bind(call, false) });
const kind = (name, body) =>
  Object.assign(withTables(named(name, undefined, body)), { skip: withTables(named(name, 'skip', body)) });
// A function with arguments would wait for mocha's callback; one of a suite must return nothing.
const calling = (body) => () => body();

export const expect = jestExpect;
export const test = kind('it', calling);
export { test as it };
export const describe = kind('describe', (body) => () => void body());
export const beforeAll = (body) => globalThis.before(calling(body));
export const beforeEach = (body) => globalThis.beforeEach(calling(body));
export const afterAll = (body) => globalThis.after(calling(body));
export const afterEach = (body) => globalThis.afterEach(calling(body));
export const jest = { setTimeout: () => jest };
