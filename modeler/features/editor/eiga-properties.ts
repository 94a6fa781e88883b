import { Group, SelectEntry, TextFieldEntry, isSelectEntryEdited, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';
import type { ModuleDeclaration } from 'didi';
import { useService } from 'bpmn-js-properties-panel';
import type { Translate } from '../../i18n/translate.ts';
import type { BpmnFactory, DiagramElement, Modeling } from '../diagram/diagram-services.ts';
import { eigaFieldsOf } from './eiga-fields.ts';
import { bpmnFieldsOf } from './bpmn-fields.ts';
import type { BpmnField } from './bpmn-fields.ts';
import type { EigaField } from './eiga-fields.ts';
import type { translator } from './translation.ts';

interface PanelGroup {
  readonly id: string;
  readonly items?: readonly object[];
}
type Translator = ReturnType<typeof translator>;
interface PropertiesPanel {
  registerProvider: (priority: number, provider: object) => void;
}

type Field = BpmnField | EigaField;
/** Execution listeners run on activities alone; offered elsewhere, they would only lead into a finding. */
const LISTENERS = 'Zeebe__ExecutionListeners';
const ACTIVITY = /Task$|SubProcess$|CallActivity$|Transaction$/;
/** Below every other provider: it also takes groups away. */
const LAST = 100;

/** The groups of the properties panel that are ours: what BPMN has and the panel lacks; Eiga's own extension (labels in English, step, working calendar, term). */
export function eigaPropertiesModule(t: Translate): ModuleDeclaration {
  // One component a field: a new one at each look would lose the cursor.
  const components = new Map<Field, ReturnType<typeof makeEntry>>();
  const componentOf = (field: Field): ReturnType<typeof makeEntry> => {
    const component = components.get(field) ?? makeEntry(field, t);
    components.set(field, component);
    return component;
  };
  class EigaProperties {
    readonly translate: Translator;
    constructor(panel: PropertiesPanel, translate: Translator) {
      this.translate = translate;
      panel.registerProvider(LAST, this);
    }
    getGroups(element: DiagramElement) {
      const { translate } = this;
      return (groups: readonly PanelGroup[]): readonly PanelGroup[] => {
        const kept = groups.filter(({ id }) => id !== LISTENERS || ACTIVITY.test(element.type));
        const [bpmn, own] = [bpmnFieldsOf(element), eigaFieldsOf(element)];
        return [
          ...kept,
          ...(bpmn.length > 0 ? [groupOf('bpmn', t('bpmn.group'), bpmn, componentOf)] : []),
          ...(own.length > 0 ? [groupOf('eiga', t('eiga.group'), own, componentOf)] : []),
        ].map((group) => inOurWords(group, translate));
      };
    }
  }
  return {
    __init__: ['eigaProperties'],
    eigaProperties: ['type', Object.assign(EigaProperties, { $inject: ['propertiesPanel', 'translate'] })],
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

function groupOf(
  id: 'bpmn' | 'eiga',
  label: string,
  fields: readonly Field[],
  componentOf: (field: Field) => ReturnType<typeof makeEntry>,
): PanelGroup {
  const entries = fields.map((field) => ({
    id: `${id}-${field.id}`,
    component: componentOf(field),
    isEdited: field.options ? isSelectEntryEdited : isTextFieldEntryEdited,
  }));
  return Object.assign({ id }, { label, entries, component: Group });
}

function makeEntry(field: Field, t: Translate): (props: { readonly element: DiagramElement; readonly id: string }) => unknown {
  return ({ element, id }) => {
    const modeling = useService<Modeling>('modeling');
    const factory = useService<BpmnFactory>('bpmnFactory');
    const debounce = useService<unknown>('debounceInput');
    const common = {
      element,
      id,
      label: t(`eiga.field.${field.id}`),
      description: t(`eiga.about.${field.id}`),
      debounce,
      getValue: () => field.read(element),
      setValue: (value: string | undefined) => {
        field.write({ modeling, factory }, element, value);
      },
    };
    const { options } = field;
    if (!options) return TextFieldEntry(common);
    const labelOf = (value: string): string => {
      if (field.id === 'testBefore' || field.id === 'ordering') return t(`eiga.${field.id}.${value === '' ? 'usual' : value}`);
      if (field.id === 'calendar') return t(value === 'working' ? 'eiga.calendar.working' : 'eiga.calendar.wall');
      return value === '' ? t('eiga.unstated') : t(`eiga.valueClass.${value}`);
    };
    return SelectEntry({ ...common, getOptions: () => options.map((value) => ({ value, label: labelOf(value) })) });
  };
}
