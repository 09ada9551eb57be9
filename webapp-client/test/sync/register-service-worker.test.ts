// How a page learns of a new version and switches to it; a browser's part is played here.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerServiceWorker } from '../../src/sync/register-service-worker';

class TestWorker extends EventTarget {
  state = 'installed';
  readonly told: unknown[] = [];
  postMessage(message: unknown): void {
    this.told.push(message);
  }
}

describe('a new version of the application', () => {
  const waiting = new TestWorker();
  const reload = vi.fn();
  let container: EventTarget & { controller: unknown };
  let offered: (() => void)[];

  beforeEach(async () => {
    waiting.state = 'installed';
    waiting.told.length = 0;
    reload.mockClear();
    offered = [];
    const registration = Object.assign(new EventTarget(), { waiting, installing: null });
    container = Object.assign(new EventTarget(), {
      controller: {},
      register: () => Promise.resolve(registration),
    });
    vi.stubGlobal('navigator', { serviceWorker: container });
    vi.stubGlobal('location', { reload });
    await registerServiceWorker({
      onUpdate: (activate) => offered.push(activate),
      onSync: () => undefined,
    });
  });

  afterEach(() => {
    vi.unstubAllGlobals();
  });

  function takesOver(): void {
    waiting.state = 'activated';
    container.dispatchEvent(new Event('controllerchange'));
  }

  it('is switched to when the user says so, and then the page is loaded again', () => {
    offered[0]?.();
    expect(waiting.told).toEqual([{ type: 'SKIP_WAITING' }]);
    expect(reload).not.toHaveBeenCalled();

    takesOver();
    expect(reload).toHaveBeenCalledOnce();
    expect(offered).toHaveLength(1);
  });

  it('is offered by a page that was loaded while another tab had it installed', async () => {
    const installing = new TestWorker();
    installing.state = 'installing';
    const registration = Object.assign(new EventTarget(), { waiting: null, installing });
    Object.assign(container, { register: () => Promise.resolve(registration) });
    offered.length = 0;
    await registerServiceWorker({
      onUpdate: (activate) => offered.push(activate),
      onSync: () => undefined,
    });
    expect(offered).toEqual([]);
    installing.state = 'installed';
    installing.dispatchEvent(new Event('statechange'));
    expect(offered).toHaveLength(1);
  });

  it('is offered again when another tab has switched', () => {
    takesOver();
    expect(offered).toHaveLength(2);
    offered[1]?.();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('is loaded when another tab switched while this one still waited for its run', () => {
    takesOver();
    // What the user pressed before that is done only now.
    offered[0]?.();
    expect(reload).toHaveBeenCalledOnce();
    expect(waiting.told).toEqual([]);
  });
});
