import type { ModdleElement } from 'bpmn-moddle';
import { PARTIES } from '../../../engine/model/executable-process.ts';
import type { DiagramElement } from '../diagram/diagram-services.ts';
import { extensionOf, removeExtension, setExtension } from './extension-values.ts';
import { among } from './panel-field.ts';
import type { PanelField } from './panel-field.ts';

const ACTIVITY = /Task$|SubProcess$|CallActivity$/;
const FLOW_NODE = /Task$|SubProcess$|CallActivity$|Transaction$|Event$|Gateway$/;
const AWAITING = /:(IntermediateCatchEvent|ReceiveTask|EventBasedGateway)$/;
const NAMED = /Task$|SubProcess$|Event$|Gateway$|Process$|Participant$|Lane$|SequenceFlow$/;

/** The fields that an element has, by the same descriptor (engine/model/extensions.json) that the engine reads. */
export function eigaFieldsOf(element: DiagramElement): readonly PanelField[] {
  const fields: PanelField[] = [];
  if (NAMED.test(element.type)) fields.push(LABEL_EN);
  if (processOf(element)) fields.push(TERM_PROFILE);
  if (timerOf(element)) fields.push(CALENDAR);
  if (ACTIVITY.test(element.type)) fields.push(...STEP);
  if (AWAITING.test(element.type)) fields.push(WAITS_FOR);
  if (FLOW_NODE.test(element.type)) fields.push(TERM_CHANGE, OUTCOME);
  return fields;
}

const LABEL_EN: PanelField = {
  id: 'labelEn',
  read: (element) => extensionOf(element, 'eiga:Label', isEnglish)?.text ?? '',
  write: (writing, element, value) => {
    const label = extensionOf(element, 'eiga:Label', isEnglish);
    if (value !== '') setExtension(writing, element, 'eiga:Label', { lang: 'en', text: value }, label);
    else if (label) removeExtension(writing, element, label);
  },
};

function isEnglish(label: ModdleElement): boolean {
  return label.lang === 'en';
}

function step(id: 'cost' | 'legalBasis' | 'term' | 'valueClass'): PanelField {
  return {
    id,
    read: (element) => extensionOf(element, 'eiga:Step')?.[id] ?? '',
    write: (writing, element, value) => {
      setExtension(writing, element, 'eiga:Step', { [id]: value === '' ? undefined : value }, extensionOf(element, 'eiga:Step'));
    },
  };
}

/** Value adding, necessary though not value adding, not value adding. */
const VALUE_CLASS: PanelField = { ...step('valueClass'), choices: among('', 'VA', 'NNVA', 'NVA') };

const STEP: readonly PanelField[] = [VALUE_CLASS, step('cost'), step('legalBasis'), step('term')];

/** The process that an element is or, as a pool, holds. */
function processOf({ type, businessObject }: DiagramElement): ModdleElement | undefined {
  return type === 'bpmn:Process' ? businessObject : type === 'bpmn:Participant' ? businessObject.processRef : undefined;
}

const TERM_PROFILE: PanelField = {
  id: 'termProfile',
  read: (element) => processOf(element)?.termProfile ?? '',
  write: ({ modeling }, element, value) => {
    const process = processOf(element);
    if (process) modeling.updateModdleProperties(element, process, { 'eiga:termProfile': value === '' ? undefined : value });
  },
};

const WAITS_FOR: PanelField = {
  id: 'waitsFor',
  choices: among('', ...PARTIES),
  read: ({ businessObject }) => businessObject.waitsFor ?? '',
  write: ({ modeling }, element, value) => {
    modeling.updateProperties(element, { 'eiga:waitsFor': value === '' ? undefined : value });
  },
};

/** What completing an element does to the case. */
function onComplete(id: 'termChange' | 'outcome', type: string, ...values: readonly string[]): PanelField {
  return {
    id,
    choices: among('', ...values),
    read: (element) => extensionOf(element, type)?.onComplete ?? '',
    write: (writing, element, value) => {
      const found = extensionOf(element, type);
      if (value !== '') setExtension(writing, element, type, { onComplete: value }, found);
      else if (found) removeExtension(writing, element, found);
    },
  };
}
const TERM_CHANGE = onComplete('termChange', 'eiga:TermChange', 'restart', 'suspend', 'resume');
const OUTCOME = onComplete('outcome', 'eiga:CaseOutcome', 'withdrawn');

const CALENDAR: PanelField = {
  id: 'calendar',
  choices: among('', 'working'),
  read: (element) => timerOf(element)?.calendar ?? '',
  write: ({ modeling }, element, value) => {
    const timer = timerOf(element);
    if (timer) modeling.updateModdleProperties(element, timer, { calendar: value === '' ? undefined : value });
  },
};

function timerOf({ businessObject }: DiagramElement): ModdleElement | undefined {
  return businessObject.eventDefinitions?.find(({ $type }) => $type === 'bpmn:TimerEventDefinition');
}
