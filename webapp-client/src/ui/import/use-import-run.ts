import { useEffect, useState } from 'react';
import { type ImportPlan, rememberMapping } from '../../import';
import type { SaveManyOutcome } from '../../sync';
import { useTidebook } from '../session/tidebook-context';
import { importFailureWording } from './import-failure';
import { mappingStorageOf } from './mapping-storage';
import type { ImportDraft } from './use-import';

export type RunState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly outcome: SaveManyOutcome }
  | { readonly kind: 'failed'; readonly message: string };

/** What happens to records that are on the device with other values. */
export type ExistingChoice = 'skip' | 'update';

/** Saves a plan: all its records in one transaction, so there is no half of an import. */
export function useImportRun(draft: ImportDraft) {
  const { records, session } = useTidebook();
  const [state, setState] = useState<RunState>({ kind: 'none' });
  useUnloadGuard(state.kind === 'running');

  async function run(plan: ImportPlan, existing: ExistingChoice): Promise<void> {
    const { type, table, mapping } = draft;
    if (type === null || table === null) return;
    const rows = plan.rows.map(({ id, fields }) => ({ ...fields, id }));
    setState({ kind: 'running', done: 0, total: rows.length });
    try {
      const onProgress = (done: number, total: number) => setState({ kind: 'running', done, total });
      const outcome = await records.saveMany(type.name, rows, { existing, onProgress });
      rememberMapping(mappingStorageOf(session), type, table, mapping);
      setState({ kind: 'done', outcome });
    } catch (thrown) {
      setState({ kind: 'failed', message: importFailureWording(thrown) });
    }
  }

  return { state, run };
}

function useUnloadGuard(isRunning: boolean): void {
  useEffect(() => {
    if (!isRunning) return;
    const hold = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', hold);
    return () => window.removeEventListener('beforeunload', hold);
  }, [isRunning]);
}
