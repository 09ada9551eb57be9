import { NativeSelect, Text } from '@mantine/core';
import { useMemo } from 'react';
import { type FieldSource, parseWord, type Table, textsOf, wordsOf } from '../../import';
import type { FieldSchema } from '../../sync';
import { formatCount, wordLabel } from '../records/format';
import classes from './import.module.css';

/** A column with more words than this is not one of words. */
const MAX_WORDS = 30;

interface Props {
  readonly field: FieldSchema;
  readonly table: Table;
  readonly source: FieldSource & { kind: 'column' };
  readonly onChange: (source: FieldSource) => void;
}

/** What each word of the column stands for, for a field that takes a few values only. */
export function WordTableInput({ field, table, source, onChange }: Props) {
  const words = useMemo(() => wordsOf(textsOf(table, source.column)), [table, source.column]);
  const oneOf = field.oneOf ?? [];
  // Blanks of an optional field and words that are values themselves need no answer.
  const shown = words.filter(({ folded }) => {
    return folded === '' ? field.required === true : parseWord(folded, oneOf) === null;
  });
  if (shown.length === 0) return null;

  return (
    <div className={classes.words}>
      {shown.slice(0, MAX_WORDS).map(({ word, folded, count }) => (
        <div key={folded} className={classes.word}>
          <Text size="sm" className={classes.wordText}>
            {word === '' ? <em>blank</em> : word}{' '}
            <Text span size="xs" c="dimmed">
              × {formatCount(count)}
            </Text>
          </Text>
          <NativeSelect
            size="xs"
            aria-label={`${field.label} for ${word === '' ? 'blank' : word}`}
            value={source.words?.[folded] ?? ''}
            onChange={(event) => {
              onChange({ ...source, words: { ...source.words, [folded]: event.currentTarget.value } });
            }}
            data={[
              { value: '', label: 'Cannot be read' },
              ...oneOf.map((value) => ({ value, label: wordLabel(value) })),
            ]}
          />
        </div>
      ))}
      {shown.length > MAX_WORDS && (
        <Text size="xs" c="dimmed">
          and {formatCount(shown.length - MAX_WORDS)} more. Is it the right column?
        </Text>
      )}
    </div>
  );
}
