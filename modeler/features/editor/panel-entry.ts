import { SelectEntry, TextFieldEntry, isSelectEntryEdited, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';
import type { Translate } from '../../i18n/translate.ts';
import { together } from '../diagram/changes-together.ts';
import type { BpmnFactory, CommandStack, DiagramElement, Modeling } from '../diagram/diagram-services.ts';
import type { PanelField } from './panel-field.ts';

interface EntryProps<Part> {
  readonly element: DiagramElement;
  readonly id: string;
  readonly part: Part;
}
type Component<Part> = (props: EntryProps<Part>) => unknown;
export type EntryMaker<Part> = (field: PanelField<Part>, id: string, part: Part) => object;

/** Makes the panel's entries of fields. One component a field: a new one at each look would lose the cursor. */
export function entryMaker<Part>(t: Translate): EntryMaker<Part> {
  const components = new Map<PanelField<Part>, Component<Part>>();
  return (field, id, part) => {
    const component = components.get(field) ?? componentOf(field, t);
    components.set(field, component);
    return { id, component, part, isEdited: field.choices ? isSelectEntryEdited : isTextFieldEntryEdited };
  };
}

function componentOf<Part>(field: PanelField<Part>, t: Translate): Component<Part> {
  return ({ element, id, part }) => {
    const modeling = useService<Modeling>('modeling');
    const factory = useService<BpmnFactory>('bpmnFactory');
    const stack = useService<CommandStack>('commandStack');
    const debounce = useService<unknown>('debounceInput');
    const common = {
      element,
      id,
      label: t(`eiga.field.${field.id}`),
      description: t(`eiga.about.${field.id}`),
      debounce,
      getValue: () => field.read(element, part),
      setValue: (value = '') => {
        if (field.takes?.(value) === false || value === field.read(element, part)) return;
        together(stack, () => {
          field.write({ modeling, factory }, element, value, part);
        });
      },
    };
    const { choices } = field;
    if (!choices) return TextFieldEntry(common);
    const getOptions = (): { value: string; label: string }[] =>
      choices(element, part).map(({ value, name }) => ({
        value,
        label: name ?? t(`eiga.choice.${field.id}.${value === '' ? 'usual' : value}`),
      }));
    return SelectEntry({ ...common, getOptions });
  };
}
