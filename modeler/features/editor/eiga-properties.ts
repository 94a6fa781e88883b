import { Group, ListGroup } from '@bpmn-io/properties-panel';
import type { ModuleDeclaration } from 'didi';
import type { Translate } from '../../i18n/translate.ts';
import { together } from '../diagram/changes-together.ts';
import type { BpmnFactory, CommandStack, DiagramElement, Modeling } from '../diagram/diagram-services.ts';
import { bpmnFieldsOf } from './bpmn-fields.ts';
import { eigaFieldsOf } from './eiga-fields.ts';
import { eventFieldsOf, subjectOf } from './event-fields.ts';
import { eventPartsOf, kindOf } from './event-parts.ts';
import type { EventPart } from './event-parts.ts';
import type { Writing } from './extension-values.ts';
import { entryMaker } from './panel-entry.ts';
import type { PanelField } from './panel-field.ts';
import type { translator } from './translation.ts';

interface PanelGroup {
  readonly id: string;
  readonly items?: readonly object[];
}
type Translator = ReturnType<typeof translator>;
interface PropertiesPanel {
  registerProvider: (priority: number, provider: object) => void;
}

/** Below every other provider: all groups get their words. */
const LAST = 100;

/** The groups of the properties panel that are ours: what BPMN has and the panel lacks; Eiga's own extension (labels in English, step, working calendar, term). */
export function eigaPropertiesModule(t: Translate): ModuleDeclaration {
  const entryOf = entryMaker<undefined>(t);
  const partEntryOf = entryMaker<EventPart>(t);

  function fieldGroup(id: 'bpmn' | 'eiga', fields: readonly PanelField[]): readonly PanelGroup[] {
    if (fields.length === 0) return [];
    const entries = fields.map((field) => entryOf(field, `${id}-${field.id}`, undefined));
    return [Object.assign({ id }, { label: t(`eiga.groups.${id}`), entries, component: Group })];
  }

  class EigaProperties {
    readonly translate: Translator;
    readonly writing: Writing;
    readonly stack: CommandStack;
    constructor(panel: PropertiesPanel, translate: Translator, modeling: Modeling, factory: BpmnFactory, stack: CommandStack) {
      this.translate = translate;
      this.writing = { modeling, factory };
      this.stack = stack;
      panel.registerProvider(LAST, this);
    }
    getGroups(element: DiagramElement) {
      return (groups: readonly PanelGroup[]): readonly PanelGroup[] => {
        const own = [
          ...fieldGroup('bpmn', bpmnFieldsOf(element)),
          ...this.partGroup(element),
          ...fieldGroup('eiga', eigaFieldsOf(element)),
        ];
        return [...groups, ...own].map((group) => inOurWords(group, this.translate));
      };
    }
    /** The event definitions of an element, each with its fields. */
    partGroup(element: DiagramElement): readonly PanelGroup[] {
      const found = eventPartsOf(element);
      if (!found) return [];
      const { title, parts, add } = found;
      const items = parts.map((part, index) => {
        const id = `event-${String(index)}`;
        const kind = t(`eiga.choice.eventKind.${kindOf(part.definition)}`);
        const subject = subjectOf(part);
        return {
          id,
          label: subject === '' ? kind : t('eiga.part', { kind, subject }),
          entries: eventFieldsOf(part).map((field) => partEntryOf(field, `${id}-${field.id}`, part)),
          remove: this.onClick((writing) => {
            part.replace(writing, undefined);
          }),
        };
      });
      const group = { id: 'events', element, label: t(`eiga.parts.${title}`), items, component: ListGroup };
      return [Object.assign(group, add && { add: this.onClick(add) })];
    }
    onClick(change: (writing: Writing) => void): (event: Event) => void {
      return (event) => {
        // A click on the heading would close the group.
        event.stopPropagation();
        together(this.stack, () => {
          change(this.writing);
        });
      };
    }
  }
  const needed = ['propertiesPanel', 'translate', 'modeling', 'bpmnFactory', 'commandStack'];
  return {
    __init__: ['eigaProperties'],
    eigaProperties: ['type', Object.assign(EigaProperties, { $inject: needed })],
  };
}

/** The panel's own buttons and titles ("Create", "Toggle section") ask the group for a translation, and nobody gives them one. */
function inOurWords(group: PanelGroup, translate: Translator): PanelGroup {
  return Object.assign(
    {},
    group,
    { translate },
    group.items ? { items: group.items.map((item) => ({ ...item, translate })) } : {},
  );
}
