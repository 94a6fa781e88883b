import { describe, expect, test } from '@jest/globals';
import { csvOf } from '../../../modeler/features/figures/figures-csv.ts';

const lines = (text: string): readonly string[] => text.replace('\uFEFF', '').trimEnd().split('\r\n');

describe('a table as a file for a spreadsheet', () => {
  test('is written as Lithuanian and English spreadsheets read it', () => {
    const head = ['Žingsnis', 'Mediana'];
    const rows = [['Tikrinti; pasirašyti', 1.5]];
    expect(csvOf(head, rows, 'lt').startsWith('\uFEFF')).toBe(true);
    expect(lines(csvOf(head, rows, 'lt'))).toEqual(['Žingsnis;Mediana', '"Tikrinti; pasirašyti";1,5']);
    expect(lines(csvOf(head, rows, 'en'))).toEqual(['Žingsnis,Mediana', 'Tikrinti; pasirašyti,1.5']);
  });

  test.each(['=HYPERLINK("x")', '+1', '-2', '@SUM(A1)', '\tx', "'=1"])('defuses %j, which a spreadsheet would run', (text) => {
    const [, row = ''] = lines(csvOf(['a'], [[text]], 'en'));
    expect(row.replace(/^"/, '').startsWith("'")).toBe(true);
  });

  test('leaves negative figures figures, and what is not known empty', () => {
    expect(lines(csvOf(['a', 'b', 'c'], [[-2.25, null, 3]], 'lt'))).toEqual(['a;b;c', '-2,25;;3']);
  });

  test('doubles quotes and keeps line ends inside a cell', () => {
    expect(csvOf(['a'], [['he said "no"\nand left']], 'en')).toContain('"he said ""no""\nand left"');
  });
});
