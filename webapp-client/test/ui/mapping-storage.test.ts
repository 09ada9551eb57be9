// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { Session } from '../../src/sync';
import { forgetMappings, mappingStorageOf } from '../../src/ui/import/mapping-storage';

const sessionOf = (tenantId: string, userId: string) =>
  ({ user: { id: userId }, tenant: { id: tenantId } }) as Session;
const [first, second] = [sessionOf('t1', 'u1'), sessionOf('t2', 'u2')];

afterEach(() => {
  window.localStorage.clear();
});

describe('the mappings of imports', () => {
  it('are remembered for their user, and shown to nobody else', () => {
    mappingStorageOf(first).setItem('import.accounts.name', 'of the first');
    expect(mappingStorageOf(first).getItem('import.accounts.name')).toBe('of the first');
    expect(mappingStorageOf(second).getItem('import.accounts.name')).toBeNull();
    expect(mappingStorageOf(sessionOf('t1', 'u2')).getItem('import.accounts.name')).toBeNull();
  });

  it('go from the device with the records, and so do those of which nobody knows whose they are', () => {
    mappingStorageOf(first).setItem('import.accounts.name', 'of the first');
    mappingStorageOf(second).setItem('import.accounts.name', 'of the second');
    window.localStorage.setItem('tidebook.import.accounts.name', 'of an earlier version');
    window.localStorage.setItem('colour-scheme', 'dark');
    forgetMappings(first);
    expect(mappingStorageOf(first).getItem('import.accounts.name')).toBeNull();
    expect(mappingStorageOf(second).getItem('import.accounts.name')).toBe('of the second');
    expect(Object.keys(window.localStorage).sort()).toEqual([
      'colour-scheme',
      'tidebook/t2/u2/import.accounts.name',
    ]);
  });
});
