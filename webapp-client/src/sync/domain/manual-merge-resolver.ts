// Twin of org.tidebook.sync.domain.ManualMergeResolver; both pass conformance/manual-merge.json.
import type { ConflictContext, ConflictResolver, ConflictResult } from './conflict';
import { mergeThreeWay } from './three-way-merge';

/** Merges as `FieldMergeResolver` does, but whatever both sides changed to different values is put to the user. */
export class ManualMergeResolver implements ConflictResolver {
  readonly strategy = 'manual_merge';

  resolve(context: ConflictContext): ConflictResult {
    return mergeThreeWay(context, () => true);
  }
}
