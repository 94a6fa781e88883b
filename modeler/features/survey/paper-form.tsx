import { useState } from 'react';
import type { ReactElement } from 'react';
import { HIGHEST } from '../../../api/contract.ts';
import type { KeptWaveJson } from '../../../api/contract.ts';
import { CHANNEL_KINDS, PERSON_KINDS } from '../../../programme/card/service-card.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer, useChange } from '../../queries.ts';
import { PlainField } from '../change-plan/plain-field.tsx';
import { Failure } from '../failure/failure.tsx';

/** Enters a sheet of paper: its number, what was ticked. Who filled it in is asked nowhere. */
export function PaperForm({ wave }: { readonly wave: KeptWaveJson }): ReactElement {
  const { t, language } = useLanguage();
  const enter = useChange('enterAnswer', ['listWaves', 'getWaveResults']);
  const services = useAnswer('listServices', { query: { hasModel: 'true', limit: 1000 } });
  const [sheet, setSheet] = useState('');
  const [service, setService] = useState('');
  const [channel, setChannel] = useState('');
  const [person, setPerson] = useState('');
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const [entered, setEntered] = useState<string>();
  const none = ['', t('survey.notTold')] as const;
  const applicantKind = PERSON_KINDS.find((one) => one === person);
  return (
    <form
      className="card stack"
      aria-labelledby="paper"
      onSubmit={(event) => {
        event.preventDefault();
        setEntered(undefined);
        const given = wave.asked.questions.flatMap(({ id, kind }): [string, string | number][] => {
          const value = answers[id]?.trim() ?? '';
          return value === '' ? [] : [[id, kind === 'text' ? value : Number(value)]];
        });
        enter.mutate(
          {
            params: { wave: String(wave.wave) },
            body: {
              sheet: sheet.trim(),
              answers: Object.fromEntries(given),
              context: {
                ...(service !== '' && { service }),
                ...(channel !== '' && { channel }),
                ...(applicantKind && { applicantKind }),
              },
            },
          },
          {
            onSuccess: () => {
              setEntered(sheet.trim());
              setSheet('');
              setAnswers({});
              document.getElementById('paper-sheet')?.focus();
            },
          },
        );
      }}
    >
      <h2 id="paper">{t('survey.paper.title')}</h2>
      <p className="soft">{t('survey.paper.lead')}</p>
      {enter.error === null ? null : <Failure error={enter.error} />}
      <div className="plan-fields">
        <PlainField id="paper-sheet" label={t('survey.paper.sheet')} value={sheet} longest={40} change={setSheet} required />
        <PlainField
          id="paper-service"
          label={t('survey.group.service')}
          value={service}
          options={[
            none,
            ...(services.data?.items ?? []).map(
              ({ code, title }) => [code, language === 'en' ? (title.en ?? title.lt) : title.lt] as const,
            ),
          ]}
          change={setService}
        />
        <PlainField
          id="paper-channel"
          label={t('survey.group.channel')}
          value={channel}
          options={[none, ...CHANNEL_KINDS.map((one) => [one, t(`channel.${one}`)] as const)]}
          change={setChannel}
        />
        {wave.body.audience === 'all' ? (
          <PlainField
            id="paper-person"
            label={t('survey.group.applicantKind')}
            value={person}
            options={[none, ...PERSON_KINDS.map((one) => [one, t(`applicant.${one}`)] as const)]}
            change={setPerson}
          />
        ) : null}
      </div>
      {wave.asked.questions.map(({ id, kind, text, required }) => (
        <PlainField
          key={id}
          id={`paper-${id}`}
          label={`${text[language]}${required ? ' *' : ''}`}
          value={answers[id] ?? ''}
          {...(kind === 'text'
            ? { lines: 3, longest: 2000 }
            : {
                options: [
                  none,
                  ...Array.from({ length: HIGHEST[kind] }, (_, index) => [String(index + 1), String(index + 1)] as const),
                ],
              })}
          required={required}
          change={(value) => setAnswers({ ...answers, [id]: value })}
        />
      ))}
      <p className="row">
        <button type="submit" className="button main" disabled={enter.isPending || sheet.trim() === ''}>
          {t('survey.paper.enter')}
        </button>
        <span role="status">{entered === undefined ? '' : t('survey.paper.entered', { sheet: entered })}</span>
      </p>
    </form>
  );
}
