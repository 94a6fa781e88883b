import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { CaseDetail } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useNow } from '../../use-now.ts';
import { BeginButtons } from './begin-buttons.tsx';
import { usePlaceName } from './place-name.ts';

/** The same as the frames on the diagram, in words: where the case is now and for how long. */
export function CasePlaces({ standing }: { readonly standing: CaseDetail }): ReactElement {
  const { t, format } = useLanguage();
  const now = useNow();
  const placeName = usePlaceName(standing.definitionKey);
  if (standing.activeElements.length === 0) return <p className="soft">{t(`case.nowhere.${standing.status}`)}</p>;
  return (
    <ul className="case-places">
      {standing.activeElements.map((place) => (
        <li key={place.elementInstanceKey}>
          <strong>{placeName(place).name}</strong>{' '}
          <span className="soft">
            {placeName(place).round} {t('case.hereFor', { duration: format.since(place.enabledAt, now) })}
          </span>{' '}
          {place.hasIncident ? <span className="tag bad">{t('case.incident')}</span> : null}{' '}
          {place.taskKey === undefined ? null : (
            <Link to="/work/$taskKey" params={{ taskKey: place.taskKey }}>
              {t('case.openTask')}
            </Link>
          )}
          <BeginButtons standing={standing} place={place} />
        </li>
      ))}
    </ul>
  );
}
