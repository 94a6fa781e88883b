import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { PlaceMenu } from '../page/place-menu.tsx';
import { conditionsOf } from './case-conditions.ts';
import { keptSearch } from './insight-search.ts';

const OF_TIME = ['waiting', 'process', 'flow', 'units', 'lean', 'open'] as const;
const OF_MODELS = ['conformance', 'discovery'] as const;
const OF_DATA = ['quality', 'export'] as const;

/** The questions of Insight, by what they are about; what is filtered stays from view to view. */
export function InsightNavigation(): ReactElement {
  const { t } = useLanguage();
  const view = (name: (typeof OF_TIME | typeof OF_MODELS | typeof OF_DATA)[number]): ReactElement => (
    <Link key={name} to={`/insight/${name}`} search={(before: object) => keptSearch({ ...before })}>
      {t(`insight.${name}`)}
    </Link>
  );
  return (
    <PlaceMenu label={t('insight.navigation')} className="sub-navigation">
      <Group name={t('insight.groups.time')}>
        {OF_TIME.map(view)}
        <Link to="/insight/intake">{t('intake.title')}</Link>
      </Group>
      <Group name={t('insight.groups.models')}>
        {OF_MODELS.map(view)}
        <Link to="/insight/reference">{t('insight.reference')}</Link>
      </Group>
      <Group name={t('insight.groups.change')}>
        <Link to="/insight/change" search={(before: object) => conditionsOf({ ...before })}>
          {t('insight.change')}
        </Link>
        <Link to="/insight/what-if" search={(before: object) => conditionsOf({ ...before })}>
          {t('whatIf.title')}
        </Link>
        <Link to="/insight/forecasts">{t('forecast.title')}</Link>
      </Group>
      <Group name={t('insight.groups.data')}>
        <Link to="/insight/logs">{t('insight.logs')}</Link>
        {OF_DATA.map(view)}
      </Group>
    </PlaceMenu>
  );
}

function Group({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  const id = useId();
  return (
    <div className="sub-navigation-group" role="group" aria-labelledby={id}>
      <span id={id} className="sub-navigation-name">
        {name}
      </span>
      {children}
    </div>
  );
}
