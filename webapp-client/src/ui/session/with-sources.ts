import { createRecordSource, type RecordSource } from '../records/record-source';
import { watchStore } from '../records/watch-store';
import type { Tidebook } from '../../sync';
import { withKnownReferences } from './known-schema';
import type { SourcedTidebook } from './tidebook-context';

/** Adds to an open database the sources that the page's lists and inputs share. */
export function withSources(tidebook: Tidebook): SourcedTidebook {
  const schema = withKnownReferences(tidebook.schema);
  const sources = new Map<string, RecordSource>();
  const clock = {
    nowMs: () => performance.now(),
    later(task: () => void, delayMs: number) {
      const timer = window.setTimeout(task, delayMs);
      return () => window.clearTimeout(timer);
    },
  };

  function sourceOf(entityType: string): RecordSource {
    const known = sources.get(entityType);
    if (known !== undefined) return known;
    const type = schema.types.find((candidate) => candidate.name === entityType);
    if (type === undefined) throw new Error(`The schema has no type ${entityType}`);
    const store = tidebook.db.entities(entityType);
    const source = createRecordSource({
      type,
      load: () => store.toArray(),
      watch: (onChange) => watchStore(store, onChange),
      clock,
    });
    sources.set(entityType, source);
    return source;
  }

  return { ...tidebook, schema, sourceOf };
}
