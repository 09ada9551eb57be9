// Pull: the feed comes down page by page. A page's records and the checkpoint after it are one
// transaction, so a kill at any point repeats at most one page. While a page is stored, the next one is
// already on its way.
import { type Entities, applyPage } from './apply-page';
import { type Checkpoint, GLOBAL } from './metadata';
import type { Answer } from './http';
import { DONE, type Run, type StepOutcome, servedTypes } from './run';
import type { PullPage } from './state-api';

/** Records in one page: few enough to hold in memory, enough that the round trips do not count. */
export const PAGE_LIMIT = 5_000;

/**
 * In the very first page: there is something to see while the rest is on its way. Each page of a first pull is twice
 * as long as the one before: whoever reads what came waits for the page that is being stored.
 */
export const FIRST_PAGE_LIMIT = 500;

export interface PullOutcome {
  readonly step: StepOutcome;
  /** Whether it was noted with the last page when the run finished. */
  readonly isNoted: boolean;
}

/**
 * Pulls everything since the checkpoint, and from nothing what the checkpoint does not hold for.
 *
 * @param isFinal whether the run has finished whole once everything is stored
 */
export async function pullChanges(run: Run, checkpoint: Checkpoint, isFinal: boolean): Promise<PullOutcome> {
  // An initial pull holds for the types known when it began, also where it is taken up again.
  const types = checkpoint.since === null ? servedTypes(run) : checkpoint.types;
  const isAll = knowsAllTypes(run, types);
  const main = await pullPages(run, { ...checkpoint, types }, null, ({ hasMore }, next) => {
    const pulled_at = run.clock.now();
    const isEnd = isFinal && isAll && !hasMore;
    return run.metadata.setCheckpoint(next, GLOBAL, {
      pulled_at,
      ...(isEnd ? { last_synced_at: pulled_at } : {}),
    });
  });
  if (main.kind === 'failed' || isAll) {
    return { step: main, isNoted: isFinal && isAll };
  }
  return { step: await pullNewTypes(run), isNoted: false };
}

export function knowsAllTypes(run: Run, types: readonly string[]): boolean {
  return servedTypes(run).every((name) => types.includes(name));
}

/** Types that the client learned of after its checkpoint: each from nothing, with a checkpoint of its own. */
async function pullNewTypes(run: Run): Promise<StepOutcome> {
  const { types: covered } = await run.metadata.getCheckpoint();
  for (const type of servedTypes(run).filter((name) => !covered.includes(name))) {
    const own = await run.metadata.getCheckpoint(type);
    const outcome = await pullPages(run, { ...own, types: [type] }, [type], async (page, next) => {
      if (page.hasMore) {
        await run.metadata.setCheckpoint(next, type);
        return;
      }
      // The tenant's checkpoint is not later than this one: what it brings of the type again is harmless.
      const tenant = await run.metadata.getCheckpoint(GLOBAL);
      await run.metadata.setCheckpoint({ ...tenant, types: [...tenant.types, type] });
      await run.metadata.removeCheckpoint(type);
      await run.metadata.forgetCheck();
    });
    if (outcome.kind === 'failed') {
      return outcome;
    }
  }
  return DONE;
}

/** Whether the page has records of a type that another tab has learned of, and this one has no store for. */
function isLeftOut({ db }: Run, { entities }: PullPage, entityType: string): boolean {
  return (entities[entityType] ?? []).length > 0 && !db.entityTypes.includes(entityType);
}

type CommitPage = (page: PullPage, next: Checkpoint) => Promise<void>;

async function pullPages(
  run: Run,
  from: Checkpoint,
  types: readonly string[] | null,
  commit: CommitPage,
): Promise<StepOutcome> {
  const isInitial = from.since === null || from.initial !== null;
  let [done, covered] = [0, from.types];
  const isFirst = from.since === null && from.initial === null;
  let limit = isFirst ? FIRST_PAGE_LIMIT : PAGE_LIMIT;
  let request = requestPage(run, from, types, limit);
  for (;;) {
    const answer = await request;
    if (answer.kind !== 'ok') {
      return { kind: 'failed', failure: answer };
    }
    const page = answer.value;
    covered = covered.filter((name) => !isLeftOut(run, page, name));
    const next = { ...checkpointAfter(page, from), types: covered };
    if (page.hasMore) {
      limit = Math.min(2 * limit, PAGE_LIMIT);
      request = requestPage(run, next, types, limit);
    }
    await applyPage(run, page.entities, { isInitial, commit: () => commit(page, next) });
    done += countRecords(page.entities);
    if (!page.hasMore) {
      return DONE;
    }
    run.onProgress({ phase: 'pull', done, total: null });
  }
}

/** One page of the feed after `from`, of at most `limit` records, and of no more than the line carries in time. */
export async function requestPage(
  run: Run,
  { since, feed, initial }: Checkpoint,
  types: readonly string[] | null,
  limit = PAGE_LIMIT,
): Promise<Answer<PullPage>> {
  const asked = run.pace.pageLimit(limit);
  const askedMs = run.platform.nowMs();
  const answer = await run.api.pull({ since, feed, initial, limit: asked, types }, run.signal);
  if (answer.kind === 'ok' && answer.value.hasMore) {
    run.pace.fullPageCame(asked, run.platform.nowMs() - askedMs);
  } else if (answer.kind === 'unreachable' && answer.isTimeout === true) {
    run.pace.pageTimedOut(asked);
  }
  return answer;
}

/** Where the device stands once `page` is stored. */
export function checkpointAfter(page: PullPage, before: Checkpoint): Checkpoint {
  const initial = page.hasMore ? (page.initial ?? before.initial) : null;
  return { since: page.updatedAt, feed: page.feed, initial, types: before.types };
}

export function countRecords(entities: Entities): number {
  return Object.values(entities).reduce((count, records) => count + records.length, 0);
}
