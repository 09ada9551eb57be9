// The differential test alone: it needs the Java suite's answers, which `npm test` does without.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/conformance/differential.test.ts'] },
});
