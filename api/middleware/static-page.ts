/** The page's files, read once into memory and compressed when first asked for. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type Koa from 'koa';

interface PageFile {
  readonly bytes: Buffer;
  readonly type: string;
  readonly etag: string;
  /** Its name changes with its content, so that it can be kept for ever. */
  readonly hashed: boolean;
  readonly packed: Map<'br' | 'gzip', Promise<Buffer>>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSIBLE = /^(text\/|application\/json|application\/manifest|image\/svg)/;
const SMALL_BYTES = 1_000;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * Serves the folder's files, and its index.html for every other address of the page (the page routes itself). Only names that were
 * there at the start are served, so no address leads out of the folder. A missing folder serves nothing: the API works without a page.
 */
export async function staticPage(folder: string): Promise<Koa.Middleware> {
  const files = await readFiles(folder);
  return async (context, next) => {
    if ((context.method !== 'GET' && context.method !== 'HEAD') || /^\/(api|v2|health)(\/|$)/.test(context.path)) {
      await next();
      return;
    }
    const wanted = files.get(context.path);
    // What looks like a file and is none is missing; an address without an ending is one of the page's own.
    const file = wanted ?? (extname(context.path) === '' ? files.get('/index.html') : undefined);
    if (file === undefined) await next();
    else await send(context, file);
  };
}

async function send(context: Koa.Context, file: PageFile): Promise<void> {
  context.status = 200;
  context.type = file.type;
  context.set('ETag', file.etag);
  context.set('Cache-Control', file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  context.vary('Accept-Encoding');
  if (context.fresh) {
    context.status = 304;
    return;
  }
  const packing =
    file.bytes.length >= SMALL_BYTES && COMPRESSIBLE.test(file.type) ? context.acceptsEncodings('br', 'gzip', 'identity') : false;
  if (packing === 'br' || packing === 'gzip') {
    context.set('Content-Encoding', packing);
    context.body = await packed(file, packing);
  } else context.body = file.bytes;
}

function packed(file: PageFile, packing: 'br' | 'gzip'): Promise<Buffer> {
  const known = file.packed.get(packing);
  if (known !== undefined) return known;
  const made = packing === 'br' ? brotli(file.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : zip(file.bytes);
  file.packed.set(packing, made);
  return made;
}

async function readFiles(folder: string): Promise<Map<string, PageFile>> {
  const files = new Map<string, PageFile>();
  if (!existsSync(folder)) return files;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    files.set(address, {
      bytes,
      type: TYPES[extname(entry.name)] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      hashed: /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/.test(entry.name),
      packed: new Map(),
    });
  }
  return files;
}
