// Which rule decides conflicts, as the program sets it. Functions do not travel between threads, so the same calls
// are made by the page, by the worker of the engine and by the service worker, before anything else.
import { type ConflictResolver, LastWriteWinsResolver } from './domain';

/** Twin of org.tidebook.sync.domain.ConflictResolvers. */
export class ConflictResolvers {
  readonly #byType = new Map<string, ConflictResolver>();
  #forAll: ConflictResolver | null = null;

  /** @param entityType null for all types that have none of their own */
  set(resolver: ConflictResolver, entityType: string | null): void {
    if (resolver.strategy === 'last_write_wins' && !(resolver instanceof LastWriteWinsResolver)) {
      throw new Error(
        'A rule of your own needs a name of its own: last_write_wins is how the server decides.',
      );
    }
    if (entityType === null) {
      this.#forAll = resolver;
    } else {
      this.#byType.set(entityType, resolver);
    }
  }

  /** What was set for this type itself. */
  ofType(entityType: string): ConflictResolver | null {
    return this.#byType.get(entityType) ?? null;
  }

  /** What was set for all types. */
  get forAll(): ConflictResolver | null {
    return this.#forAll;
  }
}

/** What this page or worker has set. */
export const installedResolvers = new ConflictResolvers();

/**
 * Sets the rule that decides conflicts, for one type or, without one, for all.
 *
 * What counts for a type is, the first that there is: a rule set here for the type, the tenant's setting, a rule set
 * here for all types, what the type's description says (`conflicts`), last-write-wins.
 */
export function setConflictResolver(resolver: ConflictResolver, entityType: string | null = null): void {
  installedResolvers.set(resolver, entityType);
}
