/**
 * The router: which address is shown, and a guard that can hold a move back while something is unsaved.
 *
 * A browser tells of a changed hash only afterwards. A guarded move is therefore undone in the address bar
 * and remembered as `blockedHash`, until the user leaves or stays.
 */
import { parseRoute, routeToHash, type Route } from './route';

export interface RouterState {
  readonly route: Route;
  /** Where the user wanted to go while the guard was up, or null; the shown address for an action (`attempt`). */
  readonly blockedHash: string | null;
}

/** The part of `window` that the router uses. */
export interface RouterWindow {
  readonly location: { hash: string };
  readonly history: { replaceState(data: unknown, unused: string, url: string): void };
  addEventListener(type: 'hashchange', listener: () => void): void;
  removeEventListener(type: 'hashchange', listener: () => void): void;
}

export interface Router {
  readonly getState: () => RouterState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly navigate: (route: Route) => void;
  /** Goes there in place of the current address, so that "back" does not return to it. */
  readonly replace: (route: Route) => void;
  /** While `isUnsaved` says true, no move is made. Returns a function that takes the guard away. */
  readonly guard: (isUnsaved: () => boolean) => () => void;
  /** Does what would lose something unsaved: at once, or where the guard is up when the user leaves. */
  readonly attempt: (action: () => void) => void;
  readonly leave: () => void;
  readonly stay: () => void;
}

export function createRouter(win: RouterWindow): Router {
  const listeners = new Set<() => void>();
  let shownHash = win.location.hash;
  let state: RouterState = { route: parseRoute(shownHash), blockedHash: null };
  let isUnsaved: (() => boolean) | null = null;
  let blockedAction: (() => void) | null = null;

  function update(next: RouterState): void {
    state = next;
    for (const listener of [...listeners]) listener();
  }

  function show(hash: string): void {
    shownHash = hash;
    update({ route: parseRoute(hash), blockedHash: null });
  }

  function onHashChange(): void {
    const hash = win.location.hash;
    if (hash === shownHash) return;
    if (isUnsaved?.() === true) {
      win.history.replaceState(null, '', shownHash === '' ? '#/' : shownHash);
      blockedAction = null;
      update({ ...state, blockedHash: hash });
      return;
    }
    show(hash);
  }

  return {
    getState: () => state,
    subscribe(listener) {
      if (listeners.size === 0) win.addEventListener('hashchange', onHashChange);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) win.removeEventListener('hashchange', onHashChange);
      };
    },
    navigate(route) {
      win.location.hash = routeToHash(route);
      onHashChange();
    },
    replace(route) {
      win.history.replaceState(null, '', routeToHash(route));
      show(routeToHash(route));
    },
    guard(check) {
      isUnsaved = check;
      return () => {
        if (isUnsaved === check) isUnsaved = null;
      };
    },
    attempt(action) {
      if (isUnsaved?.() !== true) {
        action();
        return;
      }
      blockedAction = action;
      update({ ...state, blockedHash: shownHash });
    },
    leave() {
      const target = state.blockedHash;
      if (target === null) return;
      const action = blockedAction;
      blockedAction = null;
      if (action !== null) {
        // The guard stays up: the action may ask something itself, and be called off.
        update({ ...state, blockedHash: null });
        action();
        return;
      }
      isUnsaved = null;
      win.location.hash = target;
      show(target);
    },
    stay() {
      blockedAction = null;
      update({ ...state, blockedHash: null });
    },
  };
}
