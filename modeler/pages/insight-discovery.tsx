import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { ReactElement } from 'react';
import { DiscoveredModel } from '../features/discovery/discovered-model.tsx';
import { DiscoveryFields } from '../features/discovery/discovery-fields.tsx';
import { InsightPage } from '../features/insight/insight-page.tsx';
import type { Asked } from '../features/insight/insight-page.tsx';
import { Worked } from '../features/insight/job-progress.tsx';
import { askedOf } from '../features/insight/job-question.ts';
import { useJob } from '../features/insight/use-job.ts';
import { useSourceName } from '../features/insight/use-source-name.ts';
import { useLanguage } from '../i18n/use-language.ts';

const route = getRouteApi('/insight/discovery');

/** In percent, and steps: as the server has them when nothing is asked. */
const USUAL = { noise: 20, steps: 50 };
const MOST_STEPS = 500;

/** A first model of what is done, from the log. */
export function InsightDiscovery(): ReactElement {
  const { t } = useLanguage();
  return (
    <InsightPage title={t('discovery.title')} lead={t('discovery.lead')} isNewestFirst>
      {(asked) => <Discovery key={asked.source.id} asked={asked} />}
    </InsightPage>
  );
}

function Discovery({ asked }: { readonly asked: Asked }): ReactElement {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { t } = useLanguage();
  const nameOf = useSourceName([asked.source]);
  const noise = within(search.noise, 0, 100) ?? USUAL.noise;
  const steps = within(search.steps, 1, MOST_STEPS) ?? USUAL.steps;
  const name = t('discovery.name', { name: nameOf(asked.source).replace(/\.(xes|csv)(\.gz)?$/i, '') }).slice(0, 200);
  const job = useJob({ kind: 'discover', ...askedOf(asked.query), options: { noise: noise / 100, activities: steps, name } });
  const view = job.answer?.view;
  // Remembered while another model is on its way.
  const [known, setKnown] = useState<number>();
  const found = view === undefined ? undefined : Math.min(MOST_STEPS, view.activities.length + view.hidden.activities);
  if (found !== undefined && found !== known) setKnown(found);
  const mostSteps = found ?? known ?? steps;
  const choose = useCallback(
    (change: { noise?: string; steps?: string }) => {
      void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
    },
    [navigate],
  );
  const chooseNoise = useCallback(
    (value: number) => {
      choose({ noise: String(value) });
    },
    [choose],
  );
  const chooseSteps = useCallback(
    (value: number) => {
      choose({ steps: String(value) });
    },
    [choose],
  );
  return (
    <>
      <DiscoveryFields {...{ noise, steps, mostSteps, chooseNoise, chooseSteps }} />
      <Worked asked={job}>{(answer) => <DiscoveredModel answer={answer} />}</Worked>
    </>
  );
}

function within(text: string | undefined, least: number, most: number): number | undefined {
  const value = Number(text);
  return text !== undefined && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}
