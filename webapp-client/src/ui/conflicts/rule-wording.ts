/** What the rules for conflicts are called. */
import type { ConflictStrategy } from '../../sync';

const names: Readonly<Record<ConflictStrategy['strategy'], string>> = {
  last_write_wins: 'The newer edit wins',
  field_merge: 'Merge field by field',
  manual_merge: 'Merge, and ask about what both changed',
};

/** The strategies, as a choice. */
export const ruleChoices = Object.entries(names).map(([value, label]) => ({ value, label }));

/** A rule in words; a team's own one by its name. */
export function ruleWording(rule: string | undefined): string {
  return names[rule as ConflictStrategy['strategy']] ?? rule ?? names.last_write_wins;
}
