import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The staff app: built into `dist/web`, which the web server serves. While developing, /api goes to that server. */
export default defineConfig({
  root: here('.'),
  plugins: [react()],
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: addresses, so nothing is inlined.
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        // What changes seldom stands apart, so that a new version of the app leaves it in the browser's cache.
        manualChunks: (path) => vendorChunk(path),
      },
    },
  },
  server: {
    proxy: { '/api': { target: 'http://127.0.0.1:3000', changeOrigin: false } },
    fs: { allow: [here('../..')] },
  },
});

function vendorChunk(path: string): string | undefined {
  if (/node_modules\/(react|react-dom|scheduler)\//.test(path)) return 'react';
  if (/node_modules\/@tanstack\//.test(path)) return 'tanstack';
  return undefined;
}
