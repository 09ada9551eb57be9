import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    // The one needs the Java suite's answers, the others a server: `test:differential`, `test:real-server`.
    exclude: [...configDefaults.exclude, 'test/conformance/differential.test.ts', 'test/real-server/**'],
    passWithNoTests: false,
  },
});
