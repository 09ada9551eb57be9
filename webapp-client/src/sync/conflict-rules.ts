// Which rule decides conflicts of which type on this device: what the program has set, what the tenant wants, what
// the schema says (protocol, 6).
import type { ConflictResolvers } from './conflict-resolvers';
import type { TidebookDatabase } from './database';
import {
  type ConflictResolver,
  FieldMergeResolver,
  LastWriteWinsResolver,
  ManualMergeResolver,
} from './domain';
import { type LocalRecord, isDeleted } from './local-record';
import { type ConflictStrategy, type Schema, entityTypeNamed } from './schema';

/** The type of the one record that holds a tenant's settings; its own conflicts go by last-write-wins. */
export const SYNC_SETTINGS = 'sync_settings';

const LAST_WRITE_WINS = new LastWriteWinsResolver();

/** The tenant's settings, by entity type. */
export type Strategies = Readonly<Record<string, ConflictStrategy>>;

/** The rules of one database; `learn` keeps up with the tenant's settings. */
export class ConflictRules {
  #strategies: Strategies = {};

  constructor(
    private readonly resolvers: ConflictResolvers,
    private readonly schema: Schema,
  ) {}

  /** The rule for a type, as far as this device knows. */
  getConflictResolver(entityType: string): ConflictResolver {
    const { resolvers } = this;
    const set = resolvers.ofType(entityType);
    if (set !== null || entityType === SYNC_SETTINGS) {
      return set ?? LAST_WRITE_WINS;
    }
    const wanted = this.#strategies[entityType];
    if (wanted !== undefined) {
      return resolverOf(wanted);
    }
    return resolvers.forAll ?? resolverOf(strategyInSchema(this.schema, entityType));
  }

  /** Whether the schema has a type. */
  knows(entityType: string): boolean {
    return entityTypeNamed(this.schema, entityType) !== null;
  }

  /** The names of the fields of a type. */
  fieldNames(entityType: string): readonly string[] {
    return entityTypeNamed(this.schema, entityType)?.fields.map(({ name }) => name) ?? [];
  }

  /** Takes the tenant's settings as they are on this device; part of the transaction around it, if there is one. */
  async learn(db: TidebookDatabase): Promise<void> {
    this.#strategies = db.entityTypes.includes(SYNC_SETTINGS)
      ? strategiesIn(await db.entities(SYNC_SETTINGS).get(db.owner.tenantId))
      : {};
  }
}

/** What a type's description says; last-write-wins where it says nothing that this version understands. */
export function strategyInSchema(schema: Schema, entityType: string): ConflictStrategy {
  const told = entityTypeNamed(schema, entityType)?.conflicts;
  return told !== undefined && isStrategy(told) ? told : { strategy: 'last_write_wins' };
}

/** The strategies in the record of settings; none without one, and none that this version does not understand. */
export function strategiesIn(settings: LocalRecord | undefined): Strategies {
  const entries = Object.entries(settingsIn(settings));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, ConflictStrategy] => isStrategy(entry[1])),
  );
}

/** All entries in the record of settings, also those that this version does not understand. */
export function settingsIn(settings: LocalRecord | undefined): Readonly<Record<string, unknown>> {
  if (settings === undefined || isDeleted(settings) || typeof settings.strategies !== 'string') {
    return {};
  }
  try {
    const value: unknown = JSON.parse(settings.strategies);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    // The server takes no such text: only a damaged disk has one.
    return {};
  }
}

function isStrategy(entry: unknown): entry is ConflictStrategy {
  const { strategy, review = [] } = (entry ?? {}) as { strategy?: unknown; review?: unknown };
  return typeof strategy === 'string' && strategy in MAKERS && Array.isArray(review);
}

const MAKERS: Record<ConflictStrategy['strategy'], (review: readonly string[]) => ConflictResolver> = {
  last_write_wins: () => LAST_WRITE_WINS,
  field_merge: (review) => new FieldMergeResolver(review),
  manual_merge: () => new ManualMergeResolver(),
};

function resolverOf({ strategy, review = [] }: ConflictStrategy): ConflictResolver {
  return MAKERS[strategy](review);
}
