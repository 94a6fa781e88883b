import { closeSync, fsyncSync, openSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The file operations of PGlite's WebAssembly runtime that this file touches; the package declares none of them. */
interface OpenFile {
  /** Descriptor of the real file; absent for a directory. */
  readonly nfd?: number;
  readonly node: object;
}
interface NodeFileSystem {
  readonly stream_ops: { fsync?: (file: OpenFile) => number };
  realPath(node: object): string;
}

/**
 * PGlite's directory on the disk, with the one operation its own file system lacks: fsync. Without it PostgreSQL's `fsync=on` calls
 * nothing, and a power cut takes acknowledged commits with it.
 */
export class DurableFileSystem extends NodeFS {
  #fsyncCalls = 0;

  /** How often PostgreSQL forced a file or a directory to the disk since the start: one a commit at the least. */
  get fsyncCalls(): number {
    return this.#fsyncCalls;
  }

  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const hook = (runtime: unknown): void => {
      const files = nodeFileSystem(runtime);
      files.stream_ops.fsync = (file) => {
        this.#fsyncCalls++;
        forceToDisk(files, file);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), hook] } };
  }
}

function forceToDisk(files: NodeFileSystem, file: OpenFile): void {
  if (file.nfd !== undefined) return fsyncSync(file.nfd);
  const descriptor = openSync(files.realPath(file.node), 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** @throws when the runtime has no Node file system under this name: a PGlite whose commits we could not make durable must not start. */
function nodeFileSystem(runtime: unknown): NodeFileSystem {
  const files = typeof runtime === 'object' && runtime !== null && 'NODEFS' in runtime ? runtime.NODEFS : undefined;
  if (typeof files !== 'object' || files === null || !('stream_ops' in files) || !('realPath' in files))
    throw new Error('This version of PGlite keeps its files another way: fsync cannot be added, so nothing would be durable.');
  return files as NodeFileSystem;
}
