/** Says the words under a key; `count` chooses the plural form. (Plain on purpose: i18next's own key types cost minutes of type-checking.) */
export type Translate = (key: string, values?: Readonly<Record<string, unknown>>) => string;
