// Twin of org.tidebook.sync.domain.LastWriteWinsResolver; both pass conformance/last-write-wins.json.
import type { ConflictContext, ConflictResolver, ConflictResult } from './conflict';

/**
 * The default rule: the newer edit stamp wins, a tie goes to remote, so that every device which sees
 * both versions keeps the same one. Where the server never had the record, local wins.
 */
export class LastWriteWinsResolver implements ConflictResolver {
  readonly strategy = 'last_write_wins';

  resolve({ localStamp, remoteStamp }: ConflictContext): ConflictResult {
    const isLocal = remoteStamp === null || localStamp > remoteStamp;
    return { use: isLocal ? 'local' : 'remote', needsManualReview: false, disputedFields: [] };
  }
}
