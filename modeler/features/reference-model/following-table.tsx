import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { FollowingJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { FigureTable } from '../figures/figure-table.tsx';
import type { Column } from '../figures/figure-table.tsx';
import { Answered } from '../page/answered.tsx';
import { Empty } from '../page/empty.tsx';
import { stepName } from './step-words.ts';

interface FollowingTableProps {
  readonly reference: string;
  readonly nameOfProcess: (processId: string) => string;
}

const SIGNS = { asReference: ['good', '+'], otherwise: ['warn', '~'], missing: ['bad', '–'] } as const;

/** Every process against the reference at one look: which step is missing or otherwise where. */
export function FollowingTable({ reference, nameOfProcess }: FollowingTableProps): ReactElement {
  const { t, format, language } = useLanguage();
  const following = useAnswer('listFollowing', { params: { referenceId: reference } });
  return (
    <section className="stack" aria-labelledby="reference-following">
      <h2 id="reference-following">{t('referenceModel.following')}</h2>
      <p className="soft">{t('referenceModel.followingLead')}</p>
      <Answered question={following}>
        {({ items, steps }) => {
          if (items.length === 0) return <Empty title={t('referenceModel.noOther')} />;
          const columns: readonly Column<FollowingJson>[] = [
            {
              head: t('referenceModel.process'),
              show: ({ processId, version, isMade }) => (
                <>
                  <Link
                    to="/insight/reference"
                    search={(before) => ({ ...before, reference, models: `${processId}:${String(version)}` })}
                  >
                    {nameOfProcess(processId)}
                  </Link>{' '}
                  {isMade ? <span className="tag">{t('referenceModel.on')}</span> : null}
                </>
              ),
              file: ({ processId }) => nameOfProcess(processId),
            },
            {
              head: t('referenceModel.version'),
              file: ({ version }) => version,
            },
            {
              head: t('referenceModel.isMade'),
              file: ({ isMade }) => (isMade ? t('referenceModel.on') : ''),
            },
            {
              head: t('referenceModel.stepsThere'),
              show: (row) => format.share(row.coverage),
              file: (row) => row.coverage,
              isNumber: true,
            },
            {
              head: t('referenceModel.sameOrder'),
              show: (row) => (row.consistency === null ? t('referenceModel.notCompared') : format.share(row.consistency)),
              file: (row) => row.consistency,
              isNumber: true,
            },
            ...steps.map((step, place): Column<FollowingJson> => {
              const word = (row: FollowingJson): string => t(`referenceModel.${row.steps[place] ?? 'missing'}`);
              return {
                head: stepName(step, language),
                show: (row) => {
                  const [tone, sign] = SIGNS[row.steps[place] ?? 'missing'];
                  return (
                    <span className={`tag ${tone}`} title={word(row)}>
                      <span aria-hidden="true">{sign}</span>
                      <span className="visually-hidden">{word(row)}</span>
                    </span>
                  );
                },
                file: word,
              };
            }),
          ];
          return (
            <div className="following">
              <p className="small soft">
                {(['asReference', 'otherwise', 'missing'] as const).map((kind) => (
                  <span key={kind} className="following-sign">
                    <span className={`tag ${SIGNS[kind][0]}`} aria-hidden="true">
                      {SIGNS[kind][1]}
                    </span>{' '}
                    {t(`referenceModel.${kind}`)}
                  </span>
                ))}
              </p>
              <FigureTable
                caption={t('referenceModel.following')}
                columns={columns}
                rows={items}
                keyOf={({ processId }) => processId}
                file="reference-following"
              />
            </div>
          );
        }}
      </Answered>
    </section>
  );
}
