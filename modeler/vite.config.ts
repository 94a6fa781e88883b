import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

/**
 * CodeMirror (inside the properties panel) writes its styles into `<style>` elements, which the server's Content-Security-Policy forbids.
 * style-mod can use constructed style sheets, but does so only in shadow roots; they are allowed, so here it does so everywhere.
 */
function constructedStyleSheets(): Plugin {
  const CONDITION = '!root.head && root.adoptedStyleSheets';
  return {
    name: 'constructed-style-sheets',
    transform(code, id) {
      if (!/[\\/]style-mod[\\/]/.test(id)) return null;
      if (!code.includes(CONDITION))
        throw new Error('style-mod has changed: look again how it puts its styles into the document');
      return { code: code.replace(CONDITION, 'root.adoptedStyleSheets'), map: null };
    },
  };
}

/** The staff page: one small shell; the editor, the forms and the charts are chunks of their own, loaded when their page is opened. */
export default defineConfig({
  base: '/',
  plugins: [constructedStyleSheets()],
  build: {
    outDir: '../dist/page',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2500,
    reportCompressedSize: false,
    rolldownOptions: {
      // `"use client"` of the router's files means nothing in a page that is all client.
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': { target: process.env['EIGA_URL'] ?? 'http://127.0.0.1:3000', changeOrigin: true } },
  },
});
