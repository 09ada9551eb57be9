/** One column of a table: its place from 0, and a name that no other column of the table has. */
export interface Column {
  readonly index: number;
  readonly name: string;
}

/**
 * Whether the first row looks like names of columns: all different, none a number or a date, none seen again
 * further down in its column, and none empty but at the end.
 */
export function looksLikeHeader(
  first: readonly string[],
  following: readonly (readonly string[])[],
): boolean {
  const names = first.map((cell) => cell.trim());
  while (names.at(-1) === '') names.pop();
  if (names.length === 0 || names.some((name) => name === '' || looksLikeValue(name))) return false;
  if (new Set(names.map((name) => name.toLowerCase())).size < names.length) return false;
  return !names.some((name, index) => following.some((cells) => cells[index]?.trim() === name));
}

/** The columns of a table of `width`, named by its header where it has one, else "Column 1", "Column 2", … */
export function columnsOf(header: readonly string[] | null, width: number): Column[] {
  const taken = new Set<string>();
  return Array.from({ length: width }, (_, index) => {
    const wanted = header?.[index]?.trim().replace(/\s+/g, ' ') || `Column ${index + 1}`;
    let name = wanted;
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${wanted} (${count})`;
    taken.add(name.toLowerCase());
    return { index, name };
  });
}

function looksLikeValue(text: string): boolean {
  const isNumber = /^[-+(−]?[\p{Sc}\s]*[\d.,'\s]*\d[\d.,'\s]*[\p{Sc}\s]*[-)−%]?$/u.test(text);
  const isDate = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/.test(text);
  return isNumber || isDate || text.includes('@');
}
