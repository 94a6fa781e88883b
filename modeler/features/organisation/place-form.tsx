import { useState } from 'react';
import type { ReactElement } from 'react';
import type { InstitutionJson } from '../../../api/contract.ts';
import { institutionKind } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useChange } from '../../queries.ts';
import { Failure } from '../failure/failure.tsx';

/** Adds an institution or a unit below another one, or gives one that there is another name and place. */
export function PlaceForm({ institutions }: { readonly institutions: readonly InstitutionJson[] }): ReactElement {
  const { t, language } = useLanguage();
  const saveInstitution = useChange('saveInstitution', ['getOrganisation', 'listUnits']);
  const saveUnit = useChange('saveUnit', ['getOrganisation', 'listUnits']);
  const [what, setWhat] = useState<'institution' | 'unit'>('unit');
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [nameEn, setNameEn] = useState('');
  const [kind, setKind] = useState('company');
  const [below, setBelow] = useState(institutions[0]?.institution ?? '');
  const error = saveInstitution.error ?? saveUnit.error;
  const names = { name, ...(nameEn !== '' && { nameEn }) };
  const said = (one: { readonly name: string; readonly nameEn?: string | undefined }) =>
    language === 'en' ? (one.nameEn ?? one.name) : one.name;
  const save = (): void => {
    if (what === 'institution') {
      const chosen = institutionKind.options.find((one) => one === kind) ?? 'other';
      saveInstitution.mutate({ params: { institution: id }, body: { ...names, kind: chosen, parent: below } });
      return;
    }
    const [institution = '', parent] = below.split('/');
    saveUnit.mutate({ params: { unit: id }, body: { ...names, institution, parent: parent ?? null } });
  };
  return (
    <form
      className="card stack"
      aria-labelledby="place-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <h2 id="place-form">{t('organisation.add')}</h2>
      <div className="desk-fields">
        <div className="field">
          <label htmlFor="place-what">{t('organisation.what')}</label>
          <select
            id="place-what"
            value={what}
            onChange={({ target }) => setWhat(target.value === 'unit' ? 'unit' : 'institution')}
          >
            <option value="unit">{t('organisation.unit')}</option>
            <option value="institution">{t('organisation.institution')}</option>
          </select>
        </div>
        <div className="field">
          <label htmlFor="place-id">{t('organisation.id')}</label>
          <input
            id="place-id"
            required
            pattern="[a-z0-9][a-z0-9\-]*"
            maxLength={100}
            value={id}
            onChange={({ target }) => setId(target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor="place-name">{t('organisation.name')}</label>
          <input id="place-name" required maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />
        </div>
        <div className="field">
          <label htmlFor="place-name-en">{t('organisation.nameEn')}</label>
          <input id="place-name-en" maxLength={200} value={nameEn} onChange={({ target }) => setNameEn(target.value)} />
        </div>
        {what === 'unit' ? null : (
          <div className="field">
            <label htmlFor="place-kind">{t('organisation.kindOf')}</label>
            <select id="place-kind" value={kind} onChange={({ target }) => setKind(target.value)}>
              {institutionKind.options.map((one) => (
                <option key={one} value={one}>
                  {t(`organisation.kind.${one}`)}
                </option>
              ))}
            </select>
          </div>
        )}
        <div className="field">
          <label htmlFor="place-below">{t('organisation.below')}</label>
          <select id="place-below" value={below} onChange={({ target }) => setBelow(target.value)}>
            {institutions.flatMap((one) => [
              <option key={one.institution} value={one.institution}>
                {said(one)}
              </option>,
              ...(what === 'unit'
                ? one.units.map((unit) => (
                    <option key={`${one.institution}/${unit.unit}`} value={`${one.institution}/${unit.unit}`}>
                      {`${said(one)} · ${said(unit)}`}
                    </option>
                  ))
                : []),
            ])}
          </select>
        </div>
      </div>
      {error ? <Failure error={error} /> : null}
      <div className="row">
        <button type="submit" className="button main" disabled={saveInstitution.isPending || saveUnit.isPending}>
          {t('organisation.save')}
        </button>
      </div>
    </form>
  );
}
