// Twin of org.tidebook.sync.domain.FieldMergeResolver; both pass conformance/field-merge.json.
import type { ConflictContext, ConflictResolver, ConflictResult } from './conflict';
import { mergeThreeWay } from './three-way-merge';

/**
 * Both edits stand as far as they can: a field that one side changed takes that side's value, one that both
 * changed to different values takes the newer side's. So edits of different fields lose nothing, in
 * whichever order they arrive. Of a deletion and an edit the newer one stands.
 */
export class FieldMergeResolver implements ConflictResolver {
  readonly strategy = 'field_merge';
  readonly #reviewed: ReadonlySet<string>;

  /** @param reviewed fields that are put to the user where both sides changed them; what the merge says holds until then */
  constructor(reviewed: readonly string[] = []) {
    this.#reviewed = new Set(reviewed);
  }

  /** The fields that are put to the user, in the order of their names. */
  get reviewed(): readonly string[] {
    return [...this.#reviewed].sort();
  }

  resolve(context: ConflictContext): ConflictResult {
    return mergeThreeWay(context, (field) => this.#reviewed.has(field));
  }
}
