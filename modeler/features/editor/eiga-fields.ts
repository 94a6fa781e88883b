import type { ModdleElement } from 'bpmn-moddle';
import type { DiagramElement } from '../diagram/diagram-services.ts';
import { extensionOf, removeExtension, setExtension } from './extension-values.ts';
import type { Writing } from './extension-values.ts';

/** One of Eiga's own properties of an element: where its value stands in the model, and how it is written back. */
export interface EigaField {
  readonly id: 'labelEn' | 'valueClass' | 'cost' | 'legalBasis' | 'term' | 'calendar' | 'termProfile';
  /** A choice of these; free text when there are none. The empty one says "not stated". */
  readonly options?: readonly string[];
  readonly read: (element: DiagramElement) => string;
  readonly write: (writing: Writing, element: DiagramElement, value: string | undefined) => void;
}

const ACTIVITY = /Task$|SubProcess$|CallActivity$/;
const NAMED = /Task$|SubProcess$|Event$|Gateway$|Process$|Participant$|Lane$|SequenceFlow$/;

/** The fields that an element has, by the same descriptor (engine/model/extensions.json) that the engine reads. */
export function eigaFieldsOf(element: DiagramElement): readonly EigaField[] {
  const fields: EigaField[] = [];
  if (NAMED.test(element.type)) fields.push(LABEL_EN);
  if (element.type === 'bpmn:Process') fields.push(TERM_PROFILE);
  if (timerOf(element)) fields.push(CALENDAR);
  if (ACTIVITY.test(element.type)) fields.push(...STEP);
  return fields;
}

const LABEL_EN: EigaField = {
  id: 'labelEn',
  read: (element) => extensionOf(element, 'eiga:Label', isEnglish)?.text ?? '',
  write: (writing, element, value) => {
    const label = extensionOf(element, 'eiga:Label', isEnglish);
    if (value !== undefined && value !== '') setExtension(writing, element, 'eiga:Label', { lang: 'en', text: value }, label);
    else if (label) removeExtension(writing, element, label);
  },
};

function isEnglish(label: ModdleElement): boolean {
  return label.lang === 'en';
}

function step(id: 'cost' | 'legalBasis' | 'term' | 'valueClass'): EigaField {
  return {
    id,
    read: (element) => extensionOf(element, 'eiga:Step')?.[id] ?? '',
    write: (writing, element, value) => {
      setExtension(writing, element, 'eiga:Step', { [id]: value === '' ? undefined : value }, extensionOf(element, 'eiga:Step'));
    },
  };
}

/** Value adding, necessary though not value adding, not value adding. */
const VALUE_CLASS: EigaField = { ...step('valueClass'), options: ['', 'VA', 'NNVA', 'NVA'] };

/** Each field is one object for ever: the panel tells its entries apart by identity. */
const STEP: readonly EigaField[] = [VALUE_CLASS, step('cost'), step('legalBasis'), step('term')];

const TERM_PROFILE: EigaField = {
  id: 'termProfile',
  read: ({ businessObject }) => businessObject.termProfile ?? '',
  write: ({ modeling }, element, value) => {
    modeling.updateProperties(element, { 'eiga:termProfile': value === '' ? undefined : value });
  },
};

const CALENDAR: EigaField = {
  id: 'calendar',
  options: ['', 'working'],
  read: (element) => timerOf(element)?.calendar ?? '',
  write: ({ modeling }, element, value) => {
    const timer = timerOf(element);
    if (timer) modeling.updateModdleProperties(element, timer, { calendar: value === '' ? undefined : value });
  },
};

function timerOf({ businessObject }: DiagramElement): ModdleElement | undefined {
  return businessObject.eventDefinitions?.find(({ $type }) => $type === 'bpmn:TimerEventDefinition');
}
