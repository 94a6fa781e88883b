import { Form } from '@bpmn-io/form-js-viewer';
import { useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import type { ReactElement, Ref } from 'react';
import type { JsonValue } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { replaceFixedWords } from './fixed-words.ts';
import { keysOf, localisedSchema } from './form-schema.ts';
import { localisedValidation } from './localised-validation.ts';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import './form.css';

export type Values = Readonly<Record<string, JsonValue>>;

export interface FormHandle {
  /** What is typed, or undefined when a field is wrong: the fields then say so, and the first of them has the focus. */
  readonly submit: () => Values | undefined;
}

interface FormHostProps {
  readonly schema: JsonValue;
  readonly values: Values;
  readonly readOnly: boolean;
  readonly changed: (values: Values) => void;
  /** Enter in a field. */
  readonly sent: () => void;
  readonly ref: Ref<FormHandle>;
}

/** A form-js form. It keeps what is typed when the language changes. */
export function FormHost({ schema, values, readOnly, changed, sent, ref }: FormHostProps): ReactElement {
  const { language, t } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const typed = useRef(values);
  /** While the page itself asks for the values, form-js' own event of it says nothing new. */
  const asked = useRef(false);
  const last = useRef('');
  const told = useRef({ changed, sent });
  useEffect(() => {
    told.current = { changed, sent };
  }, [changed, sent]);
  const written = useMemo(() => keysOf(schema), [schema]);

  useEffect(() => {
    const container = place.current;
    if (!container) return;
    // Without debounce, Enter (the keypad's too, which form-js overlooks) never sends a form before its last field has arrived (camunda#35032).
    const options = { container, debounce: false, additionalModules: [localisedValidation(t)] };
    const made = new Form(options);
    form.current = made;
    made.on('changed', (state: unknown) => {
      const next = { ...typed.current, ...only(dataOf(state), written) };
      // form-js also tells of its own beginning; a draft begins with what a person changes.
      const same = JSON.stringify(only(next, written)) === last.current;
      last.current = JSON.stringify(only(next, written));
      typed.current = next;
      if (!same && imported) told.current.changed(next);
    });
    made.on('submit', () => {
      if (!asked.current) told.current.sent();
    });
    let stopWords: (() => void) | undefined;
    let imported = false;
    // form-js changes what it is given.
    void made
      .importSchema(structuredClone(localisedSchema(schema, language)) as never, structuredClone(typed.current))
      .then(() => {
        imported = true;
        if (form.current === made) stopWords = replaceFixedWords(container, t);
      });
    return () => {
      form.current = null;
      stopWords?.();
      made.destroy();
    };
  }, [schema, language, t, written]);

  useEffect(() => {
    form.current?.setProperty('readOnly', readOnly);
  }, [readOnly, language]);

  useImperativeHandle(
    ref,
    () => ({
      submit: () => {
        if (!form.current) return undefined;
        asked.current = true;
        const { data, errors } = form.current.submit();
        asked.current = false;
        if (Object.keys(errors).length > 0) {
          requestAnimationFrame(() =>
            place.current
              ?.querySelector<HTMLElement>('.fjs-has-errors input, .fjs-has-errors textarea, .fjs-has-errors [tabindex]')
              ?.focus(),
          );
          return undefined;
        }
        return only(data, written);
      },
    }),
    [written],
  );

  return <div ref={place} className="form-host" />;
}

function dataOf(state: unknown): Values {
  if (typeof state !== 'object' || state === null || !('data' in state)) return {};
  return state.data as Values;
}

/** The values that the form writes; what it only shows is not sent back. */
function only(values: Readonly<Record<string, JsonValue | undefined>>, written: ReadonlySet<string>): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (written.has(name) && value !== undefined ? [[name, value]] : [])),
  );
}
