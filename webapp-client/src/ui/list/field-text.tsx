import { referencedType, type EntityTypeSchema, type FieldSchema, type LocalRecord } from '../../sync';
import { formatAmount, formatCount, formatDate, formatMonth, wordLabel } from '../records/format';
import { currencyOf } from '../records/record-label';
import type { RowsByType } from './search-rows';

interface Props {
  readonly type: EntityTypeSchema;
  readonly field: FieldSchema;
  readonly record: LocalRecord;
  readonly rowsByType: RowsByType;
}

/** One field of a record as a list shows it. */
export function FieldText(props: Props) {
  return <>{fieldText(props)}</>;
}

/** The text of a field for people; empty when it has no value. */
export function fieldText({ type, field, record, rowsByType }: Props): string {
  const value = record[field.name];
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return value ? 'Yes' : '';
  if (typeof value === 'number') return formatCount(value);
  if (typeof value !== 'string') return '';
  switch (field.type) {
    case 'decimal':
      return formatAmount(value, currencyOf(type, record));
    case 'date':
      return formatDate(value);
    case 'reference':
      // What it points to may not have arrived yet, or may be deleted: an id would tell nobody anything.
      return (
        rowsByType.get(referencedType(field, record) ?? '')?.rowsById.get(value)?.label ??
        'Not on this device'
      );
    case 'text':
    case 'integer':
    case 'boolean':
      if (field.format === 'month') return formatMonth(value);
      return field.oneOf === undefined || field.format === 'currency' ? value : wordLabel(value);
  }
}
