import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type { ModdleElement } from 'bpmn-moddle';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { moddlePackages } from '../../../engine/model/moddle-packages.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Failure } from '../failure/failure.tsx';
import { labelsOf } from '../labels/model-labels.ts';
import { DiagramZoom } from './diagram-zoom.tsx';
import type { Canvas, DiagramElement, ElementRegistry, Overlays } from './diagram-services.ts';
import { fitTo } from './fit.ts';
import { relabel } from './relabel.ts';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './diagram.css';

/** What a drawing on the diagram needs: marks, layers, badges. */
export interface Shown {
  readonly canvas: Canvas;
  readonly registry: ElementRegistry;
  readonly overlays: Overlays;
  /** False once the viewer is gone (another language, another model): nothing more can be drawn or taken off. */
  readonly isOpen: () => boolean;
}

interface DiagramViewProps {
  readonly xml: string;
  /** What the diagram is of, for those who do not see it; the same facts stand in a table beside it. */
  readonly label: string;
  /** Draws on the diagram; what it returns takes the drawing off again. */
  readonly draw?: (shown: Shown) => () => void;
  readonly chosen?: (elementId: string) => void;
  readonly tall?: boolean;
  /** Elements that must be seen at once, where the whole diagram would be too small to read. */
  readonly focus?: readonly string[];
}

const NOTHING: readonly string[] = [];

/** A model to look at: dragged and zoomed, never changed. Names are in the reader's language where the model has them. */
export function DiagramView({ xml, label, draw, chosen, tall = false, focus = NOTHING }: DiagramViewProps): ReactElement {
  const { language } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const choose = useRef(chosen);
  const focused = useRef(focus);
  useEffect(() => {
    choose.current = chosen;
    focused.current = focus;
  }, [chosen, focus]);

  useEffect(() => {
    if (!place.current) return;
    const viewer = new NavigatedViewer({
      container: place.current,
      moddleExtensions: moddlePackages(),
      zoomScroll: { enabled: false },
    });
    let gone = false;
    viewer.on<{ definitions: ModdleElement }>('import.parse.complete', (event) => {
      relabel(event.definitions, labelsOf(xml, language));
    });
    viewer.on<{ element: DiagramElement }>('element.click', ({ element }) =>
      choose.current?.((element.labelTarget ?? element).id),
    );
    viewer.importXML(xml).then(
      () => {
        if (gone) return;
        const canvas = viewer.get<Canvas>('canvas');
        const registry = viewer.get<ElementRegistry>('elementRegistry');
        fitTo(
          canvas,
          focused.current.flatMap((id) => registry.get(id) ?? []),
        );
        setFault(null);
        setShown({ canvas, registry, overlays: viewer.get<Overlays>('overlays'), isOpen: () => !gone });
      },
      (error: unknown) => {
        if (!gone) setFault(error);
      },
    );
    return () => {
      gone = true;
      setShown(null);
      viewer.destroy();
    };
  }, [xml, language]);

  useEffect(() => {
    if (!shown?.isOpen() || !draw) return undefined;
    const takeOff = draw(shown);
    return () => {
      if (shown.isOpen()) takeOff();
    };
  }, [shown, draw]);

  return (
    <figure className={tall ? 'diagram tall' : 'diagram'} aria-label={label}>
      {fault === null ? null : <Failure error={fault} />}
      <div ref={place} className="diagram-canvas" />
      {shown ? <DiagramZoom canvas={shown.canvas} /> : null}
    </figure>
  );
}
