import type { CsvMappingJson } from '../../../api/contract.ts';

export type MappedColumn = CsvMappingJson['columns'][number];
export type Role = MappedColumn['role'];

/** In the order in which people look for them. */
export const ROLES = [
  'case',
  'activity',
  'start',
  'end',
  'resource',
  'unit',
  'enabled',
  'claimed',
  'transition',
  'caseAttribute',
  'attribute',
  'ignore',
] as const satisfies readonly Role[];

/** Any number of columns may be these. */
const OFTEN: ReadonlySet<Role> = new Set(['caseAttribute', 'attribute', 'ignore']);

export function isDate(role: Role): boolean {
  return role === 'start' || role === 'end' || role === 'enabled' || role === 'claimed';
}

export function isAttribute(role: Role): boolean {
  return role === 'attribute' || role === 'caseAttribute';
}

/** Gives a column a role; the column that had it becomes an attribute. */
export function withRole(columns: readonly MappedColumn[], index: number, role: Role): MappedColumn[] {
  return columns.map((column, at) => {
    if (at === index) return { name: column.name, role, ...(column.as !== undefined && isAttribute(role) && { as: column.as }) };
    return column.role === role && !OFTEN.has(role) ? { name: column.name, role: 'attribute' } : column;
  });
}

/** What a log cannot do without, and no column has. */
export function lacking(columns: readonly MappedColumn[]): readonly ('case' | 'activity' | 'time')[] {
  const has = (role: Role): boolean => columns.some((column) => column.role === role);
  return [
    ...(has('case') ? [] : (['case'] as const)),
    ...(has('activity') ? [] : (['activity'] as const)),
    ...(has('start') || has('end') ? [] : (['time'] as const)),
  ];
}

/** How sure a guess is, in words: from 0.9 sure, from 0.6 likely. */
export function sureness(confidence: number): 'sure' | 'likely' | 'guess' {
  return confidence >= 0.9 ? 'sure' : confidence >= 0.6 ? 'likely' : 'guess';
}
