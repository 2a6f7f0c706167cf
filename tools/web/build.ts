/** How the dashboard is built: Vite with its own JSX transform, one chunk per page, nothing inlined (the page's policy forbids it). */
import { join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { textsPlugin } from './texts-plugin.ts';

/** The options for a build from `root` into `outDir`. */
const webOptions = (root: string, outDir: string): InlineConfig => ({
  configFile: false,
  root: join(root, 'web'),
  logLevel: 'warn',
  clearScreen: false,
  plugins: [textsPlugin(join(root, 'data/texts'))],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    license: { fileName: 'LICENSES.md' },
    reportCompressedSize: false,
  },
});

/** Builds the dashboard of the source tree `root` into `outDir`. Throws with Vite's own message where the source is wrong. */
export async function buildWeb(root: string, outDir: string): Promise<void> {
  const { NODE_ENV } = process.env;
  // A test that builds builds what ships: Vite takes libraries made for developing where this says anything else.
  process.env.NODE_ENV = 'production';
  try {
    await build(webOptions(root, outDir));
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}
