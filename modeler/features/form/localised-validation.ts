import type { Translate } from '../../i18n/translate.ts';

interface Validator {
  validateField: (field: unknown, value: unknown) => string[];
  validateFieldInstance: (instance: unknown, value: unknown) => string[];
}

/** The sentences of form-js' validator (1.23) and the keys of ours; form-js has no translation of its own (form-js#77). */
const SENTENCES = [
  [/^Field is required\.$/, 'required'],
  [/^Value is not a number\.$/, 'number'],
  [/^Value is expected to be an integer\.$/, 'integer'],
  [/^Value is expected to have at most (\S+) decimal digits?\.$/, 'decimals'],
  [/^Please select a valid value, the two nearest valid values are (\S+) and (\S+)\.$/, 'step'],
  [/^Field must match pattern (.+)\.$/, 'pattern'],
  [/^Field must have minimum value of (\S+)\.$/, 'min'],
  [/^Field must have maximum value of (\S+)\.$/, 'max'],
  [/^Field must have minimum length of (\S+)\.$/, 'minLength'],
  [/^Field must have maximum length of (\S+)\.$/, 'maxLength'],
  [/^Field must be a valid\s+international phone number\./, 'phone'],
  [/^Field must be a valid email\.$/, 'email'],
] as const;

/** A sentence of the validator in the page's language; a sentence of the form's author stays as it is. */
export function validationSentence(sentence: string, t: Translate): string {
  for (const [pattern, key] of SENTENCES) {
    const found = pattern.exec(sentence);
    if (found) return t(`validation.${key}`, { first: found[1] ?? '', second: found[2] ?? '' });
  }
  return sentence;
}

/** A module of form-js: both ways in which the validator is asked (decorating only the first has no effect). */
export function localisedValidation(t: Translate): object {
  const decorate = (validator: Validator): Validator => {
    const field = validator.validateField.bind(validator);
    const instance = validator.validateFieldInstance.bind(validator);
    validator.validateField = (...asked) => field(...asked).map((sentence) => validationSentence(sentence, t));
    validator.validateFieldInstance = (...asked) => instance(...asked).map((sentence) => validationSentence(sentence, t));
    return validator;
  };
  return {
    __init__: ['localisedValidation'],
    localisedValidation: ['factory', Object.assign(decorate, { $inject: ['validator'] })],
  };
}
