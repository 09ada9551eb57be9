import { describe, expect, it } from 'vitest';
import { createHttp } from '../../src/sync/http';
import type { Platform } from '../../src/sync/platform';
import { ServerClock } from '../../src/sync/server-clock';

function calling(answer: Response) {
  const platform = { nowMs: () => 1_795_336_200_000 } as Platform;
  const contacts: boolean[] = [];
  const http = createHttp({
    fetch: () => Promise.resolve(answer),
    baseUrl: 'https://books.example/api/',
    platform,
    clock: new ServerClock(platform),
    headers: {},
    onContact: (answered) => contacts.push(answered),
  });
  return { call: () => http({ method: 'GET', path: 'state/changes', timeoutMs: 1_000 }), contacts };
}

describe('an answer', () => {
  it.each([
    [200, ''],
    [200, '{"results":[]}'],
    [404, '<html>'],
    [405, ''],
  ])('of status %i without the time of the server is not the server’s', async (status, body) => {
    const { call, contacts } = calling(new Response(body, { status }));
    expect(await call()).toEqual({ kind: 'unreachable' });
    expect(contacts).toEqual([false]);
  });

  it('of a proxy that takes less than the server does makes batches smaller', async () => {
    const { call } = calling(new Response('<html>', { status: 413 }));
    expect(await call()).toMatchObject({ kind: 'problem', problem: { status: 413 } });
  });

  it('with it is', async () => {
    const headers = { 'Tidebook-Time': '2026-11-22T08:30:00.000000Z' };
    const { call, contacts } = calling(new Response('{"results":[]}', { status: 200, headers }));
    expect(await call()).toEqual({ kind: 'ok', value: { results: [] } });
    expect(contacts).toEqual([true]);
  });
});
