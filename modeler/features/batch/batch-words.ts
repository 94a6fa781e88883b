import type { BatchJson, ProcessJson } from '../../../api/contract.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useAnswer } from '../../queries.ts';
import { useNames } from '../labels/model-labels.ts';

type Condition = NonNullable<BatchJson['filter']>[number];

/** The words of batches: what is done, and to which cases. */
export function useBatchWords(): {
  readonly what: (plan: BatchJson['plan']) => string;
  /** One text a condition; none where nobody kept which cases were asked for. */
  readonly which: (filter: BatchJson['filter']) => readonly string[];
} {
  const { t, format, language } = useLanguage();
  const { data: known } = useAnswer('listProcesses', {});
  const { data: units } = useAnswer('listUnits', {});
  const processes = known?.items ?? [];
  const newest = processes.flatMap(({ versions }) => versions.slice(0, 1));
  const nameOf = useNames(newest.map(({ definitionKey }) => definitionKey));
  const processName = ({ processId, name, versions }: ProcessJson): string =>
    nameOf(versions[0]?.definitionKey ?? '', processId, name);
  const versionName = (key: string): string => {
    for (const process of processes) {
      const found = process.versions.find(({ definitionKey }) => definitionKey === key);
      if (found) return t('process.version', { name: processName(process), version: found.version });
    }
    return key;
  };
  const unitName = (value: string): string => {
    const unit = units?.items.find((one) => one.unit === value);
    return unit ? ((language === 'en' ? unit.nameEn : undefined) ?? unit.name) : value;
  };

  const condition = ({ field = '', is, value }: Condition): string => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    switch (`${field} ${is}`) {
      case 'processId eq': {
        const process = processes.find(({ processId }) => processId === value);
        return t('batch.where.process', { value: process ? processName(process) : text });
      }
      case 'definitionKey eq':
        return t('batch.where.process', { value: versionName(text) });
      case 'processVersion eq':
        return t('batch.where.version', { value: text });
      case 'unit eq':
        return t('batch.where.unit', { value: unitName(text) });
      case 'service eq':
        return t('batch.where.service', { value: text });
      case 'hasIncident eq':
        return t(value === true ? 'batch.where.incident' : 'batch.where.noIncident');
      case 'caseNumber like':
        return t('batch.where.number', { value: text.replace(/^\*|\*$/g, '') });
      case 'startedAt gte':
        return t('batch.where.startedFrom', { value: format.instant(new Date(Number(value)).toISOString()) });
      case 'startedAt lt':
        return t('batch.where.startedTo', { value: format.instant(new Date(Number(value)).toISOString()) });
      case 'caseKey in':
        return t('batch.where.cases', { count: Array.isArray(value) ? value.length : 1 });
      default:
        return `${field} ${is} ${text}`.trim();
    }
  };
  return {
    what: (plan) => {
      if (plan.kind === 'migrate') return t('batch.migrateTo', { version: versionName(plan.definitionKey) });
      if (plan.kind === 'suspend') return t('batch.suspendFor', { reason: t(`suspension.${plan.reason}`) });
      return t(`batch.kind.${plan.kind}`);
    },
    which: (filter) => filter?.map(condition) ?? [],
  };
}
