const NAME = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;

/** A name that an expression can read back: letters, digits and _; not one that JavaScript's objects are born with. */
export function isVariableName(text: string): boolean {
  return text.length <= 200 && NAME.test(text) && !(text in Object.prototype);
}

/** `applicant.address` as its names; undefined when one of them is none. */
export function variablePath(text: string): readonly string[] | undefined {
  const names = text.trim().split('.');
  return names.every(isVariableName) ? names : undefined;
}
