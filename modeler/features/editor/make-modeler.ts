import Modeler from 'bpmn-js/lib/Modeler';
import { BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule } from 'bpmn-js-properties-panel';
import zeebeBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import { moddlePackages } from '../../../engine/model/moddle-packages.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Translate } from '../../i18n/translate.ts';
import { changesTogetherModule } from '../diagram/changes-together.ts';
import { eigaPropertiesModule } from './eiga-properties.ts';
import { mendModdle } from './mended-moddle.ts';
import type { Moddle } from './mended-moddle.ts';
import { translationModule } from './translation.ts';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import '../diagram/diagram.css';
import './editor.css';

interface Places {
  readonly canvas: HTMLElement;
  readonly panel: HTMLElement;
}

/** A bpmn-js modeler in Eiga's dialect: Zeebe properties, our own group, our words. */
export function makeModeler({ canvas, panel }: Places, language: Language, t: Translate): Modeler {
  const modeler = new Modeler({
    container: canvas,
    propertiesPanel: { parent: panel, feelPopupContainer: document.body },
    moddleExtensions: moddlePackages(),
    additionalModules: [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      ZeebePropertiesProviderModule,
      zeebeBehaviors,
      eigaPropertiesModule(t),
      translationModule(language),
      changesTogetherModule,
    ],
  });
  mendModdle(modeler.get<Moddle>('moddle'));
  return modeler;
}
