const LONGEST_HEADER = 64 * 1024;

/** The column names in the first line of an uncompressed CSV file, to choose from; none when it cannot be read here. */
export async function csvHeader(file: File): Promise<readonly string[]> {
  if (!/\.csv$/i.test(file.name)) return [];
  const line = (await file.slice(0, LONGEST_HEADER).text()).replace(/^\uFEFF/, '').split(/\r?\n/)[0] ?? '';
  const separator = [',', ';', '\t'].reduce(
    (best, sign) => (line.split(sign).length > line.split(best).length ? sign : best),
    ',',
  );
  return line
    .split(separator)
    .map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
    .filter((name) => name !== '');
}
