import { useState } from 'react';
import type { ReactElement } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Finding } from '../../../engine/errors.ts';
import { Failure } from '../failure/failure.tsx';
import type { LiveCheck } from '../soundness/use-live-check.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { FindingHelp } from '../soundness/finding-help.tsx';
import { FindingList } from '../findings/finding-list.tsx';
import { Waiting } from '../page/waiting.tsx';
import { OutlineTable } from './outline-table.tsx';
import type { Editing } from './use-modeler.ts';

interface EditorPanelsProps {
  readonly editing: Editing | null;
  readonly findings: readonly Finding[] | undefined;
  readonly live: LiveCheck;
  readonly nameOf: (element: string) => string;
  readonly show: (element: string) => void;
  /** Plays the way to a fault. */
  readonly play: (finding: Finding) => void;
  readonly mend: (finding: Finding) => void;
}

/** Below the drawing: what is wrong with it, and the same model as a table. */
export function EditorPanels({ editing, findings, live, nameOf, show, play, mend }: EditorPanelsProps): ReactElement {
  const { t } = useLanguage();
  const [open, setOpen] = useState<string>('findings');
  const errors = findings?.filter(({ severity }) => severity === 'error').length ?? 0;
  const count = findings?.length ?? 0;
  return (
    <Tabs
      className="editor-panels"
      selectedKey={open}
      onSelectionChange={(key) => {
        setOpen(String(key));
      }}
    >
      <TabList aria-label={t('editor.panels')} className="editor-tabs">
        <Tab id="findings">
          {t('findings.title')}{' '}
          <span className={count === 0 ? 'tag good' : errors > 0 ? 'tag bad' : 'tag warn'}>
            {findings === undefined ? '…' : count}
          </span>
        </Tab>
        <Tab id="outline">{t('outline.title')}</Tab>
      </TabList>
      <TabPanel id="findings" className="editor-panel">
        <div aria-live="polite">
          {live.fault === null ? null : <Failure error={live.fault} />}
          {findings === undefined ? (
            <Waiting what={t('findings.checking')} />
          ) : findings.length === 0 ? (
            <p className="findings-none">{t('findings.none')}</p>
          ) : (
            <FindingList
              findings={findings}
              nameOf={nameOf}
              show={show}
              help={(finding) => <FindingHelp finding={finding} nameOf={nameOf} play={play} mend={mend} />}
            />
          )}
        </div>
      </TabPanel>
      <TabPanel id="outline" className="editor-panel">
        {editing ? <OutlineTable modeler={editing.modeler} changes={editing.changes} show={show} /> : <Waiting />}
      </TabPanel>
    </Tabs>
  );
}
