import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Receipt as ReceiptJson } from '../../api/contract.ts';
import { Intake } from '../features/desk/intake.tsx';
import { Notices } from '../features/desk/notices.tsx';
import { Receipt } from '../features/desk/receipt.tsx';
import { ServiceChoice } from '../features/desk/service-choice.tsx';
import { Answered } from '../features/page/answered.tsx';
import { PageHead } from '../features/page/page-head.tsx';
import '../features/desk/desk.css';
import { useLanguage } from '../i18n/use-language.ts';
import { useAnswer } from '../queries.ts';

const route = getRouteApi('/desk');

/** The one-stop desk: a request comes in, by whatever way; its applicant leaves with a receipt. */
export function Desk(): ReactElement {
  const { t } = useLanguage();
  const { service } = route.useSearch();
  const navigate = route.useNavigate();
  const [receipt, setReceipt] = useState<ReceiptJson | null>(null);
  const choose = (code: string | undefined): void => {
    setReceipt(null);
    void navigate({ search: { service: code } });
  };
  return (
    <>
      <PageHead title={t('desk.title')} lead={t('desk.lead')} />
      <div className="stack desk-page">
        {receipt !== null ? (
          <Receipt receipt={receipt} next={() => choose(undefined)} />
        ) : service === undefined ? (
          <ServiceChoice choose={choose} />
        ) : (
          <ChosenService key={service} code={service} taken={setReceipt} back={() => choose(undefined)} />
        )}
        <Notices />
      </div>
    </>
  );
}

interface ChosenServiceProps {
  readonly code: string;
  readonly taken: (receipt: ReceiptJson) => void;
  readonly back: () => void;
}

function ChosenService({ code, taken, back }: ChosenServiceProps): ReactElement {
  const intake = useAnswer('getIntakeForm', { params: { code } });
  return <Answered question={intake}>{(answer) => <Intake intake={answer} taken={taken} back={back} />}</Answered>;
}
