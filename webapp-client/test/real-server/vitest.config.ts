// Against a server that runs: TIDEBOOK_SERVER is its address. EngineSimulationJourney starts both.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['test/real-server/*.test.ts'], testTimeout: 300_000, hookTimeout: 120_000 },
});
