import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
    isolate: false,
    testTimeout: 30_000,
    setupFiles: ['test/setup.ts'],
  },
});
