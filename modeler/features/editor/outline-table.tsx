import type Modeler from 'bpmn-js/lib/Modeler';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import type { ElementRegistry, Modeling } from '../diagram/diagram-services.ts';
import { outlineRows } from './outline-rows.ts';
import { translator } from './translation.ts';

interface OutlineTableProps {
  readonly modeler: Modeler;
  /** Counts the changes: another number, another table. */
  readonly changes: number;
  readonly show: (element: string) => void;
}

/** The model as a table: for those who do not see the diagram or use no mouse. Names are changed here, everything else in the properties. */
export function OutlineTable({ modeler, changes, show }: OutlineTableProps): ReactElement {
  const { t, language } = useLanguage();
  const rows = useMemo(() => {
    // Another number of changes, another table.
    return changes >= 0 ? outlineRows(modeler.get<ElementRegistry>('elementRegistry')) : [];
  }, [modeler, changes]);
  const kindOf = translator(language);
  return (
    <table className="list outline">
      <caption className="visually-hidden">{t('outline.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('outline.name')}</th>
          <th scope="col">{t('outline.kind')}</th>
          <th scope="col">{t('outline.who')}</th>
          <th scope="col">{t('outline.next')}</th>
          <th scope="col">{t('outline.properties')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td style={{ paddingLeft: `${String(0.75 + row.depth * 1.5)}rem` }}>
              <input
                key={row.name}
                defaultValue={row.name}
                aria-label={t('outline.nameOf', { id: row.id })}
                onBlur={(event) => {
                  if (event.target.value !== row.name) {
                    modeler.get<Modeling>('modeling').updateProperties(row.element, { name: event.target.value });
                  }
                }}
              />
            </td>
            <td>{kindOf(row.kind.replace(/(\B[A-Z])/g, ' $1'))}</td>
            <td>{row.who === '' ? '–' : row.who}</td>
            <td>{row.next.length === 0 ? '–' : row.next.join('; ')}</td>
            <td>
              <button
                type="button"
                className="button small"
                onClick={() => {
                  show(row.id);
                }}
              >
                {t('outline.open')}
                <span className="visually-hidden"> {row.name === '' ? row.id : row.name}</span>
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
