/** A person of the staff, as everything outside this room sees one. */
/** `worker` is no person but another system: it starts cases, does jobs and sends messages. */
export const ROLES = ['analyst', 'clerk', 'manager', 'worker', 'administrator'] as const;
export type Role = (typeof ROLES)[number];
export type Language = 'lt' | 'en';

export interface Person {
  /** What she signs in with, and what the event log calls her. */
  readonly user: string;
  readonly tenantId: string;
  readonly institution: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Units that she works in: the candidate groups whose tasks she sees. */
  readonly units: readonly string[];
  readonly language: Language;
  /** Nobody who is not active can sign in, and nothing can be given to her. */
  readonly active: boolean;
  /** The units of her institution and those below it, where she manages or analyses an institution that is not the head office. */
  readonly oversees?: readonly string[];
  /** Those who are absent today and whose stand-in she is: their work list is hers too. */
  readonly standsInFor?: readonly { readonly user: string; readonly units: readonly string[] }[];
}

export interface Unit {
  readonly unit: string;
  readonly institution: string;
  readonly name: string;
  readonly nameEn?: string;
  /** The unit of the same institution that it is a part of. */
  readonly parent?: string;
}

export const INSTITUTION_KINDS = [
  'municipality',
  'eldership',
  'company',
  'library',
  'socialCentre',
  'school',
  'psychologicalService',
  'other',
] as const;
export type InstitutionKind = (typeof INSTITUTION_KINDS)[number];

export interface Institution {
  readonly institution: string;
  readonly name: string;
  readonly nameEn?: string;
  readonly zone: string;
  readonly kind?: InstitutionKind;
  /** The institution that it belongs to: of a company its municipality. */
  readonly parent?: string;
}
