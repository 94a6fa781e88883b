import type { ModdleElement } from 'bpmn-moddle';

interface Property {
  xml?: { readonly serialize: string };
}
/** bpmn-moddle's instance, as far as it is mended here. */
export interface Moddle {
  readonly properties: { get: (target: ModdleElement, name: string | undefined) => unknown };
  getType(name: string): { readonly $descriptor: { readonly propertiesByName: Readonly<Record<string, Property>> } };
}

/**
 * Two gaps, neither of which models without these constructs meet: bpmn-moddle writes the parts of a complex behaviour under their types'
 * names instead of the standard's; and bpmn-js asks the first event definition of several for a reference even when that is a timer,
 * by no name at all, which moddle does not survive.
 */
export function mendModdle(moddle: Moddle): void {
  const { properties } = moddle;
  const { propertiesByName } = moddle.getType('bpmn:ComplexBehaviorDefinition').$descriptor;
  for (const name of ['condition', 'event']) {
    const property = propertiesByName[`bpmn:${name}`];
    if (property) property.xml = { serialize: 'property' };
  }
  const get = properties.get.bind(properties);
  properties.get = (target, name) => (name === undefined ? undefined : get(target, name));
}
