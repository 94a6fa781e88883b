import type { ReactElement } from 'react';
import type { InstitutionJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import './organisation.css';

type Unit = InstitutionJson['units'][number];

/** Institutions below the one that they belong to, each with its units. */
export function InstitutionTree({ institutions }: { readonly institutions: readonly InstitutionJson[] }): ReactElement {
  const known = new Set(institutions.map((one) => one.institution));
  const below = (parent: string | undefined) =>
    institutions.filter((one) => (one.parent !== undefined && known.has(one.parent) ? one.parent : undefined) === parent);
  return <Level institutions={below(undefined)} below={below} />;
}

interface LevelProps {
  readonly institutions: readonly InstitutionJson[];
  readonly below: (parent: string) => readonly InstitutionJson[];
}

function Level({ institutions, below }: LevelProps): ReactElement {
  const { t, language } = useLanguage();
  return (
    <ul className="institutions">
      {institutions.map((one) => {
        const inner = below(one.institution);
        return (
          <li key={one.institution}>
            <h3>
              {language === 'en' ? (one.nameEn ?? one.name) : one.name}{' '}
              {one.kind === undefined ? null : <span className="soft">{t(`organisation.kind.${one.kind}`)}</span>}
            </h3>
            <Units units={one.units} parent={undefined} />
            {inner.length === 0 ? null : <Level institutions={inner} below={below} />}
          </li>
        );
      })}
    </ul>
  );
}

function Units({ units, parent }: { readonly units: readonly Unit[]; readonly parent: string | undefined }): ReactElement | null {
  const { t, language } = useLanguage();
  const here = units.filter((one) => one.parent === parent);
  if (here.length === 0) return null;
  return (
    <ul className="institution-units">
      {here.map((one) => (
        <li key={one.unit}>
          {language === 'en' ? (one.nameEn ?? one.name) : one.name}{' '}
          <span className="small soft">
            {t('organisation.people', { count: one.people })}
            {one.hasOwnCalendar ? `, ${t('organisation.ownCalendar')}` : null}
          </span>
          <Units units={units} parent={one.unit} />
        </li>
      ))}
    </ul>
  );
}
