import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const MODELER = fileURLToPath(new URL('../../../modeler/', import.meta.url));

export interface Source {
  readonly file: string;
  readonly tree: ts.SourceFile;
}

/** The page's own TypeScript files, parsed. */
export function modelerSources(): readonly Source[] {
  return readdirSync(MODELER, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => ({
      file,
      tree: ts.createSourceFile(file, readFileSync(`${MODELER}${file}`, 'utf8'), ts.ScriptTarget.Latest, true),
    }));
}

/** Every node of a tree. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}
