import { describe, expect, it } from 'vitest';
import { type ServerEvent, readEvents } from '../../src/sync/event-stream';

async function events(...pieces: string[]): Promise<ServerEvent[]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      pieces.forEach((piece) => {
        controller.enqueue(encoder.encode(piece));
      });
      controller.close();
    },
  });
  const found: ServerEvent[] = [];
  for await (const event of readEvents(body, () => undefined)) {
    found.push(event);
  }
  return found;
}

describe('server-sent events', () => {
  const WHOLE = ': hello\nevent: changed\nid: 7\ndata: {"a":\ndata:1}\n\n';
  const READ = [{ event: 'changed', id: '7', data: '{"a":\n1}' }];

  it('are read from lines of any kind', async () => {
    expect(await events(WHOLE)).toEqual(READ);
    expect(await events(WHOLE.replaceAll('\n', '\r\n'))).toEqual(READ);
    expect(await events(WHOLE.replaceAll('\n', '\r'), ': x\r\n')).toEqual(READ);
  });

  it('may be cut anywhere on their way, also within a letter', async () => {
    const text = WHOLE.replaceAll('\n', '\r\n');
    expect(await events(...text)).toEqual(READ);
    const bytes = new TextEncoder().encode('data: é🏠\n\n');
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        bytes.forEach((byte) => {
          controller.enqueue(Uint8Array.of(byte));
        });
        controller.close();
      },
    });
    let pieces = 0;
    for await (const event of readEvents(body, () => (pieces += 1))) {
      expect(event).toEqual({ event: 'message', id: null, data: 'é🏠' });
    }
    expect(pieces).toBe(bytes.length);
  });

  it('without data, or cut off before their end, are none', async () => {
    expect(await events(': alive\n\n', 'event: changed\n\n', 'event: changed\ndata: 1\n')).toEqual([]);
  });
});
