import type { EntityTypeSchema, FieldSchema, LocalRecord } from '../../sync';
import { fieldText } from '../list/field-text';
import type { RowsByType } from '../list/search-rows';
import classes from './conflicts.module.css';
import { TextDifference } from './text-difference';

export interface Column {
  readonly caption: string;
  /** Null where it is not known, or there is none. */
  readonly record: LocalRecord | null;
  /** The version that differences are marked against; without one nothing is marked. */
  readonly other?: LocalRecord | null;
}

interface Props {
  readonly type: EntityTypeSchema;
  readonly fields: readonly FieldSchema[];
  readonly columns: readonly Column[];
  readonly rowsByType: RowsByType;
}

/** Some fields of a record in several versions beside each other; on a phone beneath each other. */
export function Versions({ type, fields, columns, rowsByType }: Props) {
  const textOf = (record: LocalRecord | null, field: FieldSchema) =>
    (record === null ? '' : fieldText({ type, field, record, rowsByType })) || '–';
  return (
    <dl className={classes.list}>
      {fields.map((field) => (
        <div key={field.name} className={classes.field}>
          <dt className={classes.name}>{field.label}</dt>
          <dd className={classes.versions}>
            {columns.map(({ caption, record, other }) => (
              <span key={caption} className={classes.version}>
                <span className={classes.who}>{caption}</span>
                {other === undefined ? (
                  textOf(record, field)
                ) : (
                  <TextDifference text={textOf(record, field)} other={textOf(other, field)} />
                )}
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
