import { foldText, queryWords } from '../list/search-text';
import type { RecordRow } from '../records/record-rows';

export interface ReferenceOption {
  readonly value: string;
  readonly label: string;
}

/** More than this is not read through: the user types on. */
export const maxOptions = 50;

/**
 * The records that hold every word typed, those whose label begins with it first, at most `maxOptions`; with
 * nothing typed the first ones. What is chosen is always among them, since a select shows only its options.
 */
export function foundOptions(
  rows: readonly RecordRow[],
  typed: string,
  chosen: ReferenceOption | null,
): ReferenceOption[] {
  const words = queryWords(typed);
  const start = foldText(typed).trim();
  const beginning: ReferenceOption[] = [];
  const holding: ReferenceOption[] = [];
  for (const { id, label, labelText, text } of rows) {
    if (id === chosen?.value) continue;
    if (beginning.length >= maxOptions) break;
    if (labelText.startsWith(start)) beginning.push({ value: id, label });
    else if (holding.length < maxOptions && words.every((word) => text.includes(word))) {
      holding.push({ value: id, label });
    }
  }
  const found = [...beginning, ...holding].slice(0, maxOptions);
  return chosen === null ? found : [chosen, ...found];
}
