import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { validationSentence } from '../../../modeler/features/form/localised-validation.ts';

const said = (sentence: string): string => validationSentence(sentence, (key, values) => `${key} ${JSON.stringify(values)}`);

describe('the sentences of the form validator', () => {
  test('are all known: each one in the source of form-js has a key', () => {
    const source = readFileSync(createRequire(import.meta.url).resolve('@bpmn-io/form-js-viewer'), 'utf8');
    const checks = source.slice(source.indexOf('function runNumberValidation'), source.indexOf('function evaluateFEELValues'));
    const sentences = [...checks.matchAll(/errors\.push\((?:validation\.patternErrorMessage \|\| )?(['`])(.*?)\1/g)].map(
      ([, , text]) => text ?? '',
    );
    const filled = sentences
      .filter((text) => text !== 'Value is expected to ' && !/validation value is not a valid number/.test(text))
      .map((text) => text.replace(/\$\{[^}]*\}/g, '7'));
    expect(filled.length).toBeGreaterThan(8);
    expect(filled.filter((sentence) => said(sentence) === sentence)).toEqual([]);
    expect(said('Value is expected to be an integer.')).toMatch(/^validation\.integer/);
    expect(said('Value is expected to have at most 2 decimal digits.')).toBe('validation.decimals {"first":"2","second":""}');
  });

  test('of an author stay as they are', () => {
    expect(said('Rašykite bylos numerį su brūkšniu.')).toBe('Rašykite bylos numerį su brūkšniu.');
  });
});
