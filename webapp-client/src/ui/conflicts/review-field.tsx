import { Text } from '@mantine/core';
import { referencedType, type EntityTypeSchema, type LocalRecord, type Review } from '../../sync';
import { localeSeparators } from '../form/decimal-input';
import { FieldInput } from '../form/field-input';
import { valueToInput, type InputValue } from '../form/form-values';
import { fieldText } from '../list/field-text';
import type { RowsByType } from '../list/search-rows';
import { formatStamp } from '../records/format';
import { useTidebook } from '../session/tidebook-context';
import classes from './conflicts.module.css';
import type { ReviewedField } from './review-choices';
import { TextDifference } from './text-difference';

interface Props {
  readonly type: EntityTypeSchema;
  readonly review: Review;
  readonly reviewed: ReviewedField;
  /** Null while nothing is chosen. */
  readonly value: InputValue | null;
  /** The record as chosen so far: it says of which type a reference is. */
  readonly chosen: Readonly<Record<string, unknown>>;
  readonly error: string | null;
  readonly rowsByType: RowsByType;
  readonly nameOf: (userId: string | null) => string;
  readonly onChange: (value: InputValue) => void;
}

const separators = localeSeparators();

/** One field on which the versions differ: what it was, each side's value to choose, and the result to edit. */
export function ReviewField(props: Props) {
  const { type, review, reviewed, value, chosen, error, rowsByType, nameOf, onChange } = props;
  const { schema } = useTidebook();
  const { field, isContested } = reviewed;
  const { base, mine, theirs } = review;
  const textOf = (record: LocalRecord | null) =>
    record === null ? '' : fieldText({ type, field, record, rowsByType });
  const [mineText, theirsText] = [textOf(mine), textOf(theirs)];
  const target = schema.types.find(({ name }) => name === referencedType(field, chosen)) ?? null;
  const hasWords = field.type === 'text' && field.oneOf === undefined && field.format === undefined;
  const choice = (side: 'mine' | 'theirs', text: string, other: string) => {
    const input = valueToInput(field, reviewed[side], separators);
    const author = side === 'mine' ? 'Mine' : `By ${nameOf(theirs.updatedBy)}`;
    const version = side === 'mine' ? mine : theirs;
    return (
      <label className={classes.choice}>
        <input
          type="radio"
          name={field.name}
          value={side}
          checked={value === input}
          onChange={() => onChange(input)}
        />
        <span className={classes.version}>
          <span className={classes.who}>
            {author}, {formatStamp(version.updatedAt)}
          </span>
          {hasWords ? <TextDifference text={text || '–'} other={other || '–'} /> : text || '–'}
        </span>
      </label>
    );
  };
  return (
    <fieldset className={classes.field} data-field={field.name}>
      <legend className={classes.legend}>
        {field.label}
        <Text component="span" size="sm" c="dimmed" fw={400}>
          {isContested ? ', changed by both' : ', changed by one side'}
        </Text>
      </legend>
      <div className={classes.versions}>
        <div className={classes.before}>
          <span className={classes.who}>Before</span>
          <span className={classes.version}>{base === null ? 'Not known' : textOf(base) || '–'}</span>
        </div>
        {choice('mine', mineText, theirsText)}
        {choice('theirs', theirsText, mineText)}
      </div>
      <div className={classes.result}>
        <FieldInput
          field={{ ...field, label: `${field.label}: result` }}
          types={schema.types}
          target={target}
          value={value ?? ''}
          error={error}
          onChange={onChange}
        />
      </div>
    </fieldset>
  );
}
