import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { ServiceSummary } from '../../../api/contract.ts';
import { CARD_WORDS, personsSaid } from '../../../programme/card/card-words.ts';
import { inLanguage } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';

/** Services, each with its owner, term, process or "no model yet", and how many kinds of gaps it has. */
export function ServiceTable({ services }: { readonly services: readonly ServiceSummary[] }): ReactElement {
  const { t, language } = useLanguage();
  const words = CARD_WORDS[language];
  const units = useAnswer('listUnits', {});
  const unitName = (id: string): string => {
    const unit = units.data?.items.find((one) => one.unit === id);
    return unit === undefined
      ? id
      : inLanguage({ lt: unit.name, ...(unit.nameEn !== undefined && { en: unit.nameEn }) }, language);
  };
  return (
    <div className="table-scroll" role="group" aria-label={t('services.title')} tabIndex={0}>
      <table className="list">
        <caption className="visually-hidden">{t('services.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('card.code')}</th>
            <th scope="col">{t('card.title')}</th>
            <th scope="col">{t('card.owner')}</th>
            <th scope="col">{t('card.persons')}</th>
            <th scope="col" className="number">
              {t('card.term')}
            </th>
            <th scope="col">{t('services.model')}</th>
            <th scope="col">{t('services.gaps')}</th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <tr key={service.code}>
              <td className="figure">{service.code}</td>
              <th scope="row">
                <Link
                  to="/catalogue/$code"
                  params={{ code: service.code }}
                  lang={language === 'en' && service.title.en === undefined ? 'lt' : undefined}
                >
                  {inLanguage(service.title, language)}
                </Link>
                <div className="small soft">
                  {words.field[service.field]}
                  {service.status === 'active' ? null : ` · ${words.status[service.status]}`}
                </div>
              </th>
              <td>{unitName(service.owner)}</td>
              <td>{personsSaid(service.persons, language)}</td>
              <td className="number">
                {service.term === undefined ? '–' : t(`services.days.${service.term.unit}`, { count: service.term.days })}
              </td>
              <td>
                {service.processId === undefined ? (
                  <span className="soft">{t('services.noModel')}</span>
                ) : (
                  <span className="mono small">{service.processId}</span>
                )}
              </td>
              <td>
                {service.gaps.length === 0 ? (
                  <span className="tag good">{t('services.noGaps')}</span>
                ) : (
                  <span className="tag warn" title={service.gaps.map((rule) => t(`services.rule.${rule}`)).join(', ')}>
                    {t('services.gapKinds', { count: service.gaps.length })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
