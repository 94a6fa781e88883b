/** Gives the person a file. */
export function download(name: string, content: string, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}

/** A file name made of a model's id: letters, digits, dash and dot only. */
export function fileName(id: string, ending: string): string {
  return `${id.replace(/[^\w.-]+/g, '-')}${ending}`;
}
