import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    // Needs the Java suite's answers: `npm run test:differential`.
    exclude: [...configDefaults.exclude, 'test/conformance/differential.test.ts'],
    passWithNoTests: false,
  },
});
