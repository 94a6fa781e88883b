/** A bar on standard error: over itself in a terminal, a line at each tenth elsewhere. */
export interface ProgressBar {
  show(fraction: number, words: string): void;
  /** Leaves the line. */
  end(): void;
}

const WIDTH = 30;

export function progressBar(visible: boolean): ProgressBar {
  const { stderr } = process;
  let tenth = -1;
  let shown = false;
  return {
    show(fraction, words) {
      if (!visible) return;
      const percent = `${String(Math.floor(fraction * 100)).padStart(3)} %`;
      if (stderr.isTTY) {
        const full = Math.round(fraction * WIDTH);
        stderr.write(`\r\u001b[K[${'#'.repeat(full)}${' '.repeat(WIDTH - full)}] ${percent} ${words}`);
        shown = true;
      } else if (Math.floor(fraction * 10) > tenth) {
        tenth = Math.floor(fraction * 10);
        stderr.write(`${percent} ${words}\n`);
      }
    },
    end() {
      if (shown) stderr.write('\n');
      shown = false;
    },
  };
}
