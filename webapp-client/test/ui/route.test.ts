import { describe, expect, it } from 'vitest';
import { parseRoute, routeToHash, type Route } from '../../src/ui/routing/route';

describe('a route', () => {
  const routes: Route[] = [
    { kind: 'home' },
    { kind: 'list', path: 'rental-agreements' },
    { kind: 'new', path: 'accounts' },
    { kind: 'record', path: 'accounts', id: 'a/b %' },
    { kind: 'import' },
    { kind: 'sync' },
    { kind: 'members' },
    { kind: 'access' },
  ];

  it.each(routes)('is read back from its hash: $kind', (route) => {
    expect(parseRoute(routeToHash(route))).toEqual(route);
  });

  it.each(['', '#', '#/', '#/a/b/c'])('is home where the hash names no page: "%s"', (hash) => {
    expect(parseRoute(hash)).toEqual({ kind: 'home' });
  });

  it('ignores what follows a question mark', () => {
    expect(parseRoute('#/accounts?from=mail')).toEqual({ kind: 'list', path: 'accounts' });
  });

  it('takes a broken escape as it stands', () => {
    expect(parseRoute('#/accounts/100%')).toEqual({ kind: 'record', path: 'accounts', id: '100%' });
  });
});
