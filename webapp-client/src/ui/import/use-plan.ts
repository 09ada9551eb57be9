import { useCallback, useEffect, useRef, useState } from 'react';
import { type ImportPlan, planImport, type StoredRecord } from '../../import';
import type { EntityTypeSchema } from '../../sync';
import { useTidebook } from '../session/tidebook-context';
import { pause } from './pause';
import type { ImportDraft } from './use-import';

export type PlanState =
  | { readonly kind: 'none' }
  | { readonly kind: 'planning'; readonly done: number; readonly total: number }
  | { readonly kind: 'ready'; readonly plan: ImportPlan; readonly stored: StoredRecords }
  | { readonly kind: 'failed'; readonly message: string };

/** The records that a plan was compared with, by entity type. */
export type StoredRecords = Readonly<Record<string, readonly StoredRecord[]>>;

/** Makes the plan of a draft, and drops it when the user goes back or leaves. */
export function usePlan(draft: ImportDraft) {
  const { db, schema } = useTidebook();
  const [state, setState] = useState<PlanState>({ kind: 'none' });
  const running = useRef<AbortController | null>(null);

  const drop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState({ kind: 'none' });
  }, []);
  useEffect(() => () => running.current?.abort(), []);

  async function make(): Promise<void> {
    const { type, table, mapping, source } = draft;
    if (type === null || table === null) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: 'planning', done: 0, total: table.rows.length });
    try {
      const stored: Record<string, readonly StoredRecord[]> = {};
      for (const name of neededTypes(type, draft)) stored[name] = await db.entities(name).toArray();
      const request = { type, types: schema.types, table, mapping, source, stored };
      const onProgress = (done: number, total: number) => setState({ kind: 'planning', done, total });
      const plan = await planImport(request, { pause, onProgress, signal: controller.signal });
      setState({ kind: 'ready', plan, stored });
    } catch (thrown) {
      // Going back ends the plan on purpose; what comes after is not of this one.
      if (controller.signal.aborted) return;
      setState({ kind: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  }

  return { state, make, drop };
}

/** The type itself, to know what is there already, and every type that one of its fields refers to. */
function neededTypes(type: EntityTypeSchema, { mapping }: ImportDraft): Set<string> {
  const referenced = type.fields.flatMap(({ name, references }) => {
    const kind = mapping.fields[name]?.kind ?? 'unset';
    return kind === 'unset' || references === undefined ? [] : references;
  });
  return new Set([type.name, ...referenced]);
}
