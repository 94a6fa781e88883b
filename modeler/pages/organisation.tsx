import type { ReactElement } from 'react';
import { Absences } from '../features/absence/absences.tsx';
import { CalendarForm } from '../features/organisation/calendar-form.tsx';
import { InstitutionTree } from '../features/organisation/institution-tree.tsx';
import { PlaceForm } from '../features/organisation/place-form.tsx';
import { Answered } from '../features/page/answered.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import '../features/desk/desk.css';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';
import { useMay } from '../session.tsx';

/** Institutions and their units, and who is away. */
export function OrganisationPage(): ReactElement {
  const { t } = useLanguage();
  const mayChange = useMay('organisation.change');
  const organisation = useAnswer('getOrganisation', {});
  return (
    <>
      <PageHead title={t('organisation.title')} lead={t('organisation.lead')} />
      <div className="stack">
        <Absences />
        <Answered question={organisation}>
          {({ institutions }) => (
            <>
              <section className="card stack" aria-labelledby="institutions">
                <h2 id="institutions">{t('organisation.tree')}</h2>
                <InstitutionTree institutions={institutions} />
              </section>
              {mayChange ? <PlaceForm institutions={institutions} /> : null}
              {mayChange ? <CalendarForm institutions={institutions} /> : null}
            </>
          )}
        </Answered>
      </div>
    </>
  );
}
