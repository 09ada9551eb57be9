// Server-sent events read from a fetch. Not EventSource: it cannot send the device's headers, it tells a
// 401 from a broken line as little as a 429, and it reconnects by a rule of its own.

/** One event, as its fields came. */
export interface ServerEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: string;
}

/**
 * Reads events until the stream ends; what is cut off in the middle of an event is not one.
 *
 * @param onBytes told of every piece that came, signs of life too
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  onBytes: () => void,
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  let rest = '';
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      onBytes();
      rest += decoder.decode(piece.value, { stream: true });
      // A carriage return at the end may be half of a line's end.
      const isHalf = rest.endsWith('\r');
      const lines = (isHalf ? rest.slice(0, -1) : rest).split(/\r\n|\n|\r/);
      rest = (lines.pop() ?? '') + (isHalf ? '\r' : '');
      for (const line of lines) {
        const event = parser.line(line);
        if (event !== null) {
          yield event;
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Puts lines together to events (HTML standard, 9.2.6). */
class EventParser {
  #event = '';
  #id: string | null = null;
  #data: string[] = [];

  line(line: string): ServerEvent | null {
    if (line === '') {
      return this.#end();
    }
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    switch (name) {
      case 'event':
        this.#event = value;
        break;
      case 'id':
        this.#id = value;
        break;
      case 'data':
        this.#data.push(value);
        break;
      default:
      // A comment, or a field of a later version.
    }
    return null;
  }

  #end(): ServerEvent | null {
    const event = {
      event: this.#event === '' ? 'message' : this.#event,
      id: this.#id,
      data: this.#data.join('\n'),
    };
    const isEmpty = this.#data.length === 0;
    this.#event = '';
    this.#data = [];
    return isEmpty ? null : event;
  }
}
