import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Bottleneck } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { causeWords, mainCause } from './cause-words.ts';

interface HeadlineProps {
  readonly bottleneck: Bottleneck;
  readonly name: string;
  readonly linked: boolean;
}

/** The answer in a sentence, before any figure. */
export function BottleneckHeadline({ bottleneck, name, linked }: HeadlineProps): ReactElement {
  const { t, format } = useLanguage();
  const cause = mainCause(bottleneck);
  return (
    <div className="notice warn">
      <p className="headline">
        {t('heat.headlineBefore')} <strong>{name}</strong>
        {t('heat.headline', { share: format.share(bottleneck.waitingShare) })}
      </p>
      <p>
        {bottleneck.medianWaitingMs === null
          ? null
          : t('heat.headlineMedian', {
              median: format.duration(bottleneck.medianWaitingMs),
              n: format.number(bottleneck.n),
            })}{' '}
        {cause === undefined
          ? t('heat.headlineNoCause')
          : t('heat.headlineCause', { cause: causeWords(cause.cause, t), share: format.share(cause.share) })}{' '}
        {linked && bottleneck.caseKeys.length > 0 ? (
          <Link to="/cases" search={{ caseKeys: bottleneck.caseKeys.join(',') }}>
            {t('heat.openCases', { count: bottleneck.caseKeys.length, all: format.number(bottleneck.cases) })}
          </Link>
        ) : null}
      </p>
    </div>
  );
}
