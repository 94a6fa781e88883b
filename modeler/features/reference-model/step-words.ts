import type { ComparedModel, ReferenceStep, StepDeviationJson } from '../../../api/contract.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Translate } from '../../i18n/translate.ts';

/** What a step is called in the reader's language. */
export function stepName({ name, labels, element }: ReferenceStep, language: Language): string {
  const own = labels[language] ?? name;
  return own === '' ? element : own;
}

export interface NamesOf {
  readonly step: (element: string) => string;
  readonly unit: (unit: string) => string;
}

/** Each deviation of a step as a sentence. */
export function deviationSentence(deviation: StepDeviationJson, nameOf: NamesOf, t: Translate): string {
  switch (deviation.kind) {
    case 'missing':
      return t('referenceModel.deviation.missing');
    case 'otherKind':
      return t('referenceModel.deviation.otherKind', {
        reference: t(`referenceModel.stepKind.${deviation.reference}`),
        model: t(`referenceModel.stepKind.${deviation.model}`),
      });
    case 'otherGroups':
      return t('referenceModel.deviation.otherGroups', {
        reference: groupWords(deviation.reference, nameOf),
        model: groupWords(deviation.model, nameOf),
      });
    case 'otherTerm':
      return t('referenceModel.deviation.otherTerm', {
        reference: termWords(deviation.reference, t),
        model: termWords(deviation.model, t),
      });
    case 'otherInterruption':
      return t(`referenceModel.deviation.${deviation.model ? 'interrupts' : 'interruptsNot'}`);
    case 'otherOrder':
      return t('referenceModel.deviation.otherOrder', {
        reference: t(`referenceModel.order.${deviation.reference}`, { other: nameOf.step(deviation.other) }),
        model: t(`referenceModel.order.${deviation.model}`, { other: nameOf.step(deviation.other) }),
      });
    case 'otherRepetition':
      return t(`referenceModel.deviation.${deviation.model ? 'repeated' : 'once'}`);
    case 'skippable':
      return t('referenceModel.deviation.skippable', { other: nameOf.step(deviation.other) });
    default:
      return deviation satisfies never;
  }
}

/** Groups are units. */
function groupWords(written: string, { unit }: NamesOf): string {
  return written.split(', ').map(unit).join(', ');
}

/** A term as the model writes it: whole days in words, the rest as it stands. */
function termWords(written: string | null, t: Translate): string {
  if (written === null) return t('referenceModel.noTerm');
  const days = /^(?:now\(\) \+ duration\(")?P(\d+)D(?:"\))?( \(working\))?$/.exec(written);
  if (days === null) return written;
  return t(`referenceModel.${days[2] === undefined ? 'days' : 'workingDays'}`, { count: Number(days[1]) });
}

/** How many deviations a model has, the steps of its own not counted. */
export function deviationCount({ steps }: ComparedModel): number {
  return steps.reduce((sum, { deviations }) => sum + deviations.length, 0);
}
