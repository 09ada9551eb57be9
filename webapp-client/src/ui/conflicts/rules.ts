/** The tenant's rules as the page edits them, and the text that the record of settings holds. */
import { strategyInSchema, type ConflictStrategy, type Schema, type Strategies } from '../../sync';

/** For every type that has a rule: that of the tenant, or that of its description. */
export function effectiveRules(schema: Schema, names: readonly string[], set: Strategies): Strategies {
  return Object.fromEntries(names.map((name) => [name, set[name] ?? strategyInSchema(schema, name)]));
}

/**
 * The text for the record: the entries that it has, also those of types and rules that this version does not know, and
 * what was edited. An edited rule that is the one of the type's description goes, so that a later version of the
 * application may bring better defaults.
 */
export function rulesText(
  schema: Schema,
  edits: Strategies,
  entries: Readonly<Record<string, unknown>>,
): string {
  const kept = Object.entries(entries).filter(([name]) => !(name in edits));
  const chosen = Object.entries(edits).filter(
    ([name, rule]) => !isSameRule(rule, strategyInSchema(schema, name)),
  );
  return JSON.stringify(
    Object.fromEntries([...kept, ...chosen.map(([name, rule]) => [name, asEntry(rule)] as const)]),
  );
}

export function isSameRule(one: ConflictStrategy, other: ConflictStrategy): boolean {
  const [a, b] = [asEntry(one), asEntry(other)].map(({ strategy, review = [] }) => [
    strategy,
    ...[...review].sort(),
  ]);
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Fields under review mean something to a merge by field alone. */
function asEntry({ strategy, review = [] }: ConflictStrategy): ConflictStrategy {
  return strategy === 'field_merge' && review.length > 0 ? { strategy, review } : { strategy };
}
