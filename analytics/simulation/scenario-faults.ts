/** What is wrong with a file that was written by hand, as a sentence with its place and what to do. */
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** `place: sentence`. */
export function faultSentence(issue: Issue): string {
  const place = issue.path.map(String).join('.');
  const sentence = sentenceOf(issue);
  return place === '' ? sentence : `${place}: ${sentence}`;
}

function sentenceOf(issue: Issue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => `"${key}"`).join(', ')} is not known here: take it out, or look for a misspelling.`;
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? `This is missing: add it (${issue.expected}).`
        : `This must be of the kind "${issue.expected}": change it.`;
    case 'invalid_value':
      return `This must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
    case 'too_small':
      if (issue.origin === 'array' && Number(issue.minimum) === 1) return 'This is empty: name at least one.';
      return `This must be ${issue.inclusive === false ? 'above' : 'at least'} ${String(issue.minimum)}${unitOf(issue.origin)}.`;
    case 'too_big':
      return `This must be ${issue.inclusive === false ? 'below' : 'at most'} ${String(issue.maximum)}${unitOf(issue.origin)}.`;
    case 'invalid_union': {
      const first = issue.errors.flat()[0];
      return first === undefined
        ? 'This is none of the kinds that may stand here.'
        : `${sentenceOf(first)} Nothing else may stand here.`;
    }
    case 'invalid_format':
      return 'This is not written as it must be: a day is YYYY-MM-DD.';
    case 'custom':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return issue.message;
    default:
      return issue satisfies never;
  }
}

function unitOf(origin: string): string {
  return origin === 'array' ? ' entries' : '';
}
