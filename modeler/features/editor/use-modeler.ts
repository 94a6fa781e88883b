import type Modeler from 'bpmn-js/lib/Modeler';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Canvas, CommandStack, ElementRegistry } from '../diagram/diagram-services.ts';
import { fitTo } from '../diagram/fit.ts';
import { makeModeler } from './make-modeler.ts';

/** Room for the palette at the left. */
const MARGINS = { left: 130, top: 30, right: 30, bottom: 50 };

export interface Editing {
  readonly modeler: Modeler;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** False once it is being closed. */
  readonly isOpen: () => boolean;
  /** Counts the changes since it was opened. */
  readonly changes: number;
}

interface Drawing {
  readonly canvas: RefObject<HTMLDivElement | null>;
  readonly panel: RefObject<HTMLDivElement | null>;
  readonly xml: string;
  /** Told after each change, with the model as it then is. */
  readonly changed: (xml: string) => void;
}

/** A modeler in the page. Another language makes another one, which goes on with the drawing as it is (but cannot undo beyond that). */
export function useModeler({ canvas, panel, xml, changed }: Drawing): {
  readonly editing: Editing | null;
  readonly fault: unknown;
} {
  const { language, t } = useLanguage();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const current = useRef({ from: xml, xml });
  const closing = useRef<Promise<unknown>>(Promise.resolve());
  const tell = useRef(changed);
  useEffect(() => {
    tell.current = changed;
  }, [changed]);

  const open = useCallback(
    async (places: { canvas: HTMLElement; panel: HTMLElement }, alive: () => boolean) => {
      await closing.current;
      if (!alive()) return undefined;
      if (current.current.from !== xml) current.current = { from: xml, xml };
      const modeler = makeModeler(places, language, t);
      await modeler.importXML(current.current.xml);
      const starts = modeler.get<ElementRegistry>('elementRegistry').filter(({ type }) => type === 'bpmn:StartEvent');
      fitTo(modeler.get<Canvas>('canvas'), [...starts].sort((a, b) => a.x - b.x).slice(0, 1), MARGINS);
      const stack = modeler.get<CommandStack>('commandStack');
      let changes = 0;
      const show = (): void => {
        setEditing({ modeler, canUndo: stack.canUndo(), canRedo: stack.canRedo(), isOpen: alive, changes });
      };
      modeler.on('commandStack.changed', () => {
        changes += 1;
        show();
        void modeler.saveXML({ format: true }).then(({ xml: saved }) => {
          if (saved === undefined || !alive()) return;
          current.current = { from: xml, xml: saved };
          tell.current(saved);
        });
      });
      if (alive()) show();
      return modeler;
    },
    [xml, language, t],
  );

  useEffect(() => {
    const places = canvas.current && panel.current ? { canvas: canvas.current, panel: panel.current } : undefined;
    if (!places) return undefined;
    let living = true;
    const opened = open(places, () => living);
    opened.then(
      () => {
        setFault(null);
      },
      (error: unknown) => {
        setFault(error);
      },
    );
    return () => {
      living = false;
      setEditing(null);
      closing.current = opened.then(
        (modeler) => modeler?.destroy(),
        () => undefined,
      );
    };
  }, [canvas, panel, open]);

  return { editing, fault };
}
