import type { FieldSchema } from '../sync/schema';
import type { DateFormat } from './dates';
import type { NumberFormat } from './numbers';
import type { WordTable } from './words';

/** Where the values of one field come from. A field that is not mapped is unset. */
export type FieldSource =
  /** Not in the file: the field stays empty. */
  | { readonly kind: 'unset' }
  /** A column, counted from 0. Decimals need a number format, dates a date format, closed lists may have a table. */
  | {
      readonly kind: 'column';
      readonly column: number;
      readonly numberFormat?: NumberFormat | undefined;
      readonly dateFormat?: DateFormat | undefined;
      readonly words?: WordTable | undefined;
      /** Whether a decimal is taken without its sign. */
      readonly unsigned?: boolean | undefined;
    }
  /** One of two values of a closed list, by the sign of the number in a column. */
  | {
      readonly kind: 'sign';
      readonly column: number;
      readonly numberFormat?: NumberFormat | undefined;
      readonly positive: string;
      readonly negative: string;
    }
  /** One value for all records, as it is stored. */
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  /** A text made of columns (see `parseTemplate`). */
  | { readonly kind: 'template'; readonly text: string }
  /** The record of the referenced type whose field `by` has the text made by the template `text`. */
  | { readonly kind: 'match'; readonly text: string; readonly by: string };

export type SourceKind = FieldSource['kind'];

/** How a table becomes records of one type. */
export interface Mapping {
  /** The sources by name of the field. */
  readonly fields: Readonly<Record<string, FieldSource>>;
  /** The columns, counted from 0, whose values together name a record; none: the whole row does. */
  readonly keyColumns: readonly number[];
}

/** The kinds of source that make sense for a field, in the order they are offered. */
export function fieldKinds(field: FieldSchema): readonly SourceKind[] {
  // Which records are meant differs from row to row, and no file says it in a way that could be matched.
  if (field.referencesTypeIn !== undefined) return ['unset'];
  if (field.type === 'reference') return ['unset', 'match', 'constant'];
  const isFreeText = field.type === 'text' && field.oneOf === undefined;
  if (field.type === 'text' && field.oneOf !== undefined && field.format !== 'currency')
    return ['unset', 'column', 'constant', 'sign'];
  return isFreeText ? ['unset', 'column', 'constant', 'template'] : ['unset', 'column', 'constant'];
}
