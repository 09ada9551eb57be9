/** The tenant's rules as the page edits them, and the text that the record of settings holds. */
import { strategyInSchema, type ConflictStrategy, type Schema, type Strategies } from '../../sync';

/** For every type that has a rule: that of the tenant, or that of its description. */
export function effectiveRules(schema: Schema, names: readonly string[], set: Strategies): Strategies {
  return Object.fromEntries(names.map((name) => [name, set[name] ?? strategyInSchema(schema, name)]));
}

/**
 * The text for the record: only what differs from the types' descriptions, so that a later version of the
 * application may bring better defaults, and entries of types that this version does not know as they are.
 */
export function rulesText(schema: Schema, rules: Strategies, set: Strategies): string {
  const unknown = Object.entries(set).filter(([name]) => !(name in rules));
  const chosen = Object.entries(rules).filter(
    ([name, rule]) => !isSameRule(rule, strategyInSchema(schema, name)),
  );
  return JSON.stringify(
    Object.fromEntries([...unknown, ...chosen.map(([name, rule]) => [name, asEntry(rule)] as const)]),
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
