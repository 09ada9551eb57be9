import { describe, expect, it } from 'vitest';
import { createRouter, type RouterWindow } from '../../src/ui/routing/router';

/** A window that tells of a changed hash at once. */
function createFakeWindow(hash: string) {
  let listener = () => {};
  const location = { hash };
  const win: RouterWindow = {
    location,
    history: { replaceState: (_data, _unused, url) => void (location.hash = url) },
    addEventListener: (_type, added) => void (listener = added),
    removeEventListener: () => void (listener = () => {}),
  };
  return {
    win,
    location,
    /** As a click on a link or the "back" button does. */
    moveTo: (target: string) => {
      location.hash = target;
      listener();
    },
  };
}

function createOpenRouter(hash: string) {
  const fake = createFakeWindow(hash);
  const router = createRouter(fake.win);
  router.subscribe(() => {});
  return { ...fake, router };
}

describe('the router', () => {
  it('follows the address bar', () => {
    const { router, moveTo } = createOpenRouter('#/accounts');
    moveTo('#/sync');
    expect(router.getState()).toEqual({ route: { kind: 'sync' }, blockedHash: null });
  });

  it('tells listeners of a move that the page itself makes', () => {
    const { router, location } = createOpenRouter('#/');
    let told = 0;
    router.subscribe(() => (told += 1));
    router.navigate({ kind: 'new', path: 'accounts' });
    expect([location.hash, told]).toEqual(['#/accounts/new', 1]);
  });

  it('holds a move back while something is unsaved, and undoes it in the address bar', () => {
    const { router, moveTo, location } = createOpenRouter('#/accounts/1');
    router.guard(() => true);
    moveTo('#/sync');
    expect(location.hash).toBe('#/accounts/1');
    expect(router.getState()).toEqual({
      route: { kind: 'record', path: 'accounts', id: '1' },
      blockedHash: '#/sync',
    });
  });

  it('makes the held move when the user leaves', () => {
    const { router, moveTo, location } = createOpenRouter('#/accounts/1');
    router.guard(() => true);
    moveTo('#/sync');
    router.leave();
    expect(location.hash).toBe('#/sync');
    expect(router.getState()).toEqual({ route: { kind: 'sync' }, blockedHash: null });
  });

  it('forgets the held move when the user stays', () => {
    const { router, moveTo } = createOpenRouter('#/accounts/1');
    router.guard(() => true);
    moveTo('#/sync');
    router.stay();
    expect(router.getState().blockedHash).toBeNull();
    expect(router.getState().route.kind).toBe('record');
  });

  it('does at once what nothing unsaved stands against', () => {
    const { router } = createOpenRouter('#/accounts/1');
    router.guard(() => false);
    let done = 0;
    router.attempt(() => (done += 1));
    expect([done, router.getState().blockedHash]).toEqual([1, null]);
  });

  it('asks before an action that loses something unsaved, and keeps the guard up', () => {
    const { router, moveTo } = createOpenRouter('#/accounts/1');
    router.guard(() => true);
    let done = 0;
    router.attempt(() => (done += 1));
    expect([done, router.getState().blockedHash]).toEqual([0, '#/accounts/1']);
    router.leave();
    expect([done, router.getState().blockedHash]).toEqual([1, null]);
    moveTo('#/sync');
    expect(router.getState().blockedHash).toBe('#/sync');
  });

  it('forgets a held action when the user stays', () => {
    const { router, moveTo, location } = createOpenRouter('#/accounts/1');
    router.guard(() => true);
    let done = 0;
    router.attempt(() => (done += 1));
    router.stay();
    moveTo('#/sync');
    router.leave();
    expect([done, location.hash]).toEqual([0, '#/sync']);
  });

  it('moves freely again once the guard is taken away', () => {
    const { router, moveTo } = createOpenRouter('#/accounts/1');
    const unguard = router.guard(() => true);
    unguard();
    moveTo('#/sync');
    expect(router.getState().route.kind).toBe('sync');
  });
});
