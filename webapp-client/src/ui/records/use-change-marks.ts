import { useTidebook } from '../session/tidebook-context';
import { changeMarksOf, type ChangeMarks } from './change-marks';
import { useLive } from './use-live';

const none: ChangeMarks = new Map();

/** Which records of a type have a change that waits or failed, by record id. */
export function useChangeMarks(entityType: string): ChangeMarks {
  const { db } = useTidebook();
  const live = useLive(() => changeMarksOf(db, entityType), [db, entityType]);
  return live.kind === 'ready' ? live.value : none;
}
