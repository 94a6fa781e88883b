import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import bpmn from '../../../modeler/i18n/bpmn-lt.json' with { type: 'json' };
import en from '../../../modeler/i18n/en.json' with { type: 'json' };
import lt from '../../../modeler/i18n/lt.json' with { type: 'json' };
import type { LogFaultKind } from '../../../analytics/log/log-fault.ts';
import { EFFECTS } from '../../../analytics/log/quality-effects.ts';
import { incident } from '../../../api/contract.ts';
import type { SoundnessRule } from '../../../engine/soundness/finding.ts';
import { placeholdersOf, withoutPlural, wordsByKey } from '../support/dictionary.ts';
import { modelerSources, nodesOf } from '../support/sources.ts';

type SoundnessName = SoundnessRule extends `soundness/${infer Name}` ? Name : never;
const LT = wordsByKey(lt);
const EN = wordsByKey(en);
const keys = (words: ReadonlyMap<string, string>): ReadonlySet<string> => new Set([...words.keys()].map(withoutPlural));
const ALL = keys(LT);

describe('the two dictionaries of the page', () => {
  test('have the same keys', () => {
    expect([...keys(EN)].sort()).toEqual([...ALL].sort());
  });

  test('leave no key without words', () => {
    expect([...LT, ...EN].filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  test('have every plural form that their language has', () => {
    for (const [language, words] of [['lt', LT] as const, ['en', EN] as const]) {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      const plural = new Set([...words.keys()].filter((key) => key !== withoutPlural(key)).map(withoutPlural));
      const missing = [...plural].flatMap((key) =>
        forms.filter((form) => !words.has(`${key}_${form}`)).map((form) => `${key}_${form}`),
      );
      expect({ language, missing }).toEqual({ language, missing: [] });
    }
  });

  test('wait for the same values in both languages', () => {
    const waits = (words: ReadonlyMap<string, string>): Record<string, readonly string[]> => {
      const found = new Map<string, Set<string>>();
      for (const [key, sentence] of words) {
        const names = found.get(withoutPlural(key)) ?? new Set();
        for (const name of placeholdersOf(sentence)) if (name !== 'count') names.add(name);
        found.set(withoutPlural(key), names);
      }
      return Object.fromEntries([...found].map(([key, names]) => [key, [...names].sort()]));
    };
    expect(waits(LT)).toEqual(waits(EN));
  });
});

/** What the sources ask the dictionaries for: whole keys, and the fixed beginnings of composed ones. */
function asked(): { readonly whole: ReadonlyMap<string, string>; readonly begun: ReadonlyMap<string, string> } {
  const whole = new Map<string, string>();
  const begun = new Map<string, string>();
  const enter = (argument: ts.Expression, file: string): void => {
    if (ts.isStringLiteralLike(argument)) whole.set(argument.text, file);
    else if (ts.isTemplateExpression(argument)) begun.set(argument.head.text, file);
    else if (ts.isConditionalExpression(argument)) for (const part of [argument.whenTrue, argument.whenFalse]) enter(part, file);
  };
  for (const { file, tree } of modelerSources()) {
    for (const node of nodesOf(tree)) {
      if (
        ts.isCallExpression(node) &&
        /^(t|exists)$/.test(node.expression.getText().replace(/^i18next\./, '')) &&
        node.arguments[0]
      )
        enter(node.arguments[0], file);
      // A key that is made before it is said: `reason.${…}`.
      if (
        ts.isVariableDeclaration(node) &&
        node.name.getText() === 'key' &&
        node.initializer &&
        ts.isTemplateExpression(node.initializer)
      )
        enter(node.initializer, file);
    }
  }
  return { whole, begun };
}

test('every kind of incident and every rule of soundness has words in both languages', () => {
  const rules = ['deadlock', 'dead-node', 'unsafe', 'improper-completion', 'unexplored'] satisfies readonly SoundnessName[];
  const wanted = [
    ...incident.shape.kind.options.map((kind) => `incident.kind.${kind}`),
    ...rules.map((rule) => `rule.soundness-${rule}`),
  ];
  expect(wanted.filter((key) => !LT.has(key) || !EN.has(key))).toEqual([]);
});

test('every flaw of a log, every figure it bends and every fault of an import has words in both languages', () => {
  const kinds = Object.keys(EFFECTS);
  const figures = new Set(Object.values(EFFECTS).flatMap((effect) => [...effect.figures]));
  const faults = {
    truncated: 1,
    syntax: 1,
    encoding: 1,
    missingColumn: 1,
    missingValue: 1,
    mixedDateFormats: 1,
    ambiguousDateFormat: 1,
    badTimestamp: 1,
    noTimestamps: 1,
    empty: 1,
    limit: 1,
  } satisfies Record<LogFaultKind, 1>;
  const wanted = [
    ...kinds.flatMap((kind) => [`quality.kind.${kind}.name`, `quality.kind.${kind}.effect`]),
    ...[...figures].map((figure) => `quality.figure.${figure}`),
    ...Object.keys(faults).flatMap((fault) => [`logs.fault.${fault}.what`, `logs.fault.${fault}.remedy`]),
  ];
  expect(wanted.filter((key) => !LT.has(key) || !EN.has(key))).toEqual([]);
});

describe('the words of the components', () => {
  test('all stand in the dictionaries', () => {
    const { whole, begun } = asked();
    const unknown = [...whole].filter(([key]) => !ALL.has(key));
    const baseless = [...begun].filter(([start]) => ![...ALL].some((key) => key.startsWith(start)));
    expect({ unknown, baseless }).toEqual({ unknown: [], baseless: [] });
    expect(whole.size).toBeGreaterThan(150);
  });

  test('leave nothing in the dictionaries unsaid', () => {
    const { whole, begun } = asked();
    const idle = [...ALL].filter(
      (key) => !whole.has(key) && ![...begun.keys()].some((start) => start !== '' && key.startsWith(start)),
    );
    expect(idle).toEqual([]);
  });

  test('are never written into a component', () => {
    const LETTER = /\p{L}/u;
    const SPOKEN = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label']);
    const literal: string[] = [];
    for (const { file, tree } of modelerSources()) {
      for (const node of nodesOf(tree)) {
        if (ts.isJsxText(node) && LETTER.test(node.text)) literal.push(`${file}: ${node.text.trim()}`);
        if (
          ts.isJsxAttribute(node) &&
          SPOKEN.has(node.name.getText()) &&
          node.initializer &&
          ts.isStringLiteral(node.initializer)
        ) {
          if (LETTER.test(node.initializer.text)) literal.push(`${file}: ${node.initializer.text}`);
        }
      }
    }
    expect(literal).toEqual([]);
  });
});

describe('the Lithuanian words of bpmn-js', () => {
  test('are never empty and keep the parts that are filled in', () => {
    const parts = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([part]) => part).sort();
    const spoilt = Object.entries(bpmn).filter(
      ([english, words]) => words === '' || parts(english).join() !== parts(words).join(),
    );
    expect(spoilt).toEqual([]);
  });
});
